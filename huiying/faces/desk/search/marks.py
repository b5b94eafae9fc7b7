"""Words with what was found in them marked, as HTML."""

from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from huiying.faces.look.language import language_of

_TAGS = {"zh-hans": "zh-Hans", "en": "en"}


def marked_html(runs: Sequence[tuple[str, bool]]) -> SafeString:
    """Every run is escaped; what was found stands in <mark>, the whole in its language where it is not the page's."""
    said = mark_safe("".join(_run(words, found) for words, found in runs))  # noqa: S308  every run is escaped
    language = language_of("".join(words for words, _found in runs))
    if language == (get_language() or "zh-hans"):
        return said
    return format_html('<span lang="{}">{}</span>', _TAGS.get(language, language), said)


def _run(words: str, found: bool) -> SafeString:
    return format_html("<mark>{}</mark>", words) if found else conditional_escape(words)
