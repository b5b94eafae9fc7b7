"""A letter: scanned first, then typed with the picture to the left; its receipt goes back by post."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.mail.bodies import language_of
from huiying.faces.desk.access import StaffRequest, fresh_second_factor, not_here, staff_page, to_second_factor
from huiying.faces.desk.casework.category import CATEGORY
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.intake.category import keep as keep_category
from huiying.faces.desk.intake.printed import sheet_of
from huiying.faces.desk.intake.receipt import steps_of
from huiying.faces.desk.mail.forms import LetterForm, ScansForm
from huiying.faces.desk.nav import INTAKE, page
from huiying.faces.look.downloads import original
from huiying.faces.look.uploads import Basket
from huiying.foundation.files.models import StoredFile
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import Channel
from huiying.listen.voices.errors import DraftGone
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.drafts import draft_answers, receipt_of_draft, save_draft
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.receive_letter import receive_letter
from huiying.loop.receive_voice import Spoken
from huiying.serve.casework.selectors.casepage import may_see_case

CLERK, PAGES, ENCLOSED = "clerk", "pages", "enclosed"
SCANNED = (PAGES, ENCLOSED)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*INTAKE)
def start(request: StaffRequest) -> HttpResponse:
    """The scans of a letter come first. What cannot be kept is named; a letter may also be typed without a scan."""
    form = ScansForm(request.POST, request.FILES) if request.method == "POST" else ScansForm()
    viewer = request.viewer
    baskets = {name: Basket.of(request.POST.get(f"kept_{name}", ""), _scope(request, name)) for name in SCANNED}
    if request.method != "POST" or not form.is_valid():
        return _scans_page(request, form, baskets)
    for name, basket in baskets.items():
        basket.take(form.cleaned_data[name], request=request, now=viewer.now)
        for sentence in basket.refused:
            form.add_error(name, sentence)
    if form.errors:
        return _scans_page(request, form, baskets, status=422)
    letter_id = uuid4()
    answers = {CLERK: viewer.staff.pk, **{name: basket.ids for name, basket in baskets.items()}}
    save_draft(letter_id, answers, now=viewer.now)
    return redirect("desk:letter_words", letter_id)


def _scope(request: StaffRequest, name: str) -> str:
    return f"letter:{name}:{request.viewer.staff.pk}"


def _scans_page(
    request: StaffRequest, form: ScansForm, baskets: dict[str, Basket], *, status: int = 200
) -> HttpResponse:
    """What was kept already stays on the page while something else is put right."""
    kept = [(name, basket.sealed(_scope(request, name)), basket.rows()) for name, basket in baskets.items()]
    context = {"form": form, "kept": kept, "any_kept": any(basket.ids for basket in baskets.values())}
    return render(request, "desk/mail/scan.html", page(request, "mail") | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*INTAKE)
def take_down(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The words of a letter, typed beside its picture. The same form twice is one voice and shows the same receipt."""
    try:
        scans = _scans(request, letter_id)
    except DraftGone:
        return redirect("desk:letter_done", letter_id)
    if scans is None:
        return not_here(request)
    if _taken(request, letter_id) is not None:
        return redirect("desk:letter_done", letter_id)
    viewer = request.viewer
    form = LetterForm(request.POST if request.method == "POST" else None, now=viewer.now)
    if form.is_valid():
        try:
            _register(request, letter_id, form, scans)
            return redirect("desk:letter_done", letter_id)
        except HuiyingError as err:
            form.add_error(None, refusal(err))
    rows = _rows(scans[PAGES])
    context = {"form": form, "letter_id": letter_id, "rows": rows, "enclosed": len(scans[ENCLOSED])}
    status = 422 if form.is_bound else 200
    return render(request, "desk/mail/letter.html", page(request, "mail") | context, status=status)


def _scans(request: StaffRequest, letter_id: UUID) -> dict[str, Any] | None:
    """What was scanned; None where it is not this clerk's. Raises DraftGone."""
    answers = draft_answers(letter_id, now=request.viewer.now)
    return answers if answers.get(CLERK) == request.viewer.staff.pk else None


