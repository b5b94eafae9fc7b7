"""A call-back: the script on the screen, the number behind a recorded look, and what came of it."""

from django.contrib.messages import error
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import (
    StaffRequest,
    Viewer,
    fresh_second_factor,
    not_here,
    staff_page,
    to_second_factor,
)
from huiying.faces.desk.checks import words
from huiying.faces.desk.checks.forms import ChecksForm, ReasonForm, TryForm
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import page
from huiying.faces.look.dates import full
from huiying.judge.checks.enums import CallOutcome
from huiying.judge.checks.errors import CheckNotFound
from huiying.judge.checks.models import CallBack
from huiying.judge.checks.models.calls import ANSWERS
from huiying.judge.checks.presenters.script import SCRIPT
from huiying.judge.checks.selectors.calls import call_for
from huiying.judge.checks.selectors.rights import INSPECTS, is_independent, may_call_for, reaches, ties_of
from huiying.judge.checks.services.calling import TRIES, Said, close_uncalled
from huiying.loop.check_on import call_back, look_at_phone, may_be_taken_up, may_call
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases

CALLERS = (Role.CALLBACK_OFFICER, Role.INSPECTOR)


@require_safe
@staff_page(*CALLERS)
def call(request: StaffRequest, call_id: int) -> HttpResponse:
    """What is to be asked, of which case."""
    found = _found(request.viewer, call_id)
    return not_here(request) if found is None else _page(request, found)


@require_POST
@staff_page(Role.CALLBACK_OFFICER)
def phone(request: StaffRequest, call_id: int) -> HttpResponse:
    """The same page with the number to call; the look is recorded before it is shown."""
    viewer, found = request.viewer, _found(request.viewer, call_id)
    if found is None:
        return not_here(request)
    if not fresh_second_factor(request):
        return to_second_factor(request, reverse("desk:call_back", args=(call_id,)))
    number = ""
    try:
        number = look_at_phone(call_id, actor=viewer.actor, grants=viewer.grants, now=viewer.now)
    except HuiyingError as err:
        error(request, refusal(err))
    return _page(request, found, number=number, looked=True)


def _page(request: StaffRequest, found: CallBack, *, number: str = "", looked: bool = False) -> HttpResponse:
    viewer = request.viewer
    seen = Case.objects.filter(visible_cases(viewer.grants), pk=found.case_id).exists()
    calls = may_call_for(found, viewer.grants) and is_independent(found, ties_of(viewer.actor, viewer.grants))
    context = {
        "call": found,
        "voice": found.case.voice,
        "case_url": reverse("desk:case", args=(found.case_id,)) if seen else "",
        "calls": calls and not found.outcome,
        "callable": may_call(found),
        "number": number,
        "watermark": viewer.mark if number else None,
        "looked": looked,
        "script": _script(found),
        "tries": found.tries.all(),
        "most": TRIES,
        "form": ChecksForm(),
        "closes": viewer.holds(Role.INSPECTOR) and not found.outcome,
        "crumbs": words.crumbs(),
    }
    return render(request, "desk/checks/call.html", page(request, "checks") | context)


def _script(found: CallBack) -> list[dict[str, str]]:
    """Both languages, line by line."""
    office, day = found.case.office, full(found.case.voice.received_at)
    return [
        {
            "zh": line.zh.format(office=office.name, day=day),
            "en": line.en.format(office=office.name_en or office.name, day=day),
        }
        for line in SCRIPT
    ]


@require_http_methods(POSTED)
@staff_page(Role.CALLBACK_OFFICER)
def write(request: StaffRequest, call_id: int) -> HttpResponse:
    """Write down what came of one try."""
    viewer, found = request.viewer, _found(request.viewer, call_id)
    if found is None:
        return not_here(request)
    doing = Doing(
        f"call:{call_id}",
        _("What came of the call"),
        TryForm(filled(request), again=may_be_taken_up(found, actor=viewer.actor, now=viewer.now)),
        lambda said, who: call_back(call_id, CallOutcome(said["outcome"]), _said(said), **who),
        reverse("desk:call_back", args=(call_id,)),
        words.crumbs(),
        [_("Answers count only for somebody who was reached. No answer is never “satisfied”.")],
        button=_("Keep it"),
    )
    return shown(request, doing, "checks")


def _said(said: Answers) -> Said:
    answers = {name: str(said[name]) for name in (*ANSWERS, "words")}
    return Said(**answers, again=bool(said.get("again")))


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def close(request: StaffRequest, call_id: int) -> HttpResponse:
    """End a call-back that nobody can make."""
    if _found(request.viewer, call_id) is None:
        return not_here(request)
    doing = Doing(
        f"call:close:{call_id}",
        _("Close without a call"),
        ReasonForm(filled(request)),
        lambda said, who: close_uncalled(call_id, said["words"], **who),
        reverse("desk:call_back", args=(call_id,)),
        words.crumbs(),
        [_("It is counted as not called, never as satisfied.")],
        button=_("Close this call-back"),
    )
    return shown(request, doing, "checks")


def _found(viewer: Viewer, call_id: int) -> CallBack | None:
    """None also where the viewer has to do with the handling: who is called, and what was said, is nothing for them."""
    try:
        found = call_for(call_id, viewer.grants)
    except CheckNotFound:
        return None
    inspects = reaches(viewer.grants, INSPECTS, found.draw.office)
    return found if inspects or is_independent(found, ties_of(viewer.actor, viewer.grants)) else None
