"""Meetings as somebody may read them: the list, the page, the next day of a series, the weights of an agenda."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.core.meetings.hours import hours_of_people, minutes_sat
from huiying.core.meetings.order import Weighed
from huiying.core.meetings.rhythm import Rhythm, next_day
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.enums import ItemKind, MeetingState, MinutesStage
from huiying.serve.coordination.errors import MeetingNotFound
from huiying.serve.coordination.models import (
    AgendaItem,
    Invitation,
    IssueCase,
    Meeting,
    Minutes,
    Resolution,
    Series,
)
from huiying.serve.coordination.models.concealing import SEALED, conceal, concealed
from huiying.serve.coordination.selectors.inviting import Concerned, units_concerned
from huiying.serve.coordination.selectors.meeting_rights import (
    comes_for,
    may_bring,
    may_keep,
    may_sign,
    reads_office,
    visible_meetings,
    was_there,
)

MOST = 200
OVER = (MeetingState.HELD.value, MeetingState.OFF.value)


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item on the page. `care`: how many voices are behind it; `may_see_case`: the viewer may open its case."""

    item: AgendaItem
    care: int
    may_see_case: bool
    resolutions: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The page of a meeting. `concerned`: units that should be asked and of which nothing is said yet; `answers_for`:
    invitations that the viewer may answer; `hours`: hours × people it took, None before it ended."""

    meeting: Meeting
    items: tuple[ItemView, ...]
    invitations: tuple[Invitation, ...]
    concerned: tuple[Concerned, ...]
    record: Minutes | None
    hours: Decimal | None
    may_keep: bool
    may_bring: bool
    may_sign: bool
    may_amend: bool
    answers_for: tuple[Invitation, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A regular meeting and its next day: of the meeting that is planned, else by its rhythm."""

    series: Series
    planned: Meeting | None
    next_on: date
    may_keep: bool


def meetings_for(grants: Sequence[Grant], *, over: bool = False) -> list[Meeting]:
    """Meetings that the viewer may read: those to come the next first, those that are over the last first.

    Each with `item_count`, the number of its items.
    """
    found = Meeting.objects.filter(visible_meetings(grants)).distinct().select_related("office", "chair", "series")
    counted = found.annotate(item_count=Count("items", distinct=True))
    if over:
        return list(counted.filter(state__in=OVER).order_by("-starts_at", "-pk")[:MOST])
    return list(counted.exclude(state__in=OVER).order_by("starts_at", "pk")[:MOST])


def series_for(grants: Sequence[Grant], *, now: datetime) -> list[SeriesView]:
    """Regular meetings of the offices whose meetings the viewer reads."""
    found = Series.objects.filter(active=True).select_related("office", "chair").order_by("title", "pk")
    return [_series(one, grants, now) for one in found if reads_office(one.office, grants)]


def next_on(series: Series, today: date) -> date:
    """The next day of the series by its rhythm, later than today and than its last meeting."""
    days = calendar()
    last = series.meetings.order_by("-starts_at").values_list("starts_at", flat=True).first()
    last_on = days.local_date(last) if last is not None else None
    rhythm = Rhythm(series.every, series.nth, series.weekday)
    return next_day(rhythm, max(today, last_on or today), days, last=last_on)


def meeting_for_viewer(meeting_id: int, actor: Actor, grants: Sequence[Grant]) -> MeetingView:
    """Raises MeetingNotFound also for one that the viewer may not see."""
    seen = Meeting.objects.filter(visible_meetings(grants), pk=meeting_id).distinct()
    meeting = seen.select_related("office", "chair", "series", "made_by").first()
    if meeting is None:
        raise MeetingNotFound
    invitations = tuple(meeting.invitations.select_related("unit").order_by("unit__path"))
    keeps = may_keep(meeting.office, grants)
    called = meeting.state == MeetingState.CALLED and meeting.began_at is None
    return MeetingView(
        meeting=meeting,
        items=tuple(items_of(meeting, grants)),
        invitations=invitations,
        concerned=tuple(units_concerned(meeting)) if keeps and meeting.state not in OVER else (),
        record=_record(meeting, actor, grants),
        hours=hours_of(meeting),
        may_keep=keeps,
        may_bring=may_bring(meeting.office, grants),
        may_sign=may_sign(meeting, actor, grants),
        may_amend=keeps or was_there(meeting, actor, grants),
        answers_for=tuple(one for one in invitations if called and one.invited and comes_for(one.unit, grants)),
    )


def items_of(meeting: Meeting, grants: Sequence[Grant]) -> list[ItemView]:
    """The agenda in its order."""
    items = list(_items(meeting))
    care, mine = _care(items), _cases_seen(items, grants)
    return [_item(one, care[one.pk], mine) for one in conceal(items, mine)]


def _item(one: AgendaItem, care: int, mine: Container[int]) -> ItemView:
    if concealed(one):
        return ItemView(one, 0, False, ())
    return ItemView(one, care, one.case_id in mine, tuple(one.resolutions.all()))


