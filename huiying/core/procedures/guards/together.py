"""Joining and parting, and what is sealed."""

from collections.abc import Mapping

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text


def _no_opinion_yet(context: Context) -> Text | None:
    if context.facts.sealed or context.facts.outcomes:
        return Text(
            "已出具意见或专办的事项不能并案。",
            "A sealed case, or one that has its opinion, cannot be joined.",
        )
    return None


def _is_joined(context: Context) -> Text | None:
    return None if context.facts.joined else Text("这件事没有并案。", "This case is not joined to another.")


def _not_joined(context: Context) -> Text | None:
    return Text("已经并过案。", "It is joined already.") if context.facts.joined else None


def _not_sealed(context: Context) -> Text | None:
    return Text("专办事项不在这里办。", "Sealed matters are not handled here.") if context.facts.sealed else None


RULES: Mapping[str, Guard] = {
    "no_opinion_yet": Guard(_no_opinion_yet),
    "is_joined": Guard(_is_joined),
    "not_joined": Guard(_not_joined),
    "not_sealed": Guard(_not_sealed),
}
