"""Staff: the list, a new account, and one member of staff with the roles they hold."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from huiying.core.procedures.model import Role
from huiying.core.procedures.names import ROLES
from huiying.faces.desk.access import StaffRequest, ask_who, fresh_log_in, sensitive_page
from huiying.faces.desk.account.sessions import sessions_of
from huiying.faces.desk.admin.accounts import invited
from huiying.faces.desk.admin.finding import finder, page_of
from huiying.faces.desk.admin.grants import grant_rows, grants_of
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import REPEATED, Repeated, admin_page, carry_out, said, sensitive_admin_page, show
from huiying.faces.desk.admin.passwords import show_password
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Chip, Column, Row, Table
from huiying.faces.look.templatetags.hy import say, tag
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.selectors import in_tree_order
from huiying.foundation.people import services
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.services.invitations import open_invitation
from huiying.foundation.people.services.staff import StaffData
from huiying.loop import administer


def unit_choices(but: int | None = None) -> list[tuple[str, str]]:
    """The units in use, in the order of the tree; `but`: one that stays choosable although it is retired."""
    rows = [row for row in in_tree_order(Unit.objects.order_by("name")) if row.active or row.pk == but]
    return [(str(row.pk), "　" * (row.path.count("/") - 2) + str(row)) for row in rows]


class MemberForm(KeyedForm):
    """What the office keeps about a member of staff."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, error_messages={"required": gettext_lazy("Write the name")}
    )
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80, required=False)
    post = forms.CharField(
        label=gettext_lazy("Post"),
        help_text=gettext_lazy("Histories name whoever acted by unit and post."),
        max_length=80,
        required=False,
    )
    post_en = forms.CharField(label=gettext_lazy("Post in English"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the address like this: name@example.cn")},
    )
    unit_id = forms.TypedChoiceField(
        label=gettext_lazy("Unit"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose the unit"),
            "invalid_choice": gettext_lazy("Choose a unit from the list"),
        },
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]  # it is a choice field


class NewMemberForm(MemberForm):
    """With the name they log in by, which stays."""

    username = forms.CharField(
        label=gettext_lazy("Log-in name"),
        help_text=gettext_lazy("Small letters, digits, dots, hyphens, underscores. It cannot be changed later."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the log-in name")},
    )
    field_order = ("key", "username", "name", "name_en", "post", "post_en", "email", "unit_id")


@admin_page
def members(request: StaffRequest) -> HttpResponse:
    """Everybody at work, or those whose name was asked for; `?closed` shows the closed accounts instead."""
    closed = "closed" in request.GET
    address = reverse("desk:admin-staff")
    asked = finder(request, address, {"closed": "1"} if closed else {})
    people = Staff.objects.filter(asked.among("name", "name_en", "username"), is_active=not closed)
    found = page_of(request, asked, people.select_related("unit").order_by("unit__path", "pk"))
    chips = [
        Chip(_("At work"), address, Staff.objects.filter(is_active=True).count(), not closed),
        Chip(_("Closed accounts"), f"{address}?closed=1", Staff.objects.filter(is_active=False).count(), closed),
    ]
    context = {"table": _members_table(found.rows, request), "chips": chips, "finder": asked, "found": found}
    return show(request, "staff.html", "staff", context)


def _members_table(people: Iterable[Staff], request: StaffRequest) -> Table:
    people = list(people)
    roles: dict[int, list[str]] = {}
    for grant in Grant.objects.filter(staff__in=people).order_by("pk"):
        if _in_force(grant, request):
            roles.setdefault(grant.staff_id, []).append(grant.role)
    columns = (
        Column(_("Name")), Column(_("Log-in name")), Column(_("Post")), Column(_("Unit")), Column(_("Roles today")),
    )  # fmt: skip
    rows = [
        (
            format_html('<a href="{}">{}</a>', reverse("desk:admin-member", args=[one.pk]), with_lang(one)),
            one.username,
            with_lang(one.post_words or "–"),
            with_lang(one.unit),
            _roles(roles.get(one.pk, [])),
        )
        for one in people
    ]
    return Table(_("Staff"), columns, rows)


def _in_force(grant: Grant, request: StaffRequest) -> bool:
    today = request.viewer.today
    return grant.starts_on <= today and (grant.ends_on is None or grant.ends_on >= today)


def _roles(names: list[str]) -> str:
    said_ = dict.fromkeys(say(ROLES[Role(name)]) for name in names)
    return pgettext("in a list", ", ").join(said_) or _("none")


@sensitive_admin_page
def new_member(request: StaffRequest) -> HttpResponse:
    """A new account; its one-time password is shown on the answer to this post and nowhere else."""
    initial = {"unit_id": request.GET.get("unit", "")}
    form = NewMemberForm(request.POST or None, units=unit_choices(), initial=initial)
    viewer = request.viewer

    def act(values: dict[str, Any], key: str) -> services.NewStaff:
        username = values.pop("username")
        return services.add_staff(
            actor=viewer.actor, now=viewer.now, username=username, data=StaffData(**values), key=key
        )

    if request.method == "POST" and (made := carry_out(request, form, act)):
        if isinstance(made, Repeated):
            said(request, _("This account was added already. If nobody wrote the password down, give a new one."))
            return redirect("desk:admin-staff")
        if "invite" in request.POST:
            return invited(request, made.staff)
        return show_password(request, made)
    return show(request, "form.html", "staff", {
        "form": form,
        "title": _("Add a member of staff"),
        "back_url": reverse("desk:admin-staff"),
        "back_words": _("Staff and roles"),
        "button_words": _("Add and show the one-time password"),
        "second": ("invite", _("Add and invite by a link")),
    })  # fmt: skip


class AccountForm(KeyedForm):
    """Close or open an account: a button with a hidden key."""


@admin_page
def member(request: StaffRequest, staff_id: int) -> HttpResponse:
    """One member of staff: change what is kept, see the roles, close the account."""
    one = get_object_or_404(Staff.objects.select_related("unit"), pk=staff_id)
    viewer = request.viewer
    initial = {name: getattr(one, name) for name in MemberForm.base_fields if name != "key"}
    form = MemberForm(request.POST or None, units=unit_choices(one.unit_id), initial=initial)

    def act(values: dict[str, Any], key: str) -> Staff:
        return services.change_staff(staff_id, actor=viewer.actor, now=viewer.now, data=StaffData(**values), key=key)

    to_another = form.is_bound and form.is_valid() and form.cleaned_data["email"] != one.email
    if to_another and not fresh_log_in(request):
        return ask_who(request)
    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept."))
        return redirect("desk:admin-member", staff_id)
    return _member_page(request, one, form, form)


def _member_page(request: StaffRequest, one: Staff, form: KeyedForm, edit: KeyedForm) -> HttpResponse:
    rows = grants_of(one.pk)
    kept = changes_of(["staff"], subject_id=one.pk) + changes_of(["grant"], about={"staff": one.pk})
    return show(request, "member.html", "staff", {
        "form": form,
        "edit": edit,
        "account": form if isinstance(form, AccountForm) else AccountForm(),
        "one": one,
        "title": str(one),
        "waits": open_invitation(one, request.viewer.now),
        "places": sessions_of(one.pk),
        "factors": one.second_factors.count(),
        "state": tag("done", _("account open")) if one.is_active else tag("hold", _("account closed")),
        "rows": [Row(_("Log-in name"), one.username), Row(_("Unit"), str(one.unit))],
        "grants": grant_rows(rows, request.viewer.today),
        "history": history_table(sorted(kept, key=lambda change: change.at, reverse=True)),
    })  # fmt: skip


@admin_page
@sensitive_page("desk:admin-member")
def account(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Close the account, or open a closed one again with a one-time password."""
    one = get_object_or_404(Staff.objects.select_related("unit"), pk=staff_id)
    if request.method != "POST":
        return redirect("desk:admin-member", staff_id)
    viewer, form = request.viewer, AccountForm(request.POST)

    def act(_values: dict[str, Any], key: str) -> Staff | services.NewStaff:
        service = administer.deactivate_staff if one.is_active else services.restore_staff
        return service(staff_id, actor=viewer.actor, now=viewer.now, key=key)

    made = carry_out(request, form, act)
    if isinstance(made, services.NewStaff):
        return show_password(request, made)
    if made is None:
        edit = MemberForm(
            units=unit_choices(one.unit_id),
            initial={name: getattr(one, name) for name in MemberForm.base_fields if name != "key"},
        )
        return _member_page(request, one, form, edit)
    said(request, _("This was done already.") if made is REPEATED else _("The account is closed."))
    return redirect("desk:admin-member", staff_id)
