"""Checks at the desk: what waits for whom, draws, and what came of them."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.checks import words
from huiying.faces.desk.checks.forms import DRAW_FORMS, LotsForm
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.nav import CHECKS, page
from huiying.faces.look.checks import draw_name, draw_rows, outcomes_table, results_table
from huiying.judge.checks.enums import DrawKind
from huiying.judge.checks.models import Draw
from huiying.judge.checks.selectors.calls import calls_for, calls_waiting, results_of
from huiying.judge.checks.selectors.draws import draws_for
from huiying.judge.checks.selectors.rights import INSPECTS, reaches
from huiying.judge.checks.selectors.unannounced import checks_for, results
from huiying.judge.checks.services.drawing import DrawData, draw_lots, open_draw

MOST = 50
YEAR = timedelta(days=365)


@require_safe
@staff_page(*CHECKS)
def checks(request: StaffRequest) -> HttpResponse:
    """Whom the viewer may call now, and the draws with their results for those who read them."""
    viewer = request.viewer
    calls = calls_waiting(viewer.grants, viewer.actor, MOST) if viewer.holds(Role.CALLBACK_OFFICER) else ()
    draws = list(draws_for(viewer.grants)[:MOST])
    found = results(viewer.now - YEAR, viewer.now)
    context = {
        "calls": words.calls_table(calls, _("To be called now")) if calls else None,
        "caller": viewer.holds(Role.CALLBACK_OFFICER),
        "draws": words.draws_table(draws) if draws else None,
        "reads": viewer.holds(Role.INSPECTOR, Role.LEADER, Role.AUDITOR),
        "announces": viewer.holds(Role.INSPECTOR),
        "results": results_table(found) if found else None,
    }
    return render(request, "desk/checks/checks.html", page(request, "checks") | context)


def draw_seen(viewer: Viewer, draw_id: int) -> Draw | None:
    """The draw, where the viewer may read it."""
    return draws_for(viewer.grants).filter(pk=draw_id).first()


def inspects(viewer: Viewer, draw: Draw) -> bool:
    """Whether the viewer inspects for its office."""
    return reaches(viewer.grants, INSPECTS, draw.office)


@require_safe
@staff_page(*CHECKS)
def draw(request: StaffRequest, draw_id: int) -> HttpResponse:
    """One draw: what was announced, what comes next, what was drawn. The cells of tests are for inspectors alone."""
    viewer = request.viewer
    if (found := draw_seen(viewer, draw_id)) is None:
        return not_here(request)
    called, mine = found.kind == DrawKind.CALLBACK, inspects(viewer, found)
    calls = list(calls_for(viewer.grants).filter(draw=found)) if called and mine else []
    tests = list(checks_for(viewer.grants).filter(draw=found)) if not called else []
    told = results_of(found.pk) if called else None
    context = {
        "draw": found,
        "name": draw_name(found),
        "standing": words.standing(found),
        "next": words.next_step(found),
        "rows": draw_rows(found),
        "may_draw": mine and found.framed_at and not found.drawn_at and viewer.today >= found.number_on,
        "calls": words.calls_table(calls, _("Who was drawn, in the order of the draw")) if calls else None,
        "tests": words.checks_table(tests) if tests else None,
        "results": outcomes_table(told) if told else None,
        "crumbs": words.crumbs(),
    }
    return render(request, "desk/checks/draw.html", page(request, "checks") | context)


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """Announce a draw."""
    if kind not in DRAW_FORMS:
        return not_here(request)
    form = DRAW_FORMS[kind](filled(request))
    called = kind == DrawKind.CALLBACK
    notes = [
        _("The seed is made and sealed now; what binds it goes into the public log at once. It cannot be taken back."),
        _("The public number has to come out after the last day, so that nobody can work out beforehand who is called.")
        if called
        else _("The public number has to come out before the first day. Only inspectors see what was drawn."),
    ]
    doing = Doing(
        f"draw:{kind}",
        _("Announce a draw of call-backs") if called else _("Announce a draw of unannounced checks"),
        form,
        lambda said, who: open_draw(_data(kind, said), **who),
        reverse("desk:checks"),
        words.crumbs(),
        notes,
        button=_("Announce it"),
        said=_("Announced."),
        then=_url,
    )
    return shown(request, doing, "checks")


def _data(kind: str, said: Answers) -> DrawData:
    plan: dict[str, Any] = {name: said[name] for name in ("starts_on", "ends_on", "wanted", "number", "number_on")}
    places = [int(one) for one in said.get("places", ())]
    return DrawData(kind, **plan, channels=said.get("channels", ()), places=places)


def _url(draw: Draw) -> str:
    return reverse("desk:draw", args=(draw.pk,))


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def lots(request: StaffRequest, draw_id: int) -> HttpResponse:
    """Draw with the number that is out."""
    found = draw_seen(request.viewer, draw_id)
    if found is None or not inspects(request.viewer, found):
        return not_here(request)
    doing = Doing(
        f"lots:{draw_id}",
        _("Draw"),
        LotsForm(filled(request)),
        lambda said, who: draw_lots(draw_id, said["number"], **who),
        _url(found),
        words.crumbs(found),
        [found.public_number],
        button=_("Draw"),
        said=_("Drawn."),
    )
    return shown(request, doing, "checks")
