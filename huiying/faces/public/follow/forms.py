"""What the holder of a receipt can fill in. Each form carries a signed random key: posted twice, it counts once."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.faces.look.uploads import FilesField
from huiying.faces.public.fields import LineField, OneOf, SafeForm, WordsField, refusal
from huiying.judge.ratings.enums import PutRight, Resolved, Responded, Satisfied

MOST = 5_000
"""Characters of what is added to a voice, as the acts of the procedures take them."""
_SIGNER = Signer(salt="huiying.follow.form")
_TOO_OLD = _("Not sent: this page was too old or altered. Your words are still here; send them once more.")


class NumberForm(SafeForm):
    number = LineField(
        label=_("Receipt number"),
        help_text=_("10 digits, on your slip or photo"),
        limit=60,
        error_messages={"required": _("Please enter the receipt number")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "hy-input--number"}),
    )

    def clean_number(self) -> str:
        try:
            return normal_number(self.cleaned_data["number"])
        except HuiyingError as err:
            raise ValidationError(refusal(err), code=err.code) from err


class CodeForm(SafeForm):
    code = LineField(
        label=_("Secret code"),
        help_text=_("16 digits, under the receipt number; blanks do not matter"),
        limit=80,
        error_messages={"required": _("Please enter the code")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "hy-input--number"}),
    )


class FreshKey(forms.HiddenInput):
    """A new signed random key each time it is shown, also after a refusal."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, _SIGNER.sign(uuid.uuid4().hex), attrs)


class KeyedForm(SafeForm):
    """`cleaned_data["key"]` is the random key of the page that was posted, once its signature holds."""

    key = forms.CharField(widget=FreshKey, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            cleaned["key"] = _SIGNER.unsign(cleaned.get("key", ""))
        except BadSignature as err:
            raise ValidationError(_TOO_OLD, code="key") from err
        return cleaned


class AddForm(KeyedForm):
    """Words, files (see `attached`), or both."""

    open_fields = ("words", "papers")
    takes_files = True
    words = WordsField(
        limit=MOST,
        label=_("What do you want to add?"),
        help_text=_("What you said stays as it is; this goes beneath it, and the unit sees it."),
    )
    papers = FilesField()


class RateForm(KeyedForm):
    """Four questions apart; each may be left out, one answer is enough."""

    QUESTIONS = ("responded", "resolved", "put_right", "satisfied")
    open_fields = (*QUESTIONS, "words")

    responded = OneOf(
        label=_("Did somebody explain it to you clearly?"),
        choices=[(Responded.YES, _("Yes, clearly")), (Responded.NO, _("No, nobody did"))],
    )
    resolved = OneOf(
        label=_("Was it resolved?"),
        choices=[
            (Resolved.YES, _("Resolved")),
            (Resolved.PARTLY, _("Resolved in part")),
            (Resolved.NO, _("Not resolved")),
        ],
    )
    put_right = OneOf(
        label=_("Did you get what would put it right?"),
        choices=[(PutRight.YES, _("Yes, I did")), (PutRight.PARTLY, _("In part")), (PutRight.NO, _("No, I did not"))],
    )
    satisfied = OneOf(
        label=_("Are you satisfied with how it was handled?"),
        choices=[
            (Satisfied.YES, _("Satisfied")),
            (Satisfied.SO_SO, _("So-so")),
            (Satisfied.NO, _("Not satisfied")),
        ],
    )
    words = WordsField(limit=MOST, label=_("Anything else about the answer?"))

    def __init__(self, *args: Any, wanted: str = "", again: bool = False, **kwargs: Any) -> None:
        """`wanted`: what the speaker had said would put it right, in words; without it that question is not asked.

        `again`: whether "not resolved" still leads to another round.
        """
        super().__init__(*args, **kwargs)
        if wanted:
            said = gettext("You wanted: %(wanted)s. Did you get it?") % {"wanted": wanted}
            self.fields["put_right"].label = said
        else:
            del self.fields["put_right"]
        if again:
            self.fields["resolved"].help_text = gettext("If you choose “not resolved”, it is done again.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in self.QUESTIONS):
            self.add_error("responded", gettext("Please answer at least one of the questions"))
        return cleaned


class AgainForm(KeyedForm):
    words = WordsField(
        limit=MOST,
        label=_("What is still missing?"),
        help_text=_("It goes to the unit with your request; one sentence is enough."),
    )


class WithdrawForm(KeyedForm):
    open_fields = ("reason",)
    free = OneOf(
        label=_("Do you withdraw it of your own free will?"),
        choices=[("yes", _("Yes, nobody made me")), ("no", _("No, somebody wants me to"))],
        error_messages={"required": _("Please answer this first")},
    )
    reason = WordsField(limit=MOST, label=_("Why do you withdraw it?"), help_text=_("You need not say."))

    def clean_free(self) -> str:
        if self.cleaned_data["free"] == "no":
            said = gettext(
                "Then it is not withdrawn. Nobody may press you; if somebody does, add it here or tell the counter."
            )
            raise ValidationError(said, code="pressed")
        return str(self.cleaned_data["free"])


class SecondLookForm(KeyedForm):
    open_fields = ("words",)
    words = WordsField(
        limit=MOST, label=_("What do you want to say to it?"), help_text=_("You need not; asking is enough.")
    )


class UndoForm(KeyedForm):
    """Only the key: taking a withdrawal back needs no words."""


class OpenForm(KeyedForm):
    """Only the key: opening the opinion needs no words."""
