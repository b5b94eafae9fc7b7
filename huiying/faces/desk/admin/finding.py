"""Finding a name in a long list: asked of the server in the address, and shown page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from huiying.faces.desk.access import StaffRequest

PAGE_ROWS = 50
MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Finder:
    """The field above a list at `url`. `words`: looked for, empty for the whole; `kept` stays in the address too."""

    url: str
    words: str
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole_url(self) -> str:
        """The list without what is looked for."""
        return self._address(self.kept)

    def page_url(self, page: int) -> str:
        """A page of what was found."""
        looked = {"q": self.words} if self.words else {}
        return self._address({**self.kept, **looked, "page": str(page)})

    def _address(self, asked: Mapping[str, str]) -> str:
        return f"{self.url}?{urlencode(asked)}" if asked else self.url

    def among(self, *fields: str) -> Q:
        """The filter on a table: one of `fields` holds the words."""
        found = Q()
        for name in fields:
            found |= Q(**{f"{name}__icontains": self.words})
        return found if self.words else Q()

    def fits(self, *names: str) -> bool:
        """Whether one of `names` holds the words."""
        return any(self.words.casefold() in name.casefold() for name in names)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list: its rows, how many there are in all, and where the pages before and after are."""

    rows: Sequence[Any]
    count: int
    before: str
    after: str


def finder(request: StaffRequest, url: str, kept: Mapping[str, str] | None = None) -> Finder:
    """What the address of this page looks for."""
    words = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    return Finder(url, words, kept or {})


def page_of(request: StaffRequest, asked: Finder, rows: "QuerySet[Any] | Sequence[Any]") -> Found:
    """The page that the address names; a number that is none is the first page, one too large the last."""
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    return Found(
        list(page.object_list),
        page.paginator.count,
        asked.page_url(page.previous_page_number()) if page.has_previous() else "",
        asked.page_url(page.next_page_number()) if page.has_next() else "",
    )
