"""Requests of another system as it tells them, row by row: what it says, or why it cannot be used.

Systems differ: ids may be numbers, moments may lack a zone (then they are UTC), empty values may be "null".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from huiying.core.errors import HuiyingError
from huiying.core.open311.attributes import BY_CODE, KIND
from huiying.core.open311.moments import read_moment
from huiying.core.spoken import MAX_CHARACTERS, clean_line_ends

MOST_ID = 120
MOST_REPLY = 20_000
_NOTHING = frozenset({"", "null", "none"})
_PLACES = Decimal("0.000001")


class RowWrong(Exception):
    """A row that cannot be used. `why`: the key that is wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Outer:
    """A request of another system. `requested_at` None: it does not say."""

    id: str
    over: bool
    notes: str
    service_code: str
    service_name: str
    words: str
    address: str
    latitude: Decimal | None
    longitude: Decimal | None
    kind: str
    requested_at: datetime | None
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class OuterUpdate:
    """A change that another system tells of."""

    id: str
    request_id: str
    over: bool
    words: str
    at: datetime


def read_request(row: Mapping[str, Any]) -> Outer:
    """Raises RowWrong."""
    name, media = text(row, "service_name"), text(row, "media_url")
    words = text(row, "description") or name
    if not words:
        raise RowWrong("description")
    latitude, longitude = _degrees(row, "lat", 90), _degrees(row, "long", 180)
    kind = text(row, "kind")
    return Outer(
        id=_id(row, "service_request_id"),
        over=_over(row),
        notes=text(row, "status_notes")[:MOST_REPLY],
        service_code=text(row, "service_code")[:MOST_ID],
        service_name=name[:MOST_ID],
        words="\n\n".join(part for part in (words, media) if part)[:MAX_CHARACTERS],
        address=" ".join(text(row, "address").split()),
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        kind=kind if BY_CODE[KIND].takes(kind) else "request",
        requested_at=_moment(row, "requested_datetime"),
        updated_at=_moment(row, "updated_datetime"),
    )


def read_update(row: Mapping[str, Any]) -> OuterUpdate:
    """Raises RowWrong."""
    at = _moment(row, "updated_datetime")
    if at is None:
        raise RowWrong("updated_datetime")
    return OuterUpdate(
        _id(row, "update_id"), _id(row, "service_request_id"), _over(row), text(row, "description")[:MOST_REPLY], at
    )


def text(row: Mapping[str, Any], name: str) -> str:
    """A plain value as clean text; "" for nothing, and for lists and objects."""
    value = row.get(name)
    if value is None or isinstance(value, Mapping | list | bool):
        return ""
    said = clean_line_ends(str(value))
    return "" if said.lower() in _NOTHING else said


def _id(row: Mapping[str, Any], name: str) -> str:
    found = text(row, name)
    if not found or len(found) > MOST_ID:
        raise RowWrong(name)
    return found


def _over(row: Mapping[str, Any]) -> bool:
    status = text(row, "status").lower()
    if status not in ("open", "closed"):
        raise RowWrong("status")
    return status == "closed"


def _moment(row: Mapping[str, Any], name: str) -> datetime | None:
    if not (said := text(row, name)):
        return None
    try:
        return read_moment(said, name)
    except HuiyingError as err:
        raise RowWrong(name) from err


def _degrees(row: Mapping[str, Any], name: str, most: int) -> Decimal | None:
    if not (said := text(row, name)):
        return None
    try:
        value = Decimal(said)
    except InvalidOperation as err:
        raise RowWrong(name) from err
    if not value.is_finite() or abs(value) > most:
        raise RowWrong(name)
    return value.quantize(_PLACES)
