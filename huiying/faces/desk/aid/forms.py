"""Forms of aid: the household and what it lacks, what is given, what a visit found."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.core.aid import LONGEST_POSTED_DAYS, POSTED_DAYS, PROGRAMMES
from huiying.faces.desk.commitments.forms import day_field
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.desk.issues.forms import units
from huiying.faces.look.rows import page_language, said
from huiying.foundation.office.models import Place
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import Unit
from huiying.serve.aid.enums import Agreed, Means, Met, Need, Outcome

NOT_WHO = _("Leave out who it is: names, phones and numbers are kept apart.")


class AidForm(KeyedForm):
    """A form of aid."""

    area = "aid"
    fields_of = {
        "aid.words_needed": "words reason",
        "aid.names_somebody": "words reason",
        "aid.yes_needed": "agreed_on",
        "aid.household_needed": "name",
        "aid.giver_needed": "giver_unit",
        "aid.amount_wrong": "amount",
        "aid.day_wrong": "on due_on next_visit_on days",
        "aid.posting_needed": "hurried",
    }


def _long(label: Any, hint: Any = NOT_WHO) -> forms.CharField:
    missing = _("Write it in a few words")
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea, error_messages={"required": missing})


class NewAid(AidForm):
    """Which household, where, what it lacks, and that it agreed."""

    unit = forms.ChoiceField(label=_("Which unit looks after it?"))
    place = forms.ChoiceField(label=_("Village or community"))
    need = forms.ChoiceField(label=_("What is lacking?"), choices=Need.choices)
    words = _long(_("In the household's words"))
    name = LineField(label=_("Name of the householder"), limit=60, required=False)
    phone = LineField(label=_("Phone"), limit=40, required=False)
    address = LineField(label=_("Address"), limit=200, required=False)
    agreed = forms.ChoiceField(label=_("How did they agree?"), choices=Agreed.choices, widget=forms.RadioSelect)
    agreed_on = day_field(_("On which day did they agree?"))
    next_visit_on = day_field(_("When will somebody go to see?"), required=False)

    def __init__(self, *args: Any, of_case: bool, at: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Unit.objects.filter(pk__in=at, active=True).order_by("path")
        self._offer("unit", [(str(unit.pk), str(unit)) for unit in mine])
        self._offer("place", _places())
        if of_case:
            self.fields["name"].help_text = _("Leave it empty where the household is whoever spoke.")

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def identity(self) -> dict[str, str]:
        """What was given of who they are."""
        names = (IdentityField.NAME, IdentityField.PHONE, IdentityField.ADDRESS)
        return {name.value: self.cleaned_data[name.value] for name in names}


def _places() -> list[tuple[str, str]]:
    places = Place.objects.filter(active=True).order_by("path")
    return [(str(place.pk), "\u3000" * (place.path.count("/") - 2) + str(place)) for place in places]


class PlanForm(AidForm):
    """One thing that is to be given."""

    programme = forms.ChoiceField(label=_("By which programme?"))
    means = forms.ChoiceField(label=_("What is given?"), choices=Means.choices, widget=forms.RadioSelect)
    words = LineField(
        label=_("What exactly?"),
        help_text=NOT_WHO,
        limit=200,
        error_messages={"required": _("Write it in a few words")},
    )
    amount = forms.DecimalField(
        label=_("How much, in yuan? For money alone"),
        required=False,
        max_digits=12,
        error_messages={"invalid": _("Write the sum in figures, such as 1500 or 1500.50")},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    giver_unit = forms.ChoiceField(label=_("Which unit gives it?"), required=False)
    giver = LineField(label=_("Or which organisation?"), limit=120, required=False)
    due_on = day_field(_("By which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        offered: dict[str, list[tuple[str, Any]]] = {
            "programme": [(one.id, said(one.name, language)) for one in PROGRAMMES.values()],
            "giver_unit": [("", _("no unit")), *units()],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class PostForm(AidForm):
    """For how many days it is posted."""

    days = forms.IntegerField(
        label=_("For how many days is it posted?"),
        help_text=_("The law names no number; seven is usual."),
        initial=POSTED_DAYS,
        min_value=1,
        max_value=LONGEST_POSTED_DAYS,
    )


class GiveForm(AidForm):
    """On which day it was given; `hurried` only where the law lets it come before the posting."""

    on = day_field(_("On which day was it given?"))
    hurried = forms.BooleanField(label=_("It was an emergency and came before the posting"), required=False)

    def __init__(self, *args: Any, may_hurry: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_hurry:
            del self.fields["hurried"]


class DropForm(AidForm):
    """Why it is not given."""

    reason = _long(_("Why is it not given?"))


class VisitForm(AidForm):
    """What somebody found who went there: about the need, not about the people."""

    on = day_field(_("On which day were you there?"))
    met = forms.ChoiceField(label=_("Is the need met?"), choices=Met.choices, widget=forms.RadioSelect)
    words = _long(
        _("What did you see, and what did you promise?"), _("Needs and promises, no judgement on the people.")
    )
    next_visit_on = day_field(_("When will somebody go again?"), required=False)


class EndForm(AidForm):
    """How it ends."""

    outcome = forms.ChoiceField(label=_("How does it end?"), choices=Outcome.choices, widget=forms.RadioSelect)
