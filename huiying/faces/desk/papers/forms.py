"""What is asked of somebody who comes with a receipt. Each form carries a random key: posted twice, it counts once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.codes import normal_code
from huiying.core.errors import HuiyingError
from huiying.core.paper import LONGEST, number_on_paper
from huiying.faces.desk.fields import KeyedForm, LineField, WordsField, refusal
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import Checked

MOST_ADDED = 5_000
"""Characters that the act “add” takes."""


class FindForm(forms.Form):
    """A receipt number, typed or as a scanner types what stands in the QR code."""

    use_required_attribute = False
    number = LineField(
        label=_("Receipt number"),
        limit=LONGEST,
        help_text=_("10 digits, or scan the code on the paper."),
        error_messages={"required": _("Type the receipt number, or scan the paper")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )

    def clean_number(self) -> str:
        try:
            return number_on_paper(self.cleaned_data["number"])
        except HuiyingError as err:
            raise ValidationError(refusal(err), code=err.code) from err


class CodeForm(forms.Form):
    use_required_attribute = False
    code = LineField(
        label=_("The code, as the person says it"),
        limit=80,
        error_messages={"required": _("Type the code")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "hy-input--number"}),
    )

    def clean_code(self) -> str:
        try:
            return normal_code(self.cleaned_data["code"])
        except HuiyingError as err:
            raise ValidationError(refusal(err), code=err.code) from err


class CompareForm(KeyedForm):
    """What the person says of themselves. The answer is “agrees” or “does not agree”, and is recorded."""

    name = LineField(label=_("Name, as they say it"), limit=60, required=False)
    phone = LineField(label=_("Phone, as they say it"), limit=30, required=False)

    def given(self) -> dict[IdentityField, str]:
        return {IdentityField.NAME: self.cleaned_data["name"], IdentityField.PHONE: self.cleaned_data["phone"]}


def _ways() -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in (Checked.PAPERS, Checked.CALL_BACK, Checked.WORDS)]


class CheckedForm(KeyedForm):
    """How the clerk knew who is before them."""

    how = forms.ChoiceField(
        label=_("How did you check who it is?"),
        widget=forms.RadioSelect,
        choices=_ways,
        error_messages={"required": _("Choose how you checked who it is")},
    )


class AddForm(CheckedForm):
    """`opened`: the code was given, so nothing else has to be checked."""

    words = WordsField(label=_("What they add, in their words"))

    def __init__(self, *args: object, opened: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as forms.Form takes them
        if opened:
            del self.fields["how"]
        self.order_fields(["words", "how", "key"])

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        if len(words) > MOST_ADDED:
            raise ValidationError(gettext("This is too long: %(limit)s characters at most") % {"limit": MOST_ADDED})
        return words
