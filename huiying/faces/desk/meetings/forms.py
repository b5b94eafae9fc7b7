"""What is filled in for a regular meeting, a meeting, its agenda, its invitations, its resolutions and its minutes."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.core.meetings.rhythm import LAST, MOST_MONTHS
from huiying.faces.desk.fields import KeyedForm, LineField, refusal
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.meetings import words
from huiying.faces.look.uploads import FilesField
from huiying.foundation.people.models import Staff
from huiying.serve.coordination.enums import InvitationAnswer, ItemKind, ResolutionKind
from huiying.serve.coordination.models import AgendaItem, Meeting, Series
from huiying.serve.coordination.services.agenda import ItemPlan, stamp_of
from huiying.serve.coordination.services.meetings import MeetingPlan
from huiying.serve.coordination.services.resolving import MOST_PEOPLE, ResolutionPlan
from huiying.serve.coordination.services.series import LONGEST, SHORTEST, SeriesPlan

MOST_TITLE, MOST_TITLE_EN, MOST_VENUE, MOST_ITEM, MOST_REASON, MOST_TEXT = 80, 120, 120, 160, 300, 400
MOST_WORDS, MOST_PAPER = 4_000, 20_000
_MINUTE = "%Y-%m-%dT%H:%M"
_DAY = "%Y-%m-%d"


class MeetingForm(KeyedForm):
    """A form of meetings; what it refuses stands above it."""

    area = "meeting"

    def refuse(self, error: HuiyingError) -> None:
        """The sentence of `error` above the form."""
        self.add_error(None, refusal(error))


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day from the browser's calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=[_DAY],
        widget=forms.DateInput(format=_DAY, attrs={"type": "date", "class": "hy-input--10"}),
        error_messages={"required": _("Please choose a day"), "invalid": _("Please choose a day")},
    )


def length_field() -> forms.IntegerField:
    """How long a meeting is planned to take, in minutes."""
    wrong = _("Give the length in minutes, from 10 to 480")
    return forms.IntegerField(
        label=_("How many minutes?"),
        initial=90,
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"class": "hy-input--4"}),
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class ChairField(forms.ChoiceField):
    """Who leads: any member of staff, leaders first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_chairs, label=_("Who chairs?"), **kwargs)


def _chairs() -> list[tuple[str, str]]:
    people = Staff.objects.filter(is_active=True).select_related("unit").prefetch_related("grants").order_by("pk")
    leads = sorted(people, key=lambda one: not any(grant.role == "leader" for grant in one.grants.all()))
    return [("", str(_("Choose"))), *((str(one.pk), _named(one)) for one in leads)]


def _named(staff: Staff) -> str:
    return " · ".join(str(part) for part in (staff, staff.post_words, staff.unit) if part)


class SeriesForm(MeetingForm):
    """A regular meeting."""

    title = LineField(
        label=_("What is the meeting called?"),
        limit=MOST_TITLE,
        error_messages={"required": _("Write what the meeting is called")},
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_TITLE_EN, required=False)
    every = forms.TypedChoiceField(
        label=_("How often?"),
        coerce=int,
        choices=[(n, words.every(n)) for n in (1, 2, 3, 6, MOST_MONTHS)],
        initial=1,
    )
    nth = forms.TypedChoiceField(
        label=_("Which one of the month?"), coerce=int, choices=[(n, words.nth(n)) for n in range(1, LAST + 1)]
    )
    weekday = forms.TypedChoiceField(
        label=_("On which weekday?"), coerce=int, choices=[(n, words.weekday(n)) for n in range(7)]
    )
    starts = forms.TimeField(
        label=_("It begins at"),
        initial=time(9),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "hy-input--10"}),
        error_messages={"required": _("Write when it begins"), "invalid": _("Write the hour like this: 09:00")},
    )
    minutes = length_field()
    venue = LineField(label=_("Where?"), limit=MOST_VENUE, required=False)
    chair = ChairField(required=False)

    def plan(self) -> SeriesPlan:
        said = self.cleaned_data
        names = ("title", "title_en", "every", "nth", "weekday", "starts", "minutes", "venue")
        return SeriesPlan(
            **{name: said[name] for name in names}, chair_id=int(said["chair"]) if said["chair"] else None
        )

    @staticmethod
    def of(series: Series) -> dict[str, Any]:
        """What stands in the form of a series that is there."""
        names = ("title", "title_en", "every", "nth", "weekday", "starts", "minutes", "venue")
        return {name: getattr(series, name) for name in names} | {"chair": str(series.chair_id or "")}


