"""What a clerk began: kept while they type, sealed, theirs alone; gone on with or thrown away."""

from typing import Any
from uuid import UUID

from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.intake.files import keep_uploads, waiting
from huiying.faces.desk.intake.forms import IntakeForm
from huiying.faces.desk.intake.screen import CHANNEL, whole
from huiying.faces.desk.intake.typed import FILES, is_worth_keeping, typed_in
from huiying.faces.desk.nav import INTAKE
from huiying.faces.look import dates
from huiying.foundation.files.services import HELD_FOR, hold_files
from huiying.listen.voices.errors import DraftGone
from huiying.listen.voices.services.drafts import discard_draft, draft_answers, save_draft

BY_SCRIPT = "X-Kept-By"
"""The header of what the page sends by itself while somebody writes."""
BEGUN = "begun"
"""In the address of a link in the list; without it a screen that nothing was written on is reloaded."""


@require_POST
@staff_page(*INTAKE)
def keep(request: StaffRequest) -> HttpResponse:
    """Keep what stands in the fields: by the page itself while somebody writes, or by the button."""
    viewer, typed = request.viewer, typed_in(request.POST)
    draft = _uuid(request.POST.get("draft", ""))
    if draft is None:
        return HttpResponse(status=400)
    files, refused = keep_uploads(request, typed[FILES])
    typed[FILES] = [one.token for one in files]
    if is_worth_keeping(typed):
        save_draft(draft, typed, now=viewer.now, staff_id=viewer.staff.pk)
    else:
        discard_draft(draft, staff_id=viewer.staff.pk)
    if BY_SCRIPT in request.headers:
        said = _("Kept %(time)s") % {"time": dates.clock(viewer.now)}
        context = {"kept_files": files, "refused_files": refused, "said": said}
        return render(request, "desk/intake/kept.html", context)
    if refused:
        warning(request, refused)
    success(request, _("Kept for 24 hours. It stands in the list of what you began."))
    return redirect("desk:intake")


@require_safe
@staff_page(*INTAKE)
def go_on(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """The screen as it was when the line, the browser or the power went."""
    viewer = request.viewer
    try:
        typed = draft_answers(draft_id, now=viewer.now, staff_id=viewer.staff.pk)
    except DraftGone:
        return redirect("desk:intake_receipt", draft_id)
    if not typed and BEGUN in request.GET:
        warning(request, refusal(DraftGone()))
        return redirect("desk:intake")
    files = waiting(typed.get(FILES, ()), viewer.staff.pk)
    hold_files([one.id for one in files], until=viewer.now + HELD_FOR)
    form = _screen(request, draft_id, typed)
    return render(request, "desk/intake/page.html", whole(request, form, typed, files=files))


def _screen(request: StaffRequest, draft_id: UUID, typed: dict[str, Any]) -> IntakeForm:
    """As it was kept; one on which nothing was written yet as it first came."""
    now, kept = request.viewer.now, {"draft": str(draft_id)}
    if typed:
        return IntakeForm(now=now, typed=typed | kept)
    form = IntakeForm(now=now, channel=request.session.get(CHANNEL, ""))
    form.initial.update(kept)
    return form


@require_POST
@staff_page(*INTAKE)
def discard(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Throw away what was begun; a second press finds nothing and says the same."""
    discard_draft(draft_id, staff_id=request.viewer.staff.pk)
    success(request, _("Thrown away."))
    return redirect(reverse("desk:intake"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
