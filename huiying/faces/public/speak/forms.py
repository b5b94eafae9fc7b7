"""The questions of speaking up, one form each. Each writes plain JSON values into the draft."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.look.parts import Option
from huiying.faces.look.uploads import FilesField
from huiying.faces.public.fields import LineField, OneOf, SafeForm, WordsField, refusal
from huiying.faces.public.speak.places import UNSAID, town_choices, unit_choices, village_choices
from huiying.listen.voices.enums import HelpKind, Kind, Naming, Wants
from huiying.listen.voices.errors import ContactMissing

Answers = dict[str, Any]

_PHONE = re.compile(r"\+?[0-9]{5,15}")
_MOBILE_DIGITS = 11
_MANY = 12


class AnswerForm(SafeForm):
    """One question. `answers` of the draft so far tell a later question what may be chosen."""

    def __init__(self, data: Any = None, files: Any = None, *, answers: Answers) -> None:
        super().__init__(data, files, initial=answers)
        self.known = answers

    def answered(self) -> Answers:
        """What this question adds to the draft."""
        return dict(self.cleaned_data)


class KindForm(AnswerForm):
    kind = OneOf(
        label=_("What is it about?"),
        choices=[
            (Kind.REQUEST, Option(_("I need something solved"), hint=_("A broken road, a paper, unpaid wages"))),
            (Kind.COMPLAINT, Option(_("I was treated badly"), hint=_("A service, a delay, a way of talking"))),
            (Kind.SUGGESTION, Option(_("I have an idea"), hint=_("Something that could be done better"))),
            (Kind.INQUIRY, Option(_("I want to know something"), hint=_("A rule, a place, a date"))),
            (Kind.PRAISE, Option(_("I want to say thanks"), hint=_("Somebody did a good job"))),
            (
                Kind.REPORT,
                Option(
                    _("I report an official's breach of discipline or law"),
                    hint=_("One officer in charge of reports sees it; nobody else does"),
                ),
            ),
        ],
        error_messages={"required": _("Please choose what it is about")},
    )


class WordsForm(AnswerForm):
    """The words, and whether it takes help to say them or to read the answer."""

    open_fields = ("help", "help_language")
    words = WordsField(
        label=_("What do you want to tell us?"),
        help_text=_("Write as you speak: what happened, where, what you hope for. You can also dictate it."),
    )

    help = forms.MultipleChoiceField(
        label=_("What would help you?"),
        choices=HelpKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose one of these")},
    )
    help_language = LineField(label=_("For an interpreter: which language or dialect?"), limit=12)


class PapersForm(AnswerForm):
    """Photos and papers; `speak.papers` keeps them one by one."""

    open_fields = ("papers",)
    takes_files = True
    papers = FilesField(
        label=_("Do you have photos or papers?"),
        help_text=_("If not, just go on. Up to 10 files of 10 MB: pictures, PDF, Word, Excel, sound or a short film."),
    )

    def answered(self) -> Answers:
        return {}


class AboutForm(AnswerForm):
    """Of a report: which unit it is about. Of the highest of all nobody here could read it."""

    open_fields = ("about",)
    about = OneOf(
        label=_("Where does the official you report work?"),
        help_text=_("That unit never sees your report, nor does anybody below it. You may leave it out."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, answers: Answers) -> None:
        super().__init__(data, files, answers=answers)
        choices = [*unit_choices(), (UNSAID, _("Somewhere else, or I do not know"))]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]  # of OneOf
        self.fields["about"].widget = forms.Select(choices=[("", gettext("Choose")), *choices])


class TownForm(AnswerForm):
    town = OneOf(
        label=_("Where is it?"),
        help_text=_("It helps the right unit find it. You need not say."),
        error_messages={"required": _("Please choose a place, or “I don't know, or would rather not say”")},
    )
    place_words = LineField(
        label=_("Which spot?"),
        help_text=_("A road, a building, a shop; say it your way"),
        required=False,
        limit=200,
    )

    def __init__(self, data: Any = None, files: Any = None, *, answers: Answers) -> None:
        super().__init__(data, files, answers=answers)
        choices = town_choices()
        self.fields["town"].choices = choices  # type: ignore[attr-defined]  # of OneOf
        if len(choices) > _MANY:
            self.fields["town"].widget = forms.Select(choices=[("", gettext("Choose")), *choices])

    def answered(self) -> Answers:
        """A village lies in one town: with another town it is asked anew."""
        moved = self.cleaned_data["town"] != self.known.get("town")
        return self.cleaned_data | ({"village": ""} if moved else {})


class VillageForm(AnswerForm):
    village = OneOf(
        label=_("Which village or community?"),
        error_messages={"required": _("Please choose one, or “not sure”")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, answers: Answers) -> None:
        super().__init__(data, files, answers=answers)
        choices = village_choices(str(answers.get("town", "")))
        self.fields["village"].choices = choices  # type: ignore[attr-defined]  # of OneOf
        if len(choices) > _MANY:
            self.fields["village"].widget = forms.Select(choices=[("", gettext("Choose")), *choices])


class WantsForm(AnswerForm):
    open_fields = ("wants",)
    wants = OneOf(
        label=_("What would put it right?"),
        help_text=_("In your eyes; you may leave it out. The answer will have to speak to it."),
        choices=[
            (Wants.EXPLANATION, Option(_("An explanation"), hint=_("Tell me clearly how it came about"))),
            (Wants.FAIR_LOOK, Option(_("A fair second look"), hint=_("Look at it again without taking sides"))),
            (Wants.RESPECT, Option(_("Respect, or an apology"))),
            (Wants.ACTION, Option(_("That it gets done"), hint=_("Repaired, issued, stopped"))),
            (Wants.MONEY, Option(_("Money or help"))),
            (Wants.UNKNOWN, Option(_("I don't know yet"))),
        ],
    )


class NamingForm(AnswerForm):
    naming = OneOf(
        label=_("Do you give your name?"),
        choices=[
            (
                Naming.NAMED,
                Option(
                    _("With my name"),
                    hint=_(
                        "Those who take it in and hand it on may look up who you are, with a reason each time; "
                        "the unit that handles it cannot. You see every look on your receipt."
                    ),
                ),
            ),
            (
                Naming.SHIELDED,
                Option(
                    _("Keep my name shielded"),
                    hint=_(
                        "The unit that handles it does not see who you are. "
                        "Only the keeper of identities can look, with a reason, and you see it."
                    ),
                ),
            ),
            (
                Naming.ANONYMOUS,
                Option(
                    _("Without a name"),
                    hint=_(
                        "We do not know who you are and cannot write to you. "
                        "With your receipt you can follow and rate all the same."
                    ),
                ),
            ),
        ],
        error_messages={"required": _("Please choose one; all three are handled the same")},
    )

    def answered(self) -> Answers:
        """Who goes without a name leaves no contact behind, also none typed before."""
        nothing = dict.fromkeys(ContactForm.base_fields, "") | {"may_contact": False}
        return {"naming": self.cleaned_data["naming"], **(nothing if self.is_anonymous() else {})}

    def is_anonymous(self) -> bool:
        return bool(self.cleaned_data["naming"] == Naming.ANONYMOUS)


class ContactForm(AnswerForm):
    open_fields = ("name", "phone", "email", "address")
    name = LineField(label=_("Your name"), limit=60)
    phone = LineField(label=_("Phone"), limit=30)
    email = LineField(label=_("E-mail"), limit=200)
    address = LineField(label=_("Postal address"), help_text=_("Only if you want written notices"), limit=200)

    def __init__(self, data: Any = None, files: Any = None, *, answers: Answers) -> None:
        super().__init__(data, files, answers=answers)
        for name, hints in _BROWSER_KNOWS.items():
            self.fields[name].widget.attrs |= hints

    def clean_phone(self) -> str:
        phone = re.sub(r"[\s().·-]", "", self.cleaned_data["phone"])
        if not phone:
            return ""
        if phone.startswith("1") and phone.isdigit() and len(phone) != _MOBILE_DIGITS:
            raise ValidationError(
                gettext("A mobile number has 11 digits; this one has %(count)s") % {"count": len(phone)}
            )
        if not _PHONE.fullmatch(phone):
            raise ValidationError(gettext("Please write the phone number in digits, with the area code"))
        return phone

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        try:
            if email:
                validate_email(email)
        except ValidationError as err:
            raise ValidationError(gettext("This is no e-mail address; it looks like name@example.com")) from err
        return email

    def clean(self) -> Answers:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if not any(cleaned[way] for way in ("phone", "email", "address")):
            self.add_error("phone", refusal(ContactMissing()))
        elif self.known.get("naming") == Naming.NAMED and not cleaned["name"]:
            self.add_error("name", gettext("Please write your name, or go back and choose “without a name”"))
        return cleaned


_BROWSER_KNOWS: dict[str, dict[str, str]] = {
    "name": {"autocomplete": "name"},
    "phone": {"autocomplete": "tel", "inputmode": "tel"},
    "email": {"autocomplete": "email", "inputmode": "email"},
    "address": {"autocomplete": "street-address"},
}


class ConsentForm(AnswerForm):
    may_contact = forms.BooleanField(
        label=_("You may tell me by SMS or e-mail how it goes, and ask me when something is unclear"),
        required=False,
    )
    may_publish = forms.BooleanField(
        label=_("You may publish my words without my name, so that others can learn from the answer"),
        required=False,
    )

    sensitive = forms.BooleanField(
        label=_("You may use sensitive details that I wrote myself, such as health, money or faith, for this matter"),
        required=False,
    )
    guardian = forms.BooleanField(
        label=_("The person concerned is under 14: I am a parent or guardian and agree"),
        required=False,
    )

    def __init__(self, data: Any = None, files: Any = None, *, answers: Answers) -> None:
        super().__init__(data, files, answers=answers)
        if answers.get("naming") == Naming.ANONYMOUS:
            del self.fields["may_contact"]
            del self.fields["guardian"]
        if answers.get("kind") == Kind.REPORT:
            del self.fields["may_publish"]

    def answered(self) -> Answers:
        nothing = dict.fromkeys(("may_contact", "may_publish", "sensitive", "guardian"), False)
        return nothing | self.cleaned_data
