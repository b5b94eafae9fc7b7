"""Holding a case back from erasure, and releasing it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.keeping.forms import HoldForm, ReleaseForm
from huiying.faces.desk.keeping.times import PLACE, above
from huiying.loop.hold_back import lift_hold, place_hold
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Hold
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.holds import KEEPERS, may_hold

HOLDERS = (*KEEPERS, Role.SEALED_OFFICER)


@require_http_methods(POSTED)
@staff_page(*HOLDERS)
def hold(request: StaffRequest, case_id: int) -> HttpResponse:
    """Why deletion has to wait."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if not may_hold(case, actor=viewer.actor, today=viewer.today):
        return not_open(request)

    def do(answers: Any, who: dict[str, Any]) -> object:
        given = {name: answers[name] for name in ("basis", "ends_on", "reason")}
        return place_hold(case_id, **given, actor=who["actor"], now=who["now"], key=who["key"])

    doing = Doing(
        name=f"hold-{case_id}",
        title=gettext_lazy("Hold back from deletion"),
        form=HoldForm(filled(request)),
        do=do,
        back=reverse("desk:case", args=(case_id,)),
        crumbs=above(),
        said=gettext_lazy("Held back. Nothing of it is deleted until somebody releases it."),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@staff_page(*HOLDERS)
def release(request: StaffRequest, hold_id: int) -> HttpResponse:
    """Why it need not wait any more."""
    viewer = request.viewer
    found = Hold.objects.select_related("case__voice", "case__office").filter(pk=hold_id).first()
    if found is None or not may_hold(found.case, actor=viewer.actor, today=viewer.today):
        return not_here(request)

    def do(answers: Any, who: dict[str, Any]) -> object:
        return lift_hold(hold_id, reason=answers["reason"], actor=who["actor"], now=who["now"], key=who["key"])

    doing = Doing(
        name=f"release-{hold_id}",
        title=gettext_lazy("Release for deletion"),
        form=ReleaseForm(filled(request)),
        do=do,
        back=reverse("desk:case", args=(found.case_id,)),
        crumbs=above(),
        said=gettext_lazy("Released. It is deleted when its time is over, or when somebody asks for it."),
    )
    return shown(request, doing, PLACE)
