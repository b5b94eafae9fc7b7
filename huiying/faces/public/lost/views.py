"""Lost the receipt: by phone or e-mail; what is found goes to that contact, the page says the same to everybody."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from huiying.faces.public.fields import LineField, SafeForm
from huiying.foundation.keys import clock
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.services.find_requests import ask_to_find

_PHONE = re.compile(r"\+?[0-9]{5,15}")


class ContactForm(SafeForm):
    contact = LineField(
        label=_("The phone or e-mail that you left"),
        help_text=_("We send the receipt numbers there, and nowhere else."),
        limit=200,
        error_messages={"required": _("Please enter the phone or e-mail that you left")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_contact(self) -> str:
        said = str(self.cleaned_data["contact"])
        if "@" in said:
            try:
                validate_email(said)
            except ValidationError as err:
                raise ValidationError(gettext("This is no e-mail address; it looks like name@example.com")) from err
            return said
        digits = re.sub(r"[\s().·-]", "", said)
        if not _PHONE.fullmatch(digits):
            raise ValidationError(gettext("Please write a phone number in digits, or an e-mail address"))
        return digits

    @property
    def field(self) -> IdentityField:
        """Which of the two it is."""
        return IdentityField.EMAIL if "@" in self.cleaned_data["contact"] else IdentityField.PHONE


@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for the contact; then the same sentence for everybody."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    form = ContactForm(request.POST, request.FILES) if request.method == "POST" else ContactForm()
    if form.is_bound and form.is_valid():
        ask_to_find(form.field, form.cleaned_data["contact"], now=clock.now())
        return redirect(f"{reverse('public:lost')}?sent")
    context = {"form": form, "sent": "sent" in request.GET}
    return render(request, "public/lost/lost.html", context, status=422 if form.is_bound else 200)
