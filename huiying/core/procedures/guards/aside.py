"""When a voice may be set aside, and by whom (our practice)."""

from collections.abc import Mapping

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.procedures.model import Role
from huiying.core.words import Text

BY_WEB = frozenset({"web", "api", "open311"})
"""Channels where no person of the office took it down: a machine may set aside only what came by them."""
TRACK, LOOKED_AT_AGAIN = "aside", "second_look"


def _not_looked_at_again(context: Context) -> Text | None:
    if context.facts.tracks.get(TRACK) != LOOKED_AT_AGAIN:
        return None
    return Text(
        "本人已经要求再看一遍，不能再次另置。请接着办，或者写明理由办结。",
        "The person has asked for a second look, so it is not set aside again. Handle it, or end it with a reason.",
    )


def _machine_by_web_alone(context: Context) -> Text | None:
    if Role.SYSTEM not in context.actor.roles or context.facts.channel in BY_WEB:
        return None
    return Text("由人登记的，机器不另置。", "What a person took down is never set aside by a machine.")


RULES: Mapping[str, Guard] = {
    "not_looked_at_again": Guard(_not_looked_at_again),
    "machine_by_web_alone": Guard(_machine_by_web_alone),
}
