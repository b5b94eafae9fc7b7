"""One mail that a person looks at: what it says as bare text, and what to do with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.core.mail.letter import Letter
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.fields import LineField, WordsField, refusal
from huiying.faces.desk.mail.originals import ReasonForm
from huiying.faces.desk.mail.words import LOOKS, reads_mail, seen_of
from huiying.faces.desk.nav import MAIL, page
from huiying.listen.mail.models import IncomingMail
from huiying.listen.mail.services.keeping import UNDECIDED
from huiying.loop.receive_mail.later import letter_of, set_mail_aside, take_up_mail

SHOWN = 5_000
"""Characters of the text that are shown."""


class TakeUpForm(forms.Form):
    """The words of the voice: those that were read, or typed from the original."""

    use_required_attribute = False
    words = WordsField(
        label=gettext_lazy("The words of the voice"),
        help_text=gettext_lazy("As the mail says it. Where nothing could be read, open the original and copy them."),
    )


class AsideForm(forms.Form):
    use_required_attribute = False
    reason = LineField(
        label=gettext_lazy("Why is it no voice?"),
        help_text=gettext_lazy("The inspector reads it. Leave out names."),
        limit=200,
        error_messages={"required": gettext_lazy("Say why, in a few words")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*MAIL)
def mail(request: StaffRequest, mail_id: int) -> HttpResponse:
    """One mail as bare text, to be taken up as a voice or set aside (`do`)."""
    found = IncomingMail.objects.select_related("voice", "names", "original").filter(pk=mail_id).first()
    if found is None or not reads_mail(request.viewer):
        return not_here(request)
    do = _DO.get(request.POST.get("do", ""))
    if request.method == "POST" and do is not None:
        return do(request, found)
    return _shown(request, found)


def _take_up(request: StaffRequest, found: IncomingMail) -> HttpResponse:
    form = TakeUpForm(request.POST)
    if form.is_valid():
        viewer = request.viewer
        try:
            voice = take_up_mail(found.pk, words=form.cleaned_data["words"], actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.add_error("words", refusal(err))
        else:
            success(request, _("Registered as receipt %(number)s.") % {"number": grouped_number(voice.number)})
            return redirect("desk:mail_item", found.pk)
    return _shown(request, found, take_up=form)


def _set_aside(request: StaffRequest, found: IncomingMail) -> HttpResponse:
    form = AsideForm(request.POST)
    if form.is_valid():
        viewer = request.viewer
        try:
            set_mail_aside(found.pk, reason=form.cleaned_data["reason"], actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.add_error("reason", refusal(err))
        else:
            success(request, _("Set aside. It stays in the list."))
            return redirect("desk:mail")
    return _shown(request, found, aside=form)


_DO: dict[str, Callable[[StaffRequest, IncomingMail], HttpResponse]] = {"take_up": _take_up, "set_aside": _set_aside}


def _shown(
    request: StaffRequest, found: IncomingMail, *, take_up: TakeUpForm | None = None, aside: AsideForm | None = None
) -> HttpResponse:
    undecided = found.voice is None and found.became in UNDECIDED
    letter = letter_of(found) if found.voice is None else None
    context: dict[str, Any] = {
        "mail": found,
        "state": LOOKS[found.became],
        "letter": letter,
        "text": letter.text[:SHOWN] if letter else "",
        "undecided": undecided,
        "take_up": take_up or TakeUpForm(initial={"words": _first_words(letter)}),
        "aside": aside or AsideForm(),
        "original": ReasonForm() if found.original is not None and found.voice is None else None,
        "case_url": _case_url(request, found),
        "form": take_up or aside,
        "watermark": request.viewer.mark if letter else None,
    }
    status = 422 if take_up or aside else 200
    return render(request, "desk/mail/item.html", page(request, "mail") | context, status=status)


def _first_words(letter: Letter | None) -> str:
    return (letter.text or letter.subject) if letter else ""


def _case_url(request: StaffRequest, found: IncomingMail) -> str:
    if found.voice_id is None or not seen_of([found.voice_id], request.viewer):
        return ""
    return reverse("desk:case", args=(found.voice_id,))
