"""The four questions, and what was answered to them, in words."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiying.core.economy import Quarter
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.rows import page_language
from huiying.judge.ratings.models import Encounter
from huiying.judge.ratings.selectors.encounters import QUESTIONS, Answered, QuarterMet
from huiying.serve.casework.presenters.queue import CHANNELS

ASKED: dict[str, Promise] = {
    "came_in": gettext_lazy("Could you get in, or get through?"),
    "respected": gettext_lazy("Were you treated with respect?"),
    "understood": gettext_lazy("Was it said so that you could understand it?"),
    "easy": gettext_lazy("Was it easy, without going back and forth?"),
}
"""门难进 脸难看 话难听 事难办, turned into questions."""
SHORT: dict[str, Promise] = {
    "came_in": gettext_lazy("Got in"),
    "respected": gettext_lazy("Respect"),
    "understood": gettext_lazy("Understandable"),
    "easy": gettext_lazy("Easy"),
}


def named(quarter: Quarter) -> str:
    """2026年第三季度 / the third quarter of 2026."""
    said = {
        1: _("the first quarter of %(year)s"),
        2: _("the second quarter of %(year)s"),
        3: _("the third quarter of %(year)s"),
        4: _("the fourth quarter of %(year)s"),
    }
    return said[quarter.number] % {"year": quarter.year}


def said_rows(encounter: Encounter) -> list[Row]:
    """What the speaker answered."""
    return list(_rows(encounter))


def _rows(encounter: Encounter) -> Iterator[Row]:
    for name in QUESTIONS:
        if answer := getattr(encounter, f"get_{name}_display")():
            yield Row(ASKED[name], answer)


def met_table(met: QuarterMet, quarter: Quarter) -> Table:
    """One row for each desk and channel that can be told."""
    columns = [Column(_("Desk")), Column(_("How they came")), *(Column(SHORT[name], number=True) for name in QUESTIONS)]
    rows = [
        [cell.desk, CHANNELS[cell.channel].say(page_language()), *(answered(one) for one in cell.answers)]
        for cell in met.cells
    ]
    caption = _("How many said yes, and how many no, in %(quarter)s") % {"quarter": named(quarter)}
    return Table(caption, columns, rows)


def answered(one: Answered) -> str:
    """Both counts; only the one that can be told; or that none can: too few answered, or nearly all said the same."""
    if one.yes is not None and one.no is not None:
        return _("yes %(yes)s, no %(no)s") % {"yes": one.yes, "no": one.no}
    if one.yes is not None:
        return _("yes %(yes)s, no not told") % {"yes": one.yes}
    if one.no is not None:
        return _("no %(no)s, yes not told") % {"no": one.no}
    return _("not told")
