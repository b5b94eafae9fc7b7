"""In which of the two languages words are: for voices read aloud, and for fonts."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{2}[,;]? [A-Za-z]{2}")  # of whole words a long one would take seconds
_TAGS = {"zh-hans": "zh-Hans", "en": "en"}
_RUN = re.compile(r"[\u3400-\u9fff](?:[\u3000-\u303f\uff00-\uffef\u3400-\u9fff0-9]*[\u3400-\u9fff])?")
_BETWEEN = " · "


def language_of(words: str) -> str:
    """Chinese with a Chinese character, English with two Latin words in a row; of anything else the page's."""
    if _CHINESE.search(words):
        return "zh-hans"
    return "en" if _ENGLISH.search(words) else (get_language() or "zh-hans")


def with_lang(words: object) -> SafeString:
    """`words` as HTML, marked with their language where it is not the page's; safe HTML stays as it is."""
    if isinstance(words, SafeString):
        return words
    said = str(words)
    language = language_of(said)
    if language == (get_language() or "zh-hans"):
        return conditional_escape(said)
    return format_html('<span lang="{}">{}</span>', _TAGS.get(language, language), said)


def filled(sentence: str, **values: object) -> SafeString:
    """A sentence of the catalogue, whose values stand as %(name)s, with each value marked as `with_lang` does."""
    return mark_safe(conditional_escape(sentence) % {name: with_lang(value) for name, value in values.items()})  # noqa: S308  all parts are escaped


def parts_with_lang(words: object) -> SafeString:
    """The same for each part of a line whose parts stand between “ · ”."""
    if isinstance(words, SafeString):
        return words
    parts = (with_lang(part) for part in str(words).split(_BETWEEN))
    return mark_safe(_BETWEEN.join(parts))  # noqa: S308  every part is escaped


def runs_with_lang(words: object) -> SafeString:
    """An English sentence with its Chinese words marked, such as the name of a rule; on Chinese pages as it is."""
    said = conditional_escape(words if isinstance(words, SafeString) else str(words))
    if (get_language() or "").startswith("en"):
        return mark_safe(_RUN.sub(r'<span lang="zh-Hans">\g<0></span>', said))  # noqa: S308  escaped before
    return said
