"""The keeper of identities: who looked at an identity, when and why, month by month."""

import re
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from huiying.core.procedures.model import Role
from huiying.core.procedures.names import ROLES
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.nav import LOOKS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look import dates
from huiying.faces.look.parts import Chip
from huiying.faces.look.templatetags.hy import say
from huiying.serve.casework.selectors.looks import Look, looks_kept, told

MONTHS = 12
_MONTH = re.compile(r"(2[01]\d{2})-(0[1-9]|1[0-2])")


@require_safe
@staff_page(*LOOKS)
def looks(request: StaffRequest) -> HttpResponse:
    """Looks at who spoke, newest first; `?month=2026-11` shows one month."""
    viewer, url = request.viewer, reverse("desk:looks")
    every = looks_kept(viewer.grants)
    months = [timezone.localtime(month) for month in every.datetimes("at", "month", order="DESC")[:MONTHS]]
    month = _month(request.GET.get("month", ""))
    asked = {"month": f"{month:%Y-%m}"} if month else {}
    events = every.filter(at__gte=month, at__lt=_next(month)) if month else every
    found = page_of(request, events, url, asked)
    chips = [Chip(_("All"), url, current=month is None)]
    chips += [Chip(dates.month(one), address(url, {"month": f"{one:%Y-%m}"}), current=one == month) for one in months]
    shown = told(found.rows, viewer.grants)
    rows = [{"look": look, "by": _who(look)} for look in shown]
    context = {"looks": shown, "rows": rows, "found": found, "chips": chips}
    return render(request, "desk/looks.html", page(request, "looks") | context)


def _month(words: str) -> datetime | None:
    """The first instant of a month in the office's zone; None for what is no month."""
    if (match := _MONTH.fullmatch(words)) is None:
        return None
    return datetime(int(match[1]), int(match[2]), 1, tzinfo=timezone.get_current_timezone())


def _next(month: datetime) -> datetime:
    """The first instant of the month after."""
    years, number = divmod(month.month, 12)
    return month.replace(year=month.year + years, month=number + 1)


def _who(look: Look) -> str:
    """Name, post (or the roles held then) and unit."""
    if look.staff is None:
        return _("the system")
    roles = pgettext("in a list", ", ").join(say(ROLES[Role(role)]) for role in look.roles)
    parts = (str(look.staff), look.staff.post_words or roles, str(look.unit or ""))
    return " · ".join(part for part in parts if part)
