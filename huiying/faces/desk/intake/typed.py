"""What stands in the fields of the intake screen, judged or not: to be shown again, and to be kept as a draft."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from huiying.faces.desk.intake.signers import SIGNERS, rows_in

LINES = (
    "channel",
    "naming",
    "words",
    "kind",
    "place",
    "place_words",
    "wants",
    "name",
    "phone",
    "email",
    "address",
    "received_at",
    "category",
    "unit",
    "accused",
    "at_once",
    "people_count",
    "lead",
    "help_language",
)
LISTS = ("allows", "help")
"""Fields of several boxes."""
FILES = "file"
SAID = frozenset({"words", "name", "phone", "email", "address", "place_words"})
"""Fields that somebody said something in: without any of them there is nothing to keep."""
LONGEST = 20_000
"""Characters of one field that are kept; the form refuses more."""

MOST_BOXES = 9
Typed = dict[str, Any]


def typed_in(post: QueryDict) -> Typed:
    """Every field of the screen as it was posted, the rows of a group and the tokens of kept files as lists."""
    typed: Typed = {name: post[name][:LONGEST] for name in LINES if name in post}
    typed |= {name: post.getlist(name)[:MOST_BOXES] for name in LISTS}
    return typed | {SIGNERS: rows_in(post), FILES: post.getlist(FILES)}


def is_worth_keeping(typed: Mapping[str, Any]) -> bool:
    """Whether anybody said anything yet."""
    said = any(str(typed.get(name, "")).strip() for name in SAID)
    return said or bool(typed.get(FILES)) or any(any(row.values()) for row in typed.get(SIGNERS, ()))
