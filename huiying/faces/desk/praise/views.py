"""Praise at the desk: what waits to be passed on, what reached the unit, and how people were met at the own desks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.doing import Doing, shown
from huiying.faces.desk.nav import PRAISE, page
from huiying.faces.desk.paging import page_of
from huiying.faces.desk.praise.forms import PraiseForm
from huiying.faces.look.met import met_table, named
from huiying.faces.look.parts import Link
from huiying.judge.ratings.models import MOST_PRAISE
from huiying.judge.ratings.selectors.encounters import last_quarter, met_in
from huiying.judge.ratings.selectors.praise import may_pass_on, praise_for, praise_waiting
from huiying.loop.pass_on_praise import pass_praise
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.visible import units_under

WAITING = 50


@require_safe
@staff_page(*PRAISE)
def praise(request: StaffRequest) -> HttpResponse:
    """What waits first, then what reached the viewer's units, then how people were met there last quarter."""
    viewer = request.viewer
    quarter = last_quarter(viewer.now)
    met = met_in(quarter, units=_desks(viewer))
    context = {
        "waiting": praise_waiting(viewer.grants)[:WAITING],
        "found": page_of(request, praise_for(viewer.grants), reverse("desk:praise"), {}),
        "quarter": named(quarter),
        "table": met_table(met, quarter) if met.cells else None,
        "few": met.few,
        "left_out": met.left_out,
    }
    return render(request, "desk/praise/praise.html", page(request, "praise") | context)


def _desks(viewer: Viewer) -> set[int]:
    """The units under the viewer's grants."""
    return {unit for grant in viewer.grants for unit in units_under(grant)}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.DISPATCHER)
def pass_on(request: StaffRequest, case_id: int) -> HttpResponse:
    """Name the unit and check the words."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if not may_pass_on(case, viewer.grants):
        return not_here(request)
    back, voice = reverse("desk:case", args=(case_id,)), case.voice
    form = PraiseForm(
        request.POST if request.method == "POST" else None,
        may_publish=voice.may_publish,
        initial={"words": voice.text[:MOST_PRAISE]},
    )
    notes = [voice.text]
    if not voice.may_publish:
        notes.append(_("The speaker has not agreed to publication: it goes to the unit alone."))
    doing = Doing(
        str(case_id),
        _("Pass the praise on"),
        form,
        lambda said, who: pass_praise(
            case_id, int(said["unit"]), said["words"], public=said.get("public", False), **who
        ),
        back,
        [Link(_("Praise"), reverse("desk:praise")), Link(voice.heading, back)],
        notes,
        button=_("Pass it on"),
        said=_("Passed on; the speaker is told."),
        unchecked=(),
    )
    return shown(request, doing, "praise")
