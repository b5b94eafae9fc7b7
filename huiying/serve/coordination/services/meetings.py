"""A meeting as it is planned, changed, called, called off, begun and ended.

Faces come through loop/meet, which writes the standing item, sends the invitations and carries out what was settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, MeetingState
from huiying.serve.coordination.errors import (
    ItemsOpen,
    MayNotKeepMeeting,
    MeetingMovedOn,
    MeetingNeedsItem,
    NobodyCame,
    OrganisationLeftOut,
)
from huiying.serve.coordination.models import AgendaItem, Meeting, Series
from huiying.serve.coordination.selectors.inviting import unsaid_organisations
from huiying.serve.coordination.selectors.meeting_rights import KEEPERS, keeping_office, need_keeper
from huiying.serve.coordination.services.meeting_holding import (
    NOT_CALLED,
    active_chair,
    going_on,
    held_meeting,
    not_begun,
    not_over,
    refuse_past,
    words,
)
from huiying.serve.coordination.services.series import REASON, TITLE, check_minutes

STANDING_TITLE = Text(zh="上月情况和上次议定事项的落实", en="Last month, and what became of the last resolutions")
VENUE = Text(zh="地点", en="Place")


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as it is filled in. `starts_at`: an instant."""

    title: str
    starts_at: datetime
    venue: str
    chair_id: int
    title_en: str = ""
    minutes: int = 90


def plan_meeting(
    plan: MeetingPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    series: Series | None = None,
    key: str | None = None,
) -> Meeting:
    """Plan one. One of a series opens with its standing item.

    Raises MayNotKeepMeeting, MeetingNeedsWords, MeetingWrongDay, InvitationWrong (no such chair).
    """
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return Meeting.objects.get(pk=before.subject_id)
        office = _office(series, actor, grants)
        refuse_past(plan.starts_at, now)
        meeting = Meeting.objects.create(
            office=office, series=series, made_at=now, made_by_id=actor.staff_id or 0, **_checked(plan)
        )
        if series is not None:
            _open_with_standing(meeting, actor, now)
        record("meeting.planned", meeting, actor=actor, now=now, public=_plain(meeting), key=key)
    return meeting


def change_meeting(
    meeting_id: int,
    plan: MeetingPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> bool:
    """Write time, place and chair anew, before it begins; whether anything changed.

    Raises as `plan_meeting`, and MeetingNotFound, MeetingMovedOn.
    """
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        need_keeper(meeting.office, grants)
        if done_before(key) is not None:
            return False
        not_begun(meeting)
        values = _checked(plan)
        changed = [name for name, value in values.items() if getattr(meeting, name) != value]
        if "starts_at" in changed:
            refuse_past(plan.starts_at, now)
        for name in changed:
            setattr(meeting, name, values[name])
        if changed:
            meeting.save(update_fields=[name.removesuffix("_id") for name in changed])
            record("meeting.changed", meeting, actor=actor, now=now, public=_plain(meeting), key=key)
    return bool(changed)


def call(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant] | None, now: datetime, key: str | None = None
) -> Meeting | None:
    """The invitations are out from now on; None where they were before.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsItem, OrganisationLeftOut, MeetingWrongDay.
    """
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        need_keeper(meeting.office, grants)
        if done_before(key) is not None or not_begun(meeting).state == MeetingState.CALLED:
            return None
        refuse_past(meeting.starts_at, now)
        if not meeting.items.exclude(kind=ItemKind.STANDING.value).exists():
            raise MeetingNeedsItem
        if unsaid := unsaid_organisations(meeting):
            raise OrganisationLeftOut(units=_names(unsaid))
        meeting.state, meeting.called_at = MeetingState.CALLED.value, now
        meeting.save(update_fields=["state", "called_at"])
        units = list(meeting.invitations.filter(invited=True).order_by("unit").values_list("unit", flat=True))
        meeting.invitations.filter(invited=True).update(sent_at=now)
        items = list(meeting.items.values_list("pk", flat=True))
        public = {"units": units, "items": items}
        record("meeting.called", meeting, actor=actor, now=now, public=public, key=key)
    return meeting


