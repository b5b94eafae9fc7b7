"""The handover sheet: written and signed by who leaves, signed by who comes, printable."""

from typing import Any

from django.contrib.messages import success
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.duty.forms import HandoverForm
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import page
from huiying.faces.look import dates
from huiying.foundation.people.models import Unit
from huiying.listen.duty.models import Handover
from huiying.listen.duty.selectors.roster import may_read, next_end
from huiying.loop.hand_over_duty import hand_over, take_over
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.handing_over import cases_seen, cases_to_hand_over, sealed_among

SHEET = "desk:duty_handover"


@staff_page()
def new(request: StaffRequest, unit_id: int) -> HttpResponse:
    """Write the sheet: every open urgent case and what falls due before the next shift ends, a line for each."""
    viewer = request.viewer
    unit = Unit.objects.filter(pk=unit_id, active=True).first()
    if unit is None or not may_read(viewer.staff, viewer.grants, unit):
        return not_here(request)
    until = next_end(unit, viewer.now)
    cases = cases_to_hand_over(unit, viewer.grants, until=until)
    form = HandoverForm(
        request.POST if request.method == "POST" else None, cases=[(case.pk, _head(case)) for case in cases]
    )
    if form.is_valid():
        key = f"desk:{viewer.staff.pk}:handover:{form.own_key()}"
        words = form.cleaned_data["words"]
        try:
            sheet = hand_over(unit, form.notes(), words=words, until=until, actor=viewer.actor, now=viewer.now, key=key)
        except IntegrityError:
            return redirect("desk:duty_roster", unit.pk)  # the same form was posted twice
        success(request, _("Signed. Now let whoever comes log in and sign too."))
        return redirect(SHEET, sheet.pk)
    context = {"unit": unit, "until": until, "form": form, "count": len(cases), "now": viewer.now}
    status = 422 if form.is_bound else 200
    return render(request, "desk/duty/handover_new.html", page(request, "duty") | context, status=status)


def _head(case: Case) -> str:
    """What heads the line of a case: urgent, its number, title and limit."""
    urgent = [_("urgent")] if case.urgent else []
    due = [_("by %(when)s") % {"when": dates.moment(case.next_due_at)}] if case.next_due_at else []
    return " · ".join([*urgent, grouped_number(case.voice.number), case.voice.heading, *due])


@staff_page()
def sheet(request: StaffRequest, handover_id: int) -> HttpResponse:
    """The sheet as it was signed; who comes signs it with a post."""
    viewer = request.viewer
    found = Handover.objects.select_related("unit", "left_by", "taken_by").filter(pk=handover_id).first()
    if found is None or not may_read(viewer.staff, viewer.grants, found.unit):
        return not_here(request)
    said = ""
    if request.method == "POST":
        try:
            take_over(found, actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            said = refusal(err)
        else:
            success(request, _("Signed: you are on duty now."))
            return redirect(SHEET, found.pk)
    lines = list(found.lines.select_related("voice").order_by("-urgent", "due_at", "pk"))
    seen = cases_seen([line.voice_id for line in lines], viewer.grants)
    sealed = sealed_among([line.voice_id for line in lines])
    rows: list[dict[str, Any]] = [
        {"line": line, "case": seen.get(line.voice_id), "note": "" if line.voice_id in sealed else line.note}
        for line in lines
    ]
    context = {
        "sheet": found,
        "rows": rows,
        "said": said,
        "may_take": found.taken_at is None and found.left_by_id != viewer.staff.pk,
        "back_url": reverse("desk:duty_roster", args=(found.unit_id,)),
    }
    return render(request, "desk/duty/handover.html", page(request, "duty") | context, status=422 if said else 200)
