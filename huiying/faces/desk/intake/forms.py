"""Taking down a voice while the person talks: one screen."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.core.groups import MOST_PEOPLE, refuse_group
from huiying.faces.desk.casework.category import CATEGORY, UNIT, choice_field
from huiying.faces.desk.fields import LineField, WordsField, refusal
from huiying.faces.desk.intake.signers import ROWS, SIGNERS, SignersField
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Channel, ConsentFor, HelpKind, Kind, Naming
from huiying.listen.voices.errors import ContactMissing
from huiying.serve.casework.presenters.queue import CHANNELS, KINDS, WANTS

TAKEN_DOWN = (Channel.COUNTER, Channel.PHONE, Channel.LETTER, Channel.HOME_VISIT)
ASKED = (Kind.REQUEST, Kind.COMPLAINT, Kind.SUGGESTION, Kind.INQUIRY, Kind.PRAISE, Kind.REPORT)
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_MINUTE = "%Y-%m-%dT%H:%M"
ACCUSED = "accused"
LONGEST_AGO = timedelta(days=3653)
"""What is said to have come earlier has a slip in its year, and its time limits would end before they began."""
ALT = {
    "channel": "H",
    "naming": "Z",
    "words": "W",
    "kind": "K",
    "place": "P",
    "place_words": "O",
    "name": "M",
    "phone": "T",
    "email": "E",
    "address": "A",
    CATEGORY: "C",
    UNIT: "U",
    "wants": "X",
    "received_at": "R",
}
"""Which key, pressed with Alt, leads to a field. They stand beside the labels, and ? lists them."""
ALLOWS, HELP, GUARDIAN = "allows", "help", "guardian"
ALT |= {ALLOWS: "V", HELP: "L"}
_DIGITS = ("channel", "naming", "kind", ALLOWS, HELP)


class IntakeForm(forms.Form):
    """`now` bounds when the voice can have been received. `typed`: what stands in the fields, not judged yet."""

    use_required_attribute = False

    channel = forms.ChoiceField(label=_("Channel"), widget=forms.RadioSelect, initial=Channel.COUNTER.value)
    naming = forms.ChoiceField(
        label=_("How is the identity kept?"),
        widget=forms.RadioSelect,
        initial=Naming.NAMED.value,
        choices=[
            (Naming.NAMED.value, _("With name")),
            (Naming.SHIELDED.value, _("Shielded")),
            (Naming.ANONYMOUS.value, _("Anonymous")),
        ],
    )
    words = WordsField(label=_("In their words"))
    kind = forms.ChoiceField(
        label=_("What is it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what it is")}
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    place_words = LineField(label=_("Which spot exactly?"), limit=200, required=False)
    wants = forms.ChoiceField(label=_("What would put it right, in their eyes?"), required=False)
    name = LineField(label=_("Name of the person"), limit=60, required=False)
    phone = LineField(label=_("Phone"), limit=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = LineField(label=_("E-mail"), limit=200, required=False)
    address = LineField(label=_("Postal address"), limit=200, required=False)
    received_at = forms.DateTimeField(
        label=_("When did it reach the office?"),
        input_formats=[_MINUTE, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(format=_MINUTE, attrs={"type": "datetime-local", "class": "hy-input--20"}),
        error_messages={"required": _("Give day and hour"), "invalid": _("Give day and hour")},
    )
    people_count = forms.IntegerField(
        label=_("How many came?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "hy-input--4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write how many came, in digits: 1 or more")
        ),
    )
    allows = forms.MultipleChoiceField(
        label=_("What do they allow? Ask each by itself"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (ConsentFor.PUBLISH.value, _("publish it without the name")),
            (ConsentFor.SENSITIVE.value, _("use private details, such as illness or money, for this matter")),
            (GUARDIAN, _("for a child under 14: a parent or guardian agrees")),
        ],
        error_messages={"invalid_choice": _("Tick what stands in the list")},
    )
    help = forms.MultipleChoiceField(
        label=_("What help do they need?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=HelpKind.choices,
        error_messages={"invalid_choice": _("Tick what stands in the list")},
    )
    help_language = LineField(label=_("Interpreter: which language or dialect?"), limit=12, required=False)
    at_once = forms.BooleanField(label=_("Hand it on to this unit at once"), required=False)
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self, data: Any = None, *, now: datetime, typed: Mapping[str, Any] | None = None, channel: str = ""
    ) -> None:
        usual = {"channel": channel} if channel in TAKEN_DOWN else {}
        initial = dict(typed.items()) if typed is not None else usual | {"received_at": timezone.localtime(now)}
        super().__init__(data, initial=initial)
        self.now = now
        self._offer("channel", [(channel.value, say(CHANNELS[channel])) for channel in TAKEN_DOWN])
        self._offer("kind", [(kind.value, say(KINDS[kind])) for kind in ASKED])
        self._offer("wants", [("", gettext("nothing said")), *((value, say(words)) for value, words in WANTS.items())])
        self._offer("place", [("", gettext("nothing said")), *_places()])
        self.fields[CATEGORY] = choice_field()
        self.initial.setdefault(CATEGORY, "")
        self.fields[UNIT] = forms.ChoiceField(
            label=gettext("Unit"),
            required=False,
            choices=[("", gettext("The dispatcher decides")), *_units()],
            widget=forms.Select(attrs={"data-many": gettext("Find a unit in the list")}),
        )
        self.fields[ACCUSED] = forms.ChoiceField(
            label=gettext("Of a report: where does the official work?"),
            help_text=gettext(
                "That unit and those below it never see the report. Ask; it may be left out. About the highest unit, "
                "or those who take reports in: tell them to call 12388."
            ),
            required=False,
            choices=[("", gettext("not said")), *_units(parent__isnull=False)],
            widget=forms.Select(attrs={"data-many": gettext("Find a unit in the list")}),
        )
        self.fields[SIGNERS] = SignersField(label=gettext("Who else speaks for them?"), required=False)
        for name in ("name", "phone", "email", "address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        for name, key in ALT.items():
            self.fields[name].alt = key  # type: ignore[attr-defined]  # read by look's label and set
            if name not in _DIGITS:
                self.fields[name].widget.attrs["data-alt"] = key
        for field in self.fields.values():
            field.quiet = True  # type: ignore[attr-defined]  # read by look's label: said once for the whole screen

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_phone(self) -> str:
        phone = re.sub(r"[\s().·-]", "", self.cleaned_data["phone"])
        if phone and not _PHONE.fullmatch(phone):
            raise ValidationError(gettext("Write the phone number in digits, with the area code"))
        return phone

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        try:
            if email:
                validate_email(email)
        except ValidationError as err:
            raise ValidationError(gettext("This is no e-mail address; it looks like name@example.com")) from err
        return email

    def clean_received_at(self) -> datetime:
        received: datetime = self.cleaned_data["received_at"]
        if received < self.now - LONGEST_AGO:
            raise ValidationError(gettext("This is more than ten years ago; look at the year again"))
        if received > self.now.replace(second=59):
            raise ValidationError(gettext("This is in the future; look at day and hour again"))
        return min(received, self.now)

    def clean_people_count(self) -> int:
        return int(self.cleaned_data["people_count"] or 1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            refuse_group(came=cleaned.get("people_count") or 1, representatives=1 + len(cleaned.get(SIGNERS) or ()))
        except HuiyingError as err:
            self.add_error("people_count", refusal(err))
        if cleaned.get("naming") in (None, Naming.ANONYMOUS):
            return cleaned
        if not any(cleaned.get(way) for way in ("phone", "email", "address")) and not self.errors:
            self.add_error("phone", refusal(ContactMissing()))
        elif cleaned["naming"] == Naming.NAMED and not cleaned.get("name"):
            self.add_error("name", gettext("Write the name, or choose “Anonymous”"))
        return cleaned

    def consents(self) -> dict[str, Any]:
        """What they agreed to, each for itself; nothing of a report is published, no nameless child has a guardian."""
        given, allows = self.cleaned_data, set(self.cleaned_data[ALLOWS])
        return {
            "may_publish": ConsentFor.PUBLISH in allows and given["kind"] != Kind.REPORT,
            "consents": (ConsentFor.SENSITIVE,) if ConsentFor.SENSITIVE in allows else (),
            "by_guardian": GUARDIAN in allows and given["naming"] != Naming.ANONYMOUS,
        }

    def accused(self) -> int | None:
        """The unit that a report is about."""
        chosen = self.cleaned_data[ACCUSED] if self.cleaned_data["kind"] == Kind.REPORT else ""
        return int(chosen) if chosen else None

    def identity(self) -> dict[str, str]:
        """What goes into the vault: nothing for who goes without a name."""
        if self.cleaned_data["naming"] == Naming.ANONYMOUS:
            return {}
        return {name: self.cleaned_data[name] for name in ("name", "phone", "email", "address")}

    def signer_rows(self) -> list[dict[str, str]]:
        """The rows of those who speak for a group, as they stand on the page."""
        value = self[SIGNERS].value() or []
        return [*value, *({} for _row in range(ROWS - len(value)))]


def _places() -> list[tuple[str, str]]:
    """Every active place, the tree shown by indentation."""
    places = Place.objects.filter(active=True).order_by("path")
    return [(str(place.pk), "\u3000" * (place.path.count("/") - 2) + str(place)) for place in places]


def _units(**which: bool) -> list[tuple[str, str]]:
    """Every active unit, or `which` of them, the tree shown by indentation."""
    units = Unit.objects.filter(active=True, **which).order_by("path")
    return [(str(unit.pk), "\u3000" * (unit.path.count("/") - 2) + str(unit)) for unit in units]
