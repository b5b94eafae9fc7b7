"""What can be searched: one row for each kind of thing. Issues and policy articles become rows of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures.model import Role
from huiying.core.search import Query
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.nav import CASES
from huiying.faces.desk.search.forms import STANDINGS, CaseFilters
from huiying.faces.desk.search.rows import CaseRows
from huiying.foundation.search.collecting import Hits
from huiying.serve.casework.selectors.search import cases_found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page: `form` is valid; `below`: where the page before ended; `best_first`: not the newest first."""

    query: Query | None
    form: Any
    viewer: Viewer
    below: int | None
    best_first: bool


Find = Callable[[Wanted], tuple[Hits, Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Searched:
    """A kind of thing that can be searched.

    `name` stands in the address; `roles`: who has any; `filters`: the form beside the box, which also says what was
    asked, for an address (`kept`) and in words (`said`); `chips`: values of the filter that stands above the list
    (`chip_field`); `find` gives a page of rows, each with its `html`, and the count.
    """

    name: str
    words: Promise
    roles: tuple[Role, ...]
    filters: Callable[[Any], Any]
    chip_field: str
    chips: Sequence[tuple[str, Promise]]
    find: Find


def _cases(wanted: Wanted) -> tuple[Hits, Sequence[Any]]:
    viewer, filters = wanted.viewer, wanted.form.filters(wanted.viewer.calendar)
    hits, found = cases_found(wanted.query, filters, viewer.grants, below=wanted.below, best_first=wanted.best_first)
    draw = CaseRows(wanted.query)
    return hits, [{"found": one, "html": draw.html(one)} for one in found]


KINDS: tuple[Searched, ...] = (Searched("cases", _("Cases"), CASES, CaseFilters, "state", STANDINGS, _cases),)


def kind_for(viewer: Viewer, name: str) -> Searched:
    """The kind that the address names, or the first that the viewer has."""
    open_to = [kind for kind in KINDS if viewer.holds(*kind.roles)]
    return next((kind for kind in open_to if kind.name == name), open_to[0])
