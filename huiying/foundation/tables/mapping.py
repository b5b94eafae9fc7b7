"""Which column of a table is which part of a voice, and what its words mean."""

from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum

from huiying.core.words import Text
from huiying.foundation.tables.errors import UnknownColumns
from huiying.foundation.tables.numerals import plain_digits


class Field(StrEnum):
    """What a column can hold."""

    EXTERNAL_ID = "external_id"
    TITLE = "title"
    TEXT = "text"
    SAID_AT = "said_at"
    KIND = "kind"
    CHANNEL = "channel"
    PLACE = "place"
    REPLY = "reply"
    REPLIED_AT = "replied_at"
    CATEGORY = "category"
    CATEGORY_2 = "category_2"
    CATEGORY_3 = "category_3"


REQUIRED: dict[Field, Text] = {
    Field.EXTERNAL_ID: Text("编号", "number"),
    Field.TEXT: Text("内容", "text"),
    Field.SAID_AT: Text("留言时间", "time"),
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the tables of one source are read. `name` is the source: with the external id it identifies a voice for ever.

    `columns`: the headers that a field may have; when several are there, the first that is not empty counts.
    `constants`: what a field is when no column gives it. `values`: what the words of a column mean (kind, channel).
    """

    name: str
    columns: dict[Field, tuple[str, ...]]
    constants: dict[Field, str] = field(default_factory=dict)
    values: dict[Field, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """A mapping laid over the headers of one table: for each field the positions of its columns."""

    mapping: Mapping
    headers: tuple[str, ...]
    at: dict[Field, tuple[int, ...]]
    zone: tzinfo


def bind(mapping: Mapping, headers: tuple[str, ...], zone: tzinfo) -> Bound:
    """Find the columns; `zone` is that of the table's times. Raises UnknownColumns when a required one is not there."""
    places = _places(headers)
    at = {
        name: tuple(places[key] for header in wanted if (key := _key(header)) in places)
        for name, wanted in mapping.columns.items()
    }
    lacking = [says for name, says in REQUIRED.items() if not at.get(name) and name not in mapping.constants]
    if lacking:
        raise UnknownColumns(needs=Text("、".join(says.zh for says in lacking), ", ".join(says.en for says in lacking)))
    return Bound(mapping, headers, at, zone)


def fits(mapping: Mapping, headers: tuple[str, ...]) -> bool:
    """Whether every field of the mapping has a column."""
    places = _places(headers)
    return all(any(_key(header) in places for header in wanted) for wanted in mapping.columns.values())


def _places(headers: tuple[str, ...]) -> dict[str, int]:
    """Where each header is; of two with the same name the first."""
    places: dict[str, int] = {}
    for at, header in enumerate(headers):
        places.setdefault(_key(header), at)
    return places


def _key(header: str) -> str:
    """Headers are compared without blanks, case, width of characters or marks around them."""
    return "".join(sign for sign in plain_digits(header).casefold() if sign.isalnum() or sign == "_")
