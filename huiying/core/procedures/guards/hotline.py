"""A hotline ticket: what is not dispatched, its day, its extension, the call."""

from collections.abc import Mapping

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.procedures.guards.intake import due_day_ahead
from huiying.core.procedures.guards.naming import told_of
from huiying.core.procedures.model import Role
from huiying.core.words import Text

CLASSES_WITH_ROUTE = frozenset({"N1", "N2", "N5"})


def _is_inquiry(context: Context) -> Text | None:
    if context.facts.kind in ("inquiry", "praise"):
        return None
    return Text(
        "当场答复只用于咨询和表扬，其他诉求请派单。", "Only questions and praise are answered at once; please dispatch."
    )


def _is_objection(context: Context) -> Text | None:
    if context.facts.kind == "objection":
        return None
    return Text("这一步只用于对公示的异议。", "This step is for objections to a public notice alone.")


def _class_complete(context: Context) -> Text | None:
    chosen = context.data["class"]
    if chosen in CLASSES_WITH_ROUTE and not context.data.get("where_to_go"):
        return Text("请写明该找哪里、地址和电话。", "Please say where to go, with address and phone.")
    if chosen == "N3":
        return told_of(context)
    return None


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
    return due_day_ahead(context)


def _statute_named(context: Context) -> Text | None:
    if context.data["ground"] == "statute" and not context.data.get("basis"):
        return Text("请写明法定期限的依据。", "Please name the law that gives the longer limit.")
    return None


def _within_cap(context: Context) -> Text | None:
    cap = context.facts.running("H-CAP")
    if cap is not None and str(context.data["due_on"]) > cap.due.on.isoformat():
        return Text(f"这类事项最迟 {cap.due.on} 办结。", f"A matter of this sort has to end by {cap.due.on}.")
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


RULES: Mapping[str, Guard] = {
    "is_inquiry": Guard(_is_inquiry),
    "is_objection": Guard(_is_objection, silent=True),
    "class_complete": Guard(_class_complete, early=False),
    "not_urgent_yet": Guard(_not_urgent_yet),
    "ticket_day": Guard(_ticket_day, early=False),
    "statute_named": Guard(_statute_named, early=False),
    "within_cap": Guard(_within_cap, early=False),
    "hotline_extension": Guard(_hotline_extension),
    "hotline_days_fit": Guard(_hotline_days_fit, early=False),
    "call_complete": Guard(_call_complete, early=False),
    "consented": Guard(_consented, early=False),
}