def _cases_seen(items: Iterable[AgendaItem], grants: Sequence[Grant]) -> set[int]:
    """Ids of the cases of items that the viewer may open."""
    wanted = [one.case_id for one in items if one.case_id]
    return set(Case.objects.filter(visible_cases(grants), pk__in=wanted).values_list("pk", flat=True))


def weighed(meeting: Meeting) -> list[Weighed]:
    """The items with what they are put in order by."""
    items = list(_items(meeting))
    care = _care(items)
    return [
        Weighed(one.pk, one.position, care[one.pk], one.urgent, one.effect, one.kind == ItemKind.STANDING)
        for one in items
    ]


def items_about(
    grants: Sequence[Grant], *, issue_id: int | None = None, case_id: int | None = None
) -> list[AgendaItem]:
    """Items about an issue or a case in meetings that the viewer may read, the last meeting first."""
    items = AgendaItem.objects.filter(Q(issue=issue_id) if issue_id is not None else Q(case=case_id))
    if not items.exists():
        return []
    seen = Meeting.objects.filter(visible_meetings(grants)).exclude(state=MeetingState.OFF.value)
    mine = items.filter(meeting__in=seen.values("pk")).select_related("meeting")
    return list(mine.prefetch_related("resolutions__owner").order_by("-meeting__starts_at", "-pk"))


def hours_of(meeting: Meeting) -> Decimal | None:
    """Hours × people that a meeting took, by the clock of its beginning and end; None before it ended."""
    if meeting.began_at is None or meeting.ended_at is None:
        return None
    minutes = minutes_sat(meeting.minutes, (meeting.ended_at - meeting.began_at).total_seconds())
    return hours_of_people(minutes, meeting.invitations.filter(attended=True).values_list("people", flat=True))


def sequence_of(meeting: Meeting) -> int:
    """How often the invitation was changed since it went out: SEQUENCE of RFC 5545."""
    about = Event.objects.filter(subject_kind=Meeting.subject_kind, subject_id=meeting.pk)
    called = about.filter(type="meeting.called").order_by("pk").values_list("pk", flat=True).first()
    if called is None:
        return 0
    return about.filter(type__in=("meeting.changed", "meeting.called_off"), pk__gt=called).count()


def lines_of(meeting: Meeting) -> list[tuple[Event, Staff | None]]:
    """What happened to the meeting itself, the newest first, with who did it."""
    about = Event.objects.filter(subject_kind=Meeting.subject_kind, subject_id=meeting.pk)
    events = list(about.order_by("-happened_at", "-pk"))
    staff = Staff.objects.select_related("unit").in_bulk({one.actor_id for one in events if one.actor_id})
    return [(one, staff.get(one.actor_id or 0)) for one in events]


def _series(series: Series, grants: Sequence[Grant], now: datetime) -> SeriesView:
    days = calendar()
    planned = series.meetings.exclude(state__in=OVER).order_by("starts_at").first()
    day = days.local_date(planned.starts_at) if planned is not None else next_on(series, days.local_date(now))
    return SeriesView(series, planned, day, may_keep(series.office, grants))


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    related = meeting.items.select_related("issue__owner", "case__voice", "brought_by", "carried_from__meeting")
    return related.prefetch_related("files__file", "resolutions__owner").order_by("position", "pk")


def _care(items: Sequence[AgendaItem]) -> dict[int, int]:
    """How many voices are behind each item: those of its issue, else the case and those joined to it."""
    issues = IssueCase.objects.filter(
        issue__in=[one.issue_id for one in items if one.issue_id], case__sealed=False, case__voice__revealed_at=None
    )
    of_issue: dict[Any, int] = dict(issues.order_by().values_list("issue").annotate(n=Count("pk")))
    cases = [one.case_id for one in items if one.case_id]
    joined = (
        Case.objects.filter(lead_case__in=cases, sealed=False, voice__revealed_at=None)
        .order_by()
        .values_list("lead_case")
    )
    of_case: dict[Any, int] = dict(joined.annotate(n=Count("pk")))
    return {
        one.pk: of_issue.get(one.issue_id, 0) + (1 + of_case.get(one.case_id, 0) if one.case_id else 0) for one in items
    }


def _record(meeting: Meeting, actor: Actor, grants: Sequence[Grant]) -> Minutes | None:
    """The minutes as far as the viewer may read them: a draft is the keeper's."""
    record = Minutes.objects.filter(meeting=meeting).select_related("signed_by").first()
    if record is None:
        return None
    if record.stage == MinutesStage.DRAFT and not (
        may_keep(meeting.office, grants) or may_sign(meeting, actor, grants)
    ):
        return None
    sealed = meeting.items.filter(case__sealed=True)
    hidden = {one.pk for one in sealed if one.case_id not in _cases_seen(sealed, grants)}
    for section in record.sections:
        if section["item"] in hidden:
            section |= {"heading": SEALED, "text": SEALED, "public": False}
    return record


def care_told(care: int) -> int | None:
    """How many care, for everybody: None below 5."""
    return care if care >= FEWEST else None
