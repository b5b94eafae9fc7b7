"""Keys of the programming interface: who may call it, for what, how often; a new key is shown once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import Repeated, admin_page, carry_out, said, sensitive_admin_page, show
from huiying.faces.desk.admin.staff import unit_choices
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.dates import full
from huiying.faces.look.days import DayField
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.templatetags.hy import tag
from huiying.foundation.office.history import changes_of
from huiying.foundation.people import services
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.models import ApiKey, Staff
from huiying.foundation.people.selectors import key_in_force

USUAL_PER_MINUTE = 120


class LimitForm(KeyedForm):
    """How often a key may call."""

    per_minute = forms.IntegerField(
        label=gettext_lazy("Calls a minute"),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Write a number"),
            "invalid": gettext_lazy("Write a whole number, such as 5"),
            "min_value": gettext_lazy("Write a number above nought"),
        },
    )


class NewKeyForm(LimitForm):
    """A key to make."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("For the list: the system that will use it, such as the town's own app."),
        max_length=80,
        error_messages={"required": gettext_lazy("Write what it is for")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one")},
    )
    staff_id = forms.TypedChoiceField(
        label=gettext_lazy("Works for"),
        help_text=gettext_lazy("Needed for the desk and for lists: it may do what this person may do that day."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    unit_id = forms.TypedChoiceField(
        label=gettext_lazy("Brings voices in for the unit"), coerce=int, empty_value=None, required=False
    )
    expires_on = DayField(label=gettext_lazy("Last day"), required=False)
    field_order = ("key", "name", "scopes", "staff_id", "unit_id", "per_minute", "expires_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Staff.objects.filter(is_active=True).select_related("unit").order_by("unit__path", "pk")
        staff = [("", _("nobody"))] + [(str(one.pk), f"{one.unit} · {one} ({one.username})") for one in people]
        for name, choices in (("staff_id", staff), ("unit_id", [("", _("none")), *unit_choices()])):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # they are choice fields


@admin_page
def keys(request: StaffRequest) -> HttpResponse:
    """Every key, those in force first."""
    rows = ApiKey.objects.select_related("staff", "unit").order_by("-pk")
    today = request.viewer.today
    listed = sorted(rows, key=lambda row: not key_in_force(row, today=today))
    context = {"table": _keys_table(listed, today), "history": history_table(changes_of(["api_key"]))}
    return show(request, "keys.html", "keys", context)


def _keys_table(rows: Iterable[ApiKey], today: date) -> Table:
    columns = (
        Column(_("What it is for")), Column(_("Begins with")), Column(_("May")), Column(_("Works for")),
        Column(_("Calls a minute"), number=True), Column(_("Last used")), Column(_("State")),
    )  # fmt: skip
    cells = [
        (
            format_html('<a href="{}">{}</a>', reverse("desk:admin-key", args=[row.pk]), with_lang(row.name)),
            row.prefix,
            _scopes(row),
            with_lang(str(row.staff or row.unit or _("nobody"))),
            row.per_minute,
            full(row.last_used_at) if row.last_used_at else _("never"),
            _standing(row, today),
        )
        for row in rows
    ]
    return Table(_("Keys"), columns, cells)


def _scopes(row: ApiKey) -> str:
    return pgettext("in a list", ", ").join(str(Scope(scope).label) for scope in row.scopes)


def _standing(row: ApiKey, today: date) -> SafeString:
    return render_to_string("look/parts/tag.html", _state(row, today))


def _state(row: ApiKey, today: date) -> dict[str, Any]:
    if row.revoked_at is not None:
        return tag("hold", _("revoked"))
    return tag("done", _("in force")) if key_in_force(row, today=today) else tag("hold", _("ended"))


@sensitive_admin_page
def new_key(request: StaffRequest) -> HttpResponse:
    """Make a key; it is shown on the answer to this post and nowhere else."""
    form = NewKeyForm(request.POST or None, initial={"per_minute": USUAL_PER_MINUTE})
    viewer = request.viewer

    def act(values: dict[str, Any], key: str) -> services.NewKey:
        return services.make_key(actor=viewer.actor, now=viewer.now, key=key, **values)

    if request.method == "POST" and (made := carry_out(request, form, act)):
        if isinstance(made, Repeated):
            said(request, _("This key was made already. If nobody kept it, revoke it and make another."))
            return redirect("desk:admin-keys")
        return show(request, "key_made.html", "keys", {"one": made.key, "clear": made.clear})
    return show(request, "form.html", "keys", {
        "form": form,
        "title": _("Make a key"),
        "back_url": reverse("desk:admin-keys"),
        "back_words": _("Keys"),
        "button_words": _("Make and show the key"),
    })  # fmt: skip


@sensitive_admin_page
def key(request: StaffRequest, key_id: int) -> HttpResponse:
    """One key: what it may do, how often it may call, and the end of it."""
    one = get_object_or_404(ApiKey.objects.select_related("staff", "unit"), pk=key_id)
    viewer, revoking = request.viewer, request.POST.get("act") == "revoke"
    posted = request.POST if request.method == "POST" else None
    form = LimitForm(None if revoking else posted, initial={"per_minute": one.per_minute})
    end = KeyedForm(posted if revoking else None)

    def change(values: dict[str, Any], event_key: str) -> ApiKey:
        return services.change_key_limit(key_id, actor=viewer.actor, now=viewer.now, key=event_key, **values)

    def revoke(_values: dict[str, Any], event_key: str) -> ApiKey:
        return services.revoke_key(key_id, actor=viewer.actor, now=viewer.now, key=event_key)

    if posted is not None:
        done = carry_out(request, end, revoke) if revoking else carry_out(request, form, change)
        if done is not None:
            said(request, _("The key is revoked.") if revoking else _("Kept."))
            return redirect("desk:admin-key", key_id)
    return show(request, "key.html", "keys", {
        "form": end if revoking else form,
        "limit": form,
        "end": end,
        "one": one,
        "title": one.name,
        "state": _state(one, viewer.today),
        "rows": _rows(one),
        "history": history_table(changes_of(["api_key"], subject_id=one.pk)),
    })  # fmt: skip


def _rows(one: ApiKey) -> list[Row]:
    return [
        Row(_("Begins with"), one.prefix),
        Row(_("May"), _scopes(one)),
        Row(_("Works for"), str(one.staff or _("nobody"))),
        Row(_("Brings voices in for the unit"), str(one.unit or _("none"))),
        Row(_("Made on"), full(one.made_at)),
        Row(_("Last day"), full(one.expires_on) if one.expires_on else _("until it is revoked")),
        Row(_("Last used"), full(one.last_used_at) if one.last_used_at else _("never")),
    ]
