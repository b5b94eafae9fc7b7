"""Opening an item for what the night has found, with what the speakers said."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from huiying.core.improving import ANSWER_WORKDAYS, Found
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.improve.improvements.events import OPENED
from huiying.improve.improvements.models import Improvement, ImprovementCase
from huiying.improve.improvements.selectors.answers import COUNTED
from huiying.improve.improvements.selectors.saying import said_by
from huiying.serve.casework.models import Case
from huiying.serve.commitments.selectors.rights import office_of_pledge


@once
def open_improvement(found: Found, unit_id: int, *, actor: Actor, now: datetime, key: str) -> Improvement:
    """Write the item, its cases and the masked words of the poor answers; with the same `key` the first comes back."""
    with transaction.atomic():
        if (before := Improvement.objects.filter(key=key).first()) is not None:
            return before
        unit, share = Unit.objects.get(pk=unit_id), found.share
        improvement = Improvement.objects.create(
            unit=unit,
            office=office_of_pledge(unit),
            category_id=found.topic,
            place_id=found.place,
            trigger=found.rule.trigger.value,
            question=found.rule.question.value,
            first_on=found.first,
            last_on=found.last,
            before_poor=share.k,
            before_all=share.n,
            opened_at=now,
            answer_by=calendar().add_workdays(calendar().local_date(now), ANSWER_WORKDAYS),
            key=key,
        )
        ImprovementCase.objects.bulk_create(_cases(improvement, found))
        public = {
            "unit": unit_id,
            "category": found.topic,
            "place": found.place,
            "question": found.rule.question.value,
            "poor": share.k,
            "of": share.n,
            "first": found.first.isoformat(),
            "last": found.last.isoformat(),
        }
        record(OPENED.name, improvement, actor=actor, now=now, public=public, key=key)
    return improvement


def _cases(improvement: Improvement, found: Found) -> Iterator[ImprovementCase]:
    """Who was asked is told later what became of it; of what was read from the files only the poor ones are kept."""
    _hold(found.poor)
    poor = _counted(found.poor)
    words = said_by(poor, before=calendar().end_of(found.last))
    for case in poor:
        yield ImprovementCase(improvement=improvement, case=case, poor=True, words=words[case.pk])
    for case in _counted(found.others) if found.rule.by_people else ():
        yield ImprovementCase(improvement=improvement, case=case, poor=False)


def _hold(case_ids: Iterable[int]) -> None:
    """Lock the cases that are quoted, in the order of their numbers: an erasure at the same moment comes before the
    words are read, or after they are written, and then empties them."""
    held = Case.objects.select_for_update(of=("self",)).filter(pk__in=list(case_ids)).order_by("pk")
    list(held.values_list("pk", flat=True))


def _counted(case_ids: Iterable[int]) -> list[Case]:
    return list(Case.objects.filter(pk__in=list(case_ids), **COUNTED).select_related("voice").order_by("pk"))
