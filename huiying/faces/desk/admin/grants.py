"""Roles: who holds which, where and from when to when, and who stands in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiying.core.procedures.model import Role
from huiying.core.procedures.names import ROLES
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, sensitive_admin_page, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.dates import full
from huiying.faces.look.days import DayField
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.templatetags.hy import say, tag
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import in_tree_order
from huiying.foundation.people import services
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.services.grants import GRANTED

Choices = list[tuple[str, str]]


def grants_of(staff_id: int) -> list[Grant]:
    """Every grant of a member of staff, the newest first."""
    rows = Grant.objects.filter(staff_id=staff_id).select_related("unit", "place", "substitutes__staff")
    return list(rows.order_by("-starts_on", "-pk"))


def grant_rows(rows: Iterable[Grant], today: date) -> Table:
    """Grants as a table, with what can be done to each."""
    columns = (
        Column(_("Role")), Column(_("Unit and all below")), Column(_("Only for the place")), Column(_("From – to")),
        Column(_("State")), Column(_("What you can do"), hidden=True),
    )  # fmt: skip
    cells = [
        (
            _role_words(row),
            str(row.unit),
            str(row.place) if row.place else _("everywhere"),
            dates_of(row),
            _standing(row, today),
            _acts(row, today),
        )
        for row in rows
    ]
    return Table(_("Roles"), columns, cells)


def _role_words(row: Grant) -> str:
    words = say(ROLES[Role(row.role)])
    if row.substitutes is None:
        return words
    return _("%(role)s, standing in for %(who)s") % {"role": words, "who": row.substitutes.staff}


def dates_of(row: Grant) -> str:
    """First day – last day."""
    last = full(row.ends_on) if row.ends_on else _("until it is ended")
    return f"{full(row.starts_on)} – {last}"


def _over(row: Grant, today: date) -> bool:
    return row.ends_on is not None and row.ends_on < today


def _standing(row: Grant, today: date) -> SafeString | str:
    context = tag("done", _("in force"))
    if _over(row, today):
        context = tag("hold", _("ended"))
    elif row.starts_on > today:
        context = tag("new", _("to come"))
    return render_to_string("look/parts/tag.html", context)


def _acts(row: Grant, today: date) -> SafeString | str:
    if _over(row, today):
        return ""
    links = [(reverse("desk:admin-grant-end", args=[row.pk]), _("End it"))]
    if row.substitutes_id is None:
        links.append((reverse("desk:admin-substitute-new", args=[row.pk]), _("Name a substitute")))
    what = say(ROLES[Role(row.role)])
    return format_html_join(
        " ", '<a href="{}">{}<span class="hy-vh"> ({})</span></a>', ((url, words, what) for url, words in links)
    )


class GrantForm(KeyedForm):
    """A role to give."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        error_messages={"required": gettext_lazy("Choose the role")},
    )
    unit_id = forms.TypedChoiceField(
        label=gettext_lazy("For this unit and all below it"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the unit")},
    )
    place_id = forms.TypedChoiceField(
        label=gettext_lazy("Only for this place and all below it"), coerce=int, empty_value=None, required=False
    )
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, units: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [("", _("choose")), *((str(role), say(ROLES[role])) for role in GRANTED)]
        for name, choices in (("role", roles), ("unit_id", units), ("place_id", places)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # they are choice fields


def _indented(rows: Iterable[Any]) -> Choices:
    return [(str(row.pk), "　" * (row.path.count("/") - 2) + str(row)) for row in in_tree_order(rows)]


@sensitive_admin_page
def new_grant(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Give somebody a role."""
    one = get_object_or_404(Staff, pk=staff_id)
    viewer = request.viewer
    form = GrantForm(
        request.POST or None,
        units=_indented(Unit.objects.filter(active=True).order_by("name")),
        places=[("", _("everywhere")), *_indented(Place.objects.filter(active=True).order_by("name"))],
        initial={"unit_id": one.unit_id, "starts_on": viewer.today},
    )

    def act(values: dict[str, Any], key: str) -> Grant:
        return services.grant_role(actor=viewer.actor, now=viewer.now, staff_id=staff_id, key=key, **values)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("The role is given."))
        return redirect("desk:admin-member", staff_id)
    return _form_page(request, form, one, _("Give a role"), _("Give this role"))


def _form_page(request: StaffRequest, form: KeyedForm, one: Staff, title: str, button: str) -> HttpResponse:
    return show(request, "form.html", "staff", {
        "form": form,
        "title": title,
        "back_url": reverse("desk:admin-member", args=[one.pk]),
        "back_words": str(one),
        "button_words": button,
    })  # fmt: skip


class EndForm(KeyedForm):
    """The last day of a grant."""

    ends_on = DayField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("The role holds until the end of this day.")
    )


@sensitive_admin_page
def end(request: StaffRequest, grant_id: int) -> HttpResponse:
    """End a role."""
    grant = get_object_or_404(Grant.objects.select_related("staff"), pk=grant_id)
    viewer = request.viewer
    form = EndForm(request.POST or None, initial={"ends_on": viewer.today})

    def act(values: dict[str, Any], key: str) -> Grant:
        return services.end_grant(grant_id, actor=viewer.actor, now=viewer.now, key=key, **values)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept."))
        return redirect("desk:admin-member", grant.staff_id)
    title = _("End the role: %(role)s") % {"role": say(ROLES[Role(grant.role)])}
    return _form_page(request, form, grant.staff, title, _("End it on this day"))


class SubstituteForm(KeyedForm):
    """Who stands in, and when."""

    staff_id = forms.TypedChoiceField(
        label=gettext_lazy("Who stands in"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose who stands in")},
    )
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))

    def __init__(self, *args: Any, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = staff  # type: ignore[attr-defined]  # it is a choice field


@sensitive_admin_page
def substitute(request: StaffRequest, grant_id: int) -> HttpResponse:
    """Name who stands in for a grant while its holder is away."""
    grant = get_object_or_404(Grant.objects.select_related("staff"), pk=grant_id)
    viewer = request.viewer
    colleagues = Staff.objects.filter(is_active=True).exclude(pk=grant.staff_id).select_related("unit")
    choices = [(str(row.pk), f"{row} · {row.unit}") for row in colleagues.order_by("unit__path", "pk")]
    form = SubstituteForm(
        request.POST or None, staff=[("", _("choose")), *choices], initial={"starts_on": viewer.today}
    )

    def act(values: dict[str, Any], key: str) -> Grant:
        return services.name_substitute(grant_id, actor=viewer.actor, now=viewer.now, key=key, **values)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept. The substitute has the role on these days."))
        return redirect("desk:admin-substitutes")
    title = _("Name a substitute for %(who)s as %(role)s") % {
        "who": grant.staff,
        "role": say(ROLES[Role(grant.role)]),
    }
    return _form_page(request, form, grant.staff, title, _("Name this substitute"))


@admin_page
def substitutes(request: StaffRequest) -> HttpResponse:
    """Who stands in for whom, today and later; how to name one."""
    today = request.viewer.today
    rows = Grant.objects.filter(substitutes__isnull=False, ends_on__gte=today)
    rows = rows.select_related("staff__unit", "unit", "place", "substitutes__staff").order_by("starts_on", "pk")
    columns = (
        Column(_("Who stands in")), Column(_("Role")), Column(_("Unit and all below")), Column(_("From – to")),
        Column(_("State")), Column(_("What you can do"), hidden=True),
    )  # fmt: skip
    cells = [
        (
            format_html('<a href="{}">{}</a>', reverse("desk:admin-member", args=[row.staff_id]), row.staff),
            _role_words(row),
            str(row.unit),
            dates_of(row),
            _standing(row, today),
            _acts(row, today),
        )
        for row in rows
    ]
    kept = [change for change in changes_of(["grant"], most=200) if change.act == "grant.substituted"]
    return show(request, "substitutes.html", "substitutes", {
        "table": Table(_("Substitutes, today and to come"), columns, cells) if cells else None,
        "history": history_table(kept[:30]),
    })  # fmt: skip
