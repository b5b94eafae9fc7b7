"""Handling a petition: its route, the opinion, its extension and its delivery."""

from collections.abc import Mapping
from datetime import date

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text


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


def _tasks_in_time(context: Context) -> Text | None:
    if all(date.fromisoformat(task["due_on"]) >= context.today for task in context.data.get("tasks", ())):
        return None
    return Text(
        "有一项的最迟日期已经过去。请写从今天起的日子。",
        "The last day of an item is over already. Please choose today or a later day.",
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


def _report_given(context: Context) -> Text | None:
    if context.facts.assigned and context.facts.running("C-ASSIGN") is not None:
        return Text(
            "这件事是交办的，先报办结报告，再办结（第二十二条第一款第三项）。",
            "It was assigned: please send the report of completion first (Art 22(1) item 3).",
        )
    return None


RULES: Mapping[str, Guard] = {
    "route_six": Guard(_route_six),
    "route_five": Guard(_route_five),
    "is_suggestion": Guard(_is_suggestion),
    "heard_and_investigated": Guard(_heard_and_investigated),
    "has_requests": Guard(_has_requests, early=False),
    "tasks_in_time": Guard(_tasks_in_time, early=False, field="tasks"),
    "handling_runs": Guard(_handling_runs),
    "extension_fits": Guard(_extension_fits, early=False),
    "delivery_proven": Guard(_delivery_proven, early=False),
    "report_given": Guard(_report_given),
}
