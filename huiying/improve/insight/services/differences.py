"""Like cases alike: what the night has compared, and the reasons that units state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from huiying.core.fairness import Later, differ
from huiying.core.growth import Tree
from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.selectors import grants_in_force
from huiying.improve.insight.errors import DifferenceGone, DifferenceNeedsReason, NotYourUnit
from huiying.improve.insight.models import DifferenceReason, SlowPlace, UnlikePair
from huiying.improve.insight.selectors.decided import Decided, decisions_of
from huiying.improve.insight.selectors.differences import may_state
from huiying.improve.insight.selectors.signs import STILL_GROWS
from huiying.improve.insight.selectors.waits import Matter, Waits

LEAST_REASON, MOST_REASON = 4, 1000
MOST_ASKED = 10
"""A unit is asked for no more reasons than this at a time: the likest pairs come first, others when it has answered."""


def keep_pairs(found: Iterable[tuple[Decided, Decided, float]], *, now: datetime) -> int:
    """Write down pairs (one, other, score) that were decided differently; how many are new.

    Pairs without a reason whose decisions do not differ any more, or may not be shown any more, are dropped.
    """
    today = calendar().local_date(now)
    with transaction.atomic():
        _drop_settled()
        rows = _new([_row(one, other, score, today) for one, other, score in found])
        UnlikePair.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _new(rows: Sequence[UnlikePair]) -> list[UnlikePair]:
    """Pairs that are not kept yet, the likest first, as many as their units may be asked about."""
    kept = set(UnlikePair.objects.values_list("case_id", "other_id"))
    asked = Counter(UnlikePair.objects.filter(answer=None).values_list("unit_id", flat=True))
    new: dict[tuple[int, int], UnlikePair] = {}
    for row in sorted(rows, key=lambda row: (-row.score, row.case_id, row.other_id)):
        both = row.case_id, row.other_id
        if both not in kept and both not in new and asked[row.unit_id] < MOST_ASKED:
            new[both] = row
            asked[row.unit_id] += 1
    return list(new.values())


def _row(one: Decided, other: Decided, score: float, today: date) -> UnlikePair:
    before, lately = sorted((one, other), key=lambda decided: (decided.on, decided.case_id))
    return UnlikePair(
        case_id=lately.case_id,
        other_id=before.case_id,
        unit_id=lately.unit_id,
        outcome=lately.outcome,
        other_outcome=before.outcome,
        decided_on=lately.on,
        other_decided_on=before.on,
        score=score,
        found_on=today,
    )


def _drop_settled() -> None:
    open_pairs = list(UnlikePair.objects.filter(answer=None))
    decided = decisions_of({id_ for pair in open_pairs for id_ in (pair.case_id, pair.other_id)}, calendar())
    UnlikePair.objects.filter(pk__in=[pair.pk for pair in open_pairs if not _stands(pair, decided)]).delete()


def _stands(pair: UnlikePair, decided: Mapping[int, Decided]) -> bool:
    one, other = decided.get(pair.case_id), decided.get(pair.other_id)
    return one is not None and other is not None and differ(one.outcome, other.outcome)


def keep_slow(found: Iterable[Later[Matter, int]], waits: Waits, categories: Tree, *, now: datetime) -> int:
    """Write down where people wait much longer; a broader category is left out where a narrower one tells it."""
    today = calendar().local_date(now)
    found = list(found)
    told = {(each.matter.kind, each.matter.procedure, each.place, each.matter.category) for each in found}
    narrow = [
        each
        for each in found
        if not any(
            each.matter.category in categories.above(other)[:-1]
            for kind, procedure, place, other in told
            if (kind, procedure, place) == (each.matter.kind, each.matter.procedure, each.place)
        )
    ]
    with transaction.atomic():
        SlowPlace.objects.filter(answer=None, last_on__lt=today - STILL_GROWS).delete()
        for each in narrow:
            _keep_slow(each, waits.unit_of(each.matter, each.place), today)
    return len(narrow)


def _keep_slow(each: Later[Matter, int], unit_id: int, today: date) -> None:
    same = {"category_id": each.matter.category, "kind": each.matter.kind, "procedure": each.matter.procedure}
    known = SlowPlace.objects.filter(place_id=each.place, last_on__gte=today - STILL_GROWS, **same)
    row = known.order_by("-last_on", "-pk").first() or SlowPlace(place_id=each.place, first_on=today, **same)
    row.unit_id, row.last_on, row.cases, row.others = unit_id, today, each.cases, each.others
    row.median, row.median_of_others, row.chance = each.median, each.median_of_others, each.chance
    row.save()


def explain_pair(pair_id: int, *, reason: str, actor: Actor, now: datetime, key: str | None = None) -> DifferenceReason:
    """State why two like cases were decided differently. Raises DifferenceGone, NotYourUnit, DifferenceNeedsReason."""
    return _explain(UnlikePair.objects.filter(pk=pair_id).first(), reason, actor, now, key)


def explain_slow(slow_id: int, *, reason: str, actor: Actor, now: datetime, key: str | None = None) -> DifferenceReason:
    """State why people waited longer at a place. Raises DifferenceGone, NotYourUnit, DifferenceNeedsReason."""
    return _explain(SlowPlace.objects.filter(pk=slow_id).first(), reason, actor, now, key)


def _explain(
    difference: UnlikePair | SlowPlace | None, reason: str, actor: Actor, now: datetime, key: str | None
) -> DifferenceReason:
    if difference is None or hasattr(difference, "answer"):
        raise DifferenceGone
    words = clean_line_ends(reason).strip()[:MOST_REASON]
    assert actor.id is not None  # people state reasons
    if not may_state(difference.unit_id, grants_in_force(actor.id, today=calendar().local_date(now))):
        raise NotYourUnit
    if len(words) < LEAST_REASON:
        raise DifferenceNeedsReason(least=LEAST_REASON)
    about = {"pair": difference} if isinstance(difference, UnlikePair) else {"slow": difference}
    try:
        with transaction.atomic():
            stated = DifferenceReason.objects.create(reason=words, stated_by_id=actor.id, stated_at=now, **about)
            record(
                "difference.explained",
                difference,
                actor=actor,
                now=now,
                public={"unit": difference.unit_id},
                private={"reason": words},
                key=key,
            )
    except IntegrityError as err:
        raise DifferenceGone from err
    return stated
