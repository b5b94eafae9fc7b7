"""Which list an address asks to export, and the address that asks for the list of a page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, Viewer
from huiying.faces.desk.search.address import opened
from huiying.faces.desk.search.kinds import KINDS as SEARCHED
from huiying.faces.desk.search.kinds import kind_for as searched_for
from huiying.faces.desk.search.kinds import kinds_of
from huiying.loop.export_lists import cases, issues
from huiying.loop.export_lists.errors import ExportNotOpen
from huiying.loop.export_lists.kind import Reader

SEARCH = "search"


class WordsAreGone(HuiyingError):
    """The words of a search were sealed in a session that has ended. Data: none."""

    code = "desk.words_are_gone"
    sentence = Text(
        "查找的词随着登录过期了。请回到查找页重新查一次，再导出。",
        "The words of the search went with your session. Search once more, then export.",
    )


def export_url(name: str, **asked: str) -> str:
    """The page that exports the list `name` as it is filtered now."""
    return f"{reverse('desk:export')}?{urlencode({'list': name} | asked)}"


def search_export_url(address: str) -> str:
    """The same for a page of results, which has its filters in its own address."""
    _path, _mark, asked = address.partition("?")
    return f"{export_url(SEARCH)}&{asked}" if asked else export_url(SEARCH)


def reader(viewer: Viewer) -> Reader:
    """The viewer, as whoever writes tables knows readers."""
    return Reader(viewer.staff, viewer.actor, viewer.grants, viewer.now, viewer.today, viewer.calendar)


def asked_in(request: StaffRequest) -> tuple[str, Mapping[str, Any]]:
    """Name of the list and its filter as plain values. Raises WordsAreGone, ExportNotOpen."""
    given = request.GET
    name = given.get("list", "")
    return _searched(request) if name == SEARCH else (name, {"only": given.get("only", "")})


def _searched(request: StaffRequest) -> tuple[str, Mapping[str, Any]]:
    given, viewer = request.GET, request.viewer
    if not kinds_of(viewer):
        raise ExportNotOpen
    kind = searched_for(viewer, given.get("in", ""))
    form: Any = kind.filters(given)
    form.is_valid()
    blob = given.get("q", "")
    words = opened(request, blob) if blob else ""
    if words is None:
        raise WordsAreGone
    if kind is SEARCHED[0]:
        return "cases", cases.asked_of(words, form.filters(viewer.calendar))
    return "issues-found", issues.asked_of(words, form.filters())
