"""In which of the two languages somebody wrote, for voices read aloud and fonts."""

import re

from django.utils.translation import get_language

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def language_of(words: str) -> str:
    """Chinese when there is a Chinese character in it, else the language of the page."""
    return "zh-hans" if _CHINESE.search(words) else (get_language() or "zh-hans")
