"""What was asked of people in a quarter, and what came of it: meetings, papers, forms and reports against results.

Numbers are of the whole office and of units; nothing here is about a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from huiying.core.economy import Asked, Due, Kept, Quarter, hours_asked, kept_of, quarter_of, summed, to_tenth
from huiying.core.meetings.hours import hours_of_people, minutes_sat
from huiying.core.workdays import Calendar
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.enums import ItemOutcome, MeetingState
from huiying.serve.coordination.models import AgendaItem, Burden, ItemFile, Meeting, Resolution

MEETING = "meeting"
"""The kind of what meetings cost, beside those of BurdenKind."""


@dataclass(frozen=True, slots=True)
class QuarterView:
    """A quarter. `asked`: each meeting held and each line of the register; `papers`: put before the meetings held;
    `called_off`: meetings that did not take place, `saved`: the hours of people that they would have cost at least;
    `resolutions`: made in the quarter; `put_off`: items of its meetings without one; `promises`: those whose first day
    falls into it."""

    quarter: Quarter
    asked: tuple[Asked, ...]
    meetings: int
    papers: int
    called_off: int
    saved: Decimal
    resolutions: int
    put_off: int
    promises: Kept


def quarter_figures(quarter: Quarter, today: date, days: Calendar) -> QuarterView:
    """Everything about one quarter, as it stands on the local day `today`."""
    held, off = _held([quarter], days), list(_called_off(quarter, days))
    items = AgendaItem.objects.filter(meeting__in=[meeting.pk for meeting in held])
    papers = items.exclude(paper="").count() + ItemFile.objects.filter(item__in=items).count()
    return QuarterView(
        quarter,
        (*map(_meeting, held), *_burdens([quarter])[quarter]),
        len(held),
        papers,
        len(off),
        sum((_would_have_cost(meeting) for meeting in off), Decimal(0)),
        Resolution.objects.filter(_within("made_at", [quarter], days)).count(),
        items.filter(outcome=ItemOutcome.PUT_OFF.value).count(),
        _promises(quarter, today, days),
    )


def hours_by_quarter(quarters: Sequence[Quarter], days: Calendar) -> dict[Quarter, Decimal]:
    """Hours of people that were asked in each of neighbouring quarters, meetings and the register together."""
    asked: dict[Quarter, list[Asked]] = _burdens(quarters)
    for meeting in _held(quarters, days):
        asked[quarter_of(days.local_date(_moment(meeting)))].append(_meeting(meeting))
    return {quarter: summed(asked[quarter]).hours for quarter in quarters}


def _within(field: str, quarters: Sequence[Quarter], days: Calendar) -> Q:
    """Moments from the beginning of the first quarter to the end of the last, by the office's days."""
    begins = days.instant(quarters[0].first, time.min)
    ends = days.instant(quarters[-1].moved(1).first, time.min)
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def _held(quarters: Sequence[Quarter], days: Calendar) -> list[Meeting]:
    """Meetings held, each with `people`: how many came."""
    found = Meeting.objects.filter(_within("ended_at", quarters, days), state=MeetingState.HELD.value)
    return list(found.annotate(people=_people()).order_by("ended_at", "pk"))


def _people() -> Sum:
    return Sum("invitations__people", filter=Q(invitations__attended=True), default=0)


def _moment(meeting: Meeting) -> datetime:
    return meeting.ended_at or meeting.starts_at


def _meeting(meeting: Meeting) -> Asked:
    """By the clock where that was kept, else as long as it was planned."""
    sat = meeting.ended_at - meeting.began_at if meeting.began_at is not None and meeting.ended_at is not None else None
    minutes = minutes_sat(meeting.minutes, sat.total_seconds() if sat is not None else None)
    people: int = getattr(meeting, "people", 0)
    return Asked(MEETING, meeting.office_id, 1, hours_of_people(minutes, [people]))


def _called_off(quarter: Quarter, days: Calendar) -> QuerySet[Meeting]:
    return Meeting.objects.filter(_within("starts_at", [quarter], days), state=MeetingState.OFF.value)


def _would_have_cost(meeting: Meeting) -> Decimal:
    """With one person of each unit invited, or as many as came to the meeting of its series before."""
    before = Meeting.objects.filter(
        series=meeting.series_id, series__isnull=False, state=MeetingState.HELD.value, starts_at__lt=meeting.starts_at
    )
    last = before.annotate(people=_people()).order_by("-starts_at").first()
    invited = meeting.invitations.filter(invited=True).count()
    return hours_of_people(meeting.minutes, [max(invited, getattr(last, "people", 0))])


def _burdens(quarters: Iterable[Quarter]) -> dict[Quarter, list[Asked]]:
    asked: dict[Quarter, list[Asked]] = {quarter: [] for quarter in quarters}
    for line in Burden.objects.filter(quarter__in=[quarter.first for quarter in asked]).order_by("pk"):
        asked[quarter_of(line.quarter)].append(asked_of(line))
    return asked


def asked_of(line: Burden) -> Asked:
    """A line of the register with its hours of people."""
    hours = hours_asked(units=line.units, people=line.people, hours=line.hours, times=line.times)
    return Asked(line.kind, line.unit_id, line.times, hours, line.cost_fen)


def hours_per_result(view: QuarterView) -> Decimal | None:
    """Hours of people for each resolution; None without one."""
    hours = summed(view.asked).hours
    return to_tenth(hours / view.resolutions) if view.resolutions else None


def _promises(quarter: Quarter, today: date, days: Calendar) -> Kept:
    found = Commitment.objects.filter(first_due_on__gte=quarter.first, first_due_on__lte=quarter.last)
    rows = found.values_list("first_due_on", "due_on", "ended_at", "state")
    kept = CommitmentState.KEPT.value
    return kept_of(
        (
            Due(first, due, days.local_date(ended) if ended else None, state == kept)
            for first, due, ended, state in rows
        ),
        today,
    )
