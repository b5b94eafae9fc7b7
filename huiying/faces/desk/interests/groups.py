"""The groups of a table of interests: added, described anew, taken out."""

from collections.abc import Callable

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.interests.forms import GroupForm, InterestsForm, initial_of
from huiying.faces.desk.interests.words import back
from huiying.faces.desk.nav import ISSUE_READERS, page
from huiying.serve.coordination.errors.interests import InterestsNotFound
from huiying.serve.coordination.models import InterestGroup
from huiying.serve.coordination.selectors.interests import DeskView, interests_for_viewer
from huiying.serve.coordination.services.interests import add_group, change_group, take_out_group


@staff_page(*ISSUE_READERS)
def new(request: StaffRequest, kind: str, about_id: int) -> HttpResponse:
    """Add people in one situation."""
    view = _kept(request, kind, about_id)
    if isinstance(view, HttpResponse):
        return view
    if view.shown is None:
        return redirect("desk:interests_question", kind, about_id)
    table_id = view.shown.table.pk
    form = GroupForm(request.POST if request.method == "POST" else None)

    def do() -> object:
        return add_group(table_id, form.situation_said(), **form.who(request.viewer, f"group:{table_id}"))

    return _asked(request, view, form, do, _("Add people in one situation"))


@staff_page(*ISSUE_READERS)
def change(request: StaffRequest, kind: str, about_id: int, group_id: int) -> HttpResponse:
    """Describe them anew."""
    view = _kept(request, kind, about_id)
    if isinstance(view, HttpResponse):
        return view
    if (group := _group(view, group_id)) is None:
        return not_here(request)
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial_of(group))

    def do() -> object:
        return change_group(group_id, form.situation_said(), **form.who(request.viewer, f"change:{group_id}"))

    return _asked(request, view, form, do, str(group))


@staff_page(*ISSUE_READERS)
def out(request: StaffRequest, kind: str, about_id: int, group_id: int) -> HttpResponse:
    """Take them out, after asking."""
    view = _kept(request, kind, about_id)
    if isinstance(view, HttpResponse):
        return view
    if (group := _group(view, group_id)) is None:
        return not_here(request)
    form = InterestsForm(request.POST if request.method == "POST" else None)

    def do() -> object:
        return take_out_group(group_id, **form.who(request.viewer, f"out:{group_id}"))

    return _asked(request, view, form, do, _("Take “%(group)s” out of the table?") % {"group": group}, "out")


def _kept(request: StaffRequest, kind: str, about_id: int) -> DeskView | HttpResponse:
    """The table for who keeps it; anybody else gets the page that says so."""
    try:
        view = interests_for_viewer(kind, about_id, request.viewer.grants)
    except InterestsNotFound:
        return not_here(request)
    return view if view.may_keep else not_open(request)


def _group(view: DeskView, group_id: int) -> InterestGroup | None:
    rows = view.shown.rows if view.shown else ()
    return next((row.group for row in rows if row.group.pk == group_id), None)


def _asked(
    request: StaffRequest,
    view: DeskView,
    form: InterestsForm,
    do: Callable[[], object],
    title: str,
    name: str = "group",
) -> HttpResponse:
    """The form with its title, or what was filled in done and the table again."""
    if form.is_valid():
        try:
            do()
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:interests", view.affair.kind, view.affair.id)
    context = {"affair": view.affair, "back": back(view.affair), "form": form, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, f"desk/interests/{name}.html", page(request, "issues") | context, status=status)
