"""The groups of a conversation: plane, bases, divisions, and which division is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huiying.core.disclosure import FEWEST
from huiying.core.opinion.bases import Bases, base_clusters, grouped
from huiying.core.opinion.chance import seeded
from huiying.core.opinion.groups import Division, division, divisions
from huiying.core.opinion.projection import Plane, plane
from huiying.core.opinion.stability import stabilities
from huiying.core.opinion.tallies import NO_GROUP
from huiying.core.opinion.votes import Flags, Ints, Votes

LEAST_PART = 0.05
STEADY, FAIRLY_STEADY = 0.8, 0.65
"""Good and moderate recovery of the adjusted Rand index (D. Steinley, Psychological Methods 9, 2004, 386–396)."""
FOR_BASES, FOR_GROUPS, FOR_SAMPLES, FOR_BASES_WITHOUT, FOR_GROUPS_WITHOUT = range(5)


@dataclass(frozen=True, slots=True)
class Choice:
    """One number of groups that was looked at, and why it could or could not be chosen."""

    k: int
    silhouette: float
    stability: float
    smallest: int
    large_enough: bool


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """`placed`: of each voter, whether they are in a group. `division` None: no groups can be told apart."""

    plane: Plane
    placed: Flags
    bases: Bases
    division: Division | None
    choices: tuple[Choice, ...]
    stability: float | None

    @property
    def groups(self) -> int:
        return self.division.k if self.division else 1

    @property
    def group_of_base(self) -> Ints:
        return self.division.of_base if self.division else np.zeros(len(self.bases.people), dtype=np.int64)

    @property
    def group_of(self) -> Ints:
        """Of each voter the group, or NO_GROUP."""
        found = np.full(len(self.placed), NO_GROUP, dtype=np.int64)
        found[self.placed] = self.group_of_base[self.bases.of]
        return found


def shape(votes: Votes, left_out: Flags, votes_sha256: str) -> Shape:
    """The shape of all votes."""
    flat = plane(votes, left_out)
    placed = grouped(votes.given, len(votes.statements))
    bases = base_clusters(flat.people[placed], seeded(votes_sha256, FOR_BASES))
    found = divisions(bases, seeded(votes_sha256, FOR_GROUPS)) if len(bases.people) else []
    parted = [(one, one.of_base[bases.of]) for one in found]
    steady = stabilities(votes, flat, placed, parted, seeded(votes_sha256, FOR_SAMPLES)) if parted else []
    choices = [_choice(one, score, int(placed.sum())) for one, score in zip(found, steady, strict=True)]
    at = chosen(choices)
    return Shape(
        flat,
        placed,
        bases,
        None if at is None else found[at],
        tuple(choices),
        None if at is None else choices[at].stability,
    )


def _choice(one: Division, stability: float, people: int) -> Choice:
    enough = one.smallest >= max(FEWEST, LEAST_PART * people)
    return Choice(one.k, one.silhouette, stability, one.smallest, enough)


def chosen(choices: Sequence[Choice]) -> int | None:
    """Which to take: of those whose smallest group has 5 people and 5 %, and that are stable, the best silhouette.

    Where none is stable, the most stable one; where none has groups large enough, none. Of equals the fewest groups.
    """
    enough = [at for at, one in enumerate(choices) if one.large_enough]
    steady = [at for at in enough if choices[at].stability >= FAIRLY_STEADY]
    if steady:
        return max(steady, key=lambda at: round(choices[at].silhouette, 9))
    return max(enough, key=lambda at: round(choices[at].stability, 9), default=None)


def groups_without(votes: Votes, left_out: Flags, votes_sha256: str, k: int) -> Ints:
    """The group of each of these voters where the same work is done on them alone, with the same number of groups."""
    flat = plane(votes, left_out)
    placed = grouped(votes.given, len(votes.statements))
    bases = base_clusters(flat.people[placed], seeded(votes_sha256, FOR_BASES_WITHOUT))
    found = np.full(len(votes.voters), NO_GROUP, dtype=np.int64)
    found[placed] = division(bases, k, seeded(votes_sha256, FOR_GROUPS_WITHOUT)).of_base[bases.of]
    return found
