"""The intake desk: counter, phone, letter, visit. One screen; the receipt is handed over while the person is there."""

import re
from uuid import UUID, uuid4

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from huiying.core.codes import grouped_number
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.casework.category import CATEGORY, UNIT
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.intake import alike, category
from huiying.faces.desk.intake.files import Kept, keep_uploads
from huiying.faces.desk.intake.forms import ACCUSED, IntakeForm
from huiying.faces.desk.intake.screen import CHANNEL, whole
from huiying.faces.desk.intake.signers import SIGNERS
from huiying.faces.desk.intake.typed import FILES, typed_in
from huiying.faces.desk.nav import INTAKE
from huiying.listen.voices.services.drafts import save_draft
from huiying.loop.receive_group import Group, receive_group
from huiying.loop.receive_voice import Spoken
from huiying.serve.casework.errors import NobodyLeft, UnitUnknown

_HAN = re.compile(r"[\u3400-\u9fff]")
NEXT = "next"
"""What the button sends that registers and opens an empty screen."""


@staff_page(*INTAKE)
def take_down(request: StaffRequest) -> HttpResponse:
    """One screen. The same form posted twice is one voice and shows the same receipt."""
    viewer = request.viewer
    if request.method != "POST":
        form = IntakeForm(now=viewer.now, channel=request.session.get(CHANNEL, ""))
        return render(request, "desk/intake/page.html", whole(request, form, _first_typed(form)))
    form, typed = IntakeForm(request.POST, now=viewer.now), typed_in(request.POST)
    files, refused = keep_uploads(request, typed[FILES])
    if not form.is_valid() or refused:
        return _refused(request, form, files, refused)
    request.session[CHANNEL] = form.cleaned_data["channel"]
    return _registered(request, form, form.cleaned_data["draft"] or uuid4(), files)


def _refused(request: StaffRequest, form: IntakeForm, files: list[Kept], refused: str) -> HttpResponse:
    """The screen with what is wrong; what stands in it is kept."""
    viewer, typed = request.viewer, typed_in(request.POST) | {FILES: [one.token for one in files]}
    context = whole(request, form, typed, files=files, refused=refused)
    save_draft(UUID(context["draft"]), typed, now=viewer.now, staff_id=viewer.staff.pk)
    return render(request, "desk/intake/page.html", context, status=422)


def _first_typed(form: IntakeForm) -> dict[str, str]:
    """What an empty screen stands at."""
    return {name: str(form[name].value() or "") for name in ("channel", "naming", "kind")}


def _registered(request: StaffRequest, form: IntakeForm, draft: UUID, files: list[Kept]) -> HttpResponse:
    """Everything that follows from a screen that was filled in right; then its receipt, or the next screen."""
    given = form.cleaned_data
    try:
        group = _received(request, form, draft, files)
    except (UnitUnknown, NobodyLeft) as err:
        form.add_error(ACCUSED, refusal(err))
        return _refused(request, form, files, "")
    if group.first.voice.text != given["words"]:
        return _another(request, form, files)
    voices = [group.first.voice, *(one.voice for one in group.signed)]
    alike.join_new(request, group.first.voice, draft)
    category.keep(request, voices, given[CATEGORY], draft)
    category.keep_unit(request, voices, given[UNIT], draft, at_once=given["at_once"])
    receipt = reverse("desk:intake_receipt", args=(draft,))
    if request.POST.get("then") != NEXT:
        return redirect(receipt)
    link = format_html('<a href="{}">{}</a>', receipt, grouped_number(group.first.voice.number))
    success(request, format_html(_("Registered: {}. Its code is shown there for an hour."), link))
    return redirect("desk:intake")


def _another(request: StaffRequest, form: IntakeForm, files: list[Kept]) -> HttpResponse:
    """The screen was sent already, with other words: nobody is handed the receipt of somebody else."""
    again = request.POST.copy()
    again["draft"] = str(uuid4())
    form.data = again
    said = _("From this screen another voice was registered already. This one is not yet: please register it again.")
    form.add_error("words", said)
    return _refused(request, form, files, "")


def _received(request: StaffRequest, form: IntakeForm, draft: UUID, files: list[Kept]) -> Group:
    viewer = request.viewer
    return receive_group(
        draft,
        _spoken(form, viewer.staff.pk),
        identity=form.identity(),
        signers=form.cleaned_data[SIGNERS],
        reason=_("They came together with one matter"),
        actor=viewer.actor,
        now=viewer.now,
        files=[one.id for one in files],
        accused=form.accused(),
    )


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
        people_count=given["people_count"],
        helps=tuple(given["help"]),
        help_language=given["help_language"],
        **form.consents(),
    )
