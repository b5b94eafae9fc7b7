"""A table of interests as the desk and the public page show it; on phones a list."""

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.disclosure import FEWEST
from huiying.faces.look.dates import full
from huiying.faces.look.language import filled, with_lang
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.rows import page_language
from huiying.serve.coordination.models import InterestGroup
from huiying.serve.coordination.presenters.interest import EFFECTS
from huiying.serve.coordination.selectors.interests import GroupRow, TableView

Links = Callable[[InterestGroup], SafeString]


def stakes_table(view: TableView, caption: str, links: Links | None = None) -> Table:
    """Each group with what it gains and loses, what balances it, who was asked, and what those say who are in it.

    `links`: what may be done with a group; a last column.
    """
    columns = [
        Column(_("Situation")),
        Column(_("What they gain")),
        Column(_("What they lose")),
        Column(_("How much it is")),
        Column(_("What balances it")),
        Column(_("Who was asked")),
        Column(_("What they say themselves")),
    ]
    rows = [_cells(row) for row in view.rows]
    if links is not None:
        columns.append(Column(_("What can be done"), hidden=True))
        rows = [(*cells, links(row.group)) for cells, row in zip(rows, view.rows, strict=True)]
    return Table(caption, columns, rows)


def notes(view: TableView) -> list[str]:
    """How to read the numbers, and how many are in none of the groups."""
    said = [_("People said this by their receipts. A number is shown from 5 on, where it gives no smaller one away.")]
    if view.others is not None:
        words = ngettext(
            "%(count)s is in none of these situations.", "%(count)s are in none of these situations.", view.others
        )
        said.append(words % {"count": view.others})
    return said


def _cells(row: GroupRow) -> tuple[object, ...]:
    group = row.group
    return (
        _lines((with_lang(str(group)), format_html('<span class="hy-hint">{}</span>', _people(group)))),
        with_lang(group.gains or "—"),
        with_lang(group.loses or "—"),
        with_lang(group.how_much or "—"),
        with_lang(group.balance or _("nothing yet")),
        _asked(group),
        _said(row),
    )


def _people(group: InterestGroup) -> SafeString:
    if group.people is None:
        return filled(_("nobody knows how many"))
    return filled(_("%(people)s (%(source)s)"), people=_counted(group.people), source=group.people_source)


def _counted(people: int) -> str:
    """Few people could be told from each other."""
    if people < FEWEST:
        return _("fewer than 5 people")
    return ngettext("%(count)s person", "%(count)s people", people) % {"count": f"{people:,}"}


def _asked(group: InterestGroup) -> SafeString:
    if not group.asked:
        return filled(_("nobody was asked"))
    people = _counted(group.asked_people) if group.asked_people is not None else ""
    day = full(group.asked_on) if group.asked_on else ""
    return _lines((with_lang(group.asked), *(filled("%(part)s", part=part) for part in (people, day))))


def _said(row: GroupRow) -> SafeString:
    if row.said is None:
        return filled(_("no number yet"))
    language = page_language()
    whole = ngettext("%(count)s says: this is me", "%(count)s say: this is me", row.said) % {"count": row.said}
    effects = [f"{EFFECTS[effect].say(language)} {count}" for effect, count in row.effects.items() if count is not None]
    return _lines(filled("%(line)s", line=line) for line in (whole, *effects))


def _lines(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts if part))