class PlanForm(MeetingForm):
    """One meeting: name, time, place, chair."""

    title = LineField(
        label=_("What is the meeting called?"),
        limit=MOST_TITLE,
        error_messages={"required": _("Write what the meeting is called")},
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_TITLE_EN, required=False)
    starts_at = forms.DateTimeField(
        label=_("When does it begin?"),
        input_formats=[_MINUTE],
        widget=forms.DateTimeInput(format=_MINUTE, attrs={"type": "datetime-local", "class": "hy-input--20"}),
        error_messages={"required": _("Choose day and hour"), "invalid": _("Choose day and hour")},
    )
    minutes = length_field()
    venue = LineField(
        label=_("Where?"), limit=MOST_VENUE, error_messages={"required": _("Write where the meeting takes place")}
    )
    chair = ChairField(error_messages={"required": _("Choose who chairs")})

    def plan(self) -> MeetingPlan:
        said = self.cleaned_data
        return MeetingPlan(
            title=said["title"],
            starts_at=said["starts_at"],
            venue=said["venue"],
            chair_id=int(said["chair"]),
            title_en=said["title_en"],
            minutes=said["minutes"],
        )

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """What stands in the form of a meeting that is there."""
        names = ("title", "title_en", "minutes", "venue")
        said = {name: getattr(meeting, name) for name in names}
        return said | {"starts_at": timezone.localtime(meeting.starts_at), "chair": str(meeting.chair_id)}

    @staticmethod
    def of_plan(plan: MeetingPlan) -> dict[str, Any]:
        """What stands in it of a plan, such as that of the next meeting of a series."""
        names = ("title", "title_en", "minutes", "venue")
        said = {name: getattr(plan, name) for name in names}
        return said | {"starts_at": timezone.localtime(plan.starts_at), "chair": str(plan.chair_id or "")}


class ReasonForm(MeetingForm):
    """One reason."""

    reason = LineField(limit=MOST_REASON, error_messages={"required": _("Say why in a few words")})

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint


class ItemForm(MeetingForm):
    """The words of an item and how people weigh it. What it is about stands in the address or on the item."""

    title = LineField(
        label=_("What is to be settled?"),
        limit=MOST_ITEM,
        error_messages={"required": _("Write what is to be settled")},
    )
    question = forms.CharField(
        label=_("Which question must be answered?"),
        help_text=_("One that can be answered by who does what by when. Leave out names of people."),
        widget=forms.Textarea,
        required=False,
        max_length=MOST_WORDS,
    )
    urgent = forms.TypedChoiceField(
        label=_("How urgent is it?"), coerce=int, choices=words.LEVELS_URGENT, widget=forms.RadioSelect, initial=0
    )
    effect = forms.TypedChoiceField(
        label=_("How easily does effect show?"),
        coerce=int,
        choices=words.LEVELS_EFFECT,
        widget=forms.RadioSelect,
        initial=0,
    )
    paper = forms.CharField(
        label=_("What must be known beforehand?"),
        help_text=_("It stands in the papers that go to everybody invited."),
        widget=forms.Textarea,
        required=False,
        max_length=MOST_PAPER,
    )
    papers = FilesField()
    public = forms.BooleanField(label=_("Its part of the minutes may be published"), required=False, initial=True)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def plan(self, kind: ItemKind, **about: Any) -> ItemPlan:
        said = self.cleaned_data
        names = ("title", "question", "paper", "urgent", "effect", "public", "seen")
        return ItemPlan(kind=kind, **{name: said[name] for name in names}, **about)

    @staticmethod
    def of(item: AgendaItem) -> dict[str, Any]:
        names = ("title", "question", "paper", "urgent", "effect", "public")
        return {name: getattr(item, name) for name in names} | {"seen": stamp_of(item)}


class InviteForm(MeetingForm):
    """A unit to ask."""

    unit = forms.ChoiceField(
        label=_("Which unit?"),
        choices=lambda: [("", str(_("Choose"))), *units()],
        widget=forms.Select(attrs={"data-many": _("Type to find the unit")}),
        error_messages={"required": _("Choose a unit")},
    )


class LeaveOutForm(MeetingForm):
    """Why a unit is not invited."""

    reason = LineField(
        label=_("Why is it not invited?"),
        limit=MOST_REASON,
        error_messages={"required": _("Say in a few words why it is not invited")},
    )


