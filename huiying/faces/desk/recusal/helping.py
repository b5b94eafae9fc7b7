"""Marking as arranged the help that somebody asked for."""

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.nav import CASES
from huiying.listen.voices.enums import HelpKind
from huiying.listen.voices.services.helping import arrange_help
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.casepage import case_for_viewer, roles_in


@require_POST
@staff_page(*CASES)
def arrange(request: StaffRequest, case_id: int) -> HttpResponse:
    """The help of the kind that was pressed is arranged; the person reads it on the receipt."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    kind = request.POST.get("kind", "")
    if kind not in HelpKind.values or not roles_in(case, viewer.actor, viewer.grants):
        return not_here(request)
    if arrange_help(case.voice, HelpKind(kind), actor=viewer.actor, now=viewer.now):
        success(request, _("Marked as arranged. The person reads it on the receipt."))
    return redirect("desk:case", case_id)