def call_off(
    meeting_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Meeting | None:
    """It does not take place; None with the same `key` again. Its items wait for another meeting as candidates.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsWords.
    """
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        need_keeper(meeting.office, grants)
        if done_before(key) is not None:
            return None
        not_begun(meeting)
        meeting.reason, meeting.state = words(REASON, reason, most=300), MeetingState.OFF.value
        meeting.save(update_fields=["reason", "state"])
        public = {"minutes": meeting.minutes, "units": meeting.invitations.filter(invited=True).count()}
        private = {"reason": meeting.reason}
        off = Entry("meeting.called_off", meeting, actor, now, public=public, private=private, key=key)
        cases = [item.case for item in meeting.items.select_related("case") if item.case is not None]
        left = [Entry("case.meeting_left", one, actor, now, public={"meeting": meeting.pk}) for one in cases]
        record_many([off, *left])
    return meeting


def begin_meeting(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Meeting:
    """It begins now. What has begun already stays so. Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn."""
    with transaction.atomic():
        meeting = not_over(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        if meeting.state != MeetingState.CALLED:
            raise MeetingMovedOn(how=NOT_CALLED)
        if meeting.began_at is None:
            meeting.began_at = now
            meeting.save(update_fields=["began_at"])
            record("meeting.begun", meeting, actor=actor, now=now, key=key)
    return meeting


def end(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant] | None, now: datetime, key: str | None = None
) -> Meeting | None:
    """Every item is settled or put off, and who came is noted; None where it had ended before.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, NobodyCame, ItemsOpen.
    """
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        need_keeper(meeting.office, grants)
        if done_before(key) is not None or meeting.state == MeetingState.HELD:
            return None
        going_on(meeting)
        came = list(meeting.invitations.filter(attended=True).values_list("unit", "people"))
        if not came:
            raise NobodyCame
        if unsettled := _unsettled(meeting):
            raise ItemsOpen(items="、".join(map(str, unsettled)))
        meeting.state, meeting.ended_at = MeetingState.HELD.value, now
        meeting.save(update_fields=["state", "ended_at"])
        public = {"units": len(came), "people": sum(people for _, people in came), "items": meeting.items.count()}
        record("meeting.held", meeting, actor=actor, now=now, public=public, key=key)
    return meeting


def write_standing(meeting: Meeting, text: str, *, actor: Actor, now: datetime) -> AgendaItem | None:
    """The paper of the standing item, as the joint has put it together; None where the meeting has none.

    The caller holds the transaction.
    """
    item = meeting.items.filter(kind=ItemKind.STANDING.value).first()
    if item is None or item.paper == text:
        return item
    item.paper = text
    item.save(update_fields=["paper"])
    record("meeting.standing_written", meeting, actor=actor, now=now, public={"item": item.pk})
    return item


def _office(series: Series | None, actor: Actor, grants: Sequence[Grant]) -> Unit:
    if series is not None:
        need_keeper(series.office, grants)
        return series.office
    office = keeping_office(grants, Staff.objects.select_related("unit").get(pk=actor.staff_id or 0).unit)
    if office is None:
        raise MayNotKeepMeeting(who=KEEPERS)
    return office


def _open_with_standing(meeting: Meeting, actor: Actor, now: datetime) -> None:
    AgendaItem.objects.create(
        meeting=meeting,
        position=1,
        kind=ItemKind.STANDING.value,
        title=STANDING_TITLE.zh,
        brought_by=meeting.office,
        added_at=now,
        added_by_id=actor.staff_id or 0,
    )


def _checked(plan: MeetingPlan) -> dict[str, Any]:
    return {
        "title": words(TITLE, plan.title, most=80),
        "title_en": plan.title_en.strip()[:120],
        "starts_at": plan.starts_at,
        "minutes": check_minutes(plan.minutes),
        "venue": words(VENUE, plan.venue, least=2, most=120),
        "chair_id": active_chair(plan.chair_id).pk,
    }


def _plain(meeting: Meeting) -> dict[str, Any]:
    return {
        "office": meeting.office_id,
        "series": meeting.series_id,
        "starts_at": meeting.starts_at.isoformat(),
        "minutes": meeting.minutes,
        "chair": meeting.chair_id,
    }


def _unsettled(meeting: Meeting) -> list[int]:
    """Positions of the items without an outcome. The standing one needs none: it is heard."""
    waiting = meeting.items.filter(outcome=ItemOutcome.OPEN.value).exclude(kind=ItemKind.STANDING.value)
    return list(waiting.order_by("position").values_list("position", flat=True))


def _names(units: Sequence[Unit]) -> Text:
    return Text(zh="、".join(unit.name for unit in units), en=", ".join(unit.name_en or unit.name for unit in units))
