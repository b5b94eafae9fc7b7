"""A new one-time password for somebody who has lost theirs; it is shown once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.pages import Repeated, carry_out, said, sensitive_admin_page, show
from huiying.faces.desk.fields import KeyedForm
from huiying.foundation.people import services
from huiying.foundation.people.models import Staff


@sensitive_admin_page
def password(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Ask, then show the password on the answer to the post alone."""
    one = get_object_or_404(Staff, pk=staff_id)
    viewer, form = request.viewer, KeyedForm(request.POST if request.method == "POST" else None)

    def act(_values: dict[str, Any], key: str) -> services.NewStaff:
        return services.reset_password(staff_id, actor=viewer.actor, now=viewer.now, key=key)

    if request.method == "POST" and (made := carry_out(request, form, act)):
        if isinstance(made, Repeated):
            said(request, _("A new password was given already. If nobody wrote it down, give another."))
            return redirect("desk:admin-member", staff_id)
        return show_password(request, made)
    return show(request, "form.html", "staff", {
        "form": form,
        "title": _("Give a new one-time password"),
        "sentence": _("The old password stops working at once. Check first that it really is this person who asks."),
        "back_url": reverse("desk:admin-member", args=[staff_id]),
        "back_words": str(one),
        "button_words": _("Give and show the one-time password"),
    })  # fmt: skip


def show_password(request: StaffRequest, made: services.NewStaff) -> HttpResponse:
    """The one page that shows it; reading the page again does not."""
    return show(request, "password.html", "staff", {"one": made.staff, "password": made.password})
