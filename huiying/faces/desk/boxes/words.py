"""How boxes and batches are said on the pages of the desk."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.faces.look import dates
from huiying.faces.look.parts import Row
from huiying.listen.boxes.selectors.figures import Figures
from huiying.listen.boxes.selectors.standing import BoxStanding


def late(standing: BoxStanding) -> str:
    """Not emptied for 9 days."""
    return ngettext("not emptied for %(count)s day", "not emptied for %(count)s days", standing.days) % {
        "count": standing.days
    }


def last_emptied(standing: BoxStanding) -> str:
    """The day and the number of papers, as two people signed for it."""
    if standing.last is None:
        return _("not emptied yet")
    said = ngettext("%(day)s, %(count)s paper", "%(day)s, %(count)s papers", standing.last.counted)
    return said % {"day": dates.full(standing.last.opened_at), "count": standing.last.counted}


def facts(standing: BoxStanding, address: str) -> list[Row]:
    """The head of the page of a box."""
    box = standing.box
    return [
        Row(_("Place"), str(box.place) if box.place else _("the whole office")),
        Row(_("Emptied by"), str(box.unit), note=box.get_rhythm_display()),
        Row(_("Last emptied"), last_emptied(standing)),
        Row(_("To be opened by"), dates.full(standing.due_on) if box.active else _("taken down")),
        Row(_("Code and public page"), box.code, note=address),
    ]


def added_up(figures: Figures) -> list[Row]:
    """Counted by hand, and what became of it."""
    own = ngettext(
        "%(count)s of them on paper of their own, whose writer cannot be told the receipt",
        "%(count)s of them on paper of their own, whose writers cannot be told the receipt",
        figures.own,
    )
    return [
        Row(_("Counted by hand"), str(figures.counted)),
        Row(_("Taken in"), str(figures.voices), note=own % {"count": figures.own} if figures.own else ""),
        Row(_("To be written down"), str(figures.waiting)),
        Row(_("Cannot be read"), str(figures.unreadable)),
        Row(_("Nothing on it"), str(figures.empty)),
        Row(_("Difference"), gap_words(figures.gap)),
    ]


def gap_words(gap: int) -> str:
    """So many papers too few, or too many."""
    if gap > 0:
        return ngettext("%(count)s paper short", "%(count)s papers short", gap) % {"count": gap}
    if gap < 0:
        return ngettext("%(count)s paper too many", "%(count)s papers too many", -gap) % {"count": -gap}
    return _("none")
