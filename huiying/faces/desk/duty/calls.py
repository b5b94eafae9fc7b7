"""A call for an urgent matter: what waits, who was called when, and the answer."""

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.nav import page
from huiying.listen.duty.errors import NotYourCall
from huiying.listen.duty.selectors.calls import call_for, calls_of
from huiying.listen.duty.services.calling import answer_call
from huiying.serve.casework.selectors.handing_over import cases_seen


@staff_page()
def call(request: StaffRequest, call_id: int) -> HttpResponse:
    """For whoever was called for this matter alone; posting it answers."""
    viewer = request.viewer
    found = call_for(call_id, viewer.staff.pk)
    if found is None:
        return not_here(request)
    if request.method == "POST":
        try:
            answer_call(call_id, actor=viewer.actor, now=viewer.now)
        except NotYourCall:
            return not_here(request)
        success(request, _("Answered: nobody else is called. Now contact the person and write it down in the case."))
        return redirect("desk:duty_call", call_id)
    case = cases_seen([found.voice_id], viewer.grants).get(found.voice_id)
    context = {
        "call": found,
        "calls": calls_of(found.clock, found.unit_id),
        "case": case,
        "case_url": reverse("desk:case", args=(found.voice_id,)) if case else "",
    }
    return render(request, "desk/duty/call.html", page(request, "duty") | context)
