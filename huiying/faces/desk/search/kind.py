"""What a kind of thing must have to be searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from huiying.core.procedures.model import Role
from huiying.core.search import Query
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.search.forms import FiltersForm
from huiying.faces.look.parts import Words
from huiying.foundation.search.collecting import Hits


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page: `form` is of the kind and was validated; `below`: where the page before ended."""

    query: Query | None
    form: Any
    viewer: Viewer
    below: int | None
    best_first: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row: what was found, and its HTML."""

    found: Any
    html: SafeString


@dataclass(frozen=True, slots=True)
class Found:
    """One page."""

    hits: Hits
    rows: Sequence[Drawn]


@dataclass(frozen=True, slots=True)
class Searched:
    """A kind of thing that can be searched.

    `name` stands in the address; `roles`: who has any; `filters`: the form beside the box; `chips`: values of that of
    its fields (`chip_field`) that stands above the list.
    """

    name: str
    words: Words
    roles: tuple[Role, ...]
    filters: type[FiltersForm]
    chip_field: str
    chips: Sequence[tuple[str, Words]]
    find: Callable[[Wanted], Found]
