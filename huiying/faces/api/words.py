"""Phrases in the caller's language."""

from django.utils.translation import get_language

from huiying.core.words import Text
from huiying.faces.api.shapes import Named


def say(text: Text) -> str:
    """In the caller's language."""
    return text.say(get_language() or "")


def named(id_: str, text: Text) -> Named:
    """`id_` with its words."""
    return Named(id=id_, name=say(text))
