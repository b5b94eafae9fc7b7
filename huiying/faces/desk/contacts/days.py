"""Days at the base and in meetings, noted by hand until a calendar tells of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.economy import quarter_of
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.contacts.forms import ContactForm, DayForm
from huiying.faces.desk.contacts.keeping import POSTED, PREPARE, filled
from huiying.faces.desk.contacts.views import crumbs
from huiying.faces.desk.doing import Doing, shown
from huiying.faces.desk.nav import page
from huiying.faces.look.parts import Link
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.models import ContactDay
from huiying.judge.contacts.presenters.words import DAYS, days_said
from huiying.judge.contacts.selectors.reports import days_of
from huiying.judge.contacts.selectors.rights import leaders_for
from huiying.judge.contacts.services.days import Spent, note_day, remove_day
from huiying.serve.casework.selectors.named import id_in

QUARTERS = 2


@require_safe
@staff_page(*PREPARE)
def days(request: StaffRequest) -> HttpResponse:
    """Those of this quarter and the one before, for each leader for whom the viewer prepares."""
    viewer, language = request.viewer, get_language() or ""
    first = quarter_of(viewer.today).moved(1 - QUARTERS).first
    rows = [
        {
            "day": day,
            "leader": leader,
            "kind": DAYS[DayKind(day.kind)].say(language),
            "long": days_said(day.halves).say(language),
        }
        for leader in leaders_for(viewer.actor, viewer.grants)
        for day in days_of(leader, first, viewer.today)
    ]
    context = {"rows": rows, "crumbs": crumbs()}
    return render(request, "desk/contacts/days.html", page(request, "contacts") | context)


@require_http_methods(POSTED)
@staff_page(*PREPARE)
def note(request: StaffRequest) -> HttpResponse:
    """Note one day; the same day and kind again is written anew."""
    viewer = request.viewer
    leaders = leaders_for(viewer.actor, viewer.grants)
    if not leaders:
        return not_here(request)
    form = DayForm(filled(request), leaders=leaders, initial={"on": viewer.today, "halves": "1"})
    doing = Doing(
        "day",
        _("Note a day"),
        form,
        lambda said, who: note_day(form.chosen, _spent(said), **who),
        reverse("desk:contact_days"),
        _above(),
    )
    return shown(request, doing, "contacts")


def _spent(said: Any) -> Spent:
    return Spent(said["on"], DayKind(said["kind"]), int(said["halves"]), id_in(said["place"]), said["words"])


@require_http_methods(POSTED)
@staff_page(*PREPARE)
def remove(request: StaffRequest, day_id: int) -> HttpResponse:
    """Take out what was noted wrongly."""
    viewer = request.viewer
    leaders = leaders_for(viewer.actor, viewer.grants)
    day = ContactDay.objects.filter(pk=day_id, leader__in=leaders).first()
    if day is None:
        return not_here(request)
    doing = Doing(
        f"day:remove:{day_id}",
        _("Take the day out"),
        ContactForm(filled(request)),
        lambda said, who: remove_day(day_id, **who),
        reverse("desk:contact_days"),
        _above(),
        [f"{day.on.isoformat()} · {DAYS[DayKind(day.kind)].say(get_language() or '')}"],
        button=_("Take the day out"),
    )
    return shown(request, doing, "contacts")


def _above() -> list[Link]:
    return [*crumbs(), Link(_("Days"), reverse("desk:contact_days"))]
