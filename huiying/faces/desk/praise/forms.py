"""The form by which praise is passed on."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import KeyedForm
from huiying.faces.desk.issues.forms import units
from huiying.judge.ratings.models import MOST_PRAISE


class PraiseForm(KeyedForm):
    """Which unit earned it, in which words, and whether they stand on the board."""

    area: ClassVar[str] = "praise"
    fields_of: ClassVar[Mapping[str, str]] = {
        "praise.unit_needed": "unit",
        "praise.passed": "unit",
        "praise.words_needed": "words",
        "praise.names_somebody": "words",
        "praise.not_to_publish": "public words",
    }
    unit = forms.ChoiceField(
        label=_("Which unit earned it?"),
        error_messages={
            "required": _("Choose the unit that earned it"),
            "invalid_choice": _("Choose the unit that earned it"),
        },
    )
    words = forms.CharField(
        label=_("What was done well?"),
        help_text=_(
            "In the words of the person, shortened where needed. Leave out every name: who praised, and who is praised."
        ),
        widget=forms.Textarea,
        max_length=MOST_PRAISE,
        error_messages={"required": _("Say what was done well")},
    )
    public = forms.BooleanField(
        label=_("Show it on the board as well; the speaker agreed to publication"), required=False, initial=True
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        """`may_publish`: the speaker agreed; without that the board is not offered."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", ""), *units()]  # type: ignore[attr-defined]  # a ChoiceField
        if not may_publish:
            del self.fields["public"]
