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
    return context.facts.before


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
    "after_objection": _after_objection,
    "handed_down": _handed_down,
    "rerouted": _rerouted,
    "by_class": _by_class,
    "called_back": called_back,
    "taken_up_again": taken_up_again,
}
