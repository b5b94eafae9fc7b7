"""What components take. Presenters and pages may pass these or anything with the same attributes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise

from huiying.core.words import Text
from huiying.faces.look.dates import Day

Words = str | Text | Promise
Look = Literal["new", "doing", "wait", "done", "stop", "hold"]
Marker = Literal["done", "now", "next", "back"]


@dataclass(frozen=True, slots=True)
class Link:
    words: Words
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a timeline. `latest`: `at` is a limit, said as 最迟. `when` replaces the date when it is no date."""

    title: Words
    mark: Marker = "done"
    at: Day | None = None
    latest: bool = False
    when: Words = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a summary list. `quote`: the value is somebody's words, in Song."""

    key: Words
    value: Words
    note: Words = ""
    link: Link | None = None
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A choice label with a hint under it or a share after it: `(value, Option("…", hint="…"))`."""

    words: Words
    hint: Words = ""
    share: str = ""

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Chip:
    words: Words
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavItem:
    words: Words
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the acts bar: a link when it has a `url`, else it submits its form as `name=value`."""

    words: Words
    url: str = ""
    key: str = ""
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    words: Words
    number: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: one sequence of cells (text, or safe HTML of other components) per row, as many as `columns`.

    The first cell heads its row.
    """

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case of a list. `due` and `standing`: core.deadlines; `hops`: times it was handed on."""

    url: str
    title: Words
    where: Words
    look: Look
    state: Words
    due: object = None
    standing: object = None
    reason: Words = ""
    procedure: Words = ""
    hops: int = 0
    handler: Words = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """An 80 mm receipt. `lines`: what happens by when; `foot`: how to follow it; `qr`: safe SVG or nothing."""

    number: str
    code: str
    lines: Sequence[Words] = ()
    foot: Sequence[Words] = field(default_factory=tuple)
    qr: str = ""
