"""The receipt at the desk: handed over on paper, read out and back, sent; and one for each who signs with a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from huiying.core.codes import grouped_number, normal_code
from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.intake.printed import Sheet, sheet_of
from huiying.faces.desk.nav import AT_HAND, page
from huiying.faces.look.parts import Step
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.selectors import standing_for
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.drafts import Given, given_by, receipt_of_draft
from huiying.loop.at_the_desk import send_again
from huiying.loop.receive_group import sign_with
from huiying.serve.casework.presenters.receipt import OWED
from huiying.serve.casework.selectors.casepage import may_see_case
from huiying.serve.casework.selectors.receipt import receipt_facts

PAPER = "hy_paper"
PAPERS = ("slip", "a4")
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Heard:
    """What the person read back: right, or which groups of four are not. Never kept."""

    right: bool
    wrong: tuple[int, ...]


class SignForm(forms.Form):
    """One more who wants a receipt; nothing has to be given."""

    use_required_attribute = False
    name = LineField(label=gettext_lazy("Name of the person"), limit=60, required=False)
    phone = LineField(label=gettext_lazy("Phone"), limit=30, required=False)
    as_draft = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def taken(request: StaffRequest, draft_id: UUID) -> tuple[Voice, str] | None:
    """Number and code within the hour, for whoever gave them out and nobody else."""
    return receipt_of_draft(draft_id, now=request.viewer.now, staff_id=request.viewer.staff.pk)


@require_safe
@staff_page(*AT_HAND)
def receipt(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """What the person takes away, read out to who left no contact."""
    return _page(request, draft_id)


@require_POST
@staff_page(*AT_HAND)
def read_back(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Whether the code is right as the person repeats it; what was typed is compared and forgotten."""
    if (found := taken(request, draft_id)) is None:
        return not_here(request)
    try:
        said = normal_code(request.POST.get("heard", ""))
    except HuiyingError as err:
        return _page(request, draft_id, {"not_heard": refusal(err)}, status=422)
    fours = range(0, len(said), 4)
    wrong = tuple(at // 4 + 1 for at in fours if said[at : at + 4] != found[1][at : at + 4])
    return _page(request, draft_id, {"heard": Heard(not wrong, wrong)})


@require_POST
@staff_page(*AT_HAND)
def send(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Number and link once more to the phone or mailbox that was left; the code never."""
    if (found := taken(request, draft_id)) is None:
        return not_here(request)
    viewer = request.viewer
    try:
        sent = send_again(found[0].pk, actor=viewer.actor, now=viewer.now, key=request.POST.get("key", "")[:36])
    except HuiyingError as err:
        warning(request, refusal(err))
    else:
        say = success if sent else warning
        say(request, _("On its way.") if sent else _("No phone or e-mail was left: read it out, or print it."))
    return redirect("desk:intake_receipt", draft_id)


@require_POST
@staff_page(*AT_HAND)
def sign(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """A receipt for one more of the group. The same form twice is one receipt."""
    if (found := taken(request, draft_id)) is None:
        return not_here(request)
    form = SignForm(request.POST)
    if form.is_valid():
        given = sign_one(request, form, found[0].pk)
        if given is not None:
            said = _("Receipt %(number)s is ready; print them together, or one by one.")
            success(request, said % {"number": grouped_number(given.number)})
            return redirect("desk:intake_receipt", draft_id)
    return _page(request, draft_id, {"form": form}, status=422)


def sign_one(request: StaffRequest, form: SignForm, voice_id: int) -> Voice | None:
    """Do it; what stands against it becomes a sentence on the form."""
    data = form.cleaned_data
    try:
        return sign_with(
            voice_id,
            {"name": data["name"], "phone": data["phone"]},
            draft_id=data["as_draft"],
            reason=_("They came together with one matter"),
            actor=request.viewer.actor,
            now=request.viewer.now,
        ).voice
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return None


@require_safe
@staff_page(*AT_HAND)
def slip(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """The same on paper: 80 mm or A4, as this browser printed last; with ?all, one for each of the group."""
    if (found := taken(request, draft_id)) is None:
        return not_here(request)
    group = _group(request, found[0]) if "all" in request.GET else []
    pairs = [(one.voice, one.code) for one in group] or [found]
    asked = request.GET.get("paper") or request.COOKIES.get(PAPER, "")
    paper = asked if asked in PAPERS else PAPERS[0]
    sheets: Sequence[Sheet] = [sheet_of(request, voice, code, steps_of(voice, request)) for voice, code in pairs]
    context = {"sheets": sheets, "paper": paper, "draft_id": draft_id, "all": len(pairs) > 1}
    response = render(request, "desk/intake/paper.html", page(request, "intake") | context)
    if request.GET.get("paper") in PAPERS:
        response.set_cookie(PAPER, paper, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def _page(
    request: StaffRequest, draft_id: UUID, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    if (found := taken(request, draft_id)) is None:
        return not_here(request)
    (voice, code), viewer = found, request.viewer
    group = _group(request, voice)
    context = {
        "voice": voice,
        "code": code,
        "again": Event.objects.filter(
            type="voice.receipt_reissued", subject_kind=voice.subject_kind, subject_id=voice.pk
        ).exists(),
        "steps": steps_of(voice, request),
        "draft_id": draft_id,
        "sees": may_see_case(voice.pk, viewer.grants),
        "report": voice.kind == Kind.REPORT,
        "group": group if len(group) > 1 else [],
        "left_contact": voice.person_id is not None and voice.may_contact and voice.kind != Kind.REPORT,
        "messages_sent": standing_for(voice)[:1],
        "key": str(uuid4()),
        "form": SignForm(),
        "many": voice.people_count > 1,
    }
    return render(request, "desk/intake/receipt.html", page(request, "intake") | context | (more or {}), status=status)


def _group(request: StaffRequest, voice: Voice) -> list[Given]:
    """The receipts of this group that this clerk can still show, the first who spoke before the others."""
    first = voice.signed_with_id or voice.pk
    given = given_by(request.viewer.staff.pk, now=request.viewer.now)
    mine = [one for one in given if first in (one.voice.pk, one.voice.signed_with_id)]
    return sorted(mine, key=lambda one: one.voice.pk)


def steps_of(voice: Voice, request: StaffRequest) -> list[Step]:
    """That it was received, then what the office owes by when."""
    facts = receipt_facts(voice, now=request.viewer.now)
    owed = {OWED[limit.clock.id]: limit for limit in reversed(facts.limits) if limit.running and limit.clock.id in OWED}
    ahead = [Step(words, "next", at=limit.due.on, latest=True) for words, limit in reversed(owed.items())]
    return [Step(_("Received"), at=voice.received_at), *ahead]
