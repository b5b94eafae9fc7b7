"""Taking in and handing on: days of an assignment, bodies to go to, refusals, the simple way."""

from collections.abc import Mapping

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text


def due_day_ahead(context: Context) -> Text | None:
    if str(context.data.get("due_on", "")) <= context.today.isoformat():
        return Text("期限要填今天以后的日期。", "Please choose a day after today.")
    return None


def _assigned_with_day(context: Context) -> Text | None:
    if context.data.get("as") != "assigned":
        return None
    if not context.data.get("due_on"):
        return Text("交办要写明办结期限（第二十二条）。", "An assignment names the day by which it is done (Art 22).")
    return due_day_ahead(context)


def _route_complete(context: Context) -> Text | None:
    if context.data["route"] == "duty" or (context.data.get("competent_body") and context.data.get("where_to_go")):
        return None
    return Text("请写明该找哪个机关、地址和电话。", "Please name the body to go to, with address and phone.")


def _final_opinion_named(context: Context) -> Text | None:
    if str(context.data.get("final_opinion_on", "")) > context.today.isoformat():
        return Text(
            "复核意见的日期不能晚于今天。没有复核意见的，不能不再受理（第三十六条第三款）。",
            "The final review opinion cannot lie in the future; without one the matter is taken (Art 36(3)).",
        )
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


def _notice_over(context: Context) -> Text | None:
    clocks = [context.facts.running(name) for name in ("C-NOTICE-DIRECT", "C-NOTICE-FWD")]
    if all(clock is None or context.now < clock.due.at for clock in clocks):
        return Text("告知期限还没有过。", "The time for the notice is not over.")
    return None


def _asked_directly(context: Context) -> Text | None:
    if context.facts.transferred:
        return Text(
            "转送、交办来的不归本单位，请向转来的单位提出异议（第二十三条第三款）。",
            "It was sent to you by another unit: if it is not yours, please object to that unit (Art 23(3)).",
        )
    if context.facts.to_petition:
        return Text(
            "信访部门收到的，请转送、交办，或者释法引导（第二十二条）；这一步只用于其他机关直接收到的（第二十三条第一款）。",
            "A petition department forwards, assigns or guides (Art 22); this is for other bodies asked directly "
            "(Art 23(1)).",
        )
    return None


def _simple_passed_on(context: Context) -> Text | None:
    if not context.data.get("simple"):
        return None
    if context.facts.state not in ("registered", "forwarded"):
        return Text(
            "已经受理或者交办的事项不按简易办理往下转，请去掉这一项。",
            "What was accepted or assigned is not passed on the simple way; please leave this out.",
        )
    return _simple_fits(context)


RULES: Mapping[str, Guard] = {
    "due_day_ahead": Guard(due_day_ahead, early=False),
    "assigned_with_day": Guard(_assigned_with_day, early=False),
    "route_complete": Guard(_route_complete, early=False),
    "final_opinion_named": Guard(_final_opinion_named, early=False),
    "simple_fits": Guard(_simple_fits),
    "simple_passed_on": Guard(_simple_passed_on, early=False),
    "asked_directly": Guard(_asked_directly),
    "notice_over": Guard(_notice_over),
}
