"""Finding a name in a long list: asked of the server in the address, and shown page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from huiying.faces.desk import paging
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.paging import Found

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
        return paging.address(self.url, self.kept)

    def among(self, *fields: str) -> Q:
        """The filter on a table: one of `fields` holds the words."""
        found = Q()
        for name in fields:
            found |= Q(**{f"{name}__icontains": self.words})
        return found if self.words else Q()

    def fits(self, *names: str) -> bool:
        """Whether one of `names` holds the words."""
        return any(self.words.casefold() in name.casefold() for name in names)


def finder(request: StaffRequest, url: str, kept: Mapping[str, str] | None = None) -> Finder:
    """What the address of this page looks for."""
    words = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    return Finder(url, words, kept or {})


def page_of(request: StaffRequest, asked: Finder, rows: "QuerySet[Any] | Sequence[Any]") -> Found:
    """The page of what was found."""
    looked = {"q": asked.words} if asked.words else {}
    return paging.page_of(request, rows, asked.url, {**asked.kept, **looked})
