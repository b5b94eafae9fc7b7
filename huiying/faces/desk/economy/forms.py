"""The form of a line of the register; it carries the key by which a second post changes nothing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.core.economy import Quarter, quarter_of, read_quarter
from huiying.faces.desk.economy.words import named
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.look.rows import page_language
from huiying.foundation.people.models import Unit
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.presenters.interest import BURDENS
from huiying.serve.coordination.services.burdens import MOST_HOURS, MOST_NUMBER, BurdenData

QUARTERS_BACK = 3
_WRONG = _("Please write a number above 0")
_NUMBERS = {"required": _WRONG, "invalid": _WRONG, "min_value": _WRONG}
_SHORT = {"inputmode": "numeric", "class": "hy-input--10"}


def _whole(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={**_SHORT, "min": 1})
    return forms.IntegerField(
        label=label, min_value=1, max_value=MOST_NUMBER, initial=1, widget=widget, error_messages=_NUMBERS
    )


class BurdenForm(KeyedForm):
    """What one unit asks of others: what, how much of people's time, what for, what came of it."""

    area = "burden"
    kind = forms.ChoiceField(
        label=_("Which kind is it?"), widget=forms.RadioSelect, error_messages={"required": _("Please choose one")}
    )
    title = LineField(
        label=_("What is asked, in a few words?"), limit=120, error_messages={"required": _("Say what is asked")}
    )
    unit = forms.ChoiceField(label=_("Which unit asks it?"))
    quarter = forms.ChoiceField(label=_("In which quarter?"))
    units = _whole(_("Of how many units?"))
    people = _whole(_("How many people in each of them?"))
    hours = forms.DecimalField(
        label=_("How many hours each of them, each time?"),
        min_value=Decimal("0.1"),
        max_value=MOST_HOURS,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.1", "min": "0.1", "inputmode": "decimal", "class": "hy-input--10"}),
        error_messages=_NUMBERS,
    )
    times = _whole(_("How often in the quarter?"))
    cost = forms.DecimalField(
        label=_("Money, in yuan"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "min": "0", "inputmode": "decimal", "class": "hy-input--10"}),
        error_messages={"invalid": _WRONG},
    )
    purpose = LineField(label=_("What is it for?"), limit=300, error_messages={"required": _("Say what it is for")})
    outcome = LineField(
        label=_("What came of it?"), help_text=_("Leave it empty while nothing did."), limit=300, required=False
    )

    def __init__(self, *args: Any, units: Sequence[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = quarter_of(today).moved(1)
        quarters = [latest.moved(-back) for back in range(QUARTERS_BACK + 2)]
        self._choose("kind", [(kind.value, said.say(page_language())) for kind, said in BURDENS.items()])
        self._choose("unit", [(str(unit.pk), str(unit)) for unit in units])
        self._choose("quarter", [(str(one), named(one)) for one in self._with_own(quarters)])

    def _with_own(self, quarters: list[Quarter]) -> list[Quarter]:
        """The quarter of a line that is changed stays on offer, however long ago it was."""
        own = read_quarter(str(self.initial.get("quarter", "")))
        return quarters if own is None or own in quarters else [*quarters, own]

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # of ChoiceField

    def data_said(self) -> BurdenData:
        """What was filled in."""
        said = self.cleaned_data
        quarter = read_quarter(said["quarter"])
        assert quarter is not None
        return BurdenData(
            unit_id=int(said["unit"]),
            quarter=quarter,
            cost_fen=int((said["cost"] or 0) * 100),
            **{
                name: said[name]
                for name in ("kind", "title", "units", "people", "hours", "times", "purpose", "outcome")
            },
        )


def initial_of(line: Burden) -> dict[str, Any]:
    """A line as the form begins with it."""
    names = ("kind", "title", "units", "people", "hours", "times", "purpose", "outcome")
    cost = Decimal(line.cost_fen).scaleb(-2) if line.cost_fen else None
    more = {"unit": str(line.unit_id), "quarter": str(quarter_of(line.quarter)), "cost": cost}
    return {name: getattr(line, name) for name in names} | more
