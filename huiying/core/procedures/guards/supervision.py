"""Orders, advice and execution: what is open already, which days can be named, what an advice needs."""

from collections.abc import Mapping

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text

UNDER_WAY = frozenset({"ordered", "answered"})


def _named_day_ahead(context: Context) -> Text | None:
    named = context.data.get("due_on")
    if named is not None and str(named) <= context.today.isoformat():
        return Text("反馈的日期要填今天以后的。", "Please choose a day after today for the answer.")
    return None


def _order_unanswered(context: Context) -> Text | None:
    if context.facts.tracks.get("supervision") == "ordered":
        return None
    return Text("现在没有等着反馈的督办单。", "No supervision order waits for an answer.")


def _under_supervision(context: Context) -> Text | None:
    if context.facts.tracks.get("supervision") in UNDER_WAY:
        return None
    return Text("这件事现在没有督办。", "This matter is not under supervision now.")


def _no_order_unanswered(context: Context) -> Text | None:
    if context.facts.tracks.get("supervision") != "ordered" or context.facts.sealed:
        return None
    return Text(
        "督办单还没有反馈。反馈了，或者督查员结束了这次督办，再归档。",
        "A supervision order is not answered. Please archive it once it is, or once the inspector has closed it.",
    )


def _advice_open(context: Context) -> Text | None:
    if context.facts.tracks.get("advice") == "given":
        return None
    return Text("现在没有等着反馈的建议。", "No advice waits for an answer.")


def _no_advice_open(context: Context) -> Text | None:
    if context.facts.tracks.get("advice") != "given":
        return None
    return Text(
        "上一条建议还没有反馈。反馈以后再提，或者就共性问题提。",
        "The last advice is not answered yet. Please wait for that, or give this one on an issue.",
    )


def _advice_complete(context: Context) -> Text | None:
    """条例 Art 40(2), (3)."""
    if context.data["kind"] == "policy" and not context.data.get("reported_to"):
        return Text(
            "完善政策的建议，请写明同时向谁报告（第四十条第二款）。",
            "Please say to whom an advice on policy is also reported (Art 40(2)).",
        )
    if context.data["kind"] == "account" and not context.data.get("consequences"):
        return Text(
            "追究责任的建议，请写明造成了什么严重后果（第四十条第三款）。",
            "Please say which serious consequences it had: without them nobody is held to account (Art 40(3)).",
        )
    return None


def _execution_urged(context: Context) -> Text | None:
    if context.facts.tracks.get("execution") == "ordered":
        return None
    return Text("没有正在督促执行的事项。", "Nothing is being carried out here.")


RULES: Mapping[str, Guard] = {
    "named_day_ahead": Guard(_named_day_ahead, early=False, field="due_on"),
    "order_unanswered": Guard(_order_unanswered),
    "under_supervision": Guard(_under_supervision),
    "no_order_unanswered": Guard(_no_order_unanswered),
    "advice_open": Guard(_advice_open),
    "no_advice_open": Guard(_no_advice_open),
    "advice_complete": Guard(_advice_complete, early=False),
    "execution_urged": Guard(_execution_urged),
}
