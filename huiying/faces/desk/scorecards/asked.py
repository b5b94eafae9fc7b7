"""What stands in the address of a page of scorecards at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from huiying.core.rates.lines import By
from huiying.core.rates.measures import LeftOut, Measure
from huiying.core.rates.months import Month, read_month
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.paging import address
from huiying.faces.look.scorecards import Asked, Drawing, Lines, caption_of
from huiying.foundation.office.models import Place
from huiying.judge.scorecards.selectors.behind import units_open
from huiying.judge.scorecards.selectors.cards import Card, kinds_told, months_told, places_told
from huiying.judge.scorecards.selectors.targets import targets_in
from huiying.serve.casework.selectors.named import id_in


@dataclass(frozen=True, slots=True)
class Wanted:
    """The month (None: nothing is told yet), and a kind or a town by which units are looked at; never both."""

    months: Sequence[Month]
    month: Month | None
    kinds: Sequence[str]
    places: Sequence[Place]
    kind: str
    place: Place | None
    both: bool

    @property
    def given(self) -> dict[str, str]:
        """As it stands in an address."""
        asked = {"month": str(self.month or ""), "kind": self.kind, "place": str(self.place.pk) if self.place else ""}
        return {name: value for name, value in asked.items() if value}


def wanted(request: StaffRequest) -> Wanted:
    """What is asked for, as far as it is on offer; a kind goes before a town."""
    told = months_told(request.viewer.today)
    asked = read_month(request.GET.get("month", ""))
    month = asked if asked in told else next(iter(told), None)
    kinds, places = (kinds_told(month), places_told(month)) if month is not None else ([], [])
    kind = _one_of(request, "kind", kinds)
    town = id_in(request.GET.get("place", ""))
    place = next((one for one in places if one.pk == town), None)
    return Wanted(told, month, kinds, places, kind, None if kind else place, bool(kind and place))


def _one_of(request: HttpRequest, name: str, offered: Sequence[str]) -> str:
    given = request.GET.get(name, "")
    return given if given in offered else ""


@dataclass(frozen=True, slots=True)
class Links:
    """Where lines and figures lead to. `unit`: of which unit all lines are; None: each line is a unit of its own."""

    wanted: Wanted
    open: set[int]
    unit: int | None = None

    @classmethod
    def of(cls, request: StaffRequest, wanted: Wanted, unit: int | None = None) -> "Links":
        """For the viewer: only units whose cases they may see lead to cases."""
        return cls(wanted, units_open(request.viewer.grants), unit)

    def drawing(self, month: Month, lines: Lines) -> Drawing:
        """How to draw a table of the month with these links."""
        return Drawing(caption_of(month, lines), lines, targets_in(month), self.to_unit, self.to_cases)

    def to_unit(self, card: Card) -> str:
        """The page of the unit that a line stands for."""
        if self.unit is not None or card.unit is None:
            return ""
        return address(reverse("desk:scorecard", args=(card.unit.pk,)), {"month": str(self.wanted.month)})

    def to_cases(self, card: Card, asked: Asked) -> str:
        """The cases behind a figure, where it is shown and of one unit."""
        unit = self.unit if self.unit is not None else card.unit.pk if card.unit else None
        shown = card.unrated is not None if isinstance(asked, LeftOut) else asked in card.shares
        if unit is None or not shown or card.rest or unit not in self.open or _nowhere(card):
            return ""
        month = str(card.month)[:7] if card.month else str(self.wanted.month)
        given = {"month": month, "measure": asked.value, "kind": card.kind}
        given["place"] = str(card.place.pk) if card.place else ""
        url = reverse("desk:scorecard_cases", args=(unit,))
        return address(url, {name: value for name, value in given.items() if value})


def _nowhere(card: Card) -> bool:
    """Whether a line is of those who said no place: no list of cases is."""
    return card.by is By.UNIT_PLACE and card.place is None


MEASURES: dict[str, Asked] = {one.value: one for one in (*Measure, LeftOut.UNRATED)}
