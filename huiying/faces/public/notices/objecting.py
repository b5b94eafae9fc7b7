"""Objecting to a notice: three questions, then a receipt. Whoever made the notice never learns who it was."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.faces.public.fields import LineField, OneOf, WordsField, refusal
from huiying.faces.public.follow.forms import MOST, KeyedForm
from huiying.faces.public.notices import words
from huiying.faces.public.notices.views import found_or_404
from huiying.faces.public.paused import paused_now
from huiying.foundation.keys import clock
from huiying.foundation.people.enums import IdentityField
from huiying.loop.object_to_notice import object_to_notice
from huiying.loop.receive_voice import Receipt
from huiying.serve.notices.selectors.notices import Public, objection_of_case

ABOUT = (("no", _("No, about what is announced")), ("yes", _("Yes: about how it decided, or somebody there")))


class ObjectForm(KeyedForm):
    """What is wrong, whether it is about the unit, and, only if they like, who asks."""

    open_fields = ("name", "phone")
    words = WordsField(
        limit=MOST,
        label=_("What do you object to, and why?"),
        help_text=_("What is not right, and how you know. Proof can be added with your receipt afterwards."),
        error_messages={"required": _("Write what you object to; one sentence is enough")},
    )
    about = OneOf(
        label=_("Is it also about the unit itself?"),
        choices=ABOUT,
        initial="no",
        help_text=_("If so, nobody of that unit sees your objection; others answer it."),
    )
    name = LineField(limit=60, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = LineField(
        limit=40,
        label=_("Phone or e-mail"),
        help_text=_("You can leave both empty. What you give is sealed, and the unit never sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )

    @property
    def identity(self) -> dict[str, str]:
        """What was given of who objects."""
        reach = self.cleaned_data["phone"]
        kind = IdentityField.EMAIL if "@" in reach else IdentityField.PHONE
        given = {IdentityField.NAME.value: self.cleaned_data["name"], kind.value: reach}
        return {field: value for field, value in given.items() if value}


@require_http_methods(["GET", "HEAD", "POST"])
def object_(request: HttpRequest, notice_id: int) -> HttpResponse:
    """The form; then the receipt, the same for the same form."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    found = found_or_404(notice_id)
    if not words.is_open(found):
        return redirect("public:notice", notice_id)
    form = ObjectForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and (receipt := _attempt(found, form)) is not None:
        return _taken(request, found, receipt)
    context = {
        "found": found,
        "form": form,
        "paused": paused_now(),
        "back_url": reverse("public:notice", args=(notice_id,)),
        "draft": f"object-{notice_id}",
    }
    return render(request, "public/notices/object.html", context, status=422 if form.is_bound else 200)


def _attempt(found: Public, form: ObjectForm) -> Receipt | None:
    """What stands against it becomes a sentence on the form."""
    try:
        return object_to_notice(
            found.notice.pk,
            text=form.cleaned_data["words"],
            identity=form.identity,
            about_unit=form.cleaned_data["about"] == "yes",
            language=get_language() or "",
            draft_id=uuid.UUID(hex=form.cleaned_data["key"]),
            now=clock.now(),
        )
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return None


def _taken(request: HttpRequest, found: Public, receipt: Receipt) -> HttpResponse:
    noted = objection_of_case(receipt.voice.pk)
    context = {
        "number": receipt.voice.number,
        "code": receipt.code or "",
        "due": noted[0].due_on if noted else None,
        "found": found,
    }
    return render(request, "public/notices/taken.html", context)
