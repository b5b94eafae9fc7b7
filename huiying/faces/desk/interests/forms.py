"""Forms of a table of interests; each carries the key by which a second post changes nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.serve.coordination.models import InterestGroup
from huiying.serve.coordination.services.interests import Situation

_FIELDS_OF = {"interests.source_needed": "people_source"}
_NUMBER = forms.NumberInput(attrs={"min": 0, "inputmode": "numeric", "class": "hy-input--10"})


class InterestsForm(KeyedForm):
    """A form of the table of interests; alone it only asks."""

    area = "interests"
    fields_of = _FIELDS_OF


class QuestionForm(InterestsForm):
    """What is to be settled."""

    question = LineField(
        label=_("What is to be settled, in one sentence?"),
        help_text=_("Such as: where the concrete plant moves to. Leave out names of people."),
        limit=200,
        error_messages={"required": _("Say what is to be settled")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class GroupForm(InterestsForm):
    """People in one situation."""

    situation = LineField(
        label=_("What situation are these people in?"),
        help_text=_("As they would say it themselves, such as: residents within 200 m. Not who they are."),
        limit=120,
        error_messages={"required": _("Say what situation these people are in")},
    )
    situation_en = LineField(label=_("The same in English"), limit=160, required=False)
    people = forms.IntegerField(
        label=_("How many are they?"),
        help_text=_("Leave it empty if nobody knows. Below 5 the public reads “fewer than 5”."),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=_NUMBER,
        error_messages={"invalid": _("Please write a whole number")},
    )
    people_source = LineField(label=_("Where does this number come from?"), limit=120, required=False)
    gains = LineField(label=_("What do they gain?"), limit=300, required=False)
    loses = LineField(label=_("What do they lose?"), limit=300, required=False)
    how_much = LineField(label=_("How much is it?"), limit=200, required=False)
    balance = LineField(label=_("What balances it?"), limit=300, required=False)
    asked = LineField(
        label=_("Who of them was asked, and how?"),
        help_text=_("Leave it empty if nobody was; the public reads “nobody was asked”."),
        limit=300,
        required=False,
    )
    asked_people = forms.IntegerField(
        label=_("How many were asked?"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=_NUMBER,
        error_messages={"invalid": _("Please write a whole number")},
    )
    asked_on = forms.DateField(
        label=_("On which day?"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "hy-input--10"}),
        error_messages={"invalid": _("Please choose a day")},
    )

    def situation_said(self) -> Situation:
        """What was filled in."""
        return Situation(**{name: value for name, value in self.cleaned_data.items() if name != "key"})


def initial_of(group: InterestGroup) -> dict[str, Any]:
    """A group as the form begins with it."""
    return {name: getattr(group, name) for name in Situation.__dataclass_fields__}
