"""Polis's export format: comments.csv and votes.csv, columns in any order, with or without BOM, any end of line.

`votes.csv`: comment-id, voter-id, vote (1, 0, −1), and timestamp where there is one: of a pair the latest counts.
`comments.csv`: comment-id, and where they are there moderated (1, 0, −1), is-meta, comment-body. Other columns are not
read. Source: github.com/compdemocracy/openData, README.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from huiying.core.opinion.errors import ColumnMissing, FileUnreadable, StatementTwice, ValueWrong
from huiying.core.opinion.statements import Moderation, Statement
from huiying.core.opinion.votes import Votes, votes_of
from huiying.core.words import Text

VOTES, COMMENTS = "votes.csv", "comments.csv"
LARGEST = 2**63
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
NUMBER = re.compile(r"^\+?(-?[0-9]+)(\.0*)?$")
WAYS = {"1": 1, "0": 0, "-1": -1}
LET_IN = {"1": Moderation.ACCEPTED, "0": Moderation.WAITING, "-1": Moderation.REJECTED, "": Moderation.WAITING}
TRUTHS = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False, "": False}
WHOLE = Text(zh="整数", en="a whole number")
ONE_OF = Text(zh=" 1、0 或 -1", en="1, 0 or -1")
TRUTH = Text(zh=" true 或 false", en="true or false")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Line:
    """One record. `number`: its last line in the file, from 1."""

    file: str
    number: int
    fields: Mapping[str, str]

    def read(self, column: str, meaning: Callable[[str], Value], wanted: Text) -> Value:
        """The value of a column. Raises ValueWrong."""
        try:
            return meaning(self.fields[column].strip())
        except (KeyError, ValueError) as err:
            raise ValueWrong(file=self.file, line=self.number, column=column, wanted=wanted) from err


def read_votes(data: bytes, file: str = VOTES) -> Votes:
    """Raises FileUnreadable, ColumnMissing, ValueWrong."""
    columns: tuple[list[int], ...] = ([], [], [], [])
    for line in _lines(data, file, ("comment-id", "voter-id", "vote"), ("timestamp",)):
        columns[0].append(line.read("voter-id", _whole, WHOLE))
        columns[1].append(line.read("comment-id", _whole, WHOLE))
        columns[2].append(line.read("vote", lambda text: WAYS[_plain(text)], ONE_OF))
        if "timestamp" in line.fields:
            columns[3].append(line.read("timestamp", _moment, WHOLE))
    voters, statements, values, times = columns
    return votes_of(voters, statements, values, times if len(times) == len(values) else None)


def read_statements(data: bytes, file: str = COMMENTS) -> list[Statement]:
    """Raises FileUnreadable, ColumnMissing, ValueWrong, StatementTwice."""
    return [statement for statement, _text in _statements(data, file)]


def read_texts(data: bytes, file: str = COMMENTS) -> dict[int, str]:
    """What each statement says, "" where the file does not tell."""
    return {statement.number: text for statement, text in _statements(data, file)}


def _statements(data: bytes, file: str) -> Iterator[tuple[Statement, str]]:
    seen: set[int] = set()
    for line in _lines(data, file, ("comment-id",), ("moderated", "is-meta", "comment-body")):
        number = line.read("comment-id", _whole, WHOLE)
        if number in seen:
            raise StatementTwice(file=file, line=line.number)
        seen.add(number)
        let_in, meta = Moderation.ACCEPTED, False
        if "moderated" in line.fields:
            let_in = line.read("moderated", lambda text: LET_IN[_plain(text)], ONE_OF)
        if "is-meta" in line.fields:
            meta = line.read("is-meta", lambda text: TRUTHS[text.lower()], TRUTH)
        yield Statement(number, let_in, meta), line.fields.get("comment-body", "")


def _lines(data: bytes, file: str, needed: Sequence[str], useful: Sequence[str]) -> Iterator[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise FileUnreadable(file=file) from err
    rows = csv.reader(LINE.findall(text), strict=True)
    try:
        places = _places(next(rows, []), file, needed, useful)
        for row in rows:
            if any(field.strip() for field in row):
                fields = {name: row[at] for name, at in places.items() if at < len(row)}
                yield Line(file, rows.line_num, fields)
    except csv.Error as err:
        raise FileUnreadable(file=file) from err


def _places(head: Sequence[str], file: str, needed: Sequence[str], useful: Sequence[str]) -> dict[str, int]:
    names = [name.strip().lower().replace("_", "-") for name in head]
    for name in (*needed, *useful):
        if names.count(name) > 1 or (name in needed and name not in names):
            raise ColumnMissing(file=file, column=name)
    return {name: names.index(name) for name in (*needed, *useful) if name in names}


def _plain(text: str) -> str:
    """+1 and 1.0, as tables write them, are 1."""
    return NUMBER.sub(r"\1", text)


def _whole(text: str) -> int:
    number = int(_plain(text))
    if not -LARGEST <= number < LARGEST:
        raise ValueError(text)
    return number


def _moment(text: str) -> int:
    return _whole(text) if text else 0
