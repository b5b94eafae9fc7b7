"""The office's name, address and hours."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.office.services import save_profile


class ProfileForm(KeyedForm):
    """What people read about the office."""

    name = forms.CharField(
        label=gettext_lazy("Name of the office"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write the name that people know the office by")},
    )
    name_en = forms.CharField(label=pgettext_lazy("of a thing", "Name in English"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    address_en = forms.CharField(label=gettext_lazy("Address in English"), max_length=200, required=False)
    hours = forms.CharField(
        label=gettext_lazy("Opening hours"),
        help_text=gettext_lazy("As people say it, such as 工作日 8:30–17:30"),
        max_length=120,
        required=False,
    )
    hours_en = forms.CharField(label=gettext_lazy("Opening hours in English"), max_length=120, required=False)


@admin_page
def profile(request: StaffRequest) -> HttpResponse:
    """Look at it, change it."""
    kept = OfficeProfile.objects.first()
    initial = {name: getattr(kept, name) for name in ProfileForm.base_fields if kept and name != "key"}
    form = ProfileForm(request.POST or None, initial=initial)

    def act(values: dict[str, Any], key: str) -> OfficeProfile:
        return save_profile(actor=request.viewer.actor, now=request.viewer.now, key=key, **values)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept. It stands on every page from now on."))
        return redirect("desk:admin-profile")
    return show(
        request,
        "form.html",
        "profile",
        {
            "form": form,
            "title": _("The office"),
            "pairs": True,
            "button_words": _("Keep this"),
            "history": history_table(changes_of(["office"])),
        },
    )
