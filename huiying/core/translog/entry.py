"""The published entry of an event: canonical JSON that shows little and binds everything by its commitment.

{"v":1,"c":…} for most events; those of a public type also tell type, day and, where they set it, the day of the answer:
{"v":1,"type":"voice.received","cid":…,"day":"2026-11-22","due":"2026-12-07","c":…}. An erasure tells on what ground
("basis") and who decided ("role"). A line about a draw of checks tells 32 bytes ("value"): the SHA-256 of what was
announced or of the list, at last the seed; its "cid" stands for the draw. Source: our ledger note.
"""

import json
from dataclasses import dataclass
from datetime import date

from huiying.core.translog.canonical import Value, canonical
from huiying.core.translog.errors import Malformed

VERSION = 1
CID_BYTES = 16
COMMITMENT_BYTES = 32
VALUE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Published:
    """What an entry says. `type` "": nothing but the commitment. `cid`: 16 random bytes that stand for one voice, or
    for one draw."""

    commitment: bytes
    type: str = ""
    cid: bytes = b""
    day: date | None = None
    due: date | None = None
    basis: str = ""
    role: str = ""
    value: bytes = b""

    @property
    def data(self) -> bytes:
        """The bytes that are published and hashed."""
        fields: dict[str, Value] = {"v": VERSION, "c": self.commitment.hex()}
        if self.type and self.day is not None:
            fields |= {"type": self.type, "cid": self.cid.hex(), "day": self.day.isoformat()}
            if self.due is not None:
                fields["due"] = self.due.isoformat()
            said = (("basis", self.basis), ("role", self.role), ("value", self.value.hex()))
            fields |= {name: text for name, text in said if text}
        return canonical(fields)

    @classmethod
    def of_data(cls, data: bytes) -> "Published":
        """From published bytes. Raises Malformed for anything that `data` would not have written."""
        try:
            fields = {name: _text(value) for name, value in json.loads(data).items() if name != "v"}
            entry = cls(
                bytes.fromhex(fields["c"]),
                fields.get("type", ""),
                bytes.fromhex(fields.get("cid", "")),
                _day(fields.get("day")),
                _day(fields.get("due")),
                fields.get("basis", ""),
                fields.get("role", ""),
                bytes.fromhex(fields.get("value", "")),
            )
            same = entry.data == data
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as err:
            raise Malformed("entry") from err
        if not same or len(entry.commitment) != COMMITMENT_BYTES or len(entry.cid) != (CID_BYTES if entry.type else 0):
            raise Malformed("entry")
        if len(entry.value) not in (0, VALUE_BYTES):
            raise Malformed("entry")
        return entry


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("an entry has texts only")
    return value


def _day(text: str | None) -> date | None:
    """Raises ValueError also for the last day of the calendar: what is due then could never be past due."""
    day = date.fromisoformat(text) if text is not None else None
    if day == date.max:
        raise ValueError("no day follows")
    return day
