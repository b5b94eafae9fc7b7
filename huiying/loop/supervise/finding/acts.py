"""What units did that an inspector should see: passed on and handed back, refused, changed late, answered in vain.

What is found stands in the events of the cases: an act counts when it happened, and is found when it was recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q

from huiying.core.supervision.rules import (
    BOUNCED,
    CALLED,
    HOPS,
    RATED,
    REFUSALS,
    REFUSED_OWN,
    REPEATED,
    REROUTE_WORKDAYS,
    REROUTED,
    SECOND_ROUND,
)
from huiying.foundation.ledger.models import Event
from huiying.judge.checks.models import CallBack
from huiying.judge.ratings.enums import Resolved
from huiying.judge.ratings.models import Rating
from huiying.loop.supervise.watch import Watch, clean
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case, Deadline, Reply
from huiying.serve.casework.services.carrying_out import HANDS_OVER, SETTLES_UNIT
from huiying.serve.supervision.models import Signal
from huiying.serve.supervision.services.signals import Found

AT_ONCE = 500
Row = TypeVar("Row")


def types(*acts: str) -> list[str]:
    """The event types of these acts in both procedures."""
    return [event_name(procedure, act) for procedure in ("xinfang", "hotline") for act in acts]


HANDED = types(*sorted(HANDS_OVER | SETTLES_UNIT))
REFUSED, FOLLOWED, JOINED = types("refuse_return"), types("open_follow_up"), types("join")
NOT_SOLVED = "no"
SUPPORTED = "supported"


def bounced(watch: Watch) -> Iterator[Found]:
    """Objections of a unit were refused twice, or the case went through three hands; whichever came first."""
    said = Signal.objects.filter(rule=BOUNCED, case=OuterRef("pk"))
    again = Q(hops__gte=HOPS) & (Q(ended_at=None) | Q(ended_at__gte=watch.since))
    moved = set(Case.objects.filter(clean(), again).filter(~Exists(said)).values_list("pk", flat=True))
    refused = set(_recorded(watch, REFUSED).values_list("subject_id", flat=True))
    for case_ids in _parts(moved | refused):
        cases = _cases(case_ids)
        for case_id, events in _lives(watch, cases, [*HANDED, *REFUSED]).items():
            if (found := _bounced(cases[case_id], events, watch)) is not None:
                yield found


def _bounced(case: Case, events: Sequence[Event], watch: Watch) -> Found | None:
    handed = [event for event in events if event.type in HANDED]
    refused = [event for event in events if event.type in REFUSED]
    third, second = handed[HOPS - 1 : HOPS], refused[REFUSALS - 1 : REFUSALS]
    first = min((*third, *second), key=lambda event: event.happened_at, default=None)
    if first is None:
        return None
    unit = case.office_id if first.type in HANDED else _unit_of(first, case)
    before = [event for event in events if event.happened_at <= first.happened_at]
    counts = {"refused": sum(e.type in REFUSED for e in before), "hops": sum(e.type in HANDED for e in before)}
    return _flagged(BOUNCED, f"{case.pk}", case, unit, first.happened_at, watch, **counts)


def refused_own(watch: Watch) -> Iterator[Found]:
    """A refusal was undone: the matter was the unit's own (条例 Art 44 item 2)."""
    for event, case in _on_cases(watch, types("undo_refusal")):
        on = _day(event.happened_at, watch)
        yield _flagged(REFUSED_OWN, f"{event.pk}", case, _unit_of(event, case), event.happened_at, watch, on=on)


def rerouted_late(watch: Watch) -> Iterator[Found]:
    """The route was changed when little was left of the limit for the opinion."""
    for event, case in _on_cases(watch, types("reroute")):
        clock = Deadline.objects.filter(case=case, clock="C-HANDLE", started_at__lte=event.happened_at).last()
        if clock is not None:
            on = watch.calendar.local_date(event.happened_at)
            left = watch.calendar.workdays_between(on, clock.due_on)
            if left < REROUTE_WORKDAYS:
                facts: dict[str, str | int] = {"on": on.isoformat(), "days": max(left, 0)}
                unit = _unit_of(event, case)
                yield _flagged(REROUTED, f"{event.pk}", case, unit, event.happened_at, watch, **facts)


def repeated(watch: Watch) -> Iterator[Found]:
    """A second round of follow-up was asked for, or a voice on the same matter was joined after the answer."""
    asked = set(_recorded(watch, FOLLOWED).values_list("subject_id", flat=True))
    joins = [(event, event.public.get("case")) for event in _recorded(watch, JOINED).order_by("happened_at", "pk")]
    for case_ids in _parts(asked | {lead for _event, lead in joins if isinstance(lead, int)}):
        cases = _cases(case_ids)
        rounds = _lives(watch, cases, FOLLOWED)
        answered = _answered(cases, watch)
        for case in cases.values():
            again = [event.happened_at for event in rounds.get(case.pk, [])]
            told = answered.get(case.pk)
            came = [event.happened_at for event, lead in joins if lead == case.pk and told and event.happened_at > told]
            moments = [*again[SECOND_ROUND - 1 : SECOND_ROUND], *came[:1]]
            if moments:
                first = min(moments)
                counts = {"rounds": sum(at <= first for at in again), "joined": sum(at <= first for at in came)}
                yield _flagged(REPEATED, f"{case.pk}", case, case.unit_id, first, watch, **counts)


