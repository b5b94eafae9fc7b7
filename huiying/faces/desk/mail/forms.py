"""Forms for letters: first the pictures, then the words beside them."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.casework.category import UNIT
from huiying.faces.desk.intake.forms import ALLOWS, HELP, IntakeForm
from huiying.faces.desk.intake.signers import SIGNERS
from huiying.faces.look.uploads import FilesField

_NOT_ASKED = ("channel", "people_count", "at_once", "draft", SIGNERS, UNIT, ALLOWS, HELP, "help_language")


class ScansForm(forms.Form):
    """What the scanner gave. `pages` show who wrote; `enclosed` may be seen by whoever handles the case."""

    use_required_attribute = False
    pages = FilesField(
        label=_("Letter and envelope"),
        help_text=_("Every page and the envelope, as pictures or PDF. Only who may know the writer can open them."),
    )
    enclosed = FilesField(
        label=_("What lay in it"),
        help_text=_("Photos and papers without the writer's name: whoever handles the case sees them."),
    )


class LetterForm(IntakeForm):
    """The same as at the counter, without what no letter has, and with the day on the postmark."""

    postmarked_on = forms.DateField(
        label=_("Day on the postmark"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "hy-input--20"}),
        error_messages={"invalid": _("This is no day; choose it in the calendar")},
    )

    def __init__(self, data: Any = None, *, now: datetime, typed: dict[str, Any] | None = None) -> None:
        super().__init__(data, now=now, typed=typed or None)
        for name in _NOT_ASKED:
            del self.fields[name]
        self.fields["words"].help_text = gettext("Word for word, as it stands there.")
        self.fields["postmarked_on"].quiet = True  # type: ignore[attr-defined]  # as IntakeForm does for its fields

    def clean_postmarked_on(self) -> date | None:
        day: date | None = self.cleaned_data["postmarked_on"]
        if day is not None and day > timezone.localdate(self.now):
            raise ValidationError(gettext("This is in the future; look at the postmark again"))
        return day
