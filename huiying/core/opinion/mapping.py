"""The map itself: everything that is computed of a conversation, in one frozen answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from huiying.core.disclosure import FEWEST
from huiying.core.opinion.bases import large_enough
from huiying.core.opinion.consensus import Shared, group_aware, majority
from huiying.core.opinion.flags import straight_lines
from huiying.core.opinion.priority import priorities
from huiying.core.opinion.representativeness import Speaks, representative
from huiying.core.opinion.shape import Choice, Shape, groups_without, shape
from huiying.core.opinion.stability import adjusted_rand
from huiying.core.opinion.statements import Standing, Statement, standing
from huiying.core.opinion.tallies import Tally, tally, tally_of_all
from huiying.core.opinion.verdicts import Tested, Verdict, ranks, tested
from huiying.core.opinion.votes import Flags, Ints, Votes, votes_sha256
from huiying.core.rates.intervals import Share, difference

META_WEIGHT = 49.0
"""Of a statement about the voter, as Polis has it: it is asked early."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one group voted on one statement; `voted` counts passes too. Only where at least 5 of it voted."""

    agree: int
    disagree: int
    voted: int


@dataclass(frozen=True, slots=True)
class Unites:
    """`agreed`: whether they unite in agreeing. `score`: nth root of the group-aware consensus of that direction.

    `product` and `least`: group-aware consensus of agreeing itself, and the smallest share of agreement in a group.
    """

    rank: int
    agreed: bool
    score: float
    product: float
    least: float
    q: float


