"""A line of the register: noted, and written anew, such as when something came of it."""

from collections.abc import Callable, Mapping

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.economy import quarter_of
from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.economy.forms import BurdenForm, initial_of
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import ECONOMY, page
from huiying.foundation.people.models import Unit
from huiying.serve.coordination.errors.interests import BurdenNotFound
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.selectors.burdens import burden, may_note_burden, units_to_note
from huiying.serve.coordination.services.burdens import change_burden, note_burden


@staff_page(*ECONOMY)
def new(request: StaffRequest) -> HttpResponse:
    """Note what a unit asks of others."""
    viewer, units = request.viewer, units_to_note(request.viewer.grants)
    if not units:
        return not_open(request)
    own = next((unit for unit in units if unit.pk == viewer.staff.unit_id), units[0])
    initial = {"unit": str(own.pk), "quarter": str(quarter_of(viewer.today))}
    form = _form(request, units, initial)
    return _asked(
        request, form, lambda: note_burden(form.data_said(), **form.who(viewer, "new")), _("Note what is asked")
    )


@staff_page(*ECONOMY)
def change(request: StaffRequest, burden_id: int) -> HttpResponse:
    """Write a line anew."""
    viewer = request.viewer
    try:
        line = burden(burden_id)
    except BurdenNotFound:
        return not_here(request)
    if not may_note_burden(line.unit, viewer.grants):
        return not_open(request)
    units = units_to_note(viewer.grants)
    form = _form(request, units if line.unit in units else [*units, line.unit], initial_of(line))
    who = f"change:{burden_id}"
    return _asked(
        request, form, lambda: change_burden(burden_id, form.data_said(), **form.who(viewer, who)), line.title
    )


def _form(request: StaffRequest, units: list[Unit], initial: Mapping[str, object]) -> BurdenForm:
    data = request.POST if request.method == "POST" else None
    return BurdenForm(data, units=units, today=request.viewer.today, initial=dict(initial))


def _asked(request: StaffRequest, form: BurdenForm, do: Callable[[], Burden], title: str) -> HttpResponse:
    """The form with its title, or what was filled in done and the quarter of the line."""
    if form.is_valid():
        try:
            line = do()
        except HuiyingError as err:
            form.add_error("title", refusal(err))
        else:
            success(request, _("Kept."))
            return redirect(f"{reverse('desk:economy')}?quarter={quarter_of(line.quarter)}")
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title}
    return render(request, "desk/economy/line.html", page(request, "economy") | context, status=status)
