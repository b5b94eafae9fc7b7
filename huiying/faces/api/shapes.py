"""Shapes that several operations share. What comes in is taken exactly: no unknown fields, no numbers as text."""

from collections.abc import Callable
from datetime import UTC, date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from huiying.core.spoken import clean_line_ends

MOST_ID = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""

Id = Annotated[int, Field(ge=1, le=MOST_ID)]
Moment = Annotated[
    AwareDatetime,
    PlainSerializer(lambda at: at.astimezone(UTC).isoformat().replace("+00:00", "Z"), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Day = Annotated[date, WithJsonSchema({"type": "string", "format": "date"})]


class In(BaseModel):
    """What is sent."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Out(BaseModel):
    """What is answered."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Named(Out):
    """Something of a table: `id` never changes, `name` is in the caller's language."""

    id: str
    name: str


class Numbered(Out):
    """Something that the office keeps."""

    id: int
    name: str


def unsaid(empty: Callable[[], Any] = str) -> Any:
    """A field that may be left out, and is then empty; an empty one is not taken."""
    return Field(default_factory=empty)


def line(text: str) -> str:
    """One line of what somebody wrote, without control characters."""
    return " ".join(clean_line_ends(text).split())
