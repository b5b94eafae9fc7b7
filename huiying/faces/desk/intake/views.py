"""The intake desk: counter, phone, letter, visit. The receipt is printed while the person is still there."""

import re
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.casework.category import CATEGORY
from huiying.faces.desk.intake import alike, category
from huiying.faces.desk.intake.forms import IntakeForm
from huiying.faces.desk.nav import INTAKE, page
from huiying.faces.look import dates
from huiying.faces.look.parts import Slip, Step
from huiying.faces.look.templatetags.hy import say
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.drafts import receipt_of_draft
from huiying.loop.receive_voice import Spoken, receive_draft
from huiying.serve.casework.presenters.receipt import OWED
from huiying.serve.casework.selectors.casepage import may_see_case
from huiying.serve.casework.selectors.receipt import receipt_facts

_HAN = re.compile(r"[\u3400-\u9fff]")


@staff_page(*INTAKE)
def take_down(request: StaffRequest) -> HttpResponse:
    """One screen. The same form posted twice is one voice and shows the same receipt."""
    viewer = request.viewer
    form = IntakeForm(request.POST if request.method == "POST" else None, now=viewer.now)
    if form.is_valid():
        draft = form.cleaned_data["draft"] or uuid4()
        spoken = _spoken(form, viewer.staff.pk)
        given = receive_draft(draft, spoken, identity=form.identity(), now=viewer.now, actor=viewer.actor)
        alike.join_new(request, given.voice, draft)
        category.keep(request, given.voice, form.cleaned_data[CATEGORY], draft)
        return redirect("desk:intake_receipt", draft)
    typed = request.POST if form.is_bound else {}
    context = {
        "form": form,
        "nearby": alike.nearby(request.POST, viewer) if form.is_bound else None,
        "suggested": category.beside(typed),
    }
    return render(request, "desk/intake.html", page(request, "intake") | context, status=422 if form.is_bound else 200)


def _spoken(form: IntakeForm, staff_id: int) -> Spoken:
    given = form.cleaned_data
    return Spoken(
        channel=given["channel"],
        kind=given["kind"],
        naming=given["naming"],
        text=given["words"],
        language="zh-hans" if _HAN.search(given["words"]) else "en",
        received_at=given["received_at"],
        place_id=int(given["place"]) if given["place"] else None,
        place_words=given["place_words"],
        wants=given["wants"],
        taken_by_id=staff_id,
    )


def _taken(request: StaffRequest, draft_id: UUID) -> tuple[Voice, str] | None:
    """Number and code within the hour, for whoever took the voice down and nobody else."""
    found = receipt_of_draft(draft_id, now=request.viewer.now)
    return found if found and found[0].taken_by_id == request.viewer.staff.pk else None


@require_safe
@staff_page(*INTAKE)
def receipt(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """What the person takes away, read out to who left no contact."""
    if (found := _taken(request, draft_id)) is None:
        return not_here(request)
    voice, code = found
    sees_case = may_see_case(voice.pk, request.viewer.grants)
    context = {"voice": voice, "code": code, "steps": _steps(voice, request), "draft_id": draft_id, "sees": sees_case}
    return render(request, "desk/intake_receipt.html", page(request, "intake") | context)


@require_safe
@staff_page(*INTAKE)
def slip(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """The same on 80 mm of paper."""
    if (found := _taken(request, draft_id)) is None:
        return not_here(request)
    voice, code = found
    paper = Slip(voice.number, code, lines=_lines(_steps(voice, request)), foot=[_how_to_follow(request)])
    return render(request, "desk/intake_slip.html", page(request, "intake") | {"slip": paper, "draft_id": draft_id})


def _steps(voice: Voice, request: StaffRequest) -> list[Step]:
    """That it was received, then what the office owes by when."""
    facts = receipt_facts(voice, now=request.viewer.now)
    owed = {OWED[limit.clock.id]: limit for limit in reversed(facts.limits) if limit.running and limit.clock.id in OWED}
    ahead = [Step(words, "next", at=limit.due.on, latest=True) for words, limit in reversed(owed.items())]
    return [Step(_("Received"), at=voice.received_at), *ahead]


def _lines(steps: list[Step]) -> list[str]:
    return [_line(step) for step in steps if step.at is not None]


def _line(step: Step) -> str:
    said = {"what": say(step.title), "when": dates.full(step.at) if step.at else ""}
    return _("%(what)s: by %(when)s") % said if step.latest else _("%(what)s: %(when)s") % said


def _how_to_follow(request: StaffRequest) -> str:
    address = (settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")) + reverse("public:follow")
    return _("Follow it: %(address)s") % {"address": address}