class AnswerForm(MeetingForm):
    """Whether a unit comes."""

    answer = forms.ChoiceField(
        label=_("Does your unit come?"),
        widget=forms.RadioSelect,
        choices=[
            (InvitationAnswer.COMING.value, _("It comes")),
            (InvitationAnswer.NOT_COMING.value, _("It does not come")),
        ],
        error_messages={"required": _("Say whether your unit comes")},
    )
    words = LineField(label=_("Who comes, or why nobody"), limit=MOST_REASON, required=False)


class CameForm(MeetingForm):
    """How many people came of each unit; nothing or 0: nobody."""

    def __init__(self, *args: Any, units: Mapping[int, tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit, (name, people) in units.items():
            self.fields[f"came-{unit}"] = _people(name, people)

    def seats(self) -> list[Any]:
        """The fields of the units."""
        return [self[name] for name in self.fields if name.startswith("came-")]

    def came(self) -> dict[int, int]:
        """By unit, those of which somebody came."""
        said = {name.removeprefix("came-"): many for name, many in self.cleaned_data.items() if name != "key"}
        return {int(unit): many for unit, many in said.items() if many}


def _people(name: str, people: int) -> forms.IntegerField:
    wrong = _("Write how many people came, as a number")
    return forms.IntegerField(
        label=name,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        initial=people,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class ResolveForm(MeetingForm):
    """What was said, and how it ends: who does what by when, and what shows that it is done."""

    discussion = forms.CharField(label=_("What was said"), required=False, max_length=MOST_WORDS, widget=forms.Textarea)
    text = LineField(label=_("What is to be done?"), limit=MOST_TEXT, required=False)
    owner = forms.ChoiceField(label=_("By which unit?"), required=False)
    due_on = day_field(_("By which day?"), required=False)
    evidence = LineField(label=_("What will show that it is done?"), limit=MOST_REASON, required=False)
    public = forms.BooleanField(label=_("The public reads it"), required=False)
    hidden_reason = LineField(label=_("If not, why?"), limit=MOST_REASON, required=False)

    def __init__(self, *args: Any, item: AgendaItem, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.competence = item.kind == ItemKind.COMPETENCE
        self.fields["owner"].choices = [("", str(_("Choose"))), *units]  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["owner"].widget.attrs["data-many"] = _("Type to find the unit")
        if self.competence:
            self.fields["text"].label = _("Why does this unit take it?")
            self.fields["owner"].label = _("Which unit takes the case?")
            del self.fields["due_on"], self.fields["evidence"]
        for name in self.fields.keys() - {"discussion", "key"}:
            self.fields[name].quiet = True  # type: ignore[attr-defined]  # asked for once something is to be settled

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("text") and not said.get("owner"):
            self.add_error("owner", _("Choose a unit"))
        return said

    def plan(self) -> ResolutionPlan:
        said = self.cleaned_data
        return ResolutionPlan(
            text=said["text"],
            owner_id=int(said["owner"]),
            kind=ResolutionKind.COMPETENCE if self.competence else ResolutionKind.TASK,
            due_on=said.get("due_on"),
            evidence_wanted=said.get("evidence", ""),
            public=said["public"],
            hidden_reason=said["hidden_reason"],
        )


class PutOffForm(MeetingForm):
    """Not now: why, and until when."""

    reason = LineField(
        label=_("Why is it not settled now?"),
        limit=MOST_REASON,
        error_messages={"required": _("Say why in a few words")},
    )
    to = day_field(_("To which day is it put off?"))


class PartForm(MeetingForm):
    """One part of the minutes."""

    heading = LineField(label=_("Heading"), limit=MOST_ITEM, error_messages={"required": _("Write a heading")})
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea,
        max_length=MOST_PAPER,
        error_messages={"required": _("Write what stands in this part")},
    )
    public = forms.BooleanField(label=_("The public reads it"), required=False)


class SendForm(MeetingForm):
    """Until when those who were there may ask for changes."""

    amend_by = day_field(_("Until which day may changes be asked for?"))


class WishForm(MeetingForm):
    """What should read differently."""

    wish = forms.CharField(
        label=_("What should read differently?"),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Write what should read differently")},
    )


class WishAnswerForm(MeetingForm):
    """A wish is taken, or stays as it is for a reason."""

    answer = LineField(label=_("Why it stays, or what was changed"), limit=MOST_REASON, required=False)
