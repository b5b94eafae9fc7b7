"""Forms of the yearly list; each carries the key by which a second post changes nothing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.voting.criteria import STANDARD, CriterionData
from huiying.core.words import Text
from huiying.faces.desk.boxes.forms import number_input, tree_choices
from huiying.faces.desk.commitments.forms import PartsField, day_field
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.desk.issues.forms import units
from huiying.faces.look.parts import Option
from huiying.faces.look.rows import page_language, said
from huiying.foundation.office.models import Place
from huiying.serve.matters.models import Criterion, Matter, MatterYear, Nomination
from huiying.serve.matters.selectors.votes import is_shown
from huiying.serve.matters.services.deciding import Met
from huiying.serve.matters.services.holding import MOST_REASON, MOST_TITLE, MOST_TITLE_EN, MOST_WORDS
from huiying.serve.matters.services.listing import MOST_LINE, LineData, Milestone
from huiying.serve.matters.services.years import YearData

_OWN_CRITERIA = 2
_FIELDS_OF = {
    "matter.year_taken": "year",
    "matter.year_out_of_range": "year",
    "matter.days_out_of_order": "nominate_until",
    "matter.numbers_out_of_range": "choices",
    "matter.criteria_needed": "criteria",
    "matter.title_needed": "title",
    "matter.words_needed": "words",
    "matter.owner_needed": "owner",
    "matter.day_needed": "due_on",
    "matter.money_wrong": "money",
    "matter.milestones_wrong": "milestones",
    "matter.line_reason_needed": "reason",
    "matter.nomination_decided": "nominations",
    "matter.not_the_same": "same_as",
}


class MatterForm(KeyedForm):
    """A form of the yearly list."""

    area = "matters"
    fields_of = _FIELDS_OF


class MoneyField(forms.DecimalField):
    """Yuan, kept in fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_digits=15,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "hy-input--10"}),
            error_messages={
                name: _("Write the amount in yuan, in digits")
                for name in ("required", "invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits")
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        found: Decimal | None = super().clean(value.replace(",", "") if isinstance(value, str) else value)
        return None if found is None else int(found * 100)


def in_yuan(fen: int | None) -> str:
    """As a form shows it."""
    return "" if fen is None else f"{Decimal(fen) / 100:f}".rstrip("0").rstrip(".") if fen % 100 else str(fen // 100)


class YearForm(MatterForm):
    """The days, the numbers, the budget and the criteria of a year."""

    year = forms.IntegerField(
        label=_("For which year?"),
        widget=number_input(),
        error_messages={"required": _("Write the year in four digits"), "invalid": _("Write the year in four digits")},
    )
    nominate_until = day_field(_("Until which day can everybody nominate?"))
    vote_from = day_field(_("First day of the vote"))
    vote_until = day_field(_("Last day of the vote"))
    listed_by = day_field(_("By which day is the list published?"))
    choices = forms.IntegerField(label=_("How many can a ballot name?"), initial=3, widget=number_input())
    lines = forms.IntegerField(label=_("How many lines does the vote fill?"), initial=10, widget=number_input())
    budget = MoneyField(label=_("Budget in yuan"), required=False)
    criteria = forms.MultipleChoiceField(
        label=_("By what is each nomination measured?"),
        help_text=_("Published before anything is nominated. Each is answered with yes or no, and why."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, year: MatterYear | None = None, fixed: bool = False) -> None:
        super().__init__(data, initial=_of_year(year))
        self._known = [*STANDARD, *_own(year)]
        field: Any = self.fields["criteria"]
        field.choices, field.quiet = [(one.name, _criterion(one)) for one in self._known], True
        for number in range(1, _OWN_CRITERIA + 1):
            self.fields[f"own_{number}"] = LineField(label=_("One of your own"), limit=40, required=False)
            self.fields[f"means_{number}"] = LineField(label=_("What it means"), limit=200, required=False)
        for name in ("choices", "lines"):
            wrong = gettext("Write the number in digits")
            self.fields[name].error_messages |= {"required": wrong, "invalid": wrong}
        if year is not None:
            del self.fields["year"]
        if fixed:
            for name in ("choices", "lines", "criteria", "own_1", "means_1", "own_2", "means_2"):
                del self.fields[name]

    def own(self) -> list[tuple[Any, Any]]:
        """Pairs of fields for criteria of one's own."""
        numbers = range(1, _OWN_CRITERIA + 1)
        return [(self[f"own_{n}"], self[f"means_{n}"]) for n in numbers if f"own_{n}" in self.fields]

    def data_of_year(self, year: MatterYear | None = None) -> YearData:
        """What was filled in; what is fixed already stays as it is."""
        given = self.cleaned_data
        days = {name: given[name] for name in ("nominate_until", "vote_from", "vote_until", "listed_by")}
        return YearData(
            **days,
            choices=given.get("choices", year.choices if year else 0),
            lines=given.get("lines", year.lines if year else 0),
            criteria=self._criteria(),
            budget_fen=given["budget"],
        )

    def _criteria(self) -> Sequence[CriterionData]:
        given = self.cleaned_data
        ticked = [one for one in self._known if one.name in given.get("criteria", ())]
        numbers = range(1, _OWN_CRITERIA + 1)
        own = [CriterionData(given[f"own_{n}"], given[f"means_{n}"]) for n in numbers if given.get(f"own_{n}")]
        return (*ticked, *own)


def _criterion(one: CriterionData) -> Option:
    name, meaning = Text(one.name, one.name_en or one.name), Text(one.meaning, one.meaning_en or one.meaning)
    return Option(said(name, page_language()), hint=said(meaning, page_language()))


def _own(year: MatterYear | None) -> list[CriterionData]:
    """The criteria of this year that are not among the usual ones."""
    usual = {one.name for one in STANDARD}
    rows = list(year.criteria.all()) if year is not None else []
    return [CriterionData(one.name, one.meaning, one.name_en, one.meaning_en) for one in rows if one.name not in usual]


def _of_year(year: MatterYear | None) -> dict[str, Any]:
    if year is None:
        return {"criteria": [one.name for one in STANDARD]}
    days = {name: getattr(year, name) for name in ("nominate_until", "vote_from", "vote_until", "listed_by")}
    numbers = {"choices": year.choices, "lines": year.lines, "budget": in_yuan(year.budget_fen)}
    return {**days, **numbers, "criteria": [one.name for one in year.criteria.all()]}


class NominationForm(MatterForm):
    """What is to be done, in words that everybody may read."""

    title = LineField(
        label=_("What is to be done, in one sentence?"),
        help_text=_("As it is to stand on the ballot. Leave out names of people."),
        limit=MOST_TITLE,
        error_messages={"required": _("Say in one sentence what is to be done")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_TITLE_EN, required=False)
    words = forms.CharField(label=_("Why, and for whom?"), widget=forms.Textarea, required=False, max_length=MOST_WORDS)


class NewNominationForm(NominationForm):
    """The same with its place."""

    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places()  # type: ignore[attr-defined]  # of ChoiceField


class ReasonForm(MatterForm):
    """One reason in a line that everybody reads."""

    words = LineField(limit=MOST_REASON, error_messages={"required": _("Say why in a few words")})

    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class JoinForm(MatterForm):
    """Which other nomination is the same."""

    same_as = forms.ChoiceField(
        label=_("Which one is the same?"),
        help_text=_("That one goes on for both, with the voices of both."),
        error_messages={"required": _("Choose a nomination"), "invalid_choice": _("Choose a nomination")},
    )

    def __init__(self, *args: Any, others: Sequence[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("Choose")), *((str(one.pk), f"{one.number}. {one}") for one in others)]
        self.fields["same_as"].choices = choices  # type: ignore[attr-defined]  # of ChoiceField


class ScreeningForm(MatterForm):
    """Yes or no to every criterion, and why."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"met_{one.pk}"] = forms.ChoiceField(
                label=str(one),
                help_text=one.says,
                choices=[("yes", _("yes")), ("no", _("no"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer yes or no")},
            )
            self.fields[f"why_{one.pk}"] = LineField(label=_("Why? (a no needs it)"), limit=MOST_REASON, required=False)

    def pairs(self) -> list[tuple[Any, Any]]:
        """The two fields of each criterion."""
        return [(self[f"met_{one.pk}"], self[f"why_{one.pk}"]) for one in self.criteria]

    def answers(self) -> dict[int, Met]:
        """As the service takes them."""
        given = self.cleaned_data
        return {one.pk: Met(given[f"met_{one.pk}"] == "yes", given[f"why_{one.pk}"]) for one in self.criteria}


class LineForm(MatterForm):
    """A line of the list."""

    title = LineField(
        label=_("What is done, in a few words?"),
        limit=MOST_TITLE,
        error_messages={"required": _("Say in a few words what is done")},
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_TITLE_EN, required=False)
    words = LineField(
        label=_("What will be there when it is done?"),
        help_text=_("The promise, as those it is for will check it. Leave out names of people."),
        limit=MOST_LINE,
        error_messages={"required": _("Say what will be there")},
        widget=forms.Textarea,
    )
    nominations = forms.MultipleChoiceField(
        label=_("Which nominations does it answer?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = LineField(
        label=_("Why is it on the list, if the vote did not choose it?"),
        help_text=_("Everybody reads it."),
        limit=MOST_REASON,
        required=False,
    )
    owner = forms.ChoiceField(
        label=_("Which unit does it?"),
        error_messages={"required": _("Choose the unit"), "invalid_choice": _("Choose the unit")},
    )
    due_on = day_field(_("By which day?"))
    money = MoneyField(label=_("Money in yuan"))
    place = forms.ChoiceField(label=_("Place"), required=False)
    milestones = PartsField(
        label=_("Its milestones"),
        help_text=_("One in each line, its weight before it: “20 The place is chosen”."),
        required=False,
    )
    evidence_wanted = LineField(label=_("What will show that it is done?"), limit=MOST_REASON, required=False)

    def __init__(self, data: Any = None, *, free: Sequence[Nomination], line: Matter | None = None) -> None:
        super().__init__(data, initial=_of_line(line) if line is not None else {})
        fields: dict[str, Any] = dict(self.fields)
        fields["nominations"].choices = [(str(one.pk), _nomination(one)) for one in free]
        fields["owner"].choices = [("", gettext("Choose")), *units()]
        fields["place"].choices = places()

    def data_of_line(self) -> LineData:
        given = self.cleaned_data
        same = ("title", "title_en", "words", "reason", "due_on", "evidence_wanted")
        return LineData(
            **{name: given[name] for name in same},
            owner_id=int(given["owner"]),
            money_fen=given["money"],
            place_id=int(given["place"]) if given["place"] else None,
            milestones=tuple(Milestone(one.words, one.weight) for one in given["milestones"]),
            nominations=[int(one) for one in given["nominations"]],
        )


def _nomination(one: Nomination) -> Option:
    """With its votes, where there were ballots enough to show them."""
    votes = gettext("%(count)s votes") % {"count": one.votes or 0} if is_shown(one.year) else ""
    return Option(f"{one.number}. {one}", hint=votes)


def _of_line(line: Matter) -> dict[str, Any]:
    same = ("title", "title_en", "words", "reason", "due_on", "evidence_wanted")
    return {name: getattr(line, name) for name in same} | {
        "owner": str(line.owner_id),
        "place": str(line.place_id or ""),
        "money": in_yuan(line.money_fen),
        "milestones": "\n".join(f"{one['weight']} {one['words']}" for one in line.milestones),
        "nominations": [str(one) for one in line.needs.values_list("nomination_id", flat=True)],
    }


class SpentForm(MatterForm):
    """How much was spent so far, in all."""

    money = MoneyField(label=_("How much was spent on it so far, in yuan?"))


def places() -> list[tuple[str, str]]:
    """Every active place, the tree shown by indentation."""
    return [("", gettext("the whole office")), *tree_choices(Place.objects.filter(active=True))]
