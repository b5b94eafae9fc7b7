"""How each group voted on each statement."""

from dataclasses import dataclass

import numpy as np

from huiying.core.opinion.votes import Ints, Votes

NO_GROUP = -1


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Groups × statements. `voted` counts passes too."""

    agree: Ints
    disagree: Ints
    voted: Ints

    def without_each(self) -> "Tally":
        """Of all other groups together, for each group."""
        return Tally(*(table.sum(axis=0) - table for table in (self.agree, self.disagree, self.voted)))


def tally(votes: Votes, group_of: Ints, groups: int) -> Tally:
    """`group_of`: of each voter, 0 … groups − 1, or NO_GROUP: counted nowhere."""
    many = len(votes.statements)
    cells = np.repeat((group_of + 1) * many, votes.given) + votes.columns
    counts = np.bincount(cells * 3 + (votes.values + 1), minlength=(groups + 1) * many * 3)
    table = counts.reshape(groups + 1, many, 3)[1:]
    return Tally(table[:, :, 2], table[:, :, 0], table.sum(axis=2))


def tally_of_all(votes: Votes) -> Tally:
    """Everybody as one group."""
    return tally(votes, np.zeros(len(votes.voters), dtype=np.int64), 1)
