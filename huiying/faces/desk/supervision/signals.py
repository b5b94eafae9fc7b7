"""What rules found by themselves: the list, one with its rule and articles, the unit's objection, the word on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.core.supervision.rules import RULES
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.nav import SUPERVISION, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.desk.supervision import bar, words
from huiying.faces.desk.supervision.forms import MOST_REASON, JudgedForm, WordsForm
from huiying.faces.look.dates import full, moment
from huiying.faces.look.language import filled as filled_in
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Chip, Link, Row
from huiying.faces.look.rows import page_language, said
from huiying.foundation.people.models import Unit
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.supervision.enums import ContestState
from huiying.serve.supervision.errors import SignalNotFound
from huiying.serve.supervision.models import Signal
from huiying.serve.supervision.presenters.states import CONTESTS
from huiying.serve.supervision.presenters.why import name_of
from huiying.serve.supervision.selectors.rights import may_contest, supervises
from huiying.serve.supervision.selectors.signals import contests_waiting, signal_for_viewer, signals_for
from huiying.serve.supervision.services.contests import contest_signal, decide_contest

PLACE = "supervision"
ONLY = {"": gettext_lazy("Still so"), "over": gettext_lazy("Settled")}


@require_safe
@staff_page(*SUPERVISION)
def signals(request: StaffRequest) -> HttpResponse:
    """The newest first; rule, unit and whether it still holds stand in the address."""
    viewer = request.viewer
    units = _units(viewer)
    asked = _asked(request, units)
    url, over = reverse("desk:signals"), asked.get("only") == "over"
    rows = signals_for(viewer.grants, unit=id_in(asked.get("unit", "")) or None, rule=asked.get("rule"), open=not over)
    if over:
        rows = rows.exclude(settled_at=None)
    found = page_of(request, rows, url, asked)
    others = {name: value for name, value in asked.items() if name != "only"}
    context = {
        "chips": bar.chips(viewer, "signals"),
        "only": [
            Chip(words_, address(url, others | ({"only": name} if name else {})), current=name == asked.get("only", ""))
            for name, words_ in ONLY.items()
        ],
        "found": found,
        "rows": [words.signal_row(one, viewer.calendar) for one in found.rows],
        "rules": [(rule.id, rule.name) for rule in RULES.values()],
        "units": units,
        "asked": asked,
        "unit": id_in(asked.get("unit", "")),
    }
    return render(request, "desk/supervision/signals.html", page(request, PLACE) | context)


def _asked(request: StaffRequest, units: list[Unit]) -> dict[str, str]:
    """What of the address is on offer; the rest is left out."""
    on_offer = {"only": {"over"}, "unit": {str(unit.pk) for unit in units}, "rule": set(RULES)}
    return {name: value for name in on_offer if (value := request.GET.get(name, "")) in on_offer[name]}


def _units(viewer: Viewer) -> list[Unit]:
    """Units of which the viewer reads something here, in the order of the tree."""
    ids = signals_for(viewer.grants).order_by().values("unit_id").distinct()
    return list(Unit.objects.filter(pk__in=ids).order_by("path"))


def _seen(request: StaffRequest, signal_id: int) -> Signal | None:
    try:
        return signal_for_viewer(signal_id, request.viewer.grants)
    except SignalNotFound:
        return None


@require_safe
@staff_page(*SUPERVISION)
def signal(request: StaffRequest, signal_id: int) -> HttpResponse:
    """Which rule, why, since when, who was told; what the unit said to it."""
    if (found := _seen(request, signal_id)) is None:
        return not_here(request)
    viewer = request.viewer
    contest = words.contest_of(found)
    context = {
        "signal": found,
        "row": words.signal_row(found, viewer.calendar),
        "rows": _summary(found),
        "contest": contest,
        "said": _contest(found),
        "contest_url": reverse("desk:signal_contest", args=(found.pk,)) if _may_contest(found, viewer) else "",
        "decide_url": reverse("desk:signal_decide", args=(found.pk,)) if _may_decide(found, viewer) else "",
        "crumbs": [*bar.crumbs(), Link(_("Found by rules"), reverse("desk:signals"))],
    }
    return render(request, "desk/supervision/signal.html", page(request, PLACE) | context)


def _may_contest(signal: Signal, viewer: Viewer) -> bool:
    return words.contest_of(signal) is None and may_contest(signal, viewer.grants)


def _may_decide(signal: Signal, viewer: Viewer) -> bool:
    contest = words.contest_of(signal)
    return contest is not None and contest.state == ContestState.ASKED and supervises(signal, viewer.grants)


def _summary(signal: Signal) -> list[Row]:
    about = words.subject(signal.case, signal.commitment)
    told = _("the unit itself") if signal.told_id == signal.unit_id else str(signal.told)
    rows = [
        Row(_("The matter"), with_lang(about.title), link=Link(_("Open it"), about.url)),
        Row(_("The rule"), name_of(signal), note=words.articles(signal.rule)),
        Row(_("Whose doing"), with_lang(signal.unit)),
        Row(_("Since"), full(signal.on)),
        Row(_("Who was told"), with_lang(told), note=words.level_said(signal.level)),
        Row(_("Written by the sweep"), moment(signal.made_at, year=True)),
    ]
    if signal.settled_at:
        rows.append(Row(_("Settled"), moment(signal.settled_at, year=True)))
    return rows


def _contest(signal: Signal) -> list[Row]:
    """What the unit objected and what became of it."""
    if (contest := words.contest_of(signal)) is None:
        return []
    rows = [Row(_("The unit says"), with_lang(contest.reason), note=full(contest.asked_at))]
    if contest.state != ContestState.ASKED:
        state = said(CONTESTS[ContestState(contest.state)][1], page_language())
        rows.append(Row(state, with_lang(contest.answer), note=full(contest.decided_at) if contest.decided_at else ""))
    return rows


@require_http_methods(POSTED)
@staff_page(Role.UNIT_HEAD, Role.HANDLER)
def contest(request: StaffRequest, signal_id: int) -> HttpResponse:
    """The unit says why the rule is wrong here."""
    if (found := _seen(request, signal_id)) is None:
        return not_here(request)
    if request.method != "POST" and not _may_contest(found, request.viewer):
        return not_open(request)
    hint = _("Which day or fact is wrong, and what shows it. An inspector decides. Leave out names of people.")
    form = WordsForm(filled(request), label=_("Why is it not so?"), hint=hint, most=MOST_REASON)
    return _form(
        request,
        found,
        f"signal:contest:{signal_id}",
        _("Contest it"),
        form,
        lambda said_, who: contest_signal(signal_id, said_["words"], **who),
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def decide(request: StaffRequest, signal_id: int) -> HttpResponse:
    """The inspector's word on it."""
    found = _seen(request, signal_id)
    contested = words.contest_of(found) if found else None
    if found is None or contested is None:
        return not_here(request)
    form = JudgedForm(
        filled(request),
        question=_("Is the unit right?"),
        yes=_("Yes: it is taken out of every count"),
        no=_("No: it stands"),
        label=_("Why?"),
        hint=_("The unit reads it. Leave out names of people."),
        most=MOST_REASON,
    )
    return _form(
        request,
        found,
        f"signal:decide:{signal_id}",
        _("Decide on the objection"),
        form,
        lambda said_, who: decide_contest(signal_id, form.said_yes, said_["words"], **who),
        filled_in(_("The unit says: %(reason)s"), reason=contested.reason),
    )


def _form(request: StaffRequest, found: Signal, name: str, title: str, form: Any, do: Any, *notes: str) -> HttpResponse:
    row = words.signal_row(found, request.viewer.calendar)
    crumbs = [*bar.crumbs(), Link(_("Found by rules"), reverse("desk:signals")), Link(row.rule, row.url)]
    doing = Doing(name, title, form, do, row.url, crumbs, [row.subject.title, row.why, *notes])
    return shown(request, doing, PLACE)


@require_safe
@staff_page(*bar.BOARD)
def contests(request: StaffRequest) -> HttpResponse:
    """Objections that wait for a word, the oldest first."""
    viewer = request.viewer
    found = page_of(request, contests_waiting(viewer.grants), reverse("desk:contests"), {})
    context = {
        "chips": bar.chips(viewer, "contests"),
        "found": found,
        "rows": [words.signal_row(one.signal, viewer.calendar) for one in found.rows],
        "may_order": bar.may_order(viewer),
    }
    return render(request, "desk/supervision/contests.html", page(request, PLACE) | context)