def _rows(ids: list[int]) -> list[tuple[int, bool]]:
    """Number of each page, and whether it is a picture that the page shows."""
    found = StoredFile.objects.in_bulk(ids)
    return [(at, found[pk].media_type.startswith("image/")) for at, pk in enumerate(ids) if pk in found]


def _voice_draft(letter_id: UUID) -> UUID:
    """The draft that keeps the receipt; that of the scans stands in no list of what was begun."""
    return uuid5(letter_id, "voice")


def _register(request: StaffRequest, letter_id: UUID, form: LetterForm, scans: dict[str, Any]) -> None:
    viewer, given = request.viewer, form.cleaned_data
    draft = _voice_draft(letter_id)
    spoken = Spoken(
        channel=Channel.LETTER,
        kind=given["kind"],
        naming=given["naming"],
        text=given["words"],
        language=language_of(given["words"]),
        received_at=given["received_at"],
        place_id=int(given["place"]) if given["place"] else None,
        place_words=given["place_words"],
        wants=given["wants"],
        taken_by_id=viewer.staff.pk,
    )
    receipt = receive_letter(
        draft,
        spoken,
        identity=form.identity(),
        pages=scans[PAGES],
        files=scans[ENCLOSED],
        postmarked_on=given["postmarked_on"],
        actor=viewer.actor,
        now=viewer.now,
    )
    keep_category(request, [receipt.voice], given[CATEGORY], draft)


@require_safe
@staff_page(*INTAKE)
def picture(request: StaffRequest, letter_id: UUID, number: int) -> HttpResponse:
    """A page of the letter while it is typed, for the clerk who scanned it alone."""
    try:
        scans = _scans(request, letter_id)
    except DraftGone:
        return not_here(request)
    if scans is None or number >= len(scans[PAGES]):
        return not_here(request)
    file = StoredFile.objects.filter(pk=scans[PAGES][number], held_until__isnull=False).first()
    if file is None:
        return not_here(request)
    return original(file, request.viewer.mark)


def _taken(request: StaffRequest, letter_id: UUID) -> tuple[Voice, str] | None:
    """Number and code within the hour, for whoever typed the letter and nobody else."""
    staff = request.viewer.staff.pk
    found = receipt_of_draft(_voice_draft(letter_id), now=request.viewer.now, staff_id=staff)
    return found if found and found[0].taken_by_id == staff else None


@require_safe
@staff_page(*INTAKE)
def done(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The receipt, to be sent by post."""
    if (found := _taken(request, letter_id)) is None:
        return not_here(request)
    voice, code = found
    context = {
        "voice": voice,
        "code": code,
        "letter_id": letter_id,
        "steps": steps_of(voice, request),
        "sees": may_see_case(voice.pk, request.viewer.grants),
    }
    return render(request, "desk/mail/done.html", page(request, "mail") | context)


@require_POST
@staff_page(*INTAKE)
def sheet(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The receipt on A4, the address where the window of the envelope is. Reading it is a look that the person sees."""
    if (found := _taken(request, letter_id)) is None:
        return not_here(request)
    if not fresh_second_factor(request):
        return to_second_factor(request, reverse("desk:letter_done", args=(letter_id,)))
    voice, code = found
    viewer, told = request.viewer, {}
    if voice.person_id is not None and not voice.case.sealed:
        reason = _("Printing the receipt that goes back by post")
        told = look_at_identity(voice.pk, actor=viewer.actor, reason=reason, now=viewer.now)
    context = {
        "sheet": sheet_of(request, voice, code, steps_of(voice, request)),
        "letter_id": letter_id,
        "to_name": told.get(IdentityField.NAME, ""),
        "to_address": told.get(IdentityField.ADDRESS, ""),
        "on": viewer.today,
        "printed_by": viewer.mark,
    }
    return render(request, "desk/mail/sheet.html", page(request, "mail") | context)
