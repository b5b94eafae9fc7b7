"""The rows of a list as they are written to a file, with who spoke where that was asked for and is allowed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.errors import MayNotReveal, ReasonNeeded
from huiying.foundation.people.vault import LEAST_REASON
from huiying.foundation.tables.columns import BOTH, Cell, Column, Holds
from huiying.loop.export_lists.errors import IdentitiesNotOpen, TooManyIdentities
from huiying.loop.export_lists.kind import Found, ListKind, Reader
from huiying.loop.look_at_identity import look_at_identity

ROWS_AT_ONCE = 500
MOST_IDENTITIES = 500
"""Each is a look that somebody reads about on a receipt; nobody has a reason for more at once."""
LOOKERS = (Role.DISPATCHER, Role.RECEPTIONIST, Role.SEALED_OFFICER, Role.IDENTITY_KEEPER)
"""Whoever may look at somebody's identity anywhere; at whose, each case says (casework.selectors.identity)."""
IDENTITY = (
    Column("name", Text("姓名", "Name")),
    Column("phone", Text("电话", "Phone")),
    Column("email", Text("邮箱", "E-mail")),
    Column("id_number", Text("身份证号", "Identity number")),
    Column("address", Text("地址", "Address")),
    Column("read_by", Text("导出人", "Read by")),
    Column("read_at", Text("导出时间", "Read at"), Holds.MOMENT),
)
"""The last two stand on every row, so that each tells who took it out and when."""
_FIELDS = (
    IdentityField.NAME,
    IdentityField.PHONE,
    IdentityField.EMAIL,
    IdentityField.ID_NUMBER,
    IdentityField.ADDRESS,
)
Moved = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `asked`: the filter as plain values; `reason`: why identities are needed, "" for without."""

    kind: ListKind
    asked: Mapping[str, Any]
    language: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What is written. `total`: how many rows there are at most."""

    columns: tuple[Column, ...]
    total: int
    rows: Iterator[Sequence[Cell]]


def may_ask_identities(kind: ListKind, reader: Reader) -> bool:
    """Whether a list of this kind may come with names and contacts for this reader."""
    return kind.of_cases and reader.staff is not None and reader.holds(LOOKERS)


def need_identities(kind: ListKind, reader: Reader, reason: str) -> None:
    """Raises IdentitiesNotOpen, ReasonNeeded."""
    if not may_ask_identities(kind, reader):
        raise IdentitiesNotOpen
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonNeeded(least=LEAST_REASON)


def table_of(wanted: Wanted, reader: Reader, *, moved: Moved = lambda done: None) -> Table:
    """`moved` is told after each piece how many rows are done; what it raises ends the writing.

    Raises IdentitiesNotOpen, ReasonNeeded, TooManyIdentities.
    """
    found = wanted.kind.find(reader, wanted.asked)
    if not wanted.reason:
        return Table(wanted.kind.columns, len(found.ids), _rows(found, wanted, reader, moved))
    need_identities(wanted.kind, reader, wanted.reason)
    if len(found.ids) > MOST_IDENTITIES:
        raise TooManyIdentities(most=MOST_IDENTITIES, rows=len(found.ids))
    return Table((*wanted.kind.columns, *IDENTITY), len(found.ids), _rows(found, wanted, reader, moved))


def _rows(found: Found, wanted: Wanted, reader: Reader, moved: Moved) -> Iterator[Sequence[Cell]]:
    language = "zh-hans" if wanted.language == BOTH else wanted.language
    for at in range(0, len(found.ids), ROWS_AT_ONCE):
        with override(language):
            piece = list(found.rows(found.ids[at : at + ROWS_AT_ONCE]))
        for row_id, row in piece:
            yield (*row, *_identity(row_id, wanted.reason, reader)) if wanted.reason else row
        moved(min(at + ROWS_AT_ONCE, len(found.ids)))


def _identity(case_id: int, reason: str, reader: Reader) -> tuple[Cell, ...]:
    """The look is recorded first, one for each person; where the reader may not look the cells stay empty."""
    try:
        given = look_at_identity(case_id, actor=reader.actor, reason=reason, now=reader.now)
    except MayNotReveal:
        given = {}
    return (*(given.get(name, "") for name in _FIELDS), str(reader.staff), reader.now)
