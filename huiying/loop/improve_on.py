"""The joints of the fourth beat: what was judged poor is opened, mended by a promise, measured again and told back.

Each night (`improve`): items are opened for what the last quarter brought, those whose measure was kept long enough ago
are measured again, and mirrors are made for the quarter that is over. A machine opens and counts; people decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from huiying.core.economy import quarter_of
from huiying.core.improving import Found, Question, again_from, counted, window
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.improve.improvements.enums import Reflected
from huiying.improve.improvements.errors import MeasureStands, MirrorNotFound
from huiying.improve.improvements.models import Improvement, Mirror, Rectification
from huiying.improve.improvements.selectors import rights
from huiying.improve.improvements.selectors.answers import answers_between
from huiying.improve.improvements.selectors.improvements import found_poor, to_be_measured
from huiying.improve.improvements.selectors.mirror import cases_in_hand
from huiying.improve.improvements.services.holding import (
    cases_of,
    held,
    held_mirror,
    needed_words,
    refuse_names,
    still_open,
    unsettled,
)
from huiying.improve.improvements.services.measuring import note_measured, set_measure, tell_judges
from huiying.improve.improvements.services.mirrors import add_line, make_mirror
from huiying.improve.improvements.services.opening import open_improvement
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.selectors.rights import office_of_pledge
from huiying.serve.commitments.services.making import Promise, make_commitment


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be done, until when, shown by what; public unless there is a stated reason."""

    words: str
    due_on: date
    words_en: str = ""
    evidence_wanted: str = ""
    hidden_reason: str = ""


def improve(*, now: datetime) -> int:
    """One night: open, measure again, make mirrors, each in a transaction of its own; how many of all. Asked twice it
    does nothing more; what was missed in an outage is measured over the same days later."""
    return _open_poor(now) + measure_again(now=now) + make_mirrors(now=now)


def _open_poor(now: datetime) -> int:
    today = calendar().local_date(now)
    found = found_poor(answers_between(*window(today)), today)
    return sum(_open(unit, one, now) for unit, one in found)


def _open(unit: int, found: Found, now: datetime) -> bool:
    key = f"improvement:{unit}:{found.topic or 0}:{found.rule.trigger}:{found.last.isoformat()}"
    if done_before(key):
        return False
    open_improvement(found, unit, actor=SYSTEM, now=now, key=key)
    return True


def measure_again(*, now: datetime) -> int:
    """Measure what was kept long enough ago, and tell those who judged; how many items."""
    return sum(_measure(one.pk, now) for one in to_be_measured(calendar().local_date(now)))


def _measure(improvement_id: int, now: datetime) -> bool:
    """Measured once, and told in the same transaction; False where somebody else did, or reopened the measure."""
    with transaction.atomic(durable=True):
        improvement = held(improvement_id)
        promise = improvement.commitment
        if not improvement.is_open or promise is None or promise.ended_at is None:
            return False
        kept_on = calendar().local_date(promise.ended_at)
        first, last = again_from(improvement.first_on, improvement.last_on, kept_on)
        answers = answers_between(first, last, improvement.unit_id)
        mine = answers.get((improvement.unit_id, Question(improvement.question)), [])
        after = counted(mine, improvement.category_id, improvement.place_id, first, last)
        note_measured(improvement, after, first, last, actor=SYSTEM, now=now)
        tell_judges(improvement, actor=SYSTEM, now=now)
    return True


def make_mirrors(*, now: datetime) -> int:
    """For each unit that had cases in hand in the quarter that is over; how many are new."""
    quarter = quarter_of(calendar().local_date(now)).moved(-1)
    made = set(Mirror.objects.filter(quarter_on=quarter.first).values_list("unit_id", flat=True))
    units = sorted(cases_in_hand(quarter).keys() - made)
    for unit in units:
        make_mirror(unit, quarter, actor=SYSTEM, now=now, key=f"mirror:{unit}:{quarter}")
    return len(units)


@once
def promise_measure(
    improvement_id: int,
    cause: str,
    measure: Measure,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Improvement:
    """The unit says why it was poor and promises what it does about it; those who judged it poor hear of the promise.

    After a measure that was dropped another may be promised. With the same `key` again nothing happens twice. Raises
    ImprovementNotFound, MayNotImprove, ImprovementOver, MeasureStands, ImprovementNeedsWords, ImprovementNamesSomebody
    and what `make_commitment` raises.
    """
    with transaction.atomic(durable=True):
        improvement = held(improvement_id)
        rights.need(rights.may_answer(improvement, grants), rights.OWNERS)
        if done_before(key):
            return improvement
        before = still_open(improvement).commitment
        if before is not None and before.state != CommitmentState.DROPPED:
            raise MeasureStands
        words = needed_words(cause)
        refuse_names([words], cases_of(improvement), now=now)
        poor = tuple(improvement.cases.filter(poor=True).values_list("case_id", flat=True))
        promise = _promise(measure, improvement.unit, improvement.office_id, poor)
        made = make_commitment(promise, actor=actor, grants=None, now=now, key=key)
        set_measure(improvement, words, made, actor=actor, now=now)
    return improvement


@once
def write_line(
    mirror_id: int,
    kind: Reflected,
    measure: Measure,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Rectification:
    """A line of the rectification list 整改清单: a promise of the unit. Raises MirrorNotFound, MayNotImprove,
    MirrorSettled and what `make_commitment` raises."""
    with transaction.atomic(durable=True):
        mirror = held_mirror(mirror_id)
        rights.need(rights.is_own(mirror, grants), rights.OWNERS)
        if mirror.opened_at is None:
            raise MirrorNotFound
        if not done_before(key):
            unsettled(mirror)
        promise = _promise(measure, mirror.unit, office_of_pledge(mirror.unit).pk, ())
        made = make_commitment(promise, actor=actor, grants=None, now=now, key=key)
        return add_line(mirror, kind, made, actor=actor, now=now)


def _promise(measure: Measure, owner: Unit, office_id: int, case_ids: tuple[int, ...]) -> Promise:
    return Promise(
        words=measure.words,
        words_en=measure.words_en,
        owner_id=owner.pk,
        due_on=measure.due_on,
        source=Source.IMPROVEMENT,
        evidence_wanted=measure.evidence_wanted,
        public=not measure.hidden_reason.strip(),
        hidden_reason=measure.hidden_reason,
        case_ids=case_ids,
        office_id=office_id,
    )
