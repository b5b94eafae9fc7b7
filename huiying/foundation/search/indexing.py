"""Texts go into the index and out of it, in the transaction that changes them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiying.core.search import windows
from huiying.foundation.search.engines import engine
from huiying.foundation.search.rows import MOST_WINDOWS, Part, Row, first_row


@dataclass(frozen=True, slots=True)
class Words:
    """A text of an owner. `kind`: a Kind; `part`: a Part."""

    kind: int
    owner: int
    part: Part
    text: str


def put(texts: Iterable[Words], *, new: bool = False) -> None:
    """Add texts to what their owners have, thousands at once. An owner without a letter is marked as looked at.

    `new`: none of these owners has anything yet.
    """
    by_owner: dict[int, list[Words]] = defaultdict(list)
    for one in texts:
        by_owner[first_row(one.kind, one.owner)].append(one)
    if not by_owner:
        return
    last = {} if new else engine().last_rows(sorted(by_owner))
    rows = [row for first in sorted(by_owner) for row in _rows(first, last.get(first, first - 1) + 1, by_owner[first])]
    engine().insert(rows)


def _rows(first: int, at: int, texts: Sequence[Words]) -> list[Row]:
    made = [(one.part, window) for one in texts for window in windows(one.text)]
    if not made and at == first:
        return [Row(first, texts[0].part, 0, "")]
    room = first + MOST_WINDOWS - at
    return [Row(at + n, part, window.number, window.signs) for n, (part, window) in enumerate(made[:room])]


def drop(kind: int, owners: Iterable[int]) -> None:
    """Take out everything of these owners."""
    firsts = sorted({first_row(kind, owner) for owner in owners})
    engine().delete([(first, first + MOST_WINDOWS) for first in firsts])


def filed(kind: int, owners: Iterable[int]) -> set[int]:
    """Which of these owners the index has looked at."""
    firsts = {first_row(kind, owner): owner for owner in owners}
    return {firsts[first] for first in engine().last_rows(sorted(firsts))}


def empty() -> None:
    """Take out everything of everybody, to be put in anew."""
    engine().empty()


def settle() -> None:
    """Free the index's own files of what was dropped. Outside any transaction, in short steps."""
    engine().settle()
