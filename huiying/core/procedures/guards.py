"""Rules that stand beside the table: when an act is forbidden, which clock an act starts, where it leads.

`early` guards need nothing of what is filled in, so a page can say why an act is not possible before it is tried.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from huiying.core.procedures.facts import ActorFacts, Facts
from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.core.workdays import Calendar

UNDO_WITHDRAWAL_DAYS = 30
CALL_TRIES = 3
STATE_OF_CLASS = {
    "N1": "emergency_passed",
    "N2": "route_told",
    "N3": "progress_told",
    "N4": "explained",
    "N5": "other_channel_told",
    "N6": "dissuaded",
    "N7": "dissuaded",
}
CLASSES_WITH_ROUTE = frozenset({"N1", "N2", "N5"})


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a rule may look at. `data` is cleaned; empty for early guards."""

    facts: Facts
    data: Mapping[str, Any]
    actor: ActorFacts
    now: datetime
    calendar: Calendar
    settings: Mapping[str, Any]

    @property
    def today(self) -> date:
        """The local day."""
        return self.calendar.local_date(self.now)


Check = Callable[[Context], Text | None]


@dataclass(frozen=True, slots=True)
class Guard:
    """`check` gives None, or the sentence that says why not and what to do."""

    check: Check
    early: bool = True


def _in_time_to_object(context: Context) -> Text | None:
    clock = context.facts.clocks.get("C-OBJECT")
    if clock is not None and context.now >= clock.due.at:
        return Text(
            "收到已过 5 个工作日，不能再提异议（条例第二十三条第三款）；确有困难，请联系交办单位。",
            "More than 5 working days have passed, so no objection is possible (Regulations Art 23(3)); "
            "please talk to the unit that sent it.",
        )
    return None


def _may_ask_late(context: Context) -> Text | None:
    clock = context.facts.clocks.get("C-OBJECT")
    if clock is not None and context.now < clock.due.at:
        return Text("还在 5 个工作日内，请直接提出异议。", "The 5 working days are not over; please object instead.")
    if context.settings.get("xinfang.late_object") == "refuse":
        return Text(
            "本单位规定逾期不再商请退回，请受理或转受理争议。",
            "This office takes no late requests; please accept it or take it to the competence track.",
        )
    return None


def _may_still_return(context: Context) -> Text | None:
    if context.facts.named_by_decision:
        return Text(
            "这件事是研究决定由您单位承办的，不能再退。",
            "Your unit was named by a decision, so it cannot hand this back.",
        )
    key = "hotline.returns_per_unit" if context.facts.procedure == "hotline" else "xinfang.returns_per_unit"
    allowed = int(context.settings.get(key, 1))
    if context.facts.returns.get(str(context.facts.unit_id), 0) >= allowed:
        return Text(
            "您单位已经提过异议，不能再退；还有争议，请找转来的单位。",
            "Your unit has objected before; please talk to the unit that sent it.",
        )
    return None


def _return_in_time(context: Context) -> Text | None:
    clock = context.facts.clocks.get("H-RETURN")
    if clock is not None and context.now >= clock.due.at:
        return Text(
            "派单异议期限已过，您单位是首办责任单位。",
            "The time to object is over; your unit is responsible for this ticket.",
        )
    return None


def _route_six(context: Context) -> Text | None:
    if context.facts.route not in ("", "petition") or context.facts.legal_class == "suggestion":
        return Text(
            "只有走信访程序（第三十一条第六项）的事项才出具处理意见书。",
            "Only matters on the petition route (Art 31 item 6) get a handling opinion.",
        )
    return None


def _route_five(context: Context) -> Text | None:
    if context.facts.route != "duty":
        return Text(
            "这件事走的不是履职途径（第三十一条第五项）；要改，请用“改变途径”。",
            "It is not on the duty route (Art 31 item 5); to change it, please use “Change the route”.",
        )
    return None


def _is_suggestion(context: Context) -> Text | None:
    if context.facts.legal_class != "suggestion":
        return Text(
            "只有建议意见类才研究论证（第二十九条）；分错了请重新分类。",
            "Only suggestions are studied (Art 29); if the class is wrong, please classify it again.",
        )
    return None


