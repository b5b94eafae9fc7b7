"""How the office checks itself, as everybody may see it: the method, every draw, results per channel."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.draws.recipe import RECIPE
from huiying.faces.look.checks import draw_name, draw_rows, outcomes_table, results_table
from huiying.faces.look.parts import Column, Table
from huiying.foundation.keys import clock
from huiying.judge.checks.enums import DrawKind
from huiying.judge.checks.errors import CheckNotFound
from huiying.judge.checks.models import Draw
from huiying.judge.checks.selectors.calls import results_of
from huiying.judge.checks.selectors.draws import file_of, public_draws, told_by
from huiying.judge.checks.selectors.unannounced import results

MOST = 1_000
YEAR = timedelta(days=365)


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """The method, what was found, and every draw that was ever announced."""
    now = clock.now()
    found, draws = results(now - YEAR, now), list(public_draws()[:MOST])
    context = {
        "results": results_table(found) if found else None,
        "draws": _table(draws) if draws else None,
    }
    return render(request, "public/checks/checks.html", context)


def _table(draws: list[Draw]) -> Table:
    rows = [
        (
            format_html('<a href="{}">{}</a>', reverse("public:check_draw", args=(draw.pk,)), draw_name(draw)),
            str(draw.wanted),
            _("told") if draw.revealed_at else _("not told yet"),
        )
        for draw in draws
    ]
    columns = (Column(_("Draw")), Column(_("To be drawn"), number=True), Column(_("Seed")))
    return Table(_("Every draw that was announced"), columns, rows)


@require_safe
def draw(request: HttpRequest, draw_id: int) -> HttpResponse:
    """One draw: what was announced, when each step was taken, and how to draw again once its seed is told.

    How far call-backs have come is told; of unannounced checks nothing before the seed.
    """
    found = _found(draw_id)
    called, told = found.kind == DrawKind.CALLBACK, found.revealed_at is not None
    results_told = results_of(found.pk) if called and told else None
    context = {
        "draw": found,
        "name": draw_name(found),
        "rows": draw_rows(found) if called or told else draw_rows(found)[:4],
        "called": called,
        "told": told,
        "by": told_by(found),
        "file": told and found.number,
        "late": found.framed_at is not None and localdate(found.framed_at) > found.number_on,
        "recipe": RECIPE,
        "results": outcomes_table(results_told) if results_told else None,
    }
    return render(request, "public/checks/draw.html", context)


@require_safe
def file(request: HttpRequest, draw_id: int) -> HttpResponse:
    """All that anybody needs to draw again; 404 before the seed is told."""
    try:
        content = file_of(_found(draw_id))
    except CheckNotFound as err:
        raise Http404 from err
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="draw-{draw_id}.txt"'
    return response


def _found(draw_id: int) -> Draw:
    """Raises Http404."""
    if (found := public_draws().filter(pk=draw_id).first()) is None:
        raise Http404
    return found
