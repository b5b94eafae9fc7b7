"""A joint meeting of the petition office, for the tests: who keeps it, who comes, what it is about."""

from datetime import UTC, date, datetime, time, timedelta

from huiying.foundation.people.models import Unit
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.meet.closing import close_meeting
from huiying.loop.meet.inviting import call_meeting, invite_concerned
from huiying.loop.meet.planning import plan_meeting
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import ItemKind, ResolutionKind
from huiying.serve.coordination.models import Meeting
from huiying.serve.coordination.services.agenda import ItemPlan, add_item
from huiying.serve.coordination.services.meetings import MeetingPlan, begin_meeting
from huiying.serve.coordination.services.resolving import ResolutionPlan, note_attendance, resolve
from huiying.serve.coordination.services.series import SeriesPlan, make_series
from tests.cast import NOW
from tests.serve.coordination.issues import grants_of, speak

MEETS = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)  # Monday 7 December 2026, 09:00 in Liuxi
LATER = NOW + timedelta(days=2)
BRIDGE = "河堤和桥头之间的路灯不亮，自然资源局说归住建局，住建局说归自然资源局。"


def hands(cast, name, now=LATER):
    """Whoever acts, as services are given them."""
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": now}


def union(cast):
    """The trade union of the county."""
    above = cast.units["office"]
    unit = Unit.objects.create(
        parent=above, kind="mass_organisation", name="柳溪县总工会", name_en="Trade Union", path=""
    )
    unit.path = f"{above.path}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def regular(cast, **more):
    """A regular meeting on the first Monday of the month."""
    said = {"title": "信访工作联席会议", "starts": time(9), "venue": "三楼会议室", "chair_id": cast.staff["sun"].pk}
    return make_series(SeriesPlan(**(said | more)), **hands(cast, "zhou"))


def planned(cast, *, series=None, by="zhou", key=None, now=LATER, **more):
    said = {"title": "联席会议", "starts_at": MEETS, "venue": "三楼会议室", "chair_id": cast.staff["sun"].pk}
    plan = MeetingPlan(**(said | more))
    return plan_meeting(plan, series_id=series.pk if series else None, key=key, **hands(cast, by, now))


def item(cast, meeting, *, by="zhou", kind=ItemKind.OTHER, title="夜间施工怎么管", key=None, now=LATER, **more):
    return add_item(meeting.pk, ItemPlan(kind=kind, title=title, **more), key=key, **hands(cast, by, now))


def act(cast, case, name, who, now=NOW, **data):
    act_on_case(case.pk, name, actor=cast.actor(who), now=now, data=data)
    return Case.objects.get(pk=case.pk)


def disputed(cast, *, to="land", other="housing", text=BRIDGE, **more):
    """A petition that one unit handed back, naming another one, and that now waits for a decision."""
    case = speak(text, **more)
    act(cast, case, "forward", "zhou", unit=cast.units[to].pk, reason="归它管")
    who = {"land": ("zhao", "qian"), "liuhe": ("town", "town")}[to]
    said = {"reason": "这一段不在我们的管辖范围", "proposed_unit": cast.units[other].pk}
    approval = act_on_case(case.pk, "object", actor=cast.actor(who[0]), now=NOW, data=said).approval
    if approval is not None:
        approve(approval.pk, actor=cast.actor(who[1]), now=NOW)
    return act(cast, case, "to_dispute", "zhou", positions="双方都说不归自己管")


def called(cast, meeting, now=LATER):
    """Its units asked, its invitations out."""
    invite_concerned(meeting.pk, **hands(cast, "zhou", now))
    call_meeting(meeting.pk, **hands(cast, "zhou", now))
    return Meeting.objects.get(pk=meeting.pk)


def sitting(cast, meeting, *, came=("land",)):
    """Begun at its hour, with a note of who came."""
    begin_meeting(meeting.pk, **hands(cast, "zhou", meeting.starts_at))
    note_attendance(meeting.pk, {cast.units[name].pk: 2 for name in came}, **hands(cast, "zhou", meeting.starts_at))
    return Meeting.objects.get(pk=meeting.pk)


def settled(cast, at_hand, owner="housing", **more):
    """A resolution about an item of a meeting that goes on."""
    said = {"text": "两个月内搬到工业园", "owner_id": cast.units[owner].pk, "due_on": date(2027, 1, 31)}
    return resolve(at_hand.pk, ResolutionPlan(**(said | more)), **hands(cast, "zhou", at_hand.meeting.starts_at))


def takes(cast, at_hand, owner="land", **more):
    """The resolution that a unit takes the disputed case."""
    said = {"kind": ResolutionKind.COMPETENCE, "text": "由自然资源局承办", "due_on": None}
    return settled(cast, at_hand, owner, **(said | more))


def ended(cast, meeting, key=None):
    return close_meeting(meeting.pk, key=key, **hands(cast, "zhou", meeting.starts_at + timedelta(minutes=80)))
