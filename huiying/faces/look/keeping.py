"""How long what is kept, as a table for everybody."""

from django.utils.translation import gettext as _

from huiying.core.retention import FIXED, KEEPING
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.selectors import kept_months


def keeping_table() -> Table:
    """What an office sets, with its own numbers, then what is fixed."""
    months = kept_months()
    rows = [
        (
            say(row.said),
            _("%(months)s months, %(since)s") % {"months": months[kind], "since": say(row.since)},
            say(row.afterwards),
        )
        for kind, row in KEEPING.items()
    ]
    rows += [(say(row.said), say(row.time), "") for row in FIXED]
    columns = (Column(_("Kind of thing")), Column(_("Time of keeping")), Column(_("And after that")))
    return Table(_("How long things are kept"), columns, rows)
