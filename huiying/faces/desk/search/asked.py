"""One search: what is asked, and the addresses that change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.search import Query
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.paging import address
from huiying.faces.desk.search.kind import Searched
from huiying.faces.desk.search.kinds import KINDS, kinds_of
from huiying.faces.look.parts import Chip, Words

BEST = "best"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one page of results is asked for.

    `typed`: as it was typed, `blob`: the same for the address, `narrow`: whether the filters stand open.
    """

    kind: Searched
    form: Any
    typed: str
    blob: str
    query: Query | None
    narrow: bool
    best_first: bool = False
    below: int | None = None

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to look for."""
        return self.query is not None or (not self.typed and bool(self.form.kept()))

    def url(self, **changes: str) -> str:
        """This search with some answers changed; an empty one is left out. Never a page further on."""
        named = {"in": "" if self.kind is KINDS[0] else self.kind.name, "q": self.blob, **self.form.kept()}
        shape = {"narrow": "1" if self.narrow else "", "order": BEST if self.best_first else ""}
        wanted = named | shape | changes
        return address(reverse("desk:search"), {name: value for name, value in wanted.items() if value})


def kind_chips(viewer: Viewer, asked: Asked) -> list[Chip]:
    """The same words among things of another kind; nothing to choose from where there is one."""
    without = dict.fromkeys(asked.form.fields, "")
    named = {kind: "" if kind is KINDS[0] else kind.name for kind in kinds_of(viewer)}
    chips = [
        Chip(kind.words, asked.url(**{"in": name}, **without), current=kind is asked.kind)
        for kind, name in named.items()
    ]
    return chips if len(chips) > 1 else []


def state_chips(asked: Asked) -> list[Chip]:
    field = asked.kind.chip_field
    chosen = asked.form.kept().get(field, "")
    every: list[tuple[str, Words]] = [("", _("All")), *asked.kind.chips]
    return [Chip(words, asked.url(**{field: value}), None, value == chosen) for value, words in every]


def applied(asked: Asked) -> list[dict[str, Any]]:
    """Each filter in words, with the address of the search without it; the one of the chips stands there."""
    plain = {value for value, _words in asked.kind.chips}
    kept: Mapping[str, str] = asked.form.kept()
    return [
        {"label": asked.form.fields[name].label, "words": words, "url": asked.url(**{name: ""})}
        for name, words in asked.form.said().items()
        if not (name == asked.kind.chip_field and kept[name] in plain)
    ]


def is_open(given: Mapping[str, Any]) -> bool:
    return given.get("narrow") == "1"


def is_best(given: Mapping[str, Any]) -> bool:
    return given.get("order") == BEST
