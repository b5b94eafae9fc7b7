"""The list of a year as everybody reads it, as far as it has come, and what became of the list before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from huiying.core.voting.counting import TIES
from huiying.faces.public.matters import words
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import calendar
from huiying.serve.commitments.models import Commitment
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import YearNotFound
from huiying.serve.matters.models import MatterYear
from huiying.serve.matters.selectors import votes, years


def found_year(year: int) -> MatterYear:
    """Raises Http404."""
    try:
        return years.year_called(year)
    except YearNotFound as err:
        raise Http404 from err


def found_line(year: int, position: int) -> tuple[years.Line, Commitment]:
    """A line of a published list with its promise. Raises Http404."""
    try:
        found = years.line_called(year, position)
    except YearNotFound as err:
        raise Http404 from err
    assert found.matter.commitment is not None
    return found, found.matter.commitment


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The list that people look for first; without any list yet a page that says so."""
    found = years.newest_year()
    if found is None:
        return render(request, "public/matters/none.html")
    return redirect("public:matter_year", found.year)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year, as far as it has come."""
    found, today = found_year(year), calendar().local_date(clock.now())
    stage = Stage(found.stage).place
    before = years.year_before(found)
    context = {
        "year": found,
        "lead": words.lead(found, today),
        "nominates": years.takes_nominations(found, today),
        "votes": years.takes_votes(found, today),
        "steps": words.steps(found, today),
        "criteria": found.criteria.all(),
        "before": before,
        "verdicts": words.verdicts(years.lines(before), today) if before else None,
        "nominations": years.shown_nominations(found) if stage <= Stage.SCREENING.place else (),
        "refused": years.refused_nominations(found),
        "screened": years.screened(found) if stage >= Stage.VOTING.place else (),
        "results": words.results(found) if votes.is_shown(found) else None,
        "counted": stage >= Stage.LISTING.place,
        "ties": TIES,
        "left_out": words.left_out(found),
        "lines": words.lines(years.lines(found), today) if stage >= Stage.LISTED.place else (),
        "money": words.money_sentence(found) if stage >= Stage.LISTED.place else "",
        "others": [one for one in years.all_years() if one.pk != found.pk],
    }
    return render(request, "public/matters/year.html", context)


@require_safe
def line(request: HttpRequest, year: int, position: int) -> HttpResponse:
    """One line: who does it by when for how much, which voices are behind it, how far it is, what people found."""
    found, promise = found_line(year, position)
    today = calendar().local_date(clock.now())
    context = {
        "year": found.matter.year,
        "row": words.line(found, today),
        "rows": words.summary(found),
        "needs": words.needs(found),
        "found": words.acceptances(found.matter),
        "parts": promise.parts.all(),
        "asked": words.is_asked(found.matter, today),
    }
    return render(request, "public/matters/line.html", context)