def _heard_and_investigated(context: Context) -> Text | None:
    if not context.facts.heard:
        return Text(
            "先听取诉求人陈述并记下来，再出具处理意见（第三十一条第六项）。",
            "Hear the person and record it first; then the opinion (Art 31 item 6).",
        )
    if not context.facts.investigated:
        return Text(
            "先调查核实并记下至少一项，再出具处理意见（第三十一条第六项）。",
            "Investigate and record at least one finding first; then the opinion (Art 31 item 6).",
        )
    return None


def _has_requests(context: Context) -> Text | None:
    if context.data.get("requests"):
        return None
    return Text(
        "处理意见书要逐项写明诉求、事实和理由、处理决定和依据（第三十二条）。",
        "An opinion states for each request the facts and reasons, the decision and its legal basis (Art 32).",
    )


def _handling_runs(context: Context) -> Text | None:
    clock = context.facts.running("C-HANDLE")
    if clock is None:
        return Text("办理期限没有在走，不用延期。", "The handling limit is not running; there is nothing to extend.")
    if context.now >= clock.due.at:
        return Text(
            "办理期限已过，延期要在到期前批准（第三十四条）。",
            "The limit has passed; an extension has to be approved before it ends (Art 34).",
        )
    if context.facts.extended_days >= 30:
        return Text("延期合计已满 30 日（第三十四条）。", "Extensions already add up to 30 days (Art 34).")
    return None


def _extension_fits(context: Context) -> Text | None:
    days = int(context.data["days"])
    left = 30 - context.facts.extended_days
    if not 1 <= days <= left:
        return Text(
            f"最多还能延 {left} 日（第三十四条，合计不超过 30 日）。",
            f"At most {left} more days are possible (Art 34: 30 days in all).",
        )
    return None


def _hotline_extension(context: Context) -> Text | None:
    rule = context.settings.get("hotline.extension", "counted")
    if rule == "none":
        return Text("本市规定不能延期。", "This city's rules know no extension.")
    if rule == "statutory_only":
        return Text(
            "本市只认法定期限更长的情形，请用“阶段答复”写明法定期限。",
            "Here only a longer statutory limit counts; please use the interim reply and name it.",
        )
    times = int(context.settings.get("hotline.extension_times", 3))
    if context.facts.extensions >= times:
        return Text(f"已经延期 {times} 次，不能再延。", f"It has been extended {times} times already.")
    clock = context.facts.running("H-HANDLE")
    if clock is None or context.now >= clock.due.at:
        return Text("办理期限已过，不能再延期。", "The limit has passed; it cannot be extended any more.")
    return None


def _hotline_days_fit(context: Context) -> Text | None:
    most = int(context.settings.get("hotline.extension_workdays", 3))
    if not 1 <= int(context.data["days"]) <= most:
        return Text(f"一次最多延 {most} 个工作日。", f"One extension is at most {most} working days.")
    return None


def _simple_fits(context: Context) -> Text | None:
    if context.facts.assigned:
        return Text(
            "上级交办的事项不适用简易办理。",
            "A matter assigned by a superior body is not for the simple procedure.",
        )
    if context.facts.legal_class == "accusation" or context.facts.sealed:
        return Text("检举控告不适用简易办理。", "Reports of wrongdoing are not for the simple procedure.")
    return None


def _due_day_ahead(context: Context) -> Text | None:
    if str(context.data.get("due_on", "")) <= context.today.isoformat():
        return Text("期限要填今天以后的日期。", "Please choose a day after today.")
    return None


def _no_opinion_yet(context: Context) -> Text | None:
    if context.facts.sealed or context.facts.outcomes:
        return Text(
            "已出具意见或专办的事项不能并案。",
            "A sealed case, or one that has its opinion, cannot be joined.",
        )
    return None


def _is_joined(context: Context) -> Text | None:
    return None if context.facts.joined else Text("这件事没有并案。", "This case is not joined to another.")


def _undo_in_time(context: Context) -> Text | None:
    if not context.facts.withdrawn_at:
        return Text("这件事没有撤回过。", "This matter was not withdrawn.")
    last = date.fromisoformat(context.facts.withdrawn_at) + timedelta(days=UNDO_WITHDRAWAL_DAYS)
    if context.today > last:
        return Text(
            "撤回已过 30 天。您随时可以重新说这件事。",
            "More than 30 days have passed since it was withdrawn. You can speak up about it again at any time.",
        )
    return None


