"""What the simulated staff and speakers fill in for each act of the table."""

from collections.abc import Callable, Mapping
from typing import Any

from huiying.core.workdays import Calendar
from huiying.loop.rehearsal.simulation.lived import Did, Lived

Fill = Callable[[Lived, Did, Calendar], Mapping[str, Any]]
BODY = {"competent_body": "县劳动人事争议仲裁院", "where_to_go": "和平路 41 号，0000-5550726"}
BASIS = "相关规定"
REASON = {"reason": "属该单位职责范围"}


def filled_in(lived: Lived, did: Did, calendar: Calendar) -> dict[str, Any]:
    """The data of the act, without the units and cases that it names."""
    form = FORMS.get(did.act)
    return {**(form(lived, did, calendar) if form else REASON), **{k: v for k, v in did.data.items() if k != "class"}}


def _always(**data: Any) -> Fill:
    return lambda _lived, _did, _calendar: data


def _accepts(_lived: Lived, did: Did, _calendar: Calendar) -> Mapping[str, Any]:
    if did.data.get("class") == "suggestion":
        return {"legal_class": "suggestion"}
    return {"legal_class": "claim", "route": "petition"}


def _on_its_day(name: str, **more: str) -> Fill:
    return lambda _lived, did, calendar: {name: calendar.local_date(did.at).isoformat(), **more}


def _opinion(lived: Lived, _did: Did, _calendar: Calendar) -> Mapping[str, Any]:
    request = {
        "request": "请派人处理",
        "facts": "现场看过",
        "outcome": "supported",
        "decision": lived.answer,
        "basis": BASIS,
    }
    return {"public_text": lived.answer, "requests": [request]}


def _answers(**more: str) -> Fill:
    return lambda lived, _did, _calendar: {"public_text": lived.answer, **more}


FORMS: Mapping[str, Fill] = {
    "object": _always(reason="不属本单位职责", duty_basis="职责清单"),
    "refuse_same": _always(**REASON, **BODY, earlier_case="柳信访受〔2025〕118 号"),
    "accept": _accepts,
    "begin": _always(),
    "hear_person": _on_its_day("heard_on", form="phone", record="说了情况"),
    "investigate": _always(finding="到现场看过"),
    "issue_opinion": _opinion,
    "deliver": _on_its_day("delivered_on", proof="signature"),
    "report_done": _always(report="已办结，意见书已送达"),
    "reroute": _always(**REASON, **BODY, route="arbitration", how="一年内申请仲裁"),
    "enter_simple": _always(first_time=True, clear=True, will_support=True),
    "answer_simple": _answers(outcome="supported", basis=BASIS),
    "adopt": _answers(measure="列入今年的计划", reason="可行"),
    "not_adopt": _answers(reason="已有同类设施"),
    "open_follow_up": _always(words="还没有解决"),
    "reply_follow_up": _answers(),
    "withdraw": _always(reason="不用办了"),
    "answer_now": _answers(basis=BASIS),
    "mark_urgent": _always(danger="水淹到屋里了"),
    "sign_for": _always(),
    "contact": _always(form="phone", record="说了情况"),
    "interim_reply": _answers(),
    "reply": _answers(basis=BASIS),
    "call_back": _always(),
}
