"""What the invented staff and speakers fill in for each act: the step of a plan as the data of the table's act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from huiying.core.procedures.facts import Facts
from huiying.core.workdays import Calendar
from huiying.loop.rehearsal.county import County
from huiying.loop.rehearsal.inventions import InventedReply, InventedVoice
from huiying.loop.rehearsal.inventions import Step as Planned

NOT_ACTS = frozenset({"register", "take", "assign_followup", "close_followup"})
"""Steps that opening the case has done already, or that the table does as part of another act."""
RENAMED = {"open_followup": "open_follow_up", "reply_followup": "reply_follow_up"}
BY_CLASS = "not_dispatch_"
FINAL = frozenset("147")
"""Last digits of the voices whose matter had its final review instead of being in progress."""
COURT = ("县人民法院立案窗口", "平安路 15 号，0000-5550700")
JUSTICE = ("县政法委员会", "平安路 9 号，0000-5550713")
ARBITRATION = ("县劳动人事争议仲裁院", "和平路 41 号，0000-5550726")
MARKET = ("县消费者委员会", "和平路 80 号，0000-5550739")
EMERGENCY = ("110、119、120", "直接拨打")
NO_EARLIER = "柳信访受〔2025〕118 号"


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that somebody who fills in a form has before them.

    `at`: when; `earlier`: the receipt number of the earlier matter; `lead`: the case to join, 0 for none; `next_act`:
    what the plan does after this.
    """

    step: Planned
    voice: InventedVoice
    facts: Facts
    at: datetime
    county: County
    calendar: Calendar
    earlier: str
    lead: int
    next_act: str

    @property
    def words(self) -> str:
        """What the plan says, or a plain line."""
        return self.step.words or "按职责办理"

    @property
    def day(self) -> str:
        """The local day of the act."""
        return self.calendar.local_date(self.at).isoformat()

    def day_after(self, workdays: int) -> str:
        """A working day later on."""
        return self.calendar.add_workdays(self.calendar.local_date(self.at), workdays).isoformat()

    @property
    def unit(self) -> int:
        """The unit to which the step leads."""
        return self.county.units[self.step.to or self.voice.unit].pk

    @property
    def reply(self) -> InventedReply:
        """The reply of the plan; plain words where it has none."""
        return self.voice.plan.reply or InventedReply("answered", "", self.words, "", "", self.words)

    @property
    def legal_class(self) -> str:
        """Suggestions are answered as such, all else is a claim."""
        return "suggestion" if self.voice.kind == "suggestion" else "claim"


Form = Callable[[Desk], Mapping[str, Any]]


def act_of(step: Planned, state: str, invented: InventedVoice) -> str:
    """The table's name for the step of a plan; "" when the table does it elsewhere."""
    if step.act in NOT_ACTS or (step.act == "study" and state == "studying"):
        return ""
    if step.act.startswith(BY_CLASS):
        return "not_dispatch"
    if step.act == "dispatch" and state == "designating":
        return "designate"
    if step.act == "refuse_same" and invented.plan.name == "declined_same" and invented.key[-1] in FINAL:
        return "refuse_final"
    return RENAMED.get(step.act, step.act)


def filled_in(act_id: str, desk: Desk) -> Mapping[str, Any]:
    """The data of the act."""
    return FORMS[act_id](desk) if act_id in FORMS else {"reason": desk.words}


def _nothing(_desk: Desk) -> Mapping[str, Any]:
    return {}


def _only(field: str) -> Form:
    return lambda desk: {field: desk.words}


def _sends(desk: Desk) -> Mapping[str, Any]:
    return {"unit": desk.unit, "reason": desk.step.words or "属该单位职责范围"}


def _assigns(desk: Desk) -> Mapping[str, Any]:
    return {**_sends(desk), "due_on": desk.day_after(35)}


def _answers(desk: Desk) -> dict[str, Any]:
    reply = desk.reply
    if reply.outcome and desk.facts.redispatches and desk.step.words:
        return {"public_text": desk.words, "basis": reply.basis or "回访核实"}
    text = f"{reply.text}\n{reply.private}".strip()
    return {"public_text": text, "private_text": reply.note, "basis": reply.basis or "相关规定和现场情况"}


