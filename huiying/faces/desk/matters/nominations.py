"""Nominations at the desk: brought in, read, released, refused, joined, screened."""

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
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.matters import words
from huiying.faces.desk.matters.forms import (
    JoinForm,
    MatterForm,
    NewNominationForm,
    NominationForm,
    ReasonForm,
    ScreeningForm,
)
from huiying.faces.desk.matters.years import who
from huiying.faces.desk.nav import MATTERS, page
from huiying.faces.look.parts import Words
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import issue_for_viewer
from huiying.serve.matters.enums import Stage, Standing
from huiying.serve.matters.errors import YearNotFound
from huiying.serve.matters.models import Nomination
from huiying.serve.matters.selectors import years
from huiying.serve.matters.selectors.rights import may_keep, may_nominate
from huiying.serve.matters.services import deciding, nominating

EARLY = (Stage.NOMINATING, Stage.SCREENING)


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on a nomination: its words, when it can be taken, its form, what it does."""

    words: Words
    may: Callable[[Nomination], bool]
    form: Callable[[Any, Nomination], MatterForm]
    do: Callable[[Nomination, MatterForm, dict[str, Any]], object]


def _early(one: Nomination, *standings: Standing) -> bool:
    return Stage(one.year.stage) in EARLY and Standing(one.standing) in standings


def _reason(label: Words, hint: Words) -> Callable[[Any, Nomination], MatterForm]:
    return lambda data, _one: ReasonForm(data, label=str(label), hint=str(hint))


def _others(one: Nomination) -> list[Nomination]:
    return [row.nomination for row in years.shown_nominations(one.year) if row.nomination.pk != one.pk]


STEPS = {
    "release": Step(
        gettext_lazy("Show it in these words"),
        lambda one: _early(one, Standing.WAITING, Standing.SHOWN),
        lambda data, one: NominationForm(
            data, initial={name: getattr(one, name) for name in ("title", "title_en", "words")}
        ),
        lambda one, form, by: deciding.release_nomination(
            one.pk, **{name: form.cleaned_data[name] for name in ("title", "title_en", "words")}, **by
        ),
    ),
    "refuse": Step(
        gettext_lazy("Do not show it"),
        lambda one: _early(one, Standing.WAITING),
        _reason(
            gettext_lazy("Why is it not shown?"),
            gettext_lazy("Number and reason stand on the public page, no word of it. Say what can be done instead."),
        ),
        lambda one, form, by: deciding.refuse_nomination(one.pk, form.cleaned_data["words"], **by),
    ),
    "join": Step(
        gettext_lazy("It is the same as another one"),
        lambda one: _early(one, Standing.WAITING, Standing.SHOWN) and not one.joined.exists(),
        lambda data, one: JoinForm(data, others=_others(one)),
        lambda one, form, by: deciding.join_nomination(one.pk, int(form.cleaned_data["same_as"]), **by),
    ),
    "leave": Step(
        gettext_lazy("Leave it off the list"),
        lambda one: one.year.stage == Stage.LISTING and bool(one.passed) and not hasattr(one, "line"),
        _reason(
            gettext_lazy("The vote chose it: why is it not on the list?"),
            gettext_lazy("Everybody reads it beside the result of the vote."),
        ),
        lambda one, form, by: deciding.leave_out(one.pk, form.cleaned_data["words"], **by),
    ),
}


@require_safe
@staff_page(*MATTERS)
def nomination(request: StaffRequest, nomination_id: int) -> HttpResponse:
    """What was said, by whom it was brought, which voices are behind it, what was decided."""
    viewer = request.viewer
    try:
        one = years.nomination_called(nomination_id, viewer.grants)
    except YearNotFound:
        return not_here(request)
    keeps = may_keep(one.year, viewer.grants)
    context = {
        "one": one,
        "year": one.year,
        **words.standing(one),
        "rows": words.about(one),
        "said": years.said_with(one, viewer.grants),
        "cases": years.cases_seen(one, viewer.grants),
        "screenings": years.screenings_of(one) if keeps or Stage(one.year.stage).place > Stage.SCREENING.place else (),
        "acts": _acts(one) if keeps else (),
    }
    return render(request, "desk/matters/nomination.html", page(request, "matters") | context)


def _acts(one: Nomination) -> list[dict[str, Any]]:
    found = [
        {"words": step.words, "url": reverse(f"desk:nomination_{name}", args=(one.pk,))}
        for name, step in STEPS.items()
        if step.may(one)
    ]
    if one.year.stage == Stage.SCREENING and one.standing == Standing.SHOWN:
        found.insert(
            0, {"words": _("Measure it by the criteria"), "url": reverse("desk:nomination_screen", args=(one.pk,))}
        )
    return found


@staff_page(*MATTERS)
def act(request: StaffRequest, nomination_id: int, name: str) -> HttpResponse:
    """One of the decisions: its form, or do it."""
    viewer, step = request.viewer, STEPS[name]
    try:
        one = years.nomination_called(nomination_id, viewer.grants)
    except YearNotFound:
        return not_here(request)
    if not may_keep(one.year, viewer.grants):
        return not_open(request)
    form = step.form(request.POST if request.method == "POST" else None, one)
    if form.is_valid() and _done(form, lambda: step.do(one, form, who(viewer, form, f"{name}:{one.pk}"))):
        success(request, _("Kept."))
        return redirect("desk:matter_year", one.year.year)
    context = {"one": one, "form": form, "title": step.words, "said": years.said_with(one, viewer.grants)}
    return _page(request, "act", form, context)


@staff_page(*MATTERS)
def screen(request: StaffRequest, nomination_id: int) -> HttpResponse:
    """Every criterion, yes or no and why; afterwards the next one that waits."""
    viewer = request.viewer
    try:
        one = years.nomination_called(nomination_id, viewer.grants)
    except YearNotFound:
        return not_here(request)
    if not may_keep(one.year, viewer.grants):
        return not_open(request)
    initial = {f"met_{row.criterion_id}": "yes" if row.met else "no" for row in years.screenings_of(one)}
    initial |= {f"why_{row.criterion_id}": row.words for row in years.screenings_of(one)}
    form = ScreeningForm(
        request.POST if request.method == "POST" else None, criteria=list(one.year.criteria.all()), initial=initial
    )
    by = f"screen:{one.pk}"
    if form.is_valid() and _done(
        form, lambda: deciding.screen_nomination(one.pk, form.answers(), **who(viewer, form, by))
    ):
        success(request, _("Kept."))
        return _to_next(one)
    return _page(request, "screen", form, {"one": one, "form": form})


def _to_next(one: Nomination) -> HttpResponse:
    waits = one.year.nominations.filter(standing=Standing.SHOWN.value, passed=None).order_by("number").first()
    return redirect("desk:nomination_screen", waits.pk) if waits else redirect("desk:matter_year", one.year.year)


@staff_page(*MATTERS)
def nominate(request: StaffRequest, year: int) -> HttpResponse:
    """Nominate for the own unit, or from the case or the issue that the address names."""
    viewer = request.viewer
    try:
        found = years.year_called(year)
        case, issue = _case(request, viewer), _issue(request, viewer)
    except (YearNotFound, CaseNotFound, IssueNotFound):
        return not_here(request)
    if not may_nominate(viewer.grants):
        return not_open(request)
    form = NewNominationForm(request.POST if request.method == "POST" else None, initial=_begun(case, issue))
    if form.is_valid():
        data = nominating.NominationData(
            **{name: form.cleaned_data[name] for name in ("title", "title_en", "words")},
            place_id=int(form.cleaned_data["place"]) if form.cleaned_data["place"] else None,
            case_id=case.pk if case else None,
            issue_id=issue.pk if issue else None,
        )
        if _done(form, lambda: nominating.nominate(found.pk, data, **who(viewer, form, f"nominate:{found.pk}"))):
            success(request, _("Nominated."))
            return redirect("desk:matter_year", year)
    return _page(request, "nominate", form, {"year": found, "form": form, "case": case, "issue": issue})


def _begun(case: Case | None, issue: Issue | None) -> dict[str, Any]:
    place = case.voice.place_id if case else issue.place_id if issue else None
    return {"place": str(place or ""), **({"title": issue.title[:60], "title_en": issue.title_en} if issue else {})}


def _case(request: StaffRequest, viewer: Viewer) -> Case | None:
    """Raises CaseNotFound."""
    number = id_in(request.GET.get("case", ""))
    return case_for_viewer(number, viewer.grants) if number is not None else None


def _issue(request: StaffRequest, viewer: Viewer) -> Issue | None:
    """Raises IssueNotFound."""
    number = id_in(request.GET.get("issue", ""))
    return issue_for_viewer(number, viewer.grants).issue if number is not None else None


def _done(form: MatterForm, do: Callable[[], object]) -> bool:
    """What stands against it becomes a sentence on the form."""
    try:
        do()
    except HuiyingError as err:
        form.refuse(err)
        return False
    return True


def _page(request: StaffRequest, name: str, form: MatterForm, context: dict[str, Any]) -> HttpResponse:
    shown = page(request, "matters") | context
    return render(request, f"desk/matters/{name}.html", shown, status=422 if form.is_bound else 200)
