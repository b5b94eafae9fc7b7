"""Looking at who spoke: with a reason that the person reads, shown once, stored nowhere."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, not_open, second_factor_page, staff_page
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.nav import CASES, page
from huiying.faces.look.parts import Row
from huiying.faces.look.watermark import Watermark
from huiying.foundation.people.enums import IdentityField
from huiying.loop.look_at_identity import look_at_identity
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.identity import may_reveal

MOST = 200
_SAID = {
    IdentityField.NAME: Text("姓名", "Name"),
    IdentityField.PHONE: Text("电话", "Phone"),
    IdentityField.EMAIL: Text("邮箱", "E-mail"),
    IdentityField.ID_NUMBER: Text("身份证号", "Identity number"),
    IdentityField.ADDRESS: Text("地址", "Address"),
}


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = LineField(
        label=_("Why do you need to know who it is?"),
        help_text=_("The person reads this reason, your role and your unit on the receipt."),
        limit=MOST,
        error_messages={"required": _("Say why; the person will read it")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@staff_page(*CASES)
@second_factor_page
def reveal(request: StaffRequest, case_id: int) -> HttpResponse:
    """Ask for the reason, then show what was given, once: the page itself is never stored."""
    try:
        case = case_for_viewer(case_id, request.viewer.grants)
    except CaseNotFound:
        return not_here(request)
    viewer = request.viewer
    if case.voice.person_id is None or not may_reveal(case, actor=viewer.actor, today=viewer.today):
        return not_open(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    rows: list[Row] = []
    if form.is_valid():
        try:
            found = look_at_identity(case.pk, actor=viewer.actor, reason=form.cleaned_data["reason"], now=viewer.now)
            rows = [Row(_SAID[name], found[name]) for name in _SAID if name in found]
        except HuiyingError as err:
            form.add_error("reason", refusal(err))
    status = 422 if form.is_bound and form.errors else 200
    context = _context(case, form, rows, viewer.mark if rows else None)
    return render(request, "desk/identity.html", page(request, "") | context, status=status)


def _context(case: Case, form: ReasonForm, rows: list[Row], mark: Watermark | None) -> dict[str, Any]:
    back = reverse("desk:case", args=(case.pk,))
    return {"case": case, "form": form, "rows": rows, "watermark": mark, "back_url": back}