def _rounds_left(context: Context) -> Text | None:
    key = "hotline.redispatches" if context.facts.procedure == "hotline" else "xinfang.followup_rounds"
    rounds = int(context.settings.get(key, 2))
    if context.facts.redispatches >= rounds:
        return Text(
            f"已经重新办过 {rounds} 次，接下来由督查员核查。",
            f"It was handled again {rounds} times; an inspector looks at it next.",
        )
    return None


def _no_follow_up_open(context: Context) -> Text | None:
    if context.facts.tracks.get("follow_up") in ("open", "assigned"):
        return Text("正在回头办理，答复后会告诉您。", "A follow-up is under way; you will hear when it is answered.")
    return None


def _follow_up_open(context: Context) -> Text | None:
    if context.facts.tracks.get("follow_up") == "open":
        return None
    return Text("现在没有回头办理的事项。", "No follow-up is open.")


def _not_sealed(context: Context) -> Text | None:
    return Text("专办事项不在这里办。", "Sealed matters are not handled here.") if context.facts.sealed else None


def _delivery_proven(context: Context) -> Text | None:
    day = str(context.data.get("delivered_on", ""))
    if day > context.today.isoformat():
        return Text("送达日期不能晚于今天。", "The day of delivery cannot lie in the future.")
    signed = context.facts.clocks.get("C-DELIVER")
    if signed is not None and day < context.calendar.local_date(signed.started_at).isoformat():
        return Text(
            "送达日期不能早于出具处理意见的日期。",
            "The day of delivery cannot lie before the day of the opinion.",
        )
    return None


def _final_opinion_named(context: Context) -> Text | None:
    if str(context.data.get("final_opinion_on", "")) > context.today.isoformat():
        return Text(
            "复核意见的日期不能晚于今天。没有复核意见的，不能不再受理（第三十六条第三款）。",
            "The final review opinion cannot lie in the future; without one the matter is taken (Art 36(3)).",
        )
    return None


def _withdrawal_settled(context: Context) -> Text | None:
    if context.facts.state == "withdrawn" and _undo_in_time(context) is None:
        return Text(
            "撤回后 30 天内本人可以取消撤回，过了再办结。",
            "The person can undo the withdrawal for 30 days; please conclude it after that.",
        )
    return None


def _report_given(context: Context) -> Text | None:
    if context.facts.assigned and context.facts.running("C-ASSIGN") is not None:
        return Text(
            "这件事是交办的，先报办结报告，再办结（第二十二条第一款第三项）。",
            "It was assigned: please send the report of completion first (Art 22(1) item 3).",
        )
    return None


def _asking_time_over(context: Context) -> Text | None:
    clocks = [context.facts.running(name) for name in ("C-REVIEW-ASK", "C-FINAL-ASK")]
    if any(clock is not None and context.now < clock.due.at for clock in clocks):
        return Text(
            "申请复查、复核的期限还没有过，不能办结。",
            "The time to ask for a review is not over, so it cannot lapse.",
        )
    return None


def _notice_over(context: Context) -> Text | None:
    clocks = [context.facts.running(name) for name in ("C-NOTICE-DIRECT", "C-NOTICE-FWD")]
    if all(clock is None or context.now < clock.due.at for clock in clocks):
        return Text("告知期限还没有过。", "The time for the notice is not over.")
    return None


def _is_inquiry(context: Context) -> Text | None:
    if context.facts.kind in ("inquiry", "praise"):
        return None
    return Text(
        "当场答复只用于咨询和表扬，其他诉求请派单。", "Only questions and praise are answered at once; please dispatch."
    )


def _class_complete(context: Context) -> Text | None:
    chosen = context.data["class"]
    if chosen in CLASSES_WITH_ROUTE and not context.data.get("where_to_go"):
        return Text("请写明该找哪里、地址和电话。", "Please say where to go, with address and phone.")
    if chosen == "N3":
        return _earlier_case_named(context)
    return None


def _earlier_case_named(context: Context) -> Text | None:
    if context.data.get("earlier_case"):
        return None
    return Text("请写明原来那件的回执号。", "Please give the receipt number of the earlier matter.")


