"""The lines of the list at the desk: written, taken out, what was spent, what people found."""

from typing import Any

from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.matters import words
from huiying.faces.desk.matters.forms import LineForm, MatterForm, SpentForm, in_yuan
from huiying.faces.desk.matters.years import who
from huiying.faces.desk.nav import MATTERS, page
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import YearNotFound
from huiying.serve.matters.models import MatterYear, Nomination
from huiying.serve.matters.selectors.rights import may_keep, may_spend
from huiying.serve.matters.selectors.votes import on_ballot
from huiying.serve.matters.selectors.years import Line, line_called, year_called
from huiying.serve.matters.services.listing import take_line_out, tell_spending, write_line


@require_safe
@staff_page(*MATTERS)
def line(request: StaffRequest, year: int, position: int) -> HttpResponse:
    """Which needs it answers, how far it is, what those it is for found."""
    viewer = request.viewer
    if (found := _found(year, position)) is None:
        return not_here(request)
    matter = found.matter
    keeps, spends = may_keep(matter.year, viewer.grants), may_spend(matter, viewer.grants)
    context = {
        "year": matter.year,
        "line": matter,
        "rows": words.line_rows(found, viewer.today),
        "needs": found.nominations,
        "found": words.acceptances(matter),
        "heard": words.heard(matter) if spends else (),
        "drafts": keeps and matter.year.stage == Stage.LISTING,
        "spends": spends and matter.year.stage == Stage.LISTED,
        "promise": matter.commitment,
    }
    return render(request, "desk/matters/line.html", page(request, "matters") | context)


@staff_page(Role.DISPATCHER)
def new(request: StaffRequest, year: int) -> HttpResponse:
    """A line of the draft; begun from the nomination that the address names."""
    try:
        found = year_called(year)
    except YearNotFound:
        return not_here(request)
    return _write(request, found, None)


@staff_page(Role.DISPATCHER)
def edit(request: StaffRequest, year: int, position: int) -> HttpResponse:
    """The same line anew."""
    if (found := _found(year, position)) is None:
        return not_here(request)
    if _moved(request, found):
        return _look_again(request, year)
    return _write(request, found.matter.year, found)


def _write(request: StaffRequest, year: MatterYear, found: Line | None) -> HttpResponse:
    viewer, matter = request.viewer, found.matter if found else None
    if not may_keep(year, viewer.grants):
        return not_open(request)
    form = LineForm(request.POST if request.method == "POST" else None, free=_free(year, found), line=matter)
    if matter is None:
        form.initial.update(_begun(request, year))
    if form.is_valid():
        try:
            name = f"line:{matter.pk if matter else 'new'}"
            made = write_line(
                year.pk, form.data_of_line(), matter_id=matter.pk if matter else None, **who(viewer, form, name)
            )
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:matter", year.year, made.position)
    return _page(request, "line_edit", form, {"form": form, "year": year, "line": matter})


def _free(year: MatterYear, found: Line | None) -> list[Nomination]:
    """What stood on the ballot and no other line answers."""
    mine = {one.pk for one in found.nominations} if found else set()
    return [one for one in on_ballot(year) if one.pk in mine or not hasattr(one, "line")]


def _begun(request: StaffRequest, year: MatterYear) -> dict[str, Any]:
    asked = request.GET.get("nomination", "")
    one = next((one for one in on_ballot(year) if str(one.pk) == asked), None)
    if one is None:
        return {}
    place = str(one.place_id or "")
    return {"title": one.title, "title_en": one.title_en, "nominations": [str(one.pk)], "place": place}


@staff_page(Role.DISPATCHER)
def out(request: StaffRequest, year: int, position: int) -> HttpResponse:
    """Take a line out of the draft, after asking."""
    viewer = request.viewer
    if (found := _found(year, position)) is None:
        return not_here(request)
    if not may_keep(found.matter.year, viewer.grants):
        return not_open(request)
    if _moved(request, found):
        return _look_again(request, year)
    form = MatterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            take_line_out(found.matter.pk, **who(viewer, form, f"out:{found.matter.pk}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Taken out of the draft."))
            return redirect("desk:matter_year", year)
    context = {"form": form, "year": found.matter.year, "line": found.matter, "title": _("Take the line out")}
    return _page(request, "line_act", form, context)


@staff_page(*MATTERS)
def spent(request: StaffRequest, year: int, position: int) -> HttpResponse:
    """What was spent so far, in all."""
    viewer = request.viewer
    if (found := _found(year, position)) is None:
        return not_here(request)
    matter = found.matter
    if not may_spend(matter, viewer.grants):
        return not_open(request)
    form = SpentForm(request.POST if request.method == "POST" else None, initial={"money": in_yuan(matter.spent_fen)})
    if form.is_valid():
        try:
            tell_spending(matter.pk, form.cleaned_data["money"], **who(viewer, form, f"spent:{matter.pk}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:matter", year, position)
    context = {"form": form, "year": matter.year, "line": matter, "title": _("Tell what was spent")}
    return _page(request, "line_act", form, context)


def _moved(request: StaffRequest, found: Line) -> bool:
    """Whether the form is that of a line that stood here before others were taken out, as when pressed twice."""
    return request.method == "POST" and request.POST.get("line", str(found.matter.pk)) != str(found.matter.pk)


def _look_again(request: StaffRequest, year: int) -> HttpResponse:
    warning(request, _("The draft has changed meanwhile. Please look at it again."))
    return redirect("desk:matter_year", year)


def _found(year: int, position: int) -> Line | None:
    try:
        return line_called(year, position, drafts=True)
    except YearNotFound:
        return None


def _page(request: StaffRequest, name: str, form: MatterForm, context: dict[str, Any]) -> HttpResponse:
    shown = page(request, "matters") | context
    return render(request, f"desk/matters/{name}.html", shown, status=422 if form.is_bound else 200)
