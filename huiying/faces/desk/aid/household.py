"""Looking at which household is helped: with a reason, recorded, shown once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, not_open, second_factor_page, staff_page
from huiying.faces.desk.aid.views import PLACE, crumbs, seen
from huiying.faces.desk.doing import POSTED, filled
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.desk.nav import AID, page
from huiying.faces.look.parts import Row
from huiying.faces.look.rows import page_language, said
from huiying.foundation.people.enums import IdentityField
from huiying.loop.look_at_household import look_at_household
from huiying.serve.aid.selectors.rights import may_help

MOST = 200
_SAID = {
    IdentityField.NAME: Text("姓名", "Name"),
    IdentityField.PHONE: Text("电话", "Phone"),
    IdentityField.ADDRESS: Text("地址", "Address"),
}


class WhyForm(KeyedForm):
    """Why somebody has to know which household it is."""

    reason = LineField(
        label=_("Why do you need to know which household it is?"),
        help_text=_("It is recorded with your role and your unit; whoever spoke up reads it on the receipt."),
        limit=MOST,
        error_messages={"required": _("Say why; it is recorded")},
    )


@require_http_methods(POSTED)
@staff_page(*AID)
@second_factor_page
def household(request: StaffRequest, aid_id: int) -> HttpResponse:
    """Ask for the reason, then show what was given, once."""
    viewer = request.viewer
    if (found := seen(viewer, aid_id)) is None:
        return not_here(request)
    if found.household_id is None or not may_help(found, viewer.grants):
        return not_open(request)
    form, rows = WhyForm(filled(request)), []
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            given = look_at_household(aid_id, actor=viewer.actor, grants=viewer.grants, reason=reason, now=viewer.now)
            rows = [Row(said(name, page_language()), given[field]) for field, name in _SAID.items() if field in given]
        except HuiyingError as err:
            form.refuse(err)
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "crumbs": crumbs(found),
        "back_url": reverse("desk:aid", args=(aid_id,)),
        "watermark": viewer.mark if rows else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/aid/household.html", page(request, PLACE) | context, status=status)
