"""The rows of a list of cases, drawn without a template: nodes for each cell would cost more than the queries."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from huiying.core.deadlines import Due, Standing
from huiying.core.words import Text
from huiying.faces.look.dates import english
from huiying.faces.look.due import DueTag, due_tag
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import QueueRow, Words

# The cells that every list of cases begins with.
CASE = """<tr role="row" data-row>
<td role="cell" class="hy-wide">{due}</td>
<th role="rowheader" scope="row"><a class="hy-q__title" href="{url}">{title}</a>\
<span class="hy-q__where">{where}</span></th>
<td role="cell"><strong class="hy-tag hy-tag--{look}"><span class="hy-vh">{state_word} </span>{state}</strong>"""
_QUEUED = f"""{CASE}</td>
<td role="cell" data-label="{{procedure_head}}">{{procedure}}</td>
<td role="cell" class="hy-num" data-label="{{transfers_head}}">{{hops}}</td>
<td role="cell" data-label="{{handler_head}}">{{handler}}</td>
</tr>
"""


def said(words: Words, language: str) -> str:
    """A phrase of the tables in `language`; plain text stays as it is."""
    return words.say(language) if isinstance(words, Text) else str(words)


def page_language() -> str:
    return "en" if english() else "zh-hans"


def due_html(due: DueTag | None) -> SafeString:
    """The tag of a limit, or that there is none."""
    if due is None:
        return format_html('<span class="hy-hint">{}</span>', _("no limit"))
    strong = format_html("<b>{}</b>", due.strong) if due.strong else ""
    return format_html(
        '<span class="hy-due hy-due--{}">{}{}</span>', due.look, strong, f" {due.plain}" if due.plain else ""
    )


def queue_html(rows: Sequence[QueueRow], today: date | None) -> SafeString:
    """The rows under the head of look/parts/queue.html."""
    heads = {
        "state_word": _("State:"),
        "procedure_head": _("Procedure"),
        "transfers_head": _("Transfers"),
        "handler_head": _("Handler"),
    }
    language, nobody = page_language(), _("nobody yet")
    drawn = (_queued(row, language, due_html(_due(row, language, today)), nobody, heads) for row in rows)
    return mark_safe("".join(drawn))  # noqa: S308  every row is the result of format_html


def _queued(row: QueueRow, language: str, due: SafeString, nobody: str, heads: dict[str, str]) -> SafeString:
    return format_html(
        _QUEUED,
        due=due,
        url=row.url,
        title=with_lang(said(row.title, language)),
        where=parts_with_lang(said(row.where, language)),
        look=row.look,
        state=said(row.state, language),
        procedure=said(row.procedure, language),
        hops=row.hops,
        handler=with_lang(said(row.handler, language) or nobody),
        **heads,
    )


def _due(row: QueueRow, language: str, today: date | None) -> DueTag | None:
    if not isinstance(row.due, Due) or not isinstance(row.standing, Standing):
        return None
    return due_tag(row.due, row.standing, today=today, note=said(row.reason, language))
