"""A meeting is planned, with its standing item and what earlier ones put off; moved; called off."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.errors import HuiyingError
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import once
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.loop.meet.inviting import Sent, send_change
from huiying.loop.meet.standing import standing_text
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, MeetingState
from huiying.serve.coordination.models import AgendaItem, Meeting, Series
from huiying.serve.coordination.selectors.meetings import next_on
from huiying.serve.coordination.services import meetings
from huiying.serve.coordination.services.agenda import ItemPlan, add_item
from huiying.serve.coordination.services.meeting_holding import held_meeting, held_series
from huiying.serve.coordination.services.meetings import MeetingPlan


@once
def plan_meeting(
    plan: MeetingPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    series_id: int | None = None,
    key: str | None = None,
) -> Meeting:
    """Plan a meeting, alone or of a series. Raises as `meetings.plan_meeting`, and MeetingNotFound for the series."""
    with transaction.atomic(durable=True):
        series = held_series(series_id) if series_id is not None else None
        meeting = meetings.plan_meeting(plan, series=series, actor=actor, grants=grants, now=now, key=key)
        if series is not None:
            meetings.write_standing(meeting, standing_text(meeting, now=now), actor=actor, now=now)
            carry_over(meeting, actor=actor, now=now)
    return meeting


def next_plan(series: Series, *, now: datetime) -> MeetingPlan:
    """What the next meeting of a series will be, as it may be changed before it is planned; no chair: 0."""
    day = next_on(series, calendar().local_date(now))
    return MeetingPlan(
        title=series.title,
        title_en=series.title_en,
        starts_at=calendar().instant(day, series.starts),
        minutes=series.minutes,
        venue=series.venue,
        chair_id=series.chair_id or 0,
    )


def move_meeting(
    meeting_id: int,
    plan: MeetingPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Sent | None:
    """Write time, place or chair anew; who was invited already is told. None where nothing changed.

    Raises as `meetings.change_meeting`.
    """
    with transaction.atomic(durable=True):
        if not meetings.change_meeting(meeting_id, plan, actor=actor, grants=grants, now=now, key=key):
            return None
        meeting = held_meeting(meeting_id)
        meetings.write_standing(meeting, standing_text(meeting, now=now), actor=actor, now=now)
        return send_change(meeting, actor=actor, now=now)


def call_off(
    meeting_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Sent | None:
    """It does not take place, and who was invited already is told. None with the same `key` again.

    What it was to carry on with waits for the next one again. Raises as `meetings.call_off`.
    """
    with transaction.atomic(durable=True):
        meeting = meetings.call_off(meeting_id, reason, actor=actor, grants=grants, now=now, key=key)
        return send_change(meeting, actor=actor, now=now) if meeting is not None else None


def carry_over(meeting: Meeting, *, actor: Actor, now: datetime) -> list[AgendaItem]:
    """What earlier meetings of the series put off until its day at the latest comes to this one.

    An item whose matter was settled meanwhile, or is on an agenda already, stays behind. The caller holds the
    transaction.
    """
    day = calendar().local_date(meeting.starts_at)
    waiting = AgendaItem.objects.filter(
        meeting__series=meeting.series_id,
        meeting__state=MeetingState.HELD.value,
        outcome=ItemOutcome.PUT_OFF.value,
        put_off_to__lte=day,
        carried_to=None,
    )
    carried = (_carried(one, meeting, actor, now) for one in waiting.order_by("put_off_to", "pk"))
    return [one for one in carried if one is not None]


def _carried(item: AgendaItem, meeting: Meeting, actor: Actor, now: datetime) -> AgendaItem | None:
    plan = ItemPlan(
        kind=ItemKind(item.kind),
        title=item.title,
        question=item.question,
        paper=item.paper,
        issue_id=item.issue_id,
        case_id=item.case_id,
        commitment=item.commitment,
        brought_by_id=item.brought_by_id,
        urgent=item.urgent,
        effect=item.effect,
        public=item.public,
        carried_from_id=item.pk,
    )
    try:
        with transaction.atomic():
            return add_item(meeting.pk, plan, actor=actor, grants=None, now=now, key=f"carried:{item.pk}:{meeting.pk}")
    except HuiyingError:
        return None
