"""Handing back: objections to a transfer and to a dispatch."""

from collections.abc import Mapping

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text


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


def _sender_decides(context: Context) -> Text | None:
    if context.actor.at_sender:
        return None
    if context.facts.procedure == "hotline":
        return Text("退单要由派单的热线机构审核。", "The hotline body that dispatched it decides on the return.")
    return Text(
        "退不退由转送、交办的单位核实决定（条例第二十三条第三款），请等它答复。",
        "The unit that sent it decides on the return (Regulations Art 23(3)); please wait for its answer.",
    )


RULES: Mapping[str, Guard] = {
    "in_time_to_object": Guard(_in_time_to_object),
    "may_ask_late": Guard(_may_ask_late),
    "may_still_return": Guard(_may_still_return),
    "return_in_time": Guard(_return_in_time),
    "sender_decides": Guard(_sender_decides),
}
