"""A hole in a roster, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from huiying.faces.look import dates
from huiying.listen.duty.selectors.roster import Gap


def gap_said(gap: Gap) -> dict[str, str]:
    """Whose, from when until when."""
    return {"unit": str(gap.unit), "when": _until(gap.span.start, gap.span.end)}


def _until(start: datetime, end: datetime) -> str:
    return _("%(start)s to %(end)s") % {"start": dates.moment(start), "end": dates.moment(end)}
