"""`map_row`: one row of a table as one voice, or why not."""

from dataclasses import dataclass
from datetime import datetime

from huiying.foundation.tables.errors import UnclearMoment
from huiying.foundation.tables.mapping import Bound, Field
from huiying.foundation.tables.moments import parse_moment
from huiying.foundation.tables.rows import Row, RowTrouble, trouble

LONGEST = {
    Field.EXTERNAL_ID: 120,
    Field.PLACE: 200,
    Field.TITLE: 5_000,
    Field.CATEGORY: 120,
    Field.CATEGORY_2: 120,
    Field.CATEGORY_3: 120,
}
"""Characters; what is longer sits in the wrong column."""


@dataclass(frozen=True, slots=True)
class MappedVoice:
    """What a row says. `title` may be empty; `kind` and `channel` are values of their enums; `category` widest first.

    Times carry their zone. `reply` and `replied_at` come together or not at all. Whether a time lies in the future is
    the importer's question: it knows `now`.
    """

    external_id: str
    title: str
    text: str
    said_at: datetime
    kind: str | None
    channel: str | None
    place: str
    reply: str | None
    replied_at: datetime | None
    category: tuple[str, ...]


class _Refused(Exception):
    """Carries the code and data of a RowTrouble out of the reading of one cell."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code, self.data = code, data


def map_row(bound: Bound, row: Row) -> MappedVoice | RowTrouble:
    """The voice in `row`, which has a cell for each header of `bound`."""
    try:
        return _mapped(_Cells(bound, row))
    except _Refused as refused:
        return trouble(refused.code, row.number, row.cells, **refused.data)


class _Cells:
    """The fields of one row."""

    def __init__(self, bound: Bound, row: Row) -> None:
        self._bound, self._row = bound, row

    def text(self, name: Field) -> str:
        """The first cell of the field that is not empty, else its constant, else nothing."""
        for at in self._bound.at.get(name, ()):
            if cell := self._row.cells[at]:
                return self._fitting(name, cell)
        return self._bound.mapping.constants.get(name, "")

    def needed(self, name: Field) -> str:
        found = self.text(name)
        if not found:
            raise _Refused("missing", column=self._header(name))
        return found

    def word(self, name: Field) -> str | None:
        """The value that the mapping gives to the cell's word; a constant is a value already."""
        found = self.text(name)
        if not found:
            return None
        values = self._bound.mapping.values.get(name, {})
        known = values.get(found) or (found if found in values.values() else None)
        if known is None and found != self._bound.mapping.constants.get(name):
            raise _Refused("unknown_word", column=self._header(name))
        return known or found

    def moment(self, name: Field) -> datetime | None:
        found = self.text(name)
        try:
            return parse_moment(found, self._bound.zone) if found else None
        except UnclearMoment as err:
            raise _Refused("unclear_moment", column=self._header(name)) from err

    def _header(self, name: Field) -> str:
        places = self._bound.at.get(name)
        return self._bound.headers[places[0]] if places else name

    def _fitting(self, name: Field, cell: str) -> str:
        longest = LONGEST.get(name)
        if longest and len(cell) > longest:
            raise _Refused("too_long", column=self._header(name), longest=longest)
        return cell


def _mapped(cells: _Cells) -> MappedVoice:
    external_id, text = cells.needed(Field.EXTERNAL_ID), cells.needed(Field.TEXT)
    cells.needed(Field.SAID_AT)
    said_at = cells.moment(Field.SAID_AT)
    assert said_at is not None
    reply, replied_at = _reply(cells, said_at)
    levels = map(cells.text, (Field.CATEGORY, Field.CATEGORY_2, Field.CATEGORY_3))
    return MappedVoice(
        external_id=external_id,
        title=cells.text(Field.TITLE),
        text=text,
        said_at=said_at,
        kind=cells.word(Field.KIND),
        channel=cells.word(Field.CHANNEL),
        place=cells.text(Field.PLACE),
        reply=reply,
        replied_at=replied_at,
        category=tuple(filter(None, levels)),
    )


def _reply(cells: _Cells, said_at: datetime) -> tuple[str | None, datetime | None]:
    reply, replied_at = cells.text(Field.REPLY) or None, cells.moment(Field.REPLIED_AT)
    if (reply is None) != (replied_at is None):
        raise _Refused("reply_incomplete")
    if replied_at and replied_at < said_at:
        raise _Refused("reply_too_early")
    return reply, replied_at