def _not_urgent_yet(context: Context) -> Text | None:
    return Text("已经标记紧急。", "It is marked as urgent already.") if context.facts.urgent else None


def _ticket_day(context: Context) -> Text | None:
    named = context.data.get("due_on")
    if context.settings.get("hotline.ticket_limit", "pack") != "named":
        if named is None:
            return None
        return Text(
            "期限按本市规定计算，工单上不用填日期。", "Your city's rules set the limit; please leave the day empty."
        )
    if named is None:
        return Text("请填工单上注明的办结日期。", "Please fill in the day named on the ticket.")
    return _due_day_ahead(context)


def _statute_named(context: Context) -> Text | None:
    if context.data["ground"] == "statute" and not context.data.get("basis"):
        return Text("请写明法定期限的依据。", "Please name the law that gives the longer limit.")
    return None


def _within_cap(context: Context) -> Text | None:
    cap = context.facts.running("H-CAP")
    if cap is not None and str(context.data["due_on"]) > cap.due.on.isoformat():
        return Text(f"这类事项最迟 {cap.due.on} 办结。", f"A matter of this sort has to end by {cap.due.on}.")
    return None


def _rounds_left_if_back(context: Context) -> Text | None:
    return _rounds_left(context) if context.data["verdict"] == "redispatched" else None


def _call_complete(context: Context) -> Text | None:
    if context.data["contacted"] == "yes" and not (context.data.get("solved") and context.data.get("satisfied")):
        return Text(
            "联系上了，请填是否解决、是否满意。", "Reached: please fill in whether it is solved and satisfying."
        )
    return None


def _consented(context: Context) -> Text | None:
    if Role.SPEAKER in context.actor.roles or context.data.get("consent"):
        return None
    return Text("转信访要诉求人同意，请写明怎样同意的。", "The caller has to agree; please write down how they did.")


def _not_joined(context: Context) -> Text | None:
    return Text("已经并过案。", "It is joined already.") if context.facts.joined else None


def _assigned_with_day(context: Context) -> Text | None:
    if context.data.get("as") != "assigned":
        return None
    if not context.data.get("due_on"):
        return Text("交办要写明办结期限（第二十二条）。", "An assignment names the day by which it is done (Art 22).")
    return _due_day_ahead(context)


def _route_complete(context: Context) -> Text | None:
    if context.data["route"] == "duty" or (context.data.get("competent_body") and context.data.get("where_to_go")):
        return None
    return Text("请写明该找哪个机关、地址和电话。", "Please name the body to go to, with address and phone.")


GUARDS: Mapping[str, Guard] = {
    "in_time_to_object": Guard(_in_time_to_object),
    "may_ask_late": Guard(_may_ask_late),
    "may_still_return": Guard(_may_still_return),
    "return_in_time": Guard(_return_in_time),
    "route_six": Guard(_route_six),
    "route_five": Guard(_route_five),
    "is_suggestion": Guard(_is_suggestion),
    "heard_and_investigated": Guard(_heard_and_investigated),
    "has_requests": Guard(_has_requests, early=False),
    "handling_runs": Guard(_handling_runs),
    "extension_fits": Guard(_extension_fits, early=False),
    "hotline_extension": Guard(_hotline_extension),
    "hotline_days_fit": Guard(_hotline_days_fit, early=False),
    "simple_fits": Guard(_simple_fits),
    "due_day_ahead": Guard(_due_day_ahead, early=False),
    "no_opinion_yet": Guard(_no_opinion_yet),
    "is_joined": Guard(_is_joined),
    "undo_in_time": Guard(_undo_in_time),
    "rounds_left": Guard(_rounds_left),
    "no_follow_up_open": Guard(_no_follow_up_open),
    "follow_up_open": Guard(_follow_up_open),
    "not_sealed": Guard(_not_sealed),
    "delivery_proven": Guard(_delivery_proven, early=False),
    "final_opinion_named": Guard(_final_opinion_named, early=False),
    "withdrawal_settled": Guard(_withdrawal_settled),
    "report_given": Guard(_report_given),
    "asking_time_over": Guard(_asking_time_over),
    "notice_over": Guard(_notice_over),
    "assigned_with_day": Guard(_assigned_with_day, early=False),
    "route_complete": Guard(_route_complete, early=False),
    "is_inquiry": Guard(_is_inquiry),
    "class_complete": Guard(_class_complete, early=False),
    "earlier_case_named": Guard(_earlier_case_named, early=False),
    "not_urgent_yet": Guard(_not_urgent_yet),
    "ticket_day": Guard(_ticket_day, early=False),
    "statute_named": Guard(_statute_named, early=False),
    "within_cap": Guard(_within_cap, early=False),
    "rounds_left_if_back": Guard(_rounds_left_if_back, early=False),
    "call_complete": Guard(_call_complete, early=False),
    "consented": Guard(_consented, early=False),
    "not_joined": Guard(_not_joined),
}


