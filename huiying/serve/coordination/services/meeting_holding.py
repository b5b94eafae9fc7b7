"""A meeting, an item, a series held for a change, and what every change of them asks for."""

from collections.abc import Collection
from datetime import datetime, timedelta

from huiying.core.words import Text
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.coordination.enums import MeetingState
from huiying.serve.coordination.errors import (
    InvitationWrong,
    MeetingMovedOn,
    MeetingNeedsWords,
    MeetingNotFound,
    MeetingWrongDay,
)
from huiying.serve.coordination.models import AgendaItem, IssueCase, Meeting, Series
from huiying.serve.coordination.services.holding import refuse_names

LEAST_WORDS = 4
FURTHEST = timedelta(days=731)
IS_HELD = Text(zh="会议已经结束。", en="The meeting is over.")
IS_OFF = Text(zh="会议已经取消。", en="The meeting was called off.")
HAS_BEGUN = Text(zh="会议已经开始。", en="The meeting has begun.")
NOT_CALLED = Text(zh="还没有发会议通知。", en="The invitations have not been sent.")
NOT_BEGUN = Text(zh="会议还没有开始。", en="The meeting has not begun.")
NOT_HELD = Text(zh="会议还没有结束。", en="The meeting is not over.")
NO_CHAIR = Text(zh="没有这个人，或者已经停用。请另选主持人。", en="No such member of staff is active. Choose another.")
NO_UNIT = Text(zh="没有这个单位，或者已经停用。", en="There is no such unit, or it is retired.")


def held_series(series_id: int) -> Series:
    """The series, locked until the transaction ends. Raises MeetingNotFound."""
    found = Series.objects.select_for_update(of=("self",)).select_related("office").filter(pk=series_id).first()
    if found is None:
        raise MeetingNotFound
    return found


def held_meeting(meeting_id: int) -> Meeting:
    """The meeting, locked until the transaction ends. Raises MeetingNotFound."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("office", "chair", "series")
    found = rows.filter(pk=meeting_id).first()
    if found is None:
        raise MeetingNotFound
    return found


def held_item(item_id: int) -> AgendaItem:
    """The item with its meeting, which is locked. Raises MeetingNotFound."""
    meeting = AgendaItem.objects.filter(pk=item_id).values_list("meeting_id", flat=True).first()
    if meeting is None:
        raise MeetingNotFound
    locked = held_meeting(meeting)
    item = AgendaItem.objects.select_related("issue", "case").filter(pk=item_id).first()
    if item is None:
        raise MeetingNotFound
    item.meeting = locked
    return item


def not_over(meeting: Meeting) -> Meeting:
    """Raises MeetingMovedOn for one that was held or called off."""
    if meeting.state == MeetingState.HELD:
        raise MeetingMovedOn(how=IS_HELD)
    if meeting.state == MeetingState.OFF:
        raise MeetingMovedOn(how=IS_OFF)
    return meeting


def not_begun(meeting: Meeting) -> Meeting:
    """Raises MeetingMovedOn for one that has begun as well."""
    if not_over(meeting).began_at is not None:
        raise MeetingMovedOn(how=HAS_BEGUN)
    return meeting


def going_on(meeting: Meeting) -> Meeting:
    """Raises MeetingMovedOn for one that nobody sits in now."""
    if not_over(meeting).began_at is None:
        raise MeetingMovedOn(how=NOT_BEGUN)
    return meeting


def was_held(meeting: Meeting) -> Meeting:
    """Raises MeetingMovedOn for one that was not held."""
    if meeting.state == MeetingState.OFF:
        raise MeetingMovedOn(how=IS_OFF)
    if meeting.state != MeetingState.HELD:
        raise MeetingMovedOn(how=NOT_HELD)
    return meeting


def words(what: Text, text: str, *, least: int = LEAST_WORDS, most: int | None = None) -> str:
    """The text without its edges, cut at `most`. Raises MeetingNeedsWords."""
    stripped = text.strip()
    if len(stripped) < least:
        raise MeetingNeedsWords(what=what, least=least)
    return stripped[:most]


def active_chair(staff_id: int | None) -> Staff:
    """Raises MeetingWrongDay never, InvitationWrong for somebody who is not there."""
    found = Staff.objects.select_related("unit").filter(pk=staff_id or 0, is_active=True).first()
    if found is None:
        raise InvitationWrong(why=NO_CHAIR)
    return found


def active_unit(unit_id: int) -> Unit:
    """Raises InvitationWrong."""
    found = Unit.objects.filter(pk=unit_id, active=True).first()
    if found is None:
        raise InvitationWrong(why=NO_UNIT)
    return found


def voices_of(item: AgendaItem) -> list[int]:
    """Ids of the cases that an item is about."""
    return voices_behind(item.issue_id, item.case_id)


def voices_behind(issue_id: int | None, case_id: int | None) -> list[int]:
    """Ids of the cases of an issue and this one."""
    members = IssueCase.objects.filter(issue_id=issue_id).values_list("case_id", flat=True) if issue_id else ()
    return [*members, *([case_id] if case_id else [])]


def check_names(texts: Collection[str], case_ids: Collection[int], *, now: datetime) -> None:
    """Raises IssueNamesSomebody: what a meeting writes is read by those who spoke, and by anybody once published."""
    refuse_names([text for text in texts if text], case_ids, now=now)


def refuse_past(starts_at: datetime, now: datetime) -> None:
    """Also what is further away than anybody plans: from it the next day of a series is counted. Raises
    MeetingWrongDay."""
    if starts_at <= now:
        raise MeetingWrongDay(why=Text(zh="会议要排在以后。", en="a meeting is planned for later."))
    if starts_at > now + FURTHEST:
        raise MeetingWrongDay(why=Text(zh="会议最远排到两年以后。", en="a meeting is planned two years ahead at most."))
