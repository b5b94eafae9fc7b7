"""Unannounced checks: for the inspector alone, told or not. To everybody else these pages are not there."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.checks import words
from huiying.faces.desk.checks.forms import ChecksForm, ReasonForm, ResultForm, SendForm, TieForm
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.nav import page
from huiying.faces.look.dates import moment
from huiying.faces.look.parts import Row
from huiying.judge.checks.enums import CheckState, Found
from huiying.judge.checks.errors import CheckNotFound
from huiying.judge.checks.models import Check
from huiying.judge.checks.selectors.unannounced import check_for, voice_behind
from huiying.judge.checks.services.checking import OPEN, UNDER_WAY, Result, call_off, send_tester, tie_voice
from huiying.loop.check_on import reveal_check


@require_safe
@staff_page(Role.INSPECTOR)
def check(request: StaffRequest, check_id: int) -> HttpResponse:
    """One check and what can be done with it."""
    if (found := _found(request.viewer, check_id)) is None:
        return not_here(request)
    voice = voice_behind(found)
    context = {
        "name": words.cell(found),
        "standing": (words.LOOKS[found.state], CheckState(found.state).label),
        "rows": _rows(found),
        "voice": voice,
        "case_url": reverse("desk:case", args=(voice.pk,)) if voice is not None else "",
        "id": found.pk,
        "under_way": found.state in UNDER_WAY,
        "open": found.state in OPEN,
        "crumbs": words.crumbs(found.draw),
    }
    return render(request, "desk/checks/check.html", page(request, "checks") | context)


def _rows(found: Check) -> list[Row]:
    questions = (
        (_("Was somebody there, or the call answered?"), found.reached),
        (_("Was a receipt given?"), found.receipt),
        (_("Were they spoken to decently?"), found.civil),
        (_("Did the answer come in time?"), found.in_time),
    )
    rows = [Row(_("What the tester brings"), found.task)] if found.task else []
    rows += [Row(label, str(Found(answer).label)) for label, answer in questions if answer]
    if found.waited_minutes is not None:
        rows.append(Row(_("After how many minutes?"), str(found.waited_minutes)))
    if found.notes:
        rows.append(Row(_("Facts, for the inspector alone"), found.notes))
    return [*rows, Row(_("Ended on"), moment(found.ended_at, year=True))] if found.ended_at else rows


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def send(request: StaffRequest, check_id: int) -> HttpResponse:
    """What the tester brings there."""
    return _done(
        request,
        check_id,
        "send",
        _("Send a tester"),
        lambda _check: SendForm(filled(request)),
        lambda said, who: send_tester(check_id, said["task"], **who),
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def tie(request: StaffRequest, check_id: int) -> HttpResponse:
    """Say which voice it is."""
    notes = [
        _("Within two days after it came, or before it is answered. Its case goes on as any other."),
    ]
    return _done(
        request,
        check_id,
        "tie",
        _("Say which voice is the test"),
        lambda _check: TieForm(filled(request)),
        lambda said, who: tie_voice(check_id, said["number"], said["code"], **who),
        notes,
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def tell(request: StaffRequest, check_id: int) -> HttpResponse:
    """Tell it, with what it found."""
    notes = [
        _("Everybody can know it then: its case ends, the public log says that it was a test, it counts nowhere."),
    ]
    return _done(
        request,
        check_id,
        "tell",
        _("Tell the check"),
        lambda found: ResultForm(filled(request), by_hand=voice_behind(found) is None),
        lambda said, who: reveal_check(check_id, _result(said), **who),
        notes,
    )


def _result(said: Answers) -> Result:
    answers: dict[str, Any] = {name: said.get(name, "") for name in ("reached", "receipt", "civil", "in_time", "notes")}
    return Result(waited_minutes=said["waited_minutes"], **answers)


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def off(request: StaffRequest, check_id: int) -> HttpResponse:
    """Do without it."""
    return _done(
        request,
        check_id,
        "off",
        _("Call the check off"),
        lambda _check: ReasonForm(filled(request)),
        lambda said, who: call_off(check_id, said["words"], **who),
    )


def _done(
    request: StaffRequest,
    check_id: int,
    name: str,
    title: str,
    form: Callable[[Check], ChecksForm],
    do: Callable[[Answers, dict[str, Any]], object],
    notes: Sequence[str] = (),
) -> HttpResponse:
    found = _found(request.viewer, check_id)
    if found is None:
        return not_here(request)
    back = reverse("desk:check", args=(check_id,))
    said = [words.cell(found), *notes]
    doing = Doing(
        f"check:{name}:{check_id}", title, form(found), do, back, words.crumbs(found.draw), said, button=title
    )
    return shown(request, doing, "checks")


def _found(viewer: Viewer, check_id: int) -> Check | None:
    try:
        return check_for(check_id, viewer.grants)
    except CheckNotFound:
        return None