def _accepted_route(context: Context) -> str:
    """The route on which a matter is accepted: a claim without another one is handled as a petition (Art 31 item 6)."""
    return str(context.data.get("route", "petition")) if context.data["legal_class"] == "claim" else ""


CONDITIONS: Mapping[str, Callable[[Context], bool]] = {
    "to_petition": lambda context: context.facts.to_petition,
    "direct": lambda context: not context.facts.to_petition and not context.facts.transferred,
    "transferred": lambda context: context.facts.transferred,
    "not_to_petition": lambda context: not context.facts.to_petition,
    "at_petition": lambda context: context.facts.to_petition and not context.facts.transferred,
    "route_six": lambda context: _accepted_route(context) == "petition" and context.facts.running("C-HANDLE") is None,
    "not_route_six": lambda context: _accepted_route(context) != "petition",
    "suggestion": lambda context: context.data.get("legal_class", context.facts.legal_class) == "suggestion",
    "claim_not_running": lambda context: (
        context.facts.legal_class in ("", "claim") and context.facts.running("C-HANDLE") is None
    ),
    "handle_not_running": lambda context: context.facts.running("C-HANDLE") is None,
    "assigns": lambda context: context.data.get("as") == "assigned",
    "not_emergency": lambda context: context.data["class"] != "N1",
    "special": lambda context: bool(context.data.get("special")),
    "other_unit": lambda context: context.data["unit"] != context.facts.unit_id,
    "by_statute": lambda context: context.data["ground"] == "statute",
    "ends": lambda context: context.data["verdict"] == "terminated",
    "reply_passes": lambda context: context.data["verdict"] == "calling_back",
    "reply_goes_back": lambda context: context.data["verdict"] == "redispatched",
    "sent_again_by_call": lambda context: _called_back(context) == "redispatched",
    "call_done": lambda context: _called_back(context) != "calling_back",
    "was_dispatched": lambda context: _taken_up_again(context) == "redispatched",
    "was_not_dispatched": lambda context: _taken_up_again(context) == "received",
}


def _accepted_as(context: Context) -> str:
    return "studying" if context.data["legal_class"] == "suggestion" else "accepted"


def _back_where_it_was(context: Context) -> str:
    return context.facts.before


def _after_objection(context: Context) -> str:
    return "assigned" if context.facts.assigned else "forwarded"


def _handed_down(context: Context) -> str:
    return str(context.data.get("as", "forwarded"))


def _rerouted(context: Context) -> str:
    return "performing_duty" if context.data["route"] == "duty" else "route_introduced"


def _by_class(context: Context) -> str:
    return STATE_OF_CLASS[context.data["class"]]


def _called_back(context: Context) -> str:
    """Unsolved goes back while rounds are left and the caller does not object; three calls without answer end it."""
    if context.data["contacted"] == "no_answer":
        return "closed" if context.facts.call_tries + 1 >= CALL_TRIES else "calling_back"
    unsolved = context.data.get("solved") == "no" and context.data.get("again") != "no"
    return "redispatched" if unsolved and _rounds_left(context) is None else "closed"


def _taken_up_again(context: Context) -> str:
    """What was dispatched goes back to its unit; what never was is looked at a second time."""
    return "redispatched" if context.facts.state in ("closed", "calling_back") else "received"


TARGETS: Mapping[str, Callable[[Context], str]] = {
    "accepted_as": _accepted_as,
    "back_where_it_was": _back_where_it_was,
    "after_objection": _after_objection,
    "handed_down": _handed_down,
    "rerouted": _rerouted,
    "by_class": _by_class,
    "called_back": _called_back,
    "taken_up_again": _taken_up_again,
}
