"""The years of the list: opened, changed, moved on from stage to stage."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.matters import words
from huiying.faces.desk.matters.forms import MatterForm, YearForm
from huiying.faces.desk.nav import MATTERS, page
from huiying.faces.look.parts import Words
from huiying.loop.list_matters import publish_list
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import YearNotFound
from huiying.serve.matters.models import MatterYear
from huiying.serve.matters.selectors import years
from huiying.serve.matters.selectors.rights import may_keep, may_nominate
from huiying.serve.matters.selectors.votes import is_shown
from huiying.serve.matters.services.listing import still_unlisted
from huiying.serve.matters.services.years import change_year, close_year, end_nominations, open_vote, open_year


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a year: at which stage it can be taken, its words, what it means, what it does."""

    stage: Stage
    words: Words
    hint: Words
    do: Callable[..., MatterYear]


MOVES = {
    "screening": Move(
        Stage.NOMINATING,
        gettext_lazy("End nominations, begin the screening"),
        gettext_lazy("Nobody can nominate any more. What waits is decided on, and each is measured by all criteria."),
        end_nominations,
    ),
    "voting": Move(
        Stage.SCREENING,
        gettext_lazy("Publish the screening, open the vote"),
        gettext_lazy("Every result stands on the public page. Votes count themselves when the last day is over."),
        open_vote,
    ),
    "publish": Move(
        Stage.LISTING,
        gettext_lazy("Publish the list"),
        gettext_lazy("Each line becomes a promise of its unit. Everybody whose voice led to a line is told."),
        publish_list,
    ),
    "close": Move(
        Stage.LISTED,
        gettext_lazy("Close the year"),
        gettext_lazy("What became of each line, and what people found, opens the next list."),
        close_year,
    ),
}


@require_safe
@staff_page(*MATTERS)
def matters(request: StaffRequest) -> HttpResponse:
    """Every year, the newest first."""
    grants = request.viewer.grants
    context = {
        "years": [{"year": one, **words.stage(one)} for one in years.all_years()],
        "keeps": request.viewer.holds(Role.DISPATCHER),
        "waiting": years.waiting_for_office(grants),
    }
    return render(request, "desk/matters/years.html", page(request, "matters") | context)


@require_safe
@staff_page(*MATTERS)
def year(request: StaffRequest, year: int) -> HttpResponse:
    """Where it stands, what waits, what was nominated, how the vote came out, the lines."""
    viewer = request.viewer
    if (found := _found(year)) is None:
        return not_here(request)
    keeps, stage = may_keep(found, viewer.grants), Stage(found.stage)
    before = years.year_before(found)
    context = {
        "year": found,
        **words.stage(found),
        "rows": words.summary(found),
        "keeps": keeps,
        "acts": _acts(found, viewer),
        "waiting": years.waiting_nominations(found, viewer.grants),
        "nominations": words.nominations(found),
        "results": words.results(found, keeps=keeps),
        "shown": is_shown(found),
        "unlisted": still_unlisted(found) if stage is Stage.LISTING else (),
        "lines": words.lines(found, viewer.today),
        "criteria": found.criteria.all(),
        "before": before,
        "verdicts": words.verdicts(before, viewer.today) if before else None,
    }
    return render(request, "desk/matters/year.html", page(request, "matters") | context)


def _acts(year: MatterYear, viewer: Viewer) -> list[dict[str, Any]]:
    keeps, address = may_keep(year, viewer.grants), (year.year,)
    found: list[tuple[Words, str]] = []
    if years.takes_nominations(year, viewer.today) and may_nominate(viewer.grants):
        found.append((_("Nominate for a unit"), reverse("desk:matter_nominate", args=address)))
    if keeps:
        found += [
            (move.words, reverse(f"desk:matter_year_{name}", args=address))
            for name, move in MOVES.items()
            if move.stage == year.stage
        ]
        if year.stage == Stage.LISTING:
            found.insert(0, (_("Write a line"), reverse("desk:matter_new", args=address)))
        if Stage(year.stage).place <= Stage.LISTING.place:
            found.append((_("Change days or criteria"), reverse("desk:matter_year_change", args=address)))
    return [{"words": said, "url": url} for said, url in found]


@staff_page(Role.DISPATCHER)
def new(request: StaffRequest) -> HttpResponse:
    """Open a year."""
    viewer = request.viewer
    form = YearForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = open_year(form.cleaned_data["year"], form.data_of_year(), **who(viewer, form, "open"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("The year is open: everybody can nominate now."))
            return redirect("desk:matter_year", made.year)
    context = {"form": form, "year": None, "title": _("Open a year")}
    return _page(request, "edit", form, context)


@staff_page(Role.DISPATCHER)
def change(request: StaffRequest, year: int) -> HttpResponse:
    """Change what is not over yet."""
    viewer = request.viewer
    if (found := _found(year)) is None:
        return not_here(request)
    if not may_keep(found, viewer.grants):
        return not_open(request)
    fixed = found.stage != Stage.NOMINATING
    form = YearForm(request.POST if request.method == "POST" else None, year=found, fixed=fixed)
    if form.is_valid():
        try:
            change_year(found.pk, form.data_of_year(found), **who(viewer, form, f"change:{found.pk}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:matter_year", year)
    return _page(request, "edit", form, {"form": form, "year": found, "title": _("Change days or criteria")})


@staff_page(Role.DISPATCHER)
def move(request: StaffRequest, year: int, name: str) -> HttpResponse:
    """Take the year one step on, after asking."""
    viewer, step = request.viewer, MOVES[name]
    if (found := _found(year)) is None:
        return not_here(request)
    if not may_keep(found, viewer.grants):
        return not_open(request)
    form = MatterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            step.do(found.pk, **who(viewer, form, f"{name}:{found.pk}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:matter_year", year)
    context = {"form": form, "year": found, "title": step.words, "hint": step.hint}
    return _page(request, "move", form, context)


def _found(year: int) -> MatterYear | None:
    try:
        return years.year_called(year)
    except YearNotFound:
        return None


def who(viewer: Viewer, form: MatterForm, what: str) -> dict[str, Any]:
    """Who acts, when, and the key of the page."""
    return {"actor": viewer.actor, "grants": viewer.grants, "now": viewer.now, "key": form.key_of(viewer, what)}


def _page(request: StaffRequest, name: str, form: MatterForm, context: dict[str, Any]) -> HttpResponse:
    shown = page(request, "matters") | context
    return render(request, f"desk/matters/{name}.html", shown, status=422 if form.is_bound else 200)
