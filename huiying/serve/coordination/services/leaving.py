"""Meetings that somebody who leaves was to chair."""

from datetime import datetime

from django.db.models import QuerySet

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.errors import HeirNeeded
from huiying.foundation.people.models import Staff
from huiying.serve.coordination.enums import MeetingState
from huiying.serve.coordination.models import Meeting, Series


def _meetings(staff_id: int) -> QuerySet[Meeting]:
    return Meeting.objects.filter(chair_id=staff_id, state__in=(MeetingState.PLANNED, MeetingState.CALLED))


def chairs_to_come(staff_id: int) -> int:
    """How many meetings that are not over, and series that go on."""
    return _meetings(staff_id).count() + Series.objects.filter(chair_id=staff_id, active=True).count()


def pass_on_chairs(staff_id: int, *, to: Staff | None, actor: Actor, now: datetime) -> int:
    """`to` chairs them; a meeting is never without a chair, so that somebody has to be named (HeirNeeded).

    Within the transaction of whoever closes the account; how many.
    """
    meetings = list(_meetings(staff_id).select_for_update())
    if meetings and to is None:
        raise HeirNeeded
    for meeting in meetings:
        meeting.chair = to  # type: ignore[assignment]  # there is one, see above
        meeting.save(update_fields=["chair"])
        record("meeting.changed", meeting, actor=actor, now=now, public={"chair": meeting.chair_id})
    series = list(Series.objects.select_for_update().filter(chair_id=staff_id, active=True))
    for one in series:
        one.chair = to
        one.save(update_fields=["chair"])
        record("meeting_series.changed", one, actor=actor, now=now, public={"chair": one.chair_id})
    return len(meetings) + len(series)
