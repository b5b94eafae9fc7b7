"""Keeping out of a case (回避): declared by an officer, decided by who is not concerned."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.nav import CASES, page
from huiying.faces.desk.recusal.forms import DecideForm, DeclareForm
from huiying.faces.look import dates
from huiying.faces.look.parts import Link
from huiying.loop.keep_out import decide_recusal, declare_interest
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.recusals import DECIDERS, Asked, recusal_for, recusals_to_decide

LIST = "desk:recusals"


@require_safe
@staff_page(*DECIDERS)
def recusals(request: StaffRequest) -> HttpResponse:
    """What waits for this viewer's decision, oldest first."""
    viewer = request.viewer
    waiting = recusals_to_decide(viewer.actor, viewer.grants, viewer.calendar)
    rows = [{"asked": one, "whom": whom(one), "late": one.decide_by < viewer.today} for one in waiting]
    return render(request, "desk/recusal/list.html", page(request, "approvals") | {"rows": rows})


@require_http_methods(POSTED)
@staff_page(*DECIDERS)
def decide(request: StaffRequest, recusal_id: int) -> HttpResponse:
    """Grant or refuse one."""
    viewer = request.viewer
    found = recusal_for(recusal_id, viewer.actor, viewer.grants, viewer.calendar)
    if found is None:
        return not_here(request)
    asked = found.recusal
    described = asked.staff_id is None and asked.unit_id is None
    doing = Doing(
        f"decide:{recusal_id}",
        _("Who is to keep out: %(whom)s") % {"whom": whom(found)},
        DecideForm(filled(request), case=asked.case, described=described),
        lambda said, who: decide_recusal(
            recusal_id,
            granted=said["verdict"] == "granted",
            reason=said["reason"],
            staff_id=int(said["staff"]) if said.get("staff") else None,
            **who,
        ),
        reverse(LIST),
        [Link(_("Requests to keep out"), reverse(LIST))],
        _notes(found),
        button=_("Decide"),
    )
    return shown(request, doing, "approvals")


def whom(asked: Asked) -> str:
    """The officer, the unit, or the words of the person."""
    one = asked.recusal
    if one.staff is not None:
        return f"{one.staff} · {one.staff.unit}"
    return str(one.unit) if one.unit is not None else asked.who


def _notes(asked: Asked) -> list[str]:
    by = _("The person who spoke asks it.") if asked.recusal.by_speaker else _("The officer declared it.")
    until = _("To be decided by %(day)s. The officer is out meanwhile; no time limit stops.") % {
        "day": dates.full(asked.decide_by)
    }
    return [by, asked.why, until]


@require_http_methods(POSTED)
@staff_page(*CASES)
def declare(request: StaffRequest, case_id: int) -> HttpResponse:
    """An officer has to do with the matter or the person: out at once."""
    try:
        case = case_for_viewer(case_id, request.viewer.grants)
    except CaseNotFound:
        return not_here(request)
    doing = Doing(
        f"declare:{case_id}",
        _("Keep out of this case"),
        DeclareForm(filled(request)),
        lambda said, who: declare_interest(case_id, why=said["why"], **who),
        reverse("desk:home"),
        [Link(case.voice.heading, reverse("desk:case", args=(case_id,)))],
        [_("You no longer see it from the moment you press; somebody else takes it on. The time limits run on.")],
        button=_("Keep out"),
        said=_("You are out of this case. The head of the unit or a dispatcher has been asked to decide."),
    )
    return shown(request, doing, "")
