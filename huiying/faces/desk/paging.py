"""Lists that come in pages by number: short enough, or seldom enough asked for, to be counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet

from huiying.faces.desk.access import StaffRequest

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list: its rows, how many there are in all, and where the pages before and after are."""

    rows: Sequence[Any]
    count: int
    before: str
    after: str


def address(url: str, asked: Mapping[str, str]) -> str:
    """`url` with what is asked for; without a question mark where nothing is."""
    return f"{url}?{urlencode(asked)}" if asked else url


def page_of(request: StaffRequest, rows: "QuerySet[Any] | Sequence[Any]", url: str, asked: Mapping[str, str]) -> Found:
    """The page that `?page=` names; a number that is none is the first page, one too large the last."""
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))

    def at(number: int) -> str:
        return address(url, {**asked, "page": str(number)})

    return Found(
        list(page.object_list),
        page.paginator.count,
        at(page.previous_page_number()) if page.has_previous() else "",
        at(page.next_page_number()) if page.has_next() else "",
    )
