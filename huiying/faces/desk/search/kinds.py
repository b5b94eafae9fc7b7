"""What can be searched: one row for each kind of thing. Issues and policy articles become rows of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures.model import Role
from huiying.core.search import Query, excerpts, marked
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.nav import CASES
from huiying.faces.desk.search.forms import STANDINGS, CaseFilters
from huiying.faces.desk.search.marks import marked_html
from huiying.foundation.search.collecting import Hits
from huiying.foundation.search.rows import Part
from huiying.serve.casework.selectors.search import FoundCase, cases_found

PARTS: Mapping[Part, Promise] = {
    Part.TEXT: _("In the voice"),
    Part.PLACE: _("In the place named"),
    Part.ADDED: _("Added later by the speaker"),
    Part.REPLY: _("In a reply"),
}


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
    (`chip_field`); `find` gives a page of rows and the count; `row` is the template of one row.
    """

    name: str
    words: Promise
    roles: tuple[Role, ...]
    filters: Callable[[Any], Any]
    chip_field: str
    chips: Sequence[tuple[str, Promise]]
    find: Find
    row: str


def _cases(wanted: Wanted) -> tuple[Hits, Sequence[Any]]:
    viewer, filters = wanted.viewer, wanted.form.filters(wanted.viewer.calendar)
    hits, found = cases_found(wanted.query, filters, viewer.grants, below=wanted.below, best_first=wanted.best_first)
    return hits, [_case(one, wanted.query) for one in found]


def _case(found: FoundCase, asked: Query | None) -> dict[str, Any]:
    shown = excerpts([one.text for one in found.said], asked) if asked else []
    return {
        "found": found,
        "url": reverse("desk:case", args=(found.case_id,)),
        "title": marked_html(marked(found.title, asked)),
        "excerpts": [
            {"where": PARTS[part], "is_voice": part is not Part.REPLY, "html": marked_html(one.runs)}
            for one in shown
            if (part := found.said[one.part].part)
        ],
    }


KINDS: tuple[Searched, ...] = (
    Searched("cases", _("Cases"), CASES, CaseFilters, "state", STANDINGS, _cases, "desk/search/case.html"),
)


def kind_for(viewer: Viewer, name: str) -> Searched:
    """The kind that the address names, or the first that the viewer has."""
    open_to = [kind for kind in KINDS if viewer.holds(*kind.roles)]
    return next((kind for kind in open_to if kind.name == name), open_to[0])
