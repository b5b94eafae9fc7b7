"""Voices as models of categories read them."""

from collections.abc import Sequence

from huiying.core.classify.message import joined
from huiying.core.spoken import title_of
from huiying.listen.voices.models import Voice

AT_ONCE = 500


def texts(cases: Sequence[int]) -> dict[int, str]:
    """What was said, by case; a title that was made of the words is no subject of its own."""
    found: dict[int, str] = {}
    for start in range(0, len(cases), AT_ONCE):
        voices = Voice.objects.filter(pk__in=cases[start : start + AT_ONCE], erased_at=None)
        for pk, title, text in voices.values_list("pk", "title", "text"):
            found[pk] = words_of(title, text)
    return found


def words_of(title: str, text: str) -> str:
    """The message as a model reads it."""
    return joined("" if title == title_of(text) else title, text)
