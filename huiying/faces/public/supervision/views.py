"""Supervision on the public site: units under 挂牌督办, orders in numbers, the rules, what a unit may contest."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.disclosure import FEWEST
from huiying.core.supervision.reminding import pace_of
from huiying.core.supervision.rules import RULES, Levels, Rule
from huiying.faces.look.dates import full
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.rows import page_language, said
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import procedure_settings
from huiying.serve.casework.presenters.case import articles_of
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.models import Measure
from huiying.serve.supervision.presenters.states import MEASURES
from huiying.serve.supervision.selectors.measures import measures_public
from huiying.serve.supervision.selectors.orders import orders_counted

TOLD = {
    Levels.REMINDER: gettext_lazy("the unit itself, beforehand"),
    Levels.ONCE: gettext_lazy("the unit, and an inspector"),
    Levels.CLIMB: gettext_lazy("the unit, then one unit higher each time, at most three levels; and an inspector"),
    Levels.UP: gettext_lazy("the unit above"),
    Levels.THEN_FLAG: gettext_lazy("the unit, later an inspector"),
}


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """What is supervised now, and how it is done."""
    today = timezone.localdate(clock.now())
    first = date(today.year, 1, 1)
    context = {
        "measures": [_measure(one) for one in measures_public(today=today)],
        "counts": _counts(first, date(today.year + 1, 1, 1)),
        "year": today.year,
        "fewest": FEWEST,
        "rules": _rules(),
        "paces": _paces(),
    }
    return render(request, "public/supervision/supervision.html", context)


def _measure(measure: Measure) -> dict[str, Any]:
    days = _("%(start)s to %(end)s") % {"start": full(measure.starts_on), "end": full(measure.ends_on)}
    return {"measure": measure, "kind": MEASURES[MeasureKind(measure.kind)], "days": days}


def _counts(first: date, after: date) -> list[Row]:
    """Of this year; a count below five is not told."""
    found = orders_counted(first, after)
    few = _("fewer than %(fewest)s, or too near to the number above") % {"fewest": FEWEST}
    told = (
        (_("Orders given"), found.given),
        (_("Answered by the unit"), found.answered),
        (_("Answered in time"), found.in_time),
    )
    return [Row(name, str(count) if count else few) for name, count in told]


def _rules() -> Table:
    """Every rule with the article behind it and who is told."""
    columns = [Column(_("The rule")), Column(_("Who is told")), Column(_("It rests on"))]
    return Table(_("What the rules look at"), columns, [_row(rule) for rule in RULES.values()])


def _row(rule: Rule) -> list[object]:
    return [said(rule.name, page_language()), str(TOLD[rule.levels]), said(articles_of(rule.sources), page_language())]


def _paces() -> list[str]:
    """As the office has set them."""
    settings = procedure_settings()
    paces = {name: pace_of(name, settings) for name in ("xinfang", "hotline")}
    reminded = _(
        "Working days before the limit at which the unit is reminded: petitions %(xinfang)s, hotline %(hotline)s."
    )
    raised = _(
        "Working days after which a limit that is still missed is told one unit higher: petitions %(xinfang)s, "
        "hotline %(hotline)s."
    )
    return [
        reminded % {name: pace.before for name, pace in paces.items()},
        raised % {name: pace.every for name, pace in paces.items()},
    ]
