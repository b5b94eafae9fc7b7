"""The rows of what was found, drawn without a template: nodes for each word would cost more than the search."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from huiying.core.search import Query, excerpts, marked
from huiying.core.words import Text
from huiying.faces.desk.search.marks import marked_html
from huiying.faces.look.rows import page_language
from huiying.foundation.search.indexing import Words
from huiying.foundation.search.rows import Part

_ROW = """<p class="desk-found__head"><a class="hy-q__title" href="{url}">{title}</a> \
<strong class="hy-tag hy-tag--{look}"><span class="hy-vh">{state_word} </span>{state}</strong></p>
{excerpts}<p class="hy-q__where">{where}</p>"""
_EXCERPT = """<p class="desk-found__said"><span class="hy-hint">{}</span> <span{}>{}</span></p>
"""
_VOICE = mark_safe(' class="hy-said"')


class Rows:
    """Draws what `asked` found. `parts`: how each part is called; what is not `in_office` is the words of a voice."""

    def __init__(self, asked: Query | None, parts: Mapping[Part, Promise], *, in_office: Collection[Part]) -> None:
        self._asked, self._parts, self._in_office = asked, parts, in_office
        self._state_word, self._language = _("State:"), page_language()

    def row(
        self, *, url: str, title: str, look: str, state: Text, said: Sequence[Words], where: Iterable[SafeString]
    ) -> SafeString:
        """What stands between the marks of a list item."""
        return format_html(
            _ROW,
            url=url,
            title=marked_html(marked(title, self._asked)),
            look=look,
            state_word=self._state_word,
            state=state.say(self._language),
            excerpts=mark_safe("".join(self._excerpts(title, said))),  # noqa: S308  each is the result of format_html
            where=mark_safe(" · ".join(where)),  # noqa: S308  they are safe
        )

    def _excerpts(self, title: str, said: Sequence[Words]) -> Iterator[SafeString]:
        if self._asked is None:
            return
        for one in excerpts([words.text for words in said], self._asked, title=title):
            part = said[one.part].part
            voice = "" if part in self._in_office else _VOICE
            yield format_html(_EXCERPT, self._parts[part], voice, marked_html(one.runs))
