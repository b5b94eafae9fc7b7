"""Originals of mails and letters: they show who wrote, so each look has a reason and carries its mark."""

from base64 import b64encode
from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import (
    StaffRequest,
    fresh_second_factor,
    not_here,
    not_open,
    second_factor_page,
    staff_page,
    to_second_factor,
)
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.mail.words import reads_mail
from huiying.faces.desk.nav import CASES, MAIL, page
from huiying.faces.look.downloads import is_picture, original, under_mark
from huiying.foundation.files.models import StoredFile
from huiying.listen.mail.models import IncomingMail
from huiying.listen.mail.selectors import mails_of, pages_of
from huiying.loop.receive_mail.later import look_at_mail, look_at_page
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.identity import may_reveal
from huiying.serve.casework.selectors.named import id_in

MAILS, PAGES = "mail", "page"


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = LineField(
        label=_("Why do you need the original?"),
        help_text=_("It shows who wrote. The look is recorded with your reason; of a voice the person reads it."),
        limit=200,
        error_messages={"required": _("Say why; it is recorded")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_POST
@staff_page(*MAIL)
def mail(request: StaffRequest, mail_id: int) -> HttpResponse:
    """The original of a mail that belongs to no voice."""
    found = IncomingMail.objects.filter(pk=mail_id, voice=None).first()
    if found is None or not reads_mail(request.viewer):
        return not_here(request)
    if not fresh_second_factor(request):
        return to_second_factor(request, reverse("desk:mail_item", args=(found.pk,)))
    form = ReasonForm(request.POST)
    if (file := _looked(request, form, found.pk, look_at_mail)) is not None:
        return file
    context = {"form": form, "mail": found}
    return render(request, "desk/mail/original.html", page(request, "mail") | context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*CASES)
@second_factor_page
def of_case(request: StaffRequest, case_id: int) -> HttpResponse:
    """What came on paper or by mail in this matter, each to be saved after a reason."""
    try:
        case = case_for_viewer(case_id, request.viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if not may_reveal(case, actor=request.viewer.actor, today=request.viewer.today):
        return not_open(request)
    mails, pages = mails_of(case.voice), pages_of(case.voice)
    if not mails and not pages:
        return redirect("desk:case", case_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (file := _asked_for(request, form, case)) is not None:
        return file
    context = {"case": case, "form": form, "mails": mails, "letter_pages": pages}
    status = 422 if form.is_bound else 200
    return render(request, "desk/mail/originals.html", page(request, "") | context, status=status)


def _asked_for(request: StaffRequest, form: ReasonForm, case: Case) -> HttpResponse | None:
    """The one whose button was pressed, when it belongs to this case."""
    number = id_in(request.POST.get(MAILS, ""))
    if number is not None and any(one.pk == number for one in mails_of(case.voice)):
        return _looked(request, form, number, look_at_mail)
    number = id_in(request.POST.get(PAGES, ""))
    if number is not None and any(one.pk == number for one in pages_of(case.voice)):
        return _looked(request, form, number, look_at_page)
    return None


def _looked(
    request: StaffRequest, form: ReasonForm, number: int, look: Callable[..., StoredFile]
) -> HttpResponse | None:
    """A picture on a page that carries the mark, anything else to be saved with a sheet that does.

    None, with a sentence on the form, where something stands against it.
    """
    if not form.is_valid():
        return None
    viewer = request.viewer
    reason = form.cleaned_data["reason"]
    try:
        file = look(number, reason=reason, actor=viewer.actor, now=viewer.now)
        return _shown(request, file) if is_picture(file) else original(file, viewer.mark, reason)
    except HuiyingError as err:
        form.add_error("reason", refusal(err))
        return None


def _shown(request: StaffRequest, file: StoredFile) -> HttpResponse:
    """Once, on a page that no cache keeps. Raises FileInfected, FileUnreadable."""
    mark = request.viewer.mark
    source = f"data:image/svg+xml;base64,{b64encode(under_mark(file, mark)).decode()}"
    context = {"source": source, "watermark": mark, "back_url": request.get_full_path()}
    return render(request, "desk/mail/shown.html", page(request, "") | context)
