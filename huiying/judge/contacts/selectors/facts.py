"""What is known of a leader's contact with people in a time: counted from what the house has, never typed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from huiying.core.disclosure import FEWEST, shown_counts
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Staff
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.models import ContactDay, Facts
from huiying.judge.ratings.selectors.encounters import IN_PERSON
from huiying.listen.voices.models import Voice
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import public_ones
from huiying.serve.coordination.enums import MeetingState
from huiying.serve.coordination.models import Meeting
from huiying.serve.decisions.models import Decision


def facts_of(leader: Staff, first: date, last: date) -> Facts:
    """From `first` to `last`, both included. Sealed, erased and revealed voices take no part."""
    start, end = (calendar().instant(day, time.min) for day in (first, last + timedelta(days=1)))
    heard, channels = _heard(leader, start, end)
    chaired = _meetings(leader, start, end)
    return Facts(
        halves=_halves(leader, first, last, chaired),
        heard=heard,
        channels=channels,
        meetings=tuple(meeting.pk for meeting in chaired),
        promises=tuple(promises_of(leader, first, last, start).values_list("pk", flat=True)),
        decisions=tuple(_decisions(leader, first, last).values_list("pk", flat=True)),
    )


def _heard(leader: Staff, start: datetime, end: datetime) -> tuple[int | None, dict[str, int]]:
    """How many voices the leader took down in person; below five not even that."""
    own = Voice.objects.filter(taken_by=leader, channel__in=IN_PERSON, received_at__gte=start, received_at__lt=end)
    counted = own.filter(case__sealed=False, erased_at=None, revealed_at=None)
    tally = dict(counted.values_list("channel").annotate(number=Count("pk")))
    whole = sum(tally.values())
    if whole < FEWEST:
        return None, {}
    shown = tally if min(tally.values()) >= FEWEST else shown_counts(tally, whole)
    return whole, {channel: number for channel, number in shown.items() if number is not None}


def _meetings(leader: Staff, start: datetime, end: datetime) -> list[Meeting]:
    """Joint meetings that the leader chaired and that were held."""
    held = Meeting.objects.filter(chair=leader, state=MeetingState.HELD, starts_at__gte=start, starts_at__lt=end)
    return list(held.order_by("starts_at"))


def _halves(leader: Staff, first: date, last: date, chaired: Iterable[Meeting]) -> dict[str, int]:
    """Half-days by kind; a chaired meeting is half a day, unless that day's meetings were typed."""
    days = list(ContactDay.objects.filter(leader=leader, on__gte=first, on__lte=last))
    tally: Counter[str] = Counter()
    for day in days:
        tally[day.kind] += day.halves
    typed = {day.on for day in days if day.kind == DayKind.MEETING}
    met = {calendar().local_date(meeting.began_at or meeting.starts_at) for meeting in chaired} - typed
    tally[DayKind.MEETING.value] += len(met)
    return {kind.value: tally[kind.value] for kind in DayKind if tally[kind.value]}


def promises_of(leader: Staff, first: date, last: date, start: datetime) -> QuerySet[Commitment]:
    """Public promises that the leader made, or that a meeting settled which the leader chaired, and that were open at
    some time of it; the first due first."""
    own = Q(made_by=leader) | Q(resolution__item__meeting__chair=leader)
    open_then = Q(ended_at=None) | Q(ended_at__gte=start)
    rows = Commitment.objects.filter(public_ones() & own & open_then, made_on__lte=last)
    return rows.order_by("due_on", "pk")


def _decisions(leader: Staff, first: date, last: date) -> QuerySet[Decision]:
    own = Q(made_by=leader) | Q(resolution__item__meeting__chair=leader)
    return Decision.objects.filter(own, public=True, decided_on__gte=first, decided_on__lte=last).order_by("pk")
