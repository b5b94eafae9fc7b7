"""Who said what about which statement, in one canonical form: the same votes in any order are the same `Votes`."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1
HASHED_AT_ONCE = 1_000_000
RECORD = np.dtype([("voter", "<i8"), ("statement", "<i8"), ("vote", "i1")])
SPARE = 8


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """People × statements, −1/0/+1, missing = not voted, by rows: of voter i the votes `starts[i]:starts[i + 1]`.

    `voters` and `statements`: their numbers, each once, ascending. `columns`: places in `statements`, ascending in a
    row. Only who voted and what was voted on is here.
    """

    voters: Ints
    statements: Ints
    starts: Ints
    columns: npt.NDArray[np.int32]
    values: Small

    @property
    def given(self) -> Ints:
        """How many statements each voter voted on."""
        return np.diff(self.starts)

    def of(self, kept: Flags) -> "Votes":
        """The votes of some voters alone; `kept`: for each voter. All statements stay."""
        entries = np.repeat(kept, self.given)
        starts = np.concatenate([[0], np.cumsum(self.given[kept])])
        return Votes(self.voters[kept], self.statements, starts, self.columns[entries], self.values[entries])


def votes_of(
    voters: npt.ArrayLike, statements: npt.ArrayLike, values: npt.ArrayLike, times: npt.ArrayLike | None = None
) -> Votes:
    """The votes of four columns of equal length. Of a pair the latest counts; without `times` the last row.

    Of one pair at one moment the higher vote counts, whatever the order of the rows. Raises ValueError for another
    vote than −1, 0, 1 and for columns of unequal length.
    """
    who, what = np.asarray(voters, dtype=np.int64), np.asarray(statements, dtype=np.int64)
    said = np.asarray(values, dtype=np.int8)
    if not len(who) == len(what) == len(said) or (len(said) and not -1 <= said.min() <= said.max() <= 1):
        raise ValueError("a vote is a voter, a statement and one of -1, 0, 1")
    people, rows = _ranked(who)
    numbers, columns = _ranked(what)
    kept = _latest(rows * max(len(numbers), 1) + columns, said, None if times is None else np.asarray(times))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=len(people)))]).astype(np.int64)
    return Votes(people, numbers, starts, columns[kept].astype(np.int32), said[kept])


def _ranked(numbers: Ints) -> tuple[Ints, Ints]:
    """The different numbers, ascending, and of each given one its place among them; by a table where they are small."""
    if not len(numbers) or numbers.min() < 0 or numbers.max() > SPARE * len(numbers):
        found, places = np.unique(numbers, return_inverse=True)
        return found, places.reshape(-1)
    there = np.zeros(int(numbers.max()) + 1, dtype=bool)
    there[numbers] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]


def _latest(pairs: Ints, said: Small, times: npt.NDArray[np.int64] | None) -> Ints:
    """Which rows count, in the order of their pairs."""
    order = np.argsort(pairs)
    same = pairs[order[1:]] == pairs[order[:-1]]
    if same.any():
        order = np.argsort(pairs, kind="stable") if times is None else np.lexsort((said, times, pairs))
    last = np.ones(len(order), dtype=bool)
    last[:-1] = ~same
    return order[last]


def votes_sha256(votes: Votes) -> str:
    """The SHA-256 of the votes: 17 bytes each, voter and statement as 64-bit and vote as 8-bit integer with sign.

    Little-endian, ordered by voter, then statement: `struct.pack("<qqb", voter, statement, vote)`.
    """
    digest = sha256()
    for records in _records(votes):
        digest.update(records.tobytes())
    return digest.hexdigest()


def _records(votes: Votes) -> Iterator[npt.NDArray[np.void]]:
    for begin in range(0, len(votes.values), HASHED_AT_ONCE):
        at = np.arange(begin, min(begin + HASHED_AT_ONCE, len(votes.values)))
        records = np.zeros(len(at), dtype=RECORD)
        records["voter"] = votes.voters[np.searchsorted(votes.starts, at, side="right") - 1]
        records["statement"] = votes.statements[votes.columns[at]]
        records["vote"] = votes.values[at]
        yield records
