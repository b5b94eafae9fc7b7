"""In which form a list goes out, and whether with who spoke."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import LineField
from huiying.faces.look.parts import Option
from huiying.foundation.people.vault import LEAST_REASON
from huiying.foundation.tables.columns import BOTH
from huiying.foundation.tables.enums import ExportFormat

MOST_REASON = 200
LANGUAGES = (("zh-hans", _("Chinese")), ("en", _("English")), (BOTH, _("Heads in both, words in Chinese")))
HINTS = {
    ExportFormat.CSV: _("Opens in every spreadsheet; no cell can run as a formula."),
    ExportFormat.XLSX: _("For Excel and WPS; every cell is text."),
    ExportFormat.JSON: _("Names of the fields stay the same in every language."),
    ExportFormat.PARQUET: _("Made in the background; days and moments are typed."),
}


class ExportForm(forms.Form):
    """`with_identities`: whether this reader may ask for them at all."""

    use_required_attribute = False
    format = forms.ChoiceField(label=_("Which kind of file?"), widget=forms.RadioSelect, initial=ExportFormat.CSV)
    language = forms.ChoiceField(label=_("In which language?"), widget=forms.RadioSelect, choices=LANGUAGES)
    identities = forms.BooleanField(
        label=_("With names and contacts, where I may see them: each is recorded, and the person sees it"),
        required=False,
    )
    reason = LineField(
        label=_("Why do you need to know who they are?"),
        help_text=_("Only for an export with names. Each person reads this reason on the receipt."),
        limit=MOST_REASON,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, with_identities: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"language": get_language()})
        super().__init__(*args, **kwargs)
        formats = [(one.value, Option(one.label, hint=HINTS[one])) for one in ExportFormat]
        self.fields["format"].choices = formats  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["reason"].quiet = True  # type: ignore[attr-defined]  # read by look's label: needed with names alone
        if not with_identities:
            del self.fields["identities"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("identities") and len(cleaned.get("reason", "")) < LEAST_REASON:
            self.add_error("reason", ValidationError(gettext("Say why; each person will read it")))
        return cleaned

    @property
    def wanted_reason(self) -> str:
        """Why identities are needed; "" for an export without."""
        return str(self.cleaned_data["reason"]) if self.cleaned_data.get("identities") else ""
