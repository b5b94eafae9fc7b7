"""Where an act with several targets leads."""

from collections.abc import Callable, Mapping

from huiying.core.procedures.guards.afterwards import rounds_left
from huiying.core.procedures.guards.context import Context

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


def _accepted_as(context: Context) -> str:
    return "studying" if context.data["legal_class"] == "suggestion" else "accepted"


def _back_where_it_was(context: Context) -> str:
    """A hearing of a final review is off with the withdrawal; the final review goes on."""
    return "final_reviewing" if context.facts.before == "final_hearing" else context.facts.before


def _after_hearing(context: Context) -> str:
    return "final_reviewing" if context.facts.state == "final_hearing" else context.facts.state


def _review_reached(context: Context) -> str:
    """Where no body stands above the one that reviewed, there is no final review to wait for."""
    more = context.facts.above != () or context.facts.asked_outside
    return "review_delivered" if more else "concluded"


def _settlement_broken(context: Context) -> str:
    """What was settled in a review goes back to it; all else is handled."""
    return "reviewing" if context.facts.before == "reviewing" else "handling"


def _after_objection(context: Context) -> str:
    return "assigned" if context.facts.assigned else "forwarded"


def _handed_down(context: Context) -> str:
    return str(context.data.get("as", "forwarded"))


def _rerouted(context: Context) -> str:
    return "performing_duty" if context.data["route"] == "duty" else "route_introduced"


def _by_class(context: Context) -> str:
    return STATE_OF_CLASS[context.data["class"]]


def called_back(context: Context) -> str:
    """Unsolved goes back while rounds are left and the caller does not object; three calls without answer end it."""
    if context.data["contacted"] == "no_answer":
        return "closed" if context.facts.call_tries + 1 >= CALL_TRIES else "calling_back"
    unsolved = context.data.get("solved") == "no" and context.data.get("again") != "no"
    return "redispatched" if unsolved and rounds_left(context) is None else "closed"


def taken_up_again(context: Context) -> str:
    """What was dispatched goes back to its unit; what never was is looked at a second time."""
    return "redispatched" if context.facts.state in ("closed", "calling_back") else "received"


TARGETS: Mapping[str, Callable[[Context], str]] = {
    "accepted_as": _accepted_as,
    "back_where_it_was": _back_where_it_was,
    "after_hearing": _after_hearing,
    "review_reached": _review_reached,
    "settlement_broken": _settlement_broken,
    "after_objection": _after_objection,
    "handed_down": _handed_down,
    "rerouted": _rerouted,
    "by_class": _by_class,
    "called_back": called_back,
    "taken_up_again": taken_up_again,
}
