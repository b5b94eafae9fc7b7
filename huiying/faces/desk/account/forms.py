"""What is typed on the pages of one's own account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.faces.desk.fields import LineField, refusal

_ATTRS = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class RefusingForm(forms.Form):
    """Sentences of core stand at `at`."""

    use_required_attribute = False
    at = "code"

    def refuse(self, error: HuiyingError) -> None:
        self.add_error(self.at, refusal(error))


class ProofForm(RefusingForm):
    """A code of the phone, or one of the codes on paper."""

    code = LineField(
        label=_("Code or recovery code"),
        help_text=_("The six digits that your phone shows now, or one of your recovery codes."),
        limit=40,
        error_messages={"required": _("Type the code or a recovery code")},
        widget=forms.TextInput(attrs=_ATTRS | {"autofocus": True}),
    )


class PhoneForm(RefusingForm):
    """The first code of a phone that is added."""

    code = LineField(
        label=_("Code on the phone"),
        help_text=_("Six digits; a new code comes every 30 seconds."),
        limit=40,
        error_messages={"required": _("Type the six digits that the phone shows")},
        widget=forms.TextInput(attrs=_ATTRS | {"inputmode": "numeric"}),
    )


class PasskeyForm(RefusingForm):
    """What the browser answered for a passkey, as JSON, and what it is called."""

    at = "name"
    name = LineField(
        label=_("What do you call it?"),
        help_text=_("Such as: key on my key ring, my work computer."),
        limit=40,
        required=False,
        initial="",
    )
    answer = forms.JSONField(required=False, widget=forms.HiddenInput(attrs={"data-answer": ""}))

    def clean_answer(self) -> dict[str, Any]:
        answer = self.cleaned_data["answer"]
        return answer if isinstance(answer, dict) else {}
