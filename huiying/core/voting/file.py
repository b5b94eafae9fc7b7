"""The file of all ballots: one canonical text, so that one SHA-256 stands for the vote and anybody can count again.

    huiying-ballots 1
    year 2027
    most 3
    lines 4 7 9
    ballots 2
    b 0b5c9e7d41f24c86a1f3a2b4c6d8e0f1 4 9
    b 91aa3e0c7d5b4f62b8c1d2e3f4a5b6c7 7
    t 2026-12-18T01:41Z
    t 2026-12-18T09:02Z

UTF-8, each line ended by LF. Ballots stand in the order of their random ids, the minutes in which ballots were cast
(UTC) in the order of time: how many came when can be looked at, but no ballot says when it was cast, so that nobody who
saw a neighbour vote finds that ballot.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from huiying.core.voting.ballots import Ballot
from huiying.core.voting.counting import Standing, count
from huiying.core.voting.errors import FileBroken

HEAD = "huiying-ballots 1"
_MINUTE = "%Y-%m-%dT%H:%MZ"
_ID_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Vote:
    """Everything of a vote that is published. `lines`: numbers of what could be chosen; `minutes`: when, one each."""

    year: int
    most: int
    lines: tuple[int, ...]
    ballots: tuple[Ballot, ...]
    minutes: tuple[datetime, ...]


def written(vote: Vote) -> bytes:
    """The file. Raises ValueError where ballots and minutes are not as many."""
    if len(vote.ballots) != len(vote.minutes):
        raise ValueError("a minute for each ballot")
    return "".join(f"{line}\n" for line in _lines(vote)).encode()


def _lines(vote: Vote) -> Iterator[str]:
    yield HEAD
    yield f"year {vote.year}"
    yield f"most {vote.most}"
    yield " ".join(("lines", *_numbers(vote.lines)))
    yield f"ballots {len(vote.ballots)}"
    for ballot in sorted(vote.ballots):
        yield " ".join(("b", ballot.id, *_numbers(ballot.choices)))
    for minute in sorted(vote.minutes):
        yield f"t {minute.astimezone(UTC).strftime(_MINUTE)}"


def _numbers(numbers: Iterable[int]) -> list[str]:
    return [str(number) for number in sorted(numbers)]


def digest(file: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(file).hexdigest()


def read(file: bytes) -> Vote:
    """The vote in a file. Raises FileBroken for anything but the canonical form of a possible vote."""
    try:
        vote = _read(file.decode().split("\n"))
        canonical = written(vote)
    except (ValueError, IndexError) as err:
        raise FileBroken("not a file of ballots") from err
    if canonical != file:
        raise FileBroken("not in the canonical form")
    if len({ballot.id for ballot in vote.ballots}) < len(vote.ballots):
        raise FileBroken("a ballot stands there twice")
    for ballot in vote.ballots:
        _look_at(ballot, vote)
    return vote


def _read(lines: list[str]) -> Vote:
    head, year, most, on_it, how_many, *rest = lines
    if head != HEAD or rest[-1]:
        raise ValueError(head)
    many = int(_value(how_many, "ballots"))
    return Vote(
        int(_value(year, "year")),
        int(_value(most, "most")),
        tuple(map(int, _value(on_it, "lines").split())),
        tuple(_ballot(_value(line, "b")) for line in rest[:many]),
        tuple(datetime.strptime(_value(line, "t"), _MINUTE).replace(tzinfo=UTC) for line in rest[many:-1]),
    )


def _value(line: str, name: str) -> str:
    found, _, value = line.partition(" ")
    if found != name:
        raise ValueError(line)
    return value


def _ballot(said: str) -> Ballot:
    name, *choices = said.split(" ")
    return Ballot(name, tuple(map(int, choices)))


def _look_at(ballot: Ballot, vote: Vote) -> None:
    if len(ballot.id) != _ID_DIGITS or set(ballot.id) - set("0123456789abcdef"):
        raise FileBroken(f"{ballot.id} is no number of a ballot")
    if not 1 <= len(ballot.choices) <= vote.most or len(set(ballot.choices)) < len(ballot.choices):
        raise FileBroken(f"ballot {ballot.id} has too many choices, or none")
    if not set(ballot.choices) <= set(vote.lines):
        raise FileBroken(f"ballot {ballot.id} chose what is not on the list")


def recount(file: bytes) -> tuple[Standing, ...]:
    """Count a published file again. Raises FileBroken."""
    vote = read(file)
    return count(vote.ballots, vote.lines)
