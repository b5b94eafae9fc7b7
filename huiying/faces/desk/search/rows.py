"""The rows of what was found, drawn without a template: nodes for each word would cost more than the search."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huiying.core.search import Query, excerpts, marked
from huiying.faces.desk.search.marks import marked_html
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.rows import page_language
from huiying.faces.look.templatetags.hy import grouped
from huiying.foundation.search.rows import Part
from huiying.serve.casework.selectors.search import FoundCase

PARTS: Mapping[Part, Promise] = {
    Part.TEXT: gettext_lazy("In the voice"),
    Part.PLACE: gettext_lazy("In the place named"),
    Part.ADDED: gettext_lazy("Added later by the speaker"),
    Part.REPLY: gettext_lazy("In a reply"),
}
_ROW = """<p class="desk-found__head"><a class="hy-q__title" href="{url}">{title}</a> \
<strong class="hy-tag hy-tag--{look}"><span class="hy-vh">{state_word} </span>{state}</strong></p>
{excerpts}<p class="hy-q__where">{where}</p>"""
_EXCERPT = """<p class="desk-found__said"><span class="hy-hint">{}</span> <span{}>{}</span></p>
"""
_NUMBER = '<span class="desk-number">{}</span>'
_STRONG = "<strong>{}</strong>"
_VOICE = mark_safe(' class="hy-said"')


class CaseRows:
    """Draws the cases of one answer to `asked`."""

    def __init__(self, asked: Query | None) -> None:
        self._asked = asked
        self._url = reverse("desk:case", args=(0,))
        self._words = {"state_word": _("State:")}
        self._language = page_language()

    def html(self, found: FoundCase) -> SafeString:
        """What stands between the marks of a list item."""
        return format_html(
            _ROW,
            url=self._url.replace("/0/", f"/{found.case_id}/"),
            title=marked_html(marked(found.title, self._asked)),
            look=found.state.look.value,
            state=found.state.name.say(self._language),
            excerpts=mark_safe("".join(self._excerpts(found))),  # noqa: S308  each is the result of format_html
            where=mark_safe(" · ".join(_where(found))),  # noqa: S308  the same
            **self._words,
        )

    def _excerpts(self, found: FoundCase) -> Iterator[SafeString]:
        if self._asked is None:
            return
        for one in excerpts([words.text for words in found.said], self._asked, title=found.title):
            part = found.said[one.part].part
            yield format_html(_EXCERPT, PARTS[part], "" if part is Part.REPLY else _VOICE, marked_html(one.runs))


def _where(found: FoundCase) -> Iterator[SafeString]:
    yield with_lang(found.unit)
    yield with_lang(full(found.received_at))
    yield format_html(_NUMBER, grouped(found.number))
    if found.place:
        yield with_lang(found.place)
    if found.lead:
        yield format_html(_STRONG, _("joined under %(number)s") % {"number": grouped(found.lead)})
    elif found.joined:
        said = ngettext("%(number)s more voice joined", "%(number)s more voices joined", found.joined)
        yield format_html(_STRONG, said % {"number": found.joined})
