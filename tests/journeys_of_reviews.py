"""A petition through review, annulment, a second review and the final review with its hearing, step by step."""

from collections.abc import Callable, Generator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from huiying.core.legal_ways import Way
from huiying.foundation.people import services as people
from huiying.foundation.people.selectors import grants_in_force
from huiying.foundation.people.services.staff import StaffData
from huiying.foundation.people.services.units import UnitData
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.announce_rights import announce_rights
from huiying.loop.speaker_acts import ask_review, read_opinion
from huiying.serve.appeals.services.ladder import set_address, set_line
from huiying.serve.casework.models import Approval
from tests.cast import NOW, Cast
from tests.reviewers import DECISION, PEOPLE

if TYPE_CHECKING:
    from tests.journeys_of_rows import Li

Steps = Generator[Callable[[], Any], Any, Any]
REDO = {name: said for name, said in DECISION.items() if name != "result"} | {"redo": "线路再查一遍"}
HEARING = {
    "about": "线换了没有",
    "hearing_on": "2027-03-08",
    "hearing_at": "上午九点",
    "hearing_place": "二楼",
    "reason": "双方说法不一",
}
HELD = {"held_on": "2027-03-08", "attended": "both", "record": "双方各说了一遍", "signed": True}


def _hired(cast: Cast) -> Steps:
    """The city, and those who review, sign and host, each with their grant."""
    who = {"actor": cast.actor("guo"), "now": NOW}
    new = UnitData(name="柳州市信访局", kind="office")
    cast.units["city"] = yield lambda: people.add_unit(parent_id=None, data=new, **who)
    for key, name, name_en, unit, role in PEOPLE:
        at = cast.units[unit].pk
        data = StaffData(name=name, unit_id=at, name_en=name_en)
        made = yield lambda key=key, data=data: people.add_staff(username=key, data=data, **who)
        given = {"staff_id": made.staff.pk, "role": role, "unit_id": at, "starts_on": NOW.date()}
        yield lambda given=given: people.grant_role(**given, **who)
        cast.staff[key] = made.staff
    grants = grants_in_force(cast.staff["guo"].pk, today=NOW.date())
    line = {"body_id": cast.units["city"].pk, "grants": grants}
    yield lambda: set_line(cast.units["office"].pk, **line, **who)


def reviewed(li: "Li") -> Steps:
    """Asked, annulled, done again, asked again, upheld, announced, heard in the final review, and over."""
    from tests.journeys_of_rows import OPINION

    cast = li.cast
    yield from _hired(cast)
    voice = (yield li.receive("counter")).voice
    town, county, city = (cast.units[name].pk for name in ("liuhe", "office", "city"))

    def act(who: str, act_id: str, days: float, **data: Any) -> Callable[[], Any]:
        actor, now = cast.actor(who), NOW + timedelta(days=days)
        return lambda: act_on_case(voice.pk, act_id, actor=actor, now=now, data=data)

    def signed(who: str, days: float) -> Callable[[], Any]:
        now = NOW + timedelta(days=days)
        return lambda: approve(Approval.objects.get(state="asked").pk, actor=cast.actor(who), now=now)

    def opened(days: float) -> Callable[[], Any]:
        return lambda: read_opinion(voice, now=NOW + timedelta(days=days))

    def asked(body: int, days: float) -> Callable[[], Any]:
        return lambda: ask_review(voice, body_id=body, words="只换了灯泡", now=NOW + timedelta(days=days))

    def settled(service: Callable[..., Any], *what: Any, **more: Any) -> Callable[[], Any]:
        guo = cast.staff["guo"]
        grants = grants_in_force(guo.pk, today=NOW.date())
        return lambda: service(*what, actor=cast.actor("guo"), grants=grants, now=NOW, **more)

    yield settled(set_address, Way.LEGAL_AID.value, "县司法局一楼")
    yield act("zhou", "forward", 0, unit=town, reason="镇里的事")
    yield act("town", "accept", 1, legal_class="claim", route="petition")
    yield act("town", "begin", 1)
    yield act("town", "hear_person", 2, heard_on="2026-11-25", form="phone", record="听了")
    yield act("town", "investigate", 2, finding="现场查看")
    yield act("town", "issue_opinion", 4, **OPINION)
    yield opened(5)
    yield asked(county, 6)
    yield act("shen", "start_review", 7)
    yield act("shen", "order_redo", 8, **REDO)
    yield signed("lu", 8)
    yield act("town", "issue_opinion", 12, **OPINION)
    yield opened(13)
    yield lambda: announce_rights(now=NOW + timedelta(days=38))
    yield asked(county, 39)
    yield act("shen", "start_review", 40)
    yield act("shen", "decide_review", 41, **DECISION)
    yield signed("lu", 41)
    yield opened(60)
    yield lambda: announce_rights(now=NOW + timedelta(days=85))
    yield asked(city, 86)
    yield act("tan", "start_final", 87)
    yield act("tan", "call_final_hearing", 92, host=cast.staff["host"].pk, **HEARING)
    yield act("host", "hold_hearing", 105, **HELD)
    yield act("host", "close_hearing", 105, conclusion="线没有换")
    yield act("tan", "decide_final", 107, **DECISION)
    yield signed("bai", 107)
    yield opened(108)
    return voice
