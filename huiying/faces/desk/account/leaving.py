"""Somebody leaves: their last day, and who takes over what they hold. By administrators and heads of their unit."""

from typing import Any

from django import forms
from django.contrib.messages import success
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.desk.nav import page
from huiying.faces.look.days import DayField
from huiying.faces.look.parts import Row
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Staff
from huiying.foundation.people.services.leaving import plan_leaving
from huiying.loop.leaving import in_hand, leave

KEEPERS = (Role.ADMINISTRATOR, Role.UNIT_HEAD)


class LeavingForm(KeyedForm):
    """The last day, who takes over, and whether it is now."""

    area = "leaving"
    fields_of = {"account.leaves_in_the_past": "last_day", "account.heir_needed": "heir_id"}
    last_day = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("The account closes in the night after it. Leave it empty when the person stays."),
        required=False,
    )
    heir_id = forms.TypedChoiceField(
        label=gettext_lazy("Who takes over"),
        help_text=gettext_lazy("Cases go to them where they work in the same unit, else back to the unit’s list."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    at_once = forms.BooleanField(label=gettext_lazy("Close the account now"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heir_id"].choices = people  # type: ignore[attr-defined]  # it is a choice field


def _within(viewer: Viewer) -> QuerySet[Staff]:
    """Open accounts that the viewer may close: all for an administrator, those of their units for a head."""
    people = Staff.objects.filter(is_active=True).exclude(pk=viewer.staff.pk).select_related("unit", "hands_over_to")
    if viewer.holds(Role.ADMINISTRATOR):
        return people
    heads = [grant.unit.path for grant in viewer.grants if grant.role == Role.UNIT_HEAD]
    return people.filter(Q(*[Q(unit__path__startswith=path) for path in heads], _connector=Q.OR))


@require_safe
@staff_page(*KEEPERS)
def colleagues(request: StaffRequest) -> HttpResponse:
    """Whose last day can be set here, with the days that are set."""
    people = _within(request.viewer).order_by("leaves_on", "unit__path", "pk")
    return render(request, "desk/account/colleagues.html", page(request, "") | {"people": people})


@staff_page(*KEEPERS)
def leaving(request: StaffRequest, staff_id: int) -> HttpResponse:
    """What somebody holds; set the day, or close the account now."""
    viewer = request.viewer
    one = _within(viewer).filter(pk=staff_id).first()
    if one is None:
        return not_here(request)
    others = Staff.objects.filter(is_active=True).exclude(pk=one.pk).select_related("unit").order_by("unit__path", "pk")
    people = [("", _("nobody: back to the unit’s list")), *((str(row.pk), f"{row} · {row.unit}") for row in others)]
    initial = {"last_day": one.leaves_on, "heir_id": one.hands_over_to_id}
    form = LeavingForm(request.POST if request.method == "POST" else None, people=people, initial=initial)
    if form.is_valid():
        try:
            return _done(request, one, form)
        except HuiyingError as err:
            form.refuse(err)
    context = {"form": form, "one": one, "rows": _rows(one, viewer), "back": reverse("desk:colleagues")}
    return render(request, "desk/account/leaving.html", page(request, "") | context, status=422 if form.errors else 200)


def _done(request: StaffRequest, one: Staff, form: LeavingForm) -> HttpResponse:
    viewer, data = request.viewer, form.cleaned_data
    key = form.key_of(viewer, f"leaving:{one.pk}")
    if not Event.objects.filter(key=key).exists():
        who: dict[str, Any] = {"heir_id": data["heir_id"], "actor": viewer.actor, "now": viewer.now, "key": key}
        if data["at_once"]:
            leave(one.pk, **who)
        else:
            plan_leaving(one.pk, last_day=data["last_day"], **who)
    success(request, _("The account is closed, and what it held was handed over.") if data["at_once"] else _("Kept."))
    return redirect("desk:colleagues")


def _rows(one: Staff, viewer: Viewer) -> list[Row]:
    held = in_hand(one.pk, now=viewer.now)
    return [
        Row(_("Unit"), str(one.unit)),
        Row(_("Cases in hand"), str(held["cases"])),
        Row(_("Shifts to come"), str(held["shifts"])),
        Row(_("Meetings to chair"), str(held["chairs"])),
        Row(_("Keys of the interface"), str(held["keys"])),
    ]