def _answered(cases: Mapping[int, Case], watch: Watch) -> dict[int, datetime]:
    """When each was answered first."""
    given = Reply.objects.filter(case__in=cases, given_at__lte=watch.now).order_by("-given_at")
    return dict(given.values_list("case_id", "given_at"))


def rated_unresolved(watch: Watch) -> Iterator[Found]:
    """Whoever spoke says it is not resolved. What was refused with reasons counts against nobody (our practice)."""
    rows = Rating.objects.filter(clean("case__"), resolved=Resolved.NO, given_at__gte=watch.since)
    for rating in rows.filter(given_at__lte=watch.now).select_related("case").order_by("given_at", "pk"):
        if _some_supported(case := rating.case):
            on = _day(rating.given_at, watch)
            yield _flagged(RATED, f"{rating.pk}", case, case.unit_id, rating.given_at, watch, on=on)


def called_unresolved(watch: Watch) -> Iterator[Found]:
    """A call-back heard that it is not solved, after the unit had said that it is: that of the hotline, or one that was
    drawn by lot."""
    for event, case in _on_cases(watch, ["hotline.call_back"], public__solved=NOT_SOLVED):
        on = _day(event.happened_at, watch)
        yield _flagged(CALLED, f"{event.pk}", case, _unit_of(event, case), event.happened_at, watch, on=on)
    drawn = CallBack.objects.filter(resolved=Resolved.NO, done_at__gte=watch.since, done_at__lte=watch.now)
    for part in _parts_of(drawn.order_by("done_at", "pk")):
        cases = _cases(call.case_id for call in part)
        for call in part:
            found = cases.get(call.case_id)
            if found is not None and call.done_at is not None and _some_supported(found):
                on = _day(call.done_at, watch)
                yield _flagged(CALLED, f"drawn:{call.pk}", found, call.unit_id, call.done_at, watch, on=on)


def _some_supported(case: Case) -> bool:
    """Unless an opinion refused everything with reasons: then nobody said that it is resolved."""
    outcomes = case.facts.get("outcomes", [])
    return not outcomes or SUPPORTED in outcomes


def _recorded(watch: Watch, names: Iterable[str], **more: Any) -> Any:
    """Events of cases recorded since the last sweep that had happened by `now`."""
    recorded = Event.objects.filter(type__in=list(names), at__gte=watch.since, at__lte=watch.now)
    return recorded.filter(happened_at__lte=watch.now, subject_kind="case", **more)


def _on_cases(watch: Watch, names: Iterable[str], **more: Any) -> Iterator[tuple[Event, Case]]:
    for part in _parts_of(_recorded(watch, names, **more).order_by("happened_at", "pk")):
        cases = _cases({event.subject_id for event in part})
        yield from ((event, cases[event.subject_id]) for event in part if event.subject_id in cases)


def _cases(case_ids: Iterable[int]) -> dict[int, Case]:
    return {case.pk: case for case in Case.objects.filter(clean(), pk__in=list(case_ids)).order_by("pk")}


def _lives(watch: Watch, cases: Mapping[int, Case], names: Sequence[str]) -> dict[int, list[Event]]:
    """Events of these types that had happened by `now`, by case, the earliest first."""
    rows = Event.objects.filter(subject_kind="case", subject_id__in=list(cases), type__in=list(names))
    lives: dict[int, list[Event]] = defaultdict(list)
    for event in rows.filter(happened_at__lte=watch.now).order_by("happened_at", "pk"):
        lives[event.subject_id].append(event)
    return lives


def _parts(case_ids: Iterable[int]) -> Iterator[list[int]]:
    ids = sorted(case_ids)
    yield from (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _parts_of(found: Iterable[Row]) -> Iterator[Sequence[Row]]:
    rows = list(found)
    yield from (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _unit_of(event: Event, case: Case) -> int:
    """The unit that had the case after the act."""
    unit = event.public.get("unit")
    return unit if isinstance(unit, int) else case.unit_id


def _day(at: datetime, watch: Watch) -> str:
    return watch.calendar.local_date(at).isoformat()


def _flagged(rule: str, key: str, case: Case, unit_id: int, at: datetime, watch: Watch, **facts: str | int) -> Found:
    return Found(
        rule=rule,
        key=f"{rule}:{key}",
        at=at,
        on=watch.calendar.local_date(at),
        unit_id=unit_id,
        told_id=unit_id,
        level=1,
        case_id=case.pk,
        facts=facts,
    )
