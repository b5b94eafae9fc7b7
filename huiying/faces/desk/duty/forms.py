"""What is filled in for a roster, a handover, and one's own number."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from huiying.core.duty import Span, span_on
from huiying.core.errors import HuiyingError
from huiying.core.workdays import Calendar
from huiying.faces.desk.fields import LineField, refusal
from huiying.foundation.people.models import Staff
from huiying.listen.duty.services.roster import MOST_WEEKS

MOST_NAME, MOST_NAME_EN, MOST_PHONE, MOST_NOTE, MOST_WORDS = 60, 100, 40, 300, 2_000
SUBSTITUTES = 3
YEARS = range(2000, 2100)
"""Of rosters: weeks and nights around a day stay within what a calendar knows."""
_FIELD_OF = {
    "duty.phone_not_read": "phone",
    "duty.shift_overlaps": "begins",
    "duty.shift_too_long": "ends",
    "duty.person_needed": "person",
    "duty.same_person_twice": "substitute_1",
}


class DutyForm(forms.Form):
    """A form that says what stands in the way at the field it is about."""

    use_required_attribute = False

    def refuse(self, error: HuiyingError) -> None:
        wanted = _FIELD_OF.get(error.code, "")
        self.add_error(wanted if wanted in self.fields else next(iter(self.fields)), refusal(error))


class PostForm(DutyForm):
    name = LineField(
        label=_("What is the post called?"),
        help_text=_("Such as “duty room”. Everybody reads it; never a person’s name."),
        limit=MOST_NAME,
        error_messages={"required": _("Write what the post is called")},
    )
    name_en = LineField(label=_("The same in English"), limit=MOST_NAME_EN, required=False)
    phone = LineField(
        label=_("Which number does it answer?"),
        limit=MOST_PHONE,
        error_messages={"required": _("Write the number that is answered")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    public = forms.BooleanField(label=_("Show post and number on the public page “Who answers now”"), required=False)


def _of_our_years(day: date) -> None:
    if day.year not in YEARS:
        raise ValidationError(_("Write the day like this: 2026-05-01"))


class ShiftForm(DutyForm):
    """`people`: who may stand in it."""

    day = forms.DateField(
        label=_("On which day does it begin?"),
        input_formats=["%Y-%m-%d"],
        validators=[_of_our_years],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose the day"), "invalid": _("Write the day like this: 2026-05-01")},
    )
    begins = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Write when it begins"), "invalid": _("Write the hour like this: 18:00")},
    )
    ends = forms.TimeField(
        label=_("Until"),
        help_text=_("An hour that is not later than the beginning is one of the next day."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Write when it ends"), "invalid": _("Write the hour like this: 18:00")},
    )
    person = forms.ChoiceField(label=_("Who is on duty?"), error_messages={"required": _("Choose who is on duty")})
    substitute_1 = forms.ChoiceField(label=_("Called next, when nobody answers"), required=False)
    substitute_2 = forms.ChoiceField(label=_("Then"), required=False)
    substitute_3 = forms.ChoiceField(label=_("And then"), required=False)

    def __init__(self, *args: Any, people: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", "—"), *((str(one.pk), " · ".join(_said(one))) for one in people)]
        for name in ("person", *_SUBSTITUTES):
            self.fields[name].choices = named  # type: ignore[attr-defined]  # of ChoiceField

    def span(self, calendar: Calendar) -> Span:
        """The hours that were chosen, as instants."""
        given = self.cleaned_data
        return span_on(given["day"], given["begins"], given["ends"], calendar)

    def people(self) -> list[int]:
        """Who is on duty, then the substitutes in their order."""
        given = self.cleaned_data
        return [int(given[name]) for name in ("person", *_SUBSTITUTES) if given.get(name)]


_SUBSTITUTES = tuple(f"substitute_{number}" for number in range(1, SUBSTITUTES + 1))


def _said(person: Staff) -> list[str]:
    return [part for part in (str(person), person.post_words) if part]


def shift_values(begins: datetime, ends: datetime, people: Sequence[Staff], calendar: Calendar) -> dict[str, Any]:
    """A shift as its form shows it."""
    here = calendar.local(begins)
    places = ("person", *_SUBSTITUTES)
    shown = {"day": here.date(), "begins": here.time(), "ends": calendar.local(ends).time()}
    return shown | {name: str(one.pk) for name, one in zip(places, people, strict=False)}


class CopyForm(DutyForm):
    day = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"], validators=[_of_our_years])
    weeks = forms.IntegerField(
        label=_("For how many weeks?"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=4,
        help_text=_("What stands there already stays."),
        error_messages={
            "required": _("Write a number from 1 to 12"),
            "min_value": _("Write a number from 1 to 12"),
            "max_value": _("Write a number from 1 to 12"),
            "invalid": _("Write a number from 1 to 12"),
        },
    )


class NumberForm(DutyForm):
    phone = LineField(
        label=_("At which number are you called on duty?"),
        help_text=_("Only for urgent matters while you are on duty; nobody sees it. Leave it empty to take it away."),
        limit=MOST_PHONE,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class HandoverForm(DutyForm):
    """One line for each case, and what else is to be told. `cases`: their ids with what heads the line."""

    words = forms.CharField(
        label=_("What else should the next shift know?"),
        help_text=_("Leave out names of people."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, cases: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name: self.fields.pop(name) for name in ("words", "key")}
        for case_id, title in cases:
            field = LineField(label=title, limit=MOST_NOTE, required=False)
            field.quiet = True  # type: ignore[attr-defined]  # read by look's label
            self.fields[f"note_{case_id}"] = field
        self.fields |= own

    def notes(self) -> dict[int, str]:
        """What was written about each case."""
        named = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("note_"))
        return {int(name.removeprefix("note_")): value for name, value in named if value}

    def own_key(self) -> UUID:
        found: UUID = self.cleaned_data.get("key") or uuid4()
        return found


def day_in(words: str, otherwise: date) -> date:
    """The day that an address names; for what is none another."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return otherwise
    return day if day.year in YEARS else otherwise
