"""Writing a paper down, fast and by keyboard: number, words, kind; and the small forms beside it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.faces.desk.boxes.forms import MOST_REASON, BoxesForm, number_input, tree_choices
from huiying.faces.desk.fields import LineField, WordsField, refusal
from huiying.faces.desk.login.forms import PasswordField
from huiying.faces.look.language import language_of
from huiying.faces.look.templatetags.hy import say
from huiying.faces.look.uploads import FilesField
from huiying.foundation.files.errors import MOST_FILES, TooManyFiles
from huiying.foundation.office.models import Place
from huiying.foundation.people.enums import IdentityField
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.models import Batch, Paper
from huiying.listen.boxes.services.papers import Sheet
from huiying.listen.voices.enums import Kind, Naming
from huiying.listen.voices.errors import ContactMissing
from huiying.loop.empty_box import Written
from huiying.serve.casework.presenters.queue import KINDS
from huiying.serve.casework.selectors.named import id_in

ASKED = (Kind.REQUEST, Kind.COMPLAINT, Kind.SUGGESTION, Kind.INQUIRY, Kind.PRAISE, Kind.REPORT)
NO_VOICE = (Became.UNREADABLE.value, Became.EMPTY.value)
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_CONTACT = (IdentityField.NAME, IdentityField.PHONE, IdentityField.ADDRESS)
_FIELD_OF = {"box.correction_needs_reason": "reason"}


class PaperForm(BoxesForm):
    """One paper of `batch`; `paper`: one that is on the list already. `became`: instead of a voice, what it is."""

    number = forms.IntegerField(
        label=_("Slip number"),
        help_text=_("Empty for a paper of the writer's own."),
        min_value=1,
        required=False,
        widget=number_input(),
    )
    words = WordsField(label=_("What is written"), help_text=_("Word for word, also what is misspelt."))
    kind = forms.ChoiceField(
        label=_("What is it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what it is")}
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    place_words = LineField(label=_("Which spot exactly?"), limit=200, required=False)
    naming = forms.ChoiceField(
        label=_("How is the identity kept?"),
        widget=forms.RadioSelect,
        initial=Naming.ANONYMOUS.value,
        choices=[
            (Naming.ANONYMOUS.value, _("Anonymous")),
            (Naming.NAMED.value, _("With name")),
            (Naming.SHIELDED.value, _("Shielded")),
        ],
    )
    name = LineField(label=_("Name of the person"), limit=60, required=False)
    phone = LineField(label=_("Phone"), limit=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    address = LineField(label=_("Postal address"), limit=200, required=False)
    reason = LineField(
        label=_("Why is it added only now?"),
        help_text=_("Both have signed already: this is a correction. Leave out names and what is written."),
        limit=MOST_REASON,
        required=False,
    )

    def __init__(self, data: Any, *, batch: Batch, paper: Paper | None = None) -> None:
        super().__init__(data, initial={"place": batch.box.place_id or ""})
        self.batch, self.paper = batch, paper
        self.became = str(data.get("became", "")) if data is not None else ""
        self._offer("kind", [(kind.value, say(KINDS[kind])) for kind in ASKED])
        places = tree_choices(Place.objects.filter(active=True))
        self._offer("place", [("", gettext("nothing said")), *places])
        said = gettext("Write the number that stands on the slip, in digits")
        self.fields["number"].error_messages |= {"invalid": said, "min_value": said}
        if not batch.is_closed:
            del self.fields["reason"]
            self._begin_here(data)
        if paper is not None and paper.slip is not None:
            del self.fields["number"]
        if self.became in NO_VOICE:
            self.fields = {name: self.fields[name] for name in ("number", "reason", "key") if name in self.fields}
        for name in set(self.fields) & {"name", "phone", "address"}:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def _begin_here(self, data: Any) -> None:
        """A fresh form of an open batch is typed into at once, the next paper in the hand."""
        if data is None:
            first = "number" if self.paper is None or self.paper.slip is None else "words"
            self.fields[first].widget.attrs["autofocus"] = True

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_phone(self) -> str:
        phone = re.sub(r"[\s().·-]", "", self.cleaned_data["phone"])
        if phone and not _PHONE.fullmatch(phone):
            raise ValidationError(gettext("Write the phone number in digits, with the area code"))
        return phone

    def clean(self) -> dict[str, Any]:
        """Who is not anonymous left a name and a way to be reached."""
        given = super().clean() or {}
        if given.get("naming") in (None, Naming.ANONYMOUS):
            return given
        if not any(given.get(way) for way in ("phone", "address")):
            self.add_error("phone", refusal(ContactMissing()))
        elif given["naming"] == Naming.NAMED and not given.get("name"):
            self.add_error("name", gettext("Write the name, or choose “Anonymous”"))
        return given

    def refuse(self, error: HuiyingError) -> None:
        """At the number, but for a reason that is missing."""
        wanted = _FIELD_OF.get(error.code, "number")
        self.add_error(wanted if wanted in self.fields else None, refusal(error))

    def sheet(self) -> Sheet:
        return Sheet(self.cleaned_data.get("number"), paper_id=self.paper.pk if self.paper else None)

    def written(self) -> Written:
        given = self.cleaned_data
        named = given["naming"] != Naming.ANONYMOUS
        return Written(
            text=given["words"],
            kind=given["kind"],
            naming=given["naming"],
            language=language_of(given["words"]),
            identity={str(field): given[field] for field in _CONTACT if given[field]} if named else {},
            place_id=int(given["place"]) if given["place"] else None,
            place_words=given["place_words"],
        )

    @property
    def why(self) -> str:
        """The reason of a correction; empty in an open batch."""
        return str(self.cleaned_data.get("reason", ""))


class ScanForm(BoxesForm):
    """What the scanner gave; never kept beside the voice."""

    scans = FilesField(
        label=_("Pictures or PDF from the scanner"),
        help_text=_("The code on each slip tells its number. A picture is deleted when its words are written down."),
    )

    def clean_scans(self) -> list[UploadedFile]:
        given: list[UploadedFile] = self.cleaned_data["scans"]
        if not given:
            raise ValidationError(gettext("Choose the pictures or the PDF that the scanner made"))
        if len(given) > MOST_FILES:
            raise ValidationError(refusal(TooManyFiles(limit=MOST_FILES)))
        return given


class ReasonForm(forms.Form):
    """Why something does not add up; `slips` are ticked beside it."""

    use_required_attribute = False
    reason = LineField(
        label=_("What is the difference, and what was looked for?"),
        help_text=_("Leave out names and what was written."),
        limit=MOST_REASON,
        error_messages={"required": _("Say what the difference is")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def slips(self, data: QueryDict) -> list[int]:
        """Ids of the slips that were ticked; what is no id is left out."""
        return [number for each in data.getlist("slip") if (number := id_in(each)) is not None]

    def refuse(self, error: HuiyingError) -> None:
        self.add_error("reason", refusal(error))


class SecondForm(forms.Form):
    """The second person's own name and password."""

    use_required_attribute = False
    username = forms.CharField(
        label=_("Log-in name of the second person"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Give your log-in name")},
    )
    password = PasswordField(
        label=_("Password"), autocomplete="off", error_messages={"required": _("Give your password")}
    )

    def refuse(self, error: HuiyingError) -> None:
        self.add_error("username", refusal(error))


class Refusal(forms.Form):
    """An act without fields that was refused."""

    @classmethod
    def of(cls, error: HuiyingError) -> "Refusal":
        form = cls({})
        form.add_error(None, refusal(error))
        return form