def _opinion(desk: Desk) -> Mapping[str, Any]:
    reply = desk.reply
    outcome = reply.outcome if reply.outcome in ("supported", "explained", "not_supported") else "explained"
    request = {
        "request": desk.voice.title,
        "facts": reply.facts or reply.decision,
        "outcome": outcome,
        "decision": reply.decision,
        "basis": reply.basis or "信访工作条例第三十一条第六项",
    }
    return {**_answers(desk), "requests": [request]}


def _accepts(desk: Desk) -> Mapping[str, Any]:
    route = "duty" if desk.next_act == "begin_duty" else "petition"
    steps = desk.step.words
    if desk.legal_class == "suggestion":
        return {"legal_class": "suggestion", "steps": steps}
    return {"legal_class": "claim", "route": route, "steps": steps}


def _heard(desk: Desk) -> Mapping[str, Any]:
    return {"heard_on": desk.day, "form": "met" if "上门" in desk.words or "当面" in desk.words else "phone",
            "record": desk.words}  # fmt: skip


def _delivered(desk: Desk) -> Mapping[str, Any]:
    proof = {"web": "opened", "messenger": "opened", "letter": "post", "home_visit": "signature"}
    return {"delivered_on": desk.day, "proof": proof.get(desk.voice.channel, "signature")}


def _told_where(body: tuple[str, str], **more: str) -> Form:
    name, address = body
    return lambda desk: {
        "competent_body": name,
        "where_to_go": address,
        "reason": desk.words,
        **more,
    }


def _guided(desk: Desk) -> Mapping[str, Any]:
    unit = desk.county.units[desk.voice.unit]
    return {"competent_body": unit.name, "where_to_go": f"{unit.address}，{unit.phone}", "reason": desk.words}


def _same(desk: Desk) -> Mapping[str, Any]:
    return {**_guided(desk), "earlier_case": desk.earlier or NO_EARLIER}


def _final(desk: Desk) -> Mapping[str, Any]:
    day = desk.calendar.local_date(desk.at) - timedelta(days=200)
    return {
        "earlier_case": NO_EARLIER,
        "final_opinion_on": day.isoformat(),
        "compared": "两次说的是同一件事，事实和理由没有变化",
        "reason": "复核意见是终局意见，没有新的事实",
    }


def _class(desk: Desk) -> Mapping[str, Any]:
    chosen = desk.step.act.removeprefix(BY_CLASS)
    body = {"N1": EMERGENCY, "N2": COURT, "N5": MARKET}.get(chosen)
    where = {"competent_body": body[0], "where_to_go": body[1]} if body else {}
    earlier = {"earlier_case": desk.earlier or NO_EARLIER} if chosen == "N3" else {}
    return {"class": chosen, "reason": desk.reply.decision or desk.words, **where, **earlier}


def _checked(desk: Desk) -> Mapping[str, Any]:
    good = desk.next_act != "redispatch"
    return {"verdict": "calling_back" if good else "redispatched", "reason": desk.step.words or "答复完整，转回访"}


def _called(desk: Desk) -> Mapping[str, Any]:
    if desk.next_act == "call_back" or "无人接听" in desk.words:
        return {"contacted": "no_answer"}
    if desk.next_act == "redispatch" or "没有解决" in desk.words:
        return {"contacted": "yes", "solved": "no", "satisfied": "no", "again": "yes", "words": desk.words}
    rating = desk.voice.plan.rating
    happy = rating.satisfied if rating else "yes"
    satisfied = {"yes": "yes", "so_so": "partly", "no": "no"}[happy]
    solved = "yes" if rating is None or rating.resolved != "no" else "no"
    return {"contacted": "yes", "solved": solved, "satisfied": satisfied, "again": "no", "words": desk.words}


def _interim(desk: Desk) -> Mapping[str, Any]:
    return {"ground": "obstacle", "public_text": desk.words, "due_on": desk.day_after(20)}


