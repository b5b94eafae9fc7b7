"""When a clock of an act is turned, and when an act wants approval."""

from collections.abc import Callable, Mapping

from huiying.core.procedures.guards.context import Context
from huiying.core.procedures.guards.targets import called_back, taken_up_again

ASKS = frozenset({"request", "complaint", "objection"})
"""Kinds of voice that are claims until somebody classifies them."""


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
    "final_available": lambda context: context.facts.above != () or context.facts.asked_outside,
    "suggestion": lambda context: context.data.get("legal_class", context.facts.legal_class) == "suggestion",
    "decides_claim": lambda context: (
        context.facts.legal_class == "claim" or (not context.facts.legal_class and context.facts.kind in ASKS)
    ),
    "claim_not_running": lambda context: (
        context.facts.legal_class in ("", "claim") and context.facts.running("C-HANDLE") is None
    ),
    "handle_not_running": lambda context: context.facts.running("C-HANDLE") is None,
    "passed_on_simply": lambda context: (
        bool(context.data.get("simple")) and context.facts.running("C-SIMPLE-HOP") is None
    ),
    "not_simple_after_all": lambda context: not context.data.get("simple"),
    "assigns": lambda context: context.data.get("as") == "assigned",
    "not_emergency": lambda context: context.data["class"] != "N1",
    "special": lambda context: bool(context.data.get("special")),
    "other_unit": lambda context: context.data["unit"] != context.facts.unit_id,
    "by_statute": lambda context: context.data["ground"] == "statute",
    "ends": lambda context: context.data["verdict"] == "terminated",
    "reply_passes": lambda context: context.data["verdict"] == "calling_back",
    "reply_goes_back": lambda context: context.data["verdict"] == "redispatched",
    "sent_again_by_call": lambda context: called_back(context) == "redispatched",
    "call_done": lambda context: called_back(context) != "calling_back",
    "was_dispatched": lambda context: taken_up_again(context) == "redispatched",
    "was_not_dispatched": lambda context: taken_up_again(context) == "received",
}
