"""Meetings of the tests, made by the services of their room."""

import re
from datetime import datetime

from huiying.loop.meet.inviting import call_meeting
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.services.agenda import ItemPlan, add_item
from huiying.serve.coordination.services.inviting import invite
from huiying.serve.coordination.services.meetings import MeetingPlan, plan_meeting
from tests.cast import NOW
from tests.serve.coordination.issues import grants_of

BEGINS = datetime.fromisoformat("2026-11-23T10:30+08:00")
"""Later on the day on which the tests stand."""


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


def send(worker, path, **data):
    """Open the page, fill it in, send it."""
    return worker.post(path, **{"key": key_of(worker.read(path))} | data)


def by(cast, name="zhou"):
    """The arguments of every service."""
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": NOW}


def plan(cast, *, series=None, starts_at=BEGINS):
    """Planned by Zhou, chaired by Sun."""
    wanted = MeetingPlan(title="联席会议第12次", starts_at=starts_at, venue="三楼会议室", chair_id=cast.staff["sun"].pk)
    return plan_meeting(wanted, series=series, **by(cast))


def put(cast, meeting, title, **more):
    """Put something on the agenda."""
    return add_item(meeting.pk, ItemPlan(kind=more.pop("kind", ItemKind.OTHER), title=title, **more), **by(cast))


def called(cast, meeting, units):
    """Invite units by their short names and send the invitations."""
    invite(meeting.pk, [cast.units[name].pk for name in units], **by(cast))
    call_meeting(meeting.pk, **by(cast))
    meeting.refresh_from_db()
    return meeting