def _extended(desk: Desk) -> Mapping[str, Any]:
    return {"days": desk.step.days or 3, "reason": desk.words}


def _followed_up(desk: Desk) -> Mapping[str, Any]:
    rating = desk.voice.plan.rating
    return {"words": rating.words if rating and rating.words else "还没有解决"}


def _adopted(desk: Desk) -> Mapping[str, Any]:
    return {"public_text": desk.reply.text, "measure": desk.reply.decision, "reason": desk.reply.decision,
            "private_text": desk.reply.note}  # fmt: skip


def _settled(desk: Desk) -> Mapping[str, Any]:
    return {"unit": desk.unit, "decision": desk.words}


def _other_ways(desk: Desk) -> Mapping[str, Any]:
    return {**_answers(desk), "other_ways": desk.reply.remedy or "可以申请复核，也可以随时再来说。"}


FORMS: Mapping[str, Form] = {
    "classify": lambda desk: {"legal_class": desk.legal_class},
    "seal": _nothing,
    "forward": _sends,
    "dispatch": _sends,
    "assign": _assigns,
    "government_decides": lambda desk: {"as": "forwarded", "unit": desk.unit, "decision": desk.words},
    "report_up": lambda desk: {"facts": desk.words, "proposal": "请明确牵头单位"},
    "guide_justice": _told_where(COURT),
    "hand_to_justice": _told_where(JUSTICE),
    "refuse_same": _same,
    "refuse_final": _final,
    "introduce": _told_where(ARBITRATION, route="arbitration", how="一年内带身份证、工资条和考勤记录申请仲裁"),
    "accept": _accepts,
    "object": lambda desk: {"reason": desk.words, "duty_basis": "职责清单", "proposed_unit": desk.unit},
    "to_dispute": _only("positions"),
    "to_designate": _only("positions"),
    "negotiate": _settled,
    "designate": _settled,
    "begin": _nothing,
    "begin_duty": _nothing,
    "study": _nothing,
    "sign_for": _nothing,
    "lapse": _nothing,
    "close": _nothing,
    "rate": _nothing,
    "undo_withdraw": _nothing,
    "hear_person": _heard,
    "investigate": _only("finding"),
    "extend": _extended,
    "issue_opinion": _opinion,
    "correct_opinion": lambda desk: {**_answers(desk), "reason": desk.words},
    "deliver": _delivered,
    "report_done": lambda _desk: {"report": "已按交办要求办结，处理意见书已送达。"},
    "answer_duty": lambda desk: {**_answers(desk), "remedies": "可在六十日内申请行政复议，或六个月内提起行政诉讼"},
    "adopt": _adopted,
    "adopt_partly": _adopted,
    "not_adopt": _adopted,
    "enter_simple": lambda _desk: {"first_time": True, "clear": True, "will_support": True},
    "answer_simple": lambda desk: {
        **_answers(desk),
        "outcome": "supported" if desk.reply.outcome == "supported" else "explained",
    },
    "ask_more": _only("question"),
    "add": _only("words"),
    "join": lambda desk: {"case": desk.lead, "reason": desk.words},
    "open_follow_up": _followed_up,
    "reply_follow_up": lambda desk: {"public_text": desk.words},
    "archive": lambda _desk: {"retention": "定期三十年（机关文件材料归档范围）"},
    "not_dispatch": _class,
    "answer_now": _answers,
    "confer": lambda desk: {"units": [desk.county.units[desk.voice.unit].pk], "question": desk.words},
    "contact": lambda desk: {"form": "phone", "record": desk.words},
    "escalate": _only("why"),
    "settle_escalation": _only("decision"),
    "interim_reply": _interim,
    "reply": _answers,
    "cannot": _other_ways,
    "propose_end": lambda desk: {"ground": "uncooperative", "reason": desk.words},
    "decide_end": lambda desk: {"verdict": "terminated", "reason": desk.reply.decision or desk.words},
    "check_reply": _checked,
    "call_back": _called,
    "redispatch": _only("reason"),
}
