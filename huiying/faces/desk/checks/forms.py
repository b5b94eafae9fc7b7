"""Forms of checks; each carries the key by which a second post changes nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.boxes.forms import number_input, tree_choices
from huiying.faces.desk.commitments.forms import day_field
from huiying.faces.desk.fields import KeyedForm, LineField, NumberField
from huiying.foundation.office.models import Place
from huiying.judge.checks.enums import CHECKED_CHANNELS, CallOutcome, DrawKind, Found
from huiying.judge.ratings.enums import PutRight, Resolved, Responded, Satisfied

MOST_NUMBER = 120
MOST_WORDS = 2_000
NOT_SAID = ("", _("not said"))
NOT_FOUND_OUT = ("", _("could not be found out"))


class ChecksForm(KeyedForm):
    """A form of checks."""

    area = "checks"
    fields_of = {
        "draw.days_wrong": "starts_on",
        "draw.overlaps": "starts_on",
        "draw.number_day_wrong": "number_on",
        "draw.number_unnamed": "number",
        "draw.number_too_short": "number",
        "draw.size_wrong": "wanted",
        "draw.grid_empty": "channels",
        "call_back.nothing_answered": "responded",
        "check.too_long": "words notes task",
        "check.reason_wanted": "words task",
        "check.result_incomplete": "reached",
        "check.not_this_test": "number",
        "receipt.unknown": "code",
    }


class DrawForm(ChecksForm):
    """What is announced."""

    starts_on = day_field(_("First day"), help_text=_("Tomorrow at the earliest: a draw is announced beforehand."))
    ends_on = day_field(_("Last day"))
    wanted = forms.IntegerField(
        label=_("How many are drawn?"),
        widget=number_input(),
        error_messages={"required": _("Write the number in digits"), "invalid": _("Write the number in digits")},
    )
    number = LineField(
        label=_("Which public number is mixed in?"),
        help_text=_(
            "One that nobody here can know before it is out, for example of the Welfare Lottery, with its date."
        ),
        limit=MOST_NUMBER,
        error_messages={"required": _("Name a public number")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    number_on = day_field(_("On which day is that number out?"))


class CallDrawForm(DrawForm):
    """Of call-backs: the number comes out after the period."""


class TestDrawForm(DrawForm):
    """Of unannounced checks: the grid they are drawn from."""

    __test__ = False
    channels = forms.MultipleChoiceField(
        label=_("Which channels?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(channel.value, channel.label) for channel in CHECKED_CHANNELS],
        required=False,
    )
    places = forms.MultipleChoiceField(label=_("Which places?"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["places"]
        field.choices = tree_choices(Place.objects.filter(active=True))


DRAW_FORMS: dict[str, type[DrawForm]] = {
    DrawKind.CALLBACK.value: CallDrawForm,
    DrawKind.UNANNOUNCED.value: TestDrawForm,
}


class LotsForm(ChecksForm):
    """The public number that is out."""

    number = LineField(
        label=_("Which number came out?"),
        help_text=_("Every digit in the order in which it was published. It cannot be changed afterwards."),
        limit=MOST_NUMBER,
        error_messages={"required": _("Write every digit of the number")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def _asked(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*choices, NOT_SAID], widget=forms.RadioSelect, required=False)


class TryForm(ChecksForm):
    """What came of one try."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(one.value, one.label) for one in CallOutcome if one is not CallOutcome.NOT_CALLED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it")},
    )
    responded = _asked(_("Did somebody explain it to you?"), Responded.choices)
    resolved = _asked(_("Was it resolved?"), Resolved.choices)
    satisfied = _asked(_("Are you satisfied with how it was handled?"), Satisfied.choices)
    put_right = _asked(_("Were you given what would put it right?"), PutRight.choices)
    words = forms.CharField(
        label=_("In the person's own words"), widget=forms.Textarea, required=False, max_length=MOST_WORDS
    )
    again = forms.BooleanField(label=_("The person wants the unit to take it up again"), required=False)

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["again"]


class ReasonForm(ChecksForm):
    """Why."""

    words = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Say why in a few words")},
    )


class SendForm(ChecksForm):
    """What the tester brings there."""

    task = forms.CharField(
        label=_("What does the tester bring there?"),
        help_text=_(
            "A situation in a few words, harmless and true to life. The tester says it in words of their own: the same "
            "words twice would give the test away."
        ),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Describe the situation in a few words")},
    )


class TieForm(ChecksForm):
    """The receipt that the tester brought back."""

    number = NumberField(
        label=_("Receipt number"), limit=40, error_messages={"required": _("Write the receipt number")}
    )
    code = LineField(
        label=_("Code on the receipt"),
        limit=40,
        error_messages={"required": _("Write the code on the receipt")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


def _found(label: Any, *, required: bool = False, help_text: Any = "") -> forms.ChoiceField:
    choices = Found.choices if required else [*Found.choices, NOT_FOUND_OUT]
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": _("Answer yes or no")},
    )


class ResultForm(ChecksForm):
    """What a check found. It is about the channel, never about somebody who works there."""

    reached = _found(
        _("Was somebody there, or the call answered?"),
        required=True,
        help_text=_("On the web or by mail: could it be sent?"),
    )
    waited_minutes = forms.IntegerField(
        label=_("After how many minutes?"),
        min_value=0,
        max_value=100_000,
        required=False,
        widget=number_input(),
        error_messages={"invalid": _("Write the number in digits")},
    )
    receipt = _found(_("Was a receipt given?"))
    civil = _found(_("Were they spoken to decently?"))
    in_time = _found(_("Did the answer come in time?"))
    notes = forms.CharField(
        label=_("Facts, for the inspector alone"),
        help_text=_("No names of staff."),
        widget=forms.Textarea,
        required=False,
        max_length=MOST_WORDS,
    )

    def __init__(self, *args: Any, by_hand: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_hand:
            del self.fields["in_time"]
