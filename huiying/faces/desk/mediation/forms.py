"""Forms of mediation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures.mediation_acts import HOW
from huiying.faces.desk.commitments.forms import day_field
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.look.rows import page_language, said
from huiying.faces.look.uploads import FilesField
from huiying.serve.mediation.enums import Confirmed, Side
from huiying.serve.mediation.services.holding import MOST_LINE, MOST_WORDS
from huiying.serve.mediation.services.listing import MOST_BODY, MOST_NAME

Choices = Sequence[tuple[str, str]]
_WRITE = {"required": _("Write it in a few words")}
_CHOOSE = {"required": _("Choose one"), "invalid_choice": _("Choose one")}


class MediationForm(KeyedForm):
    """A form of mediation; alone it only asks."""

    area = "mediation"
    fields_of = {
        "mediation.words_needed": "words content name body",
        "mediation.mail_missing": "contact",
        "mediation.day_wrong": "on signed_on",
        "mediation.mediator_unfit": "mediator staff chose",
        "mediation.not_chosen": "mediator",
        "mediation.not_confirmable": "on",
        "file.gone": "papers",
    }


def _words(label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=MOST_WORDS, error_messages=_WRITE, **more
    )


class _Choosing(MediationForm):
    """`mediators`: (id, name) of the list; "0" leaves it open."""

    def __init__(self, *args: Any, mediators: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = "mediator" if "mediator" in self.fields else "chose"
        anyone = [] if name == "mediator" else [("0", gettext("Anybody of the list"))]
        self.fields[name].choices = [*anyone, *mediators]  # type: ignore[attr-defined]  # of ChoiceField


class ConsentForm(_Choosing):
    """How a side agreed, and whom it wants."""

    how = forms.ChoiceField(label=_("How did this side agree?"), widget=forms.RadioSelect, error_messages=_CHOOSE)
    chose = forms.ChoiceField(label=_("Whom do they want as the mediator?"), error_messages=_CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        shown = [(one.value, said(one.label, language)) for one in HOW.choices if one.value != "receipt"]
        self.fields["how"].choices = shown  # type: ignore[attr-defined]  # of ChoiceField


class RechooseForm(_Choosing):
    """A side says anew whom it wants."""

    side = forms.ChoiceField(label=_("Which side?"), choices=Side.choices, error_messages=_CHOOSE)
    chose = forms.ChoiceField(label=_("Whom do they want as the mediator?"), error_messages=_CHOOSE)


class BeginForm(_Choosing):
    """Whom both sides chose."""

    mediator = forms.ChoiceField(label=_("Who mediates?"), error_messages=_CHOOSE)


class PartyForm(MediationForm):
    """A unit, or a person with a contact."""

    unit = forms.ChoiceField(label=_("A unit"), required=False)
    name = LineField(label=_("Or a person: name"), limit=MOST_LINE, required=False)
    contact = LineField(
        label=_("How to reach them"),
        help_text=_("Name and contact are kept sealed; each look at them is written down."),
        limit=MOST_LINE,
        required=False,
    )
    by_mail = forms.BooleanField(
        label=_("The contact is an e-mail address: send them the invitation now"), required=False
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", gettext("No unit")), *units]  # type: ignore[attr-defined]  # of ChoiceField


class SessionForm(MediationForm):
    """Day, hour and place."""

    on = day_field(_("Which day?"))
    at = forms.TimeField(
        label=_("At what hour?"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "hy-input--10"}),
        error_messages={"required": _("Give the hour, such as 14:30"), "invalid": _("Give the hour, such as 14:30")},
    )
    place = LineField(label=_("Where?"), limit=MOST_LINE, error_messages=_WRITE)


class HeldForm(MediationForm):
    """Who was there, and the mediator's record."""

    speaker_came = forms.BooleanField(label=_("Who brought the matter was there"), required=False)
    other_came = forms.BooleanField(label=_("The other side was there"), required=False)
    words = _words(_("Your record"), _("Sealed: nobody but the mediator reads it."))


class OfferForm(MediationForm):
    """What a side offers, in confidence."""

    side = forms.ChoiceField(label=_("Which side?"), choices=Side.choices, error_messages=_CHOOSE)
    words = _words(_("What do they offer or ask for?"), _("Sealed, and deleted when the mediation ends."))
    may_pass = forms.BooleanField(label=_("I may tell the other side"), required=False)


class DraftForm(MediationForm):
    """What is to be signed. One item may be promised by a unit; more are written in the text."""

    dispute = _words(_("Main facts, what was in dispute, and who answers for what"))
    content = _words(_("What was agreed"))
    performance = _words(_("How and by when it is performed"), _("No names: both sides write theirs by hand."))
    unit = forms.ChoiceField(label=_("Does a unit have to do something?"), required=False)
    what = LineField(label=_("What does it do?"), limit=400, required=False)
    due_on = day_field(_("By which day?"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", gettext("No unit")), *units]  # type: ignore[attr-defined]  # of ChoiceField

    def clean(self) -> dict[str, Any]:
        """An item is whole or not there."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in ("unit", "what", "due_on") if cleaned.get(name)]
        if given and len(given) < 3 and not self.errors:
            self.add_error("what", gettext("Give the unit, what it does, and by which day; or leave all three empty"))
        return cleaned


class SignForm(MediationForm):
    """The day of the signatures, and the signed paper."""

    signed_on = day_field(_("On which day did both sides sign?"))
    papers = FilesField(label=_("The signed paper, as a photo or PDF"))


class KeptForm(MediationForm):
    """What shows that it was kept."""

    words = _words(_("What shows that it was kept?"))


class BreachForm(MediationForm):
    """What was not kept."""

    words = _words(_("What was not kept?"), _("No names, and no blame: what was agreed and is not done."))


class CourtForm(MediationForm):
    """What came of the court."""

    result = forms.ChoiceField(label=_("What came of the court?"), choices=Confirmed.choices, error_messages=_CHOOSE)
    on = day_field(_("Which day?"))


class MediatorForm(MediationForm):
    """A line of the list."""

    name = LineField(label=_("Name"), limit=MOST_NAME, error_messages=_WRITE)
    name_en = LineField(label=_("The same in English"), limit=MOST_NAME, required=False)
    body = LineField(label=_("Of which committee or body"), limit=MOST_BODY, error_messages=_WRITE)
    fields_known = LineField(label=_("What they know about"), limit=MOST_LINE, required=False)
    committee = forms.BooleanField(
        label=_("A people's mediation committee"),
        help_text=_("Then both sides can ask a court to confirm the agreement within 30 days."),
        required=False,
    )
    staff = forms.ChoiceField(
        label=_("Account"),
        help_text=_("Their own, or that of who writes for a mediator from outside. It needs the role of a mediator."),
        error_messages=_CHOOSE,
    )
    office = forms.ChoiceField(label=_("List of which office"), error_messages=_CHOOSE)

    def __init__(self, *args: Any, staff: Choices, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [("", gettext("Choose")), *staff]  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]  # of ChoiceField