@dataclass(frozen=True, slots=True)
class Divides:
    """`gap`: how far the share of agreement in the group `most` is above that in `least`, with its 95 % interval."""

    rank: int
    most: int
    least: int
    gap: float
    interval: tuple[float, float]
    q: float


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of the map. `counts` is None below 5 voters, `cells[g]` where it cannot be told.

    `unites` and `divides` are None where a group's figures cannot be told; `interval`: of the share that agrees.
    """

    number: int
    verdict: Verdict
    counts: Cell | None
    interval: tuple[float, float] | None
    place: tuple[float, float]
    extremity: float
    cells: tuple[Cell | None, ...]
    unites: Unites | None
    divides: Divides | None


@dataclass(frozen=True, slots=True)
class Group:
    """Groups are numbered by size, the largest 0. `speaks_for`: statements by number, with figures."""

    number: int
    people: int
    centre: tuple[float, float]
    speaks_for: tuple[tuple[int, Speaks], ...]


@dataclass(frozen=True, slots=True)
class Base:
    """A knot of at least 5 people of one group."""

    group: int
    place: tuple[float, float]
    people: int


@dataclass(frozen=True, slots=True)
class Apart:
    """What the map would be without those who gave one answer to everything.

    `likeness`: adjusted Rand index of the groups of all others; `changed`: statement, verdict now and without them.
    """

    people: int
    likeness: float
    changed: tuple[tuple[int, Verdict, Verdict], ...]


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """`voters`, `placed` and `flagged` are None where fewer than 5. `weights`: of each open statement its priority."""

    votes_sha256: str
    votes: int
    voters: int | None
    placed: int | None
    left_out: Mapping[str, tuple[int, ...]]
    groups: tuple[Group, ...]
    bases: tuple[Base, ...]
    choices: tuple[Choice, ...]
    stability: float | None
    statements: tuple[Told, ...]
    agreed: tuple[tuple[int, Shared], ...]
    disagreed: tuple[tuple[int, Shared], ...]
    flagged: int | None
    without_flagged: Apart | None
    weights: Mapping[int, float]


def opinion_map(votes: Votes, statements: Iterable[Statement]) -> OpinionMap:
    """The map of the votes. `statements`: all that were offered; a vote on another is counted and left out."""
    digest = votes_sha256(votes)
    stands = standing(votes.statements, statements)
    found = shape(votes, stands.left_out, digest)
    counts, everybody = tally(votes, found.group_of, found.groups), tally_of_all(votes)
    tests = tested(counts, stands.left_out)
    straight = straight_lines(votes)
    agreed, disagreed = (_majority(votes, everybody, stands.left_out, agrees=way) for way in (True, False))
    return OpinionMap(
        votes_sha256=digest,
        votes=len(votes.values),
        voters=_if_enough(len(votes.voters)),
        placed=_if_enough(int(found.placed.sum())),
        left_out=_left_out(votes, stands),
        groups=_groups(votes, found, counts, stands.left_out),
        bases=tuple(
            Base(g, (x, y), people) for g, x, y, people in large_enough(found.bases, found.group_of_base, FEWEST)
        ),
        choices=found.choices,
        stability=found.stability,
        statements=_told(votes, found, counts, everybody, tests, stands.left_out),
        agreed=agreed,
        disagreed=disagreed,
        flagged=_if_enough(int(straight.sum())),
        without_flagged=_apart(votes, found, straight, tests, stands.left_out, digest),
        weights=_weights(votes, found, everybody, stands),
    )


def _if_enough(people: int) -> int | None:
    return people if people >= FEWEST else None


def _left_out(votes: Votes, stands: Standing) -> dict[str, tuple[int, ...]]:
    flags = {"rejected": stands.rejected, "about_the_voter": stands.meta, "not_listed": stands.unknown}
    return {why: tuple(votes.statements[flag].tolist()) for why, flag in flags.items()}


def _majority(votes: Votes, everybody: Tally, left_out: Flags, *, agrees: bool) -> tuple[tuple[int, Shared], ...]:
    found = majority(everybody, left_out, agrees=agrees)
    return tuple((int(votes.statements[one.column]), one) for one in found if one.trials >= FEWEST)


def _groups(votes: Votes, found: Shape, counts: Tally, left_out: Flags) -> tuple[Group, ...]:
    if found.division is None:
        return ()
    shown = shown_cells(counts, _voted(votes))
    return tuple(
        Group(
            g,
            int(found.division.people[g]),
            _place(found.division.centres[g]),
            _speaks_for(votes, counts, g, left_out | ~shown[g]),
        )
        for g in range(found.groups)
    )


def _speaks_for(votes: Votes, counts: Tally, group: int, left_out: Flags) -> tuple[tuple[int, Speaks], ...]:
    chosen = representative(counts, group, left_out)
    return tuple((int(votes.statements[one.column]), one) for one in chosen)


def _voted(votes: Votes) -> Ints:
    return np.bincount(votes.columns, minlength=len(votes.statements))


def shown_cells(counts: Tally, voted: Ints) -> Flags:
    """Groups × statements: whether the figures may be told. Fewer than 5 voters never.

    Where a group's figures are hidden, all who voted (`voted`) less those of the told groups are 5 at least; until then
    the smallest told group is hidden too.
    """
    shown = counts.voted >= FEWEST
    for _ in range(len(shown)):
        rest = voted - (counts.voted * shown).sum(axis=0)
        derivable = ~shown.all(axis=0) & shown.any(axis=0) & (rest < FEWEST)
        smallest = np.where(shown, counts.voted, np.iinfo(np.int64).max).argmin(axis=0)
        shown[smallest[derivable], np.flatnonzero(derivable)] = False
    return shown


def _told(
    votes: Votes, found: Shape, counts: Tally, everybody: Tally, tests: Tested, left_out: Flags
) -> tuple[Told, ...]:
    shown = shown_cells(counts, everybody.voted[0])
    extremity, products = found.plane.extremity, group_aware(counts.agree, counts.voted)
    unite, divide = ranks(tests.unites, tests.told, left_out), ranks(tests.gap, tests.told, left_out)
    told = []
    for j in np.flatnonzero(~left_out).tolist():
        cells = tuple(_cell(counts, g, j) if shown[g, j] else None for g in range(found.groups))
        whole = _cell(everybody, 0, j)
        enough = whole.voted >= FEWEST
        told.append(
            Told(
                number=int(votes.statements[j]),
                verdict=tests.verdicts[j],
                counts=whole if enough else None,
                interval=Share(whole.agree, whole.voted).interval if enough else None,
                place=_place(found.plane.statements[j]),
                extremity=float(extremity[j]),
                cells=cells if found.division else (),
                unites=_unites(tests, counts, j, int(unite[j]), float(products[j])) if tests.told[j] else None,
                divides=_divides(tests, counts, j, int(divide[j])) if tests.told[j] and found.division else None,
            )
        )
    return tuple(told)


def _cell(counts: Tally, g: int, j: int) -> Cell:
    return Cell(int(counts.agree[g, j]), int(counts.disagree[g, j]), int(counts.voted[g, j]))


def _place(point: Iterable[float]) -> tuple[float, float]:
    x, y = point
    return float(x), float(y)


def _unites(tests: Tested, counts: Tally, j: int, rank: int, product: float) -> Unites:
    least = float(((counts.agree[:, j] + 1) / (counts.voted[:, j] + 2)).min())
    return Unites(rank, bool(tests.agreed[j]), float(tests.unites[j]), product, least, float(tests.unites_q[j]))


def _divides(tests: Tested, counts: Tally, j: int, rank: int) -> Divides:
    most, least = int(tests.most[j]), int(tests.least[j])
    agreed = [Share(int(counts.agree[g, j]), int(counts.voted[g, j])) for g in (least, most)]
    return Divides(rank, most, least, float(tests.gap[j]), difference(*agreed), float(tests.divides_q[j]))


def _apart(votes: Votes, found: Shape, straight: Flags, tests: Tested, left_out: Flags, digest: str) -> Apart | None:
    """None where those without, or those left, are fewer than 5."""
    others = votes.of(~straight)
    if straight.sum() < FEWEST or len(others.voters) < FEWEST:
        return None
    before = found.group_of[~straight]
    after = groups_without(others, left_out, digest, found.groups) if found.division else np.minimum(before, 0)
    both = (before >= 0) & (after >= 0)
    counts = tally(others, after, max(found.groups, 1))
    verdicts = tested(counts, left_out).verdicts
    changed = zip(votes.statements.tolist(), tests.verdicts, verdicts, left_out.tolist(), strict=True)
    return Apart(
        len(others.voters),
        adjusted_rand(before[both], after[both]),
        tuple((number, now, then) for number, now, then, out in changed if now is not then and not out),
    )


def _weights(votes: Votes, found: Shape, everybody: Tally, stands: Standing) -> dict[int, float]:
    agree, voted = everybody.agree[0], everybody.voted[0]
    weights = priorities(agree, voted - agree - everybody.disagree[0], voted, found.plane.extremity)
    weights = np.where(stands.meta, META_WEIGHT, weights)
    still_asked = ~(stands.rejected | stands.unknown)
    return dict(zip(votes.statements[still_asked].tolist(), weights[still_asked].tolist(), strict=True))
