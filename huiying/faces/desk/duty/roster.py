"""Rosters at the desk: who is on duty now and this week, where nobody is, and what their keepers change."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.duty.forms import CopyForm, NumberForm, PostForm, ShiftForm, day_in, shift_values
from huiying.faces.desk.duty.words import gap_said
from huiying.faces.desk.nav import page
from huiying.faces.look import dates
from huiying.faces.look.parts import Chip
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.duty.errors import ShiftNotFound
from huiying.listen.duty.models import DutyPost, Shift
from huiying.listen.duty.selectors.roster import (
    choosable,
    gaps_ahead,
    gaps_for,
    handovers_of,
    keeps_roster,
    may_read,
    people_of,
    people_on_duty,
    phone_of,
    shifts_in,
    units_kept,
    week_of,
    without_contact,
)
from huiying.listen.duty.services.roster import (
    add_shift,
    change_shift,
    copy_week,
    remove_shift,
    set_contact,
    set_post,
)
from huiying.loop.duty_calls import waiting_for

ROSTER = "desk:duty_roster"
SHEETS = 10


@require_safe
@staff_page()
def home(request: StaffRequest) -> HttpResponse:
    """Calls that wait for the viewer, who is on duty in their units now, and where nobody will be."""
    viewer = request.viewer
    kept = list(units_kept(viewer.grants))
    seen = {unit.pk: unit for unit in (*kept, *_standing_in(viewer), viewer.unit)}
    with_post = DutyPost.objects.filter(unit__in=seen.values()).select_related("unit").order_by("unit__path")
    posts = list(with_post)
    known = {post.unit_id for post in posts}
    context = {
        "calls": waiting_for(viewer.staff.pk)[:SHEETS],
        "posts": [(post, _names(people_on_duty(post.unit, viewer.now))) for post in posts],
        "without": [unit for unit in kept if unit.pk not in known],
        "gaps": [gap_said(gap) for gap in gaps_for(viewer.staff, viewer.grants, now=viewer.now)[:SHEETS]],
        "has_number": bool(phone_of(viewer.staff.pk)),
    }
    return render(request, "desk/duty/home.html", page(request, "duty") | context)


def _standing_in(viewer: Viewer) -> list[Unit]:
    """Units in whose shifts the viewer stands from now on."""
    mine = Shift.objects.filter(people__staff=viewer.staff, ends_at__gt=viewer.now)
    return list(Unit.objects.filter(pk__in=mine.values("post__unit")))


def _names(ids: list[int]) -> list[Staff]:
    people = Staff.objects.in_bulk(ids)
    return [people[one] for one in ids]


@require_safe
@staff_page()
def roster(request: StaffRequest, unit_id: int) -> HttpResponse:
    """The week of a unit, to be read, printed and, by its keepers, changed; `?week=` any day of it."""
    viewer, unit = request.viewer, _unit(unit_id)
    if unit is None or not may_read(viewer.staff, viewer.grants, unit):
        return not_here(request)
    day = day_in(request.GET.get("week", ""), viewer.today)
    week = week_of(day, viewer.calendar)
    shifts = [_row(shift) for shift in shifts_in(unit, week)]
    people = {person.pk: person for row in shifts for person in row["people"]}
    monday = viewer.calendar.local_date(week.start)
    context = {
        "unit": unit,
        "post": DutyPost.objects.filter(unit=unit).first(),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "rows": shifts,
        "chips": _weeks(unit, monday, viewer),
        "gaps": [gap_said(gap) for gap in gaps_ahead([unit], now=viewer.now)],
        "silent": without_contact(people.values()),
        "keeps": keeps_roster(viewer.grants, unit),
        "copy": CopyForm(initial={"day": monday.isoformat()}),
        "sheets": list(handovers_of(unit)[:SHEETS]),
        "printed_at": viewer.now,
    }
    return render(request, "desk/duty/roster.html", page(request, "duty") | context)


def _row(shift: Shift) -> dict[str, Any]:
    people = people_of(shift)
    hours = f"{dates.clock(shift.starts_at)}–{dates.clock(shift.ends_at)}"
    return {"shift": shift, "people": people, "first": people[:1], "rest": people[1:], "hours": hours}


def _weeks(unit: Unit, monday: Any, viewer: Viewer) -> list[Chip]:
    here = viewer.today - timedelta(days=viewer.today.weekday())
    url = reverse(ROSTER, args=(unit.pk,))
    named = (
        (_("Week before"), monday - timedelta(days=7)),
        (_("This week"), here),
        (_("Week after"), monday + timedelta(days=7)),
    )
    return [Chip(words, f"{url}?week={day}", current=day == monday) for words, day in named]


def _unit(unit_id: int) -> Unit | None:
    return Unit.objects.filter(pk=unit_id, active=True).first()


def _form(request: StaffRequest, unit: Unit, title: str, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"unit": unit, "title": title, "form": form, "back_url": reverse(ROSTER, args=(unit.pk,)), **more}
    status = 422 if form.is_bound else 200
    return render(request, "desk/duty/form.html", page(request, "duty") | context, status=status)


@staff_page()
def post(request: StaffRequest, unit_id: int) -> HttpResponse:
    """What the duty post of a unit is called and which number it answers."""
    viewer, unit = request.viewer, _unit(unit_id)
    if unit is None or not keeps_roster(viewer.grants, unit):
        return not_open(request)
    there = DutyPost.objects.filter(unit=unit).first()
    names = ("name", "name_en", "phone", "public")
    initial = {name: getattr(there, name) for name in names} if there else {"phone": unit.phone, "public": True}
    form = PostForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            set_post(unit.pk, **form.cleaned_data, actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect(ROSTER, unit.pk)
    return _form(request, unit, _("Duty post"), form)


@staff_page()
def shift_new(request: StaffRequest, unit_id: int) -> HttpResponse:
    """Add a shift."""
    viewer, unit = request.viewer, _unit(unit_id)
    if unit is None or not keeps_roster(viewer.grants, unit):
        return not_open(request)
    initial = {"day": day_in(request.GET.get("day", ""), viewer.today), "begins": "18:00", "ends": "08:00"}
    form = ShiftForm(request.POST if request.method == "POST" else None, initial=initial, people=choosable(unit))
    if form.is_valid():
        try:
            made = add_shift(unit.pk, form.span(viewer.calendar), form.people(), actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return _to_week(unit, made, viewer)
    return _form(request, unit, _("Add a shift"), form)


@staff_page()
def shift(request: StaffRequest, shift_id: int) -> HttpResponse:
    """Change a shift: other hours, other people."""
    viewer = request.viewer
    found = Shift.objects.select_related("post__unit").filter(pk=shift_id).first()
    if found is None:
        return not_here(request)
    unit = found.post.unit
    if not keeps_roster(viewer.grants, unit):
        return not_open(request)
    initial = shift_values(found.starts_at, found.ends_at, people_of(found), viewer.calendar)
    form = ShiftForm(request.POST if request.method == "POST" else None, initial=initial, people=choosable(unit))
    if form.is_valid():
        try:
            who: dict[str, Any] = {"actor": viewer.actor, "now": viewer.now}
            found = change_shift(shift_id, form.span(viewer.calendar), form.people(), **who)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return _to_week(unit, found, viewer)
    remove_url = reverse("desk:duty_shift_remove", args=(shift_id,))
    return _form(request, unit, _("Change the shift"), form, remove_url=remove_url)


@require_POST
@staff_page()
def shift_remove(request: StaffRequest, shift_id: int) -> HttpResponse:
    """Take a shift out of the roster."""
    viewer = request.viewer
    found = Shift.objects.select_related("post__unit").filter(pk=shift_id).first()
    try:
        if found is None:
            raise ShiftNotFound
        remove_shift(shift_id, actor=viewer.actor, now=viewer.now)
    except ShiftNotFound:
        return not_here(request)
    except HuiyingError:
        return not_open(request)
    success(request, _("Taken out."))
    return _to_week(found.post.unit, found, viewer)


def _to_week(unit: Unit, of: Shift, viewer: Viewer) -> HttpResponse:
    day = viewer.calendar.local_date(of.starts_at)
    return redirect(f"{reverse(ROSTER, args=(unit.pk,))}?week={day}")


@staff_page()
def copy(request: StaffRequest, unit_id: int) -> HttpResponse:
    """Copy a week forward."""
    viewer, unit = request.viewer, _unit(unit_id)
    if unit is None or not keeps_roster(viewer.grants, unit):
        return not_open(request)
    day = day_in(request.GET.get("week", ""), viewer.today)
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"day": day.isoformat()})
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = copy_week(unit.pk, given["day"], given["weeks"], actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, ngettext("%(count)s shift added.", "%(count)s shifts added.", made) % {"count": made})
            return redirect(f"{reverse(ROSTER, args=(unit.pk,))}?week={given['day'] + timedelta(days=7)}")
    return _form(request, unit, _("Copy this week forward"), form)


@staff_page()
def number(request: StaffRequest) -> HttpResponse:
    """The viewer's own number for duty."""
    viewer = request.viewer
    bound = request.POST if request.method == "POST" else None
    form = NumberForm(bound, initial={"phone": phone_of(viewer.staff.pk)})
    if form.is_valid():
        try:
            set_contact(viewer.staff, form.cleaned_data["phone"], actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:duty")
    context = {"title": _("My number for duty"), "form": form, "back_url": reverse("desk:duty")}
    return render(request, "desk/duty/form.html", page(request, "duty") | context, status=422 if form.is_bound else 200)
