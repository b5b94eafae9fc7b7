"""A ballot: which lines of a list somebody would have done first, all alike, at most so many."""

from collections.abc import Collection
from dataclasses import dataclass

from huiying.core.voting.errors import LineNotOnBallot, NothingChosen, TooManyChosen


@dataclass(frozen=True, order=True, slots=True)
class Ballot:
    """`id`: 32 random hexadecimal digits, known to whoever cast it. `choices`: numbers of lines, upwards, each once."""

    id: str
    choices: tuple[int, ...]


def checked(choices: Collection[int], *, lines: Collection[int], most: int) -> tuple[int, ...]:
    """The choices of one ballot, upwards and each once.

    Raises NothingChosen, TooManyChosen (more than `most`), LineNotOnBallot.
    """
    chosen = tuple(sorted(set(choices)))
    if not chosen:
        raise NothingChosen(most=most)
    if len(chosen) > most:
        raise TooManyChosen(most=most, count=len(chosen))
    if not set(chosen) <= set(lines):
        raise LineNotOnBallot
    return chosen
