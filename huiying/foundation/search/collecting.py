"""One page of what was found, and how much there is: the same for every kind of thing that can be searched.

What the viewer may not see is taken away before anything is counted. A page is asked for by the last owner of the page
before it, so that going on costs the same anywhere in the list.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

MOST_COUNTED = 1_000
"""Beyond these it is only said that there are more."""

MOST_EXAMINED = 20_000
"""So many owners that match are looked at for the count; a page is filled however many it takes."""

Chunks = Callable[[int | None], Iterable[list[int]]]
"""Owners that match, newest first, in growing chunks; of those below a number, or all."""

Allowed = Callable[[list[int]], Collection[int]]
"""Which of some owners the viewer may see and the filters let through."""

Rank = Callable[[list[int]], list[int]]
"""Owners in the order in which they match best."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `is_more`: more than `number`."""

    number: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """One page: owners, newest first. `older`: what the next page is below; None on the last."""

    ids: tuple[int, ...]
    older: int | None
    count: Count


def collect(chunks: Chunks, allowed: Allowed, *, below: int | None, rows: int) -> Hits:
    """The first `rows` owners below `below` that are allowed, and the count of all."""
    first, count = _counted(chunks(None), allowed, rows)
    ids = first if below is None else _first(chunks(below), allowed, rows + 1)
    return page(ids, count, rows)


def collect_best(chunks: Chunks, allowed: Allowed, rank: Rank, *, after: int, rows: int) -> Hits:
    """Of the newest MOST_COUNTED the best, `after` of them left out; `older`: how many the next page leaves out."""
    found, count = _counted(chunks(None), allowed, rows)
    ids = rank(found[:MOST_COUNTED])
    end = after + rows
    return Hits(tuple(ids[after:end]), end if end < len(ids) else None, count)


def every(chunks: Chunks, allowed: Allowed) -> Iterator[int]:
    """All owners that are allowed, newest first, however many."""
    for chunk in chunks(None):
        yield from _kept(chunk, allowed)


def page(ids: list[int], count: Count, rows: int) -> Hits:
    """A page of `ids`, of which one more than `rows` were looked for."""
    return Hits(tuple(ids[:rows]), ids[rows - 1] if len(ids) > rows else None, count)


def _counted(chunks: Iterable[list[int]], allowed: Allowed, rows: int) -> tuple[list[int], Count]:
    """Owners from the top, at least one more than a page where there are as many."""
    found: list[int] = []
    examined = 0
    for chunk in chunks:
        found += _kept(chunk, allowed)
        examined += len(chunk)
        if len(found) > MOST_COUNTED or (examined >= MOST_EXAMINED and len(found) > rows):
            tens = (len(found) - 1) // 10 * 10
            return found, Count(MOST_COUNTED if len(found) > MOST_COUNTED else tens, is_more=True)
    return found, Count(len(found))


def _first(chunks: Iterable[list[int]], allowed: Allowed, most: int) -> list[int]:
    found: list[int] = []
    for chunk in chunks:
        found += _kept(chunk, allowed)
        if len(found) >= most:
            break
    return found[:most]


def _kept(chunk: list[int], allowed: Allowed) -> list[int]:
    kept = set(allowed(chunk))
    return [owner for owner in chunk if owner in kept]
