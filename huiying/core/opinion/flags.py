"""Voters who gave one answer to everything: they are counted and shown apart, never left out of the map."""

import numpy as np

from huiying.core.opinion.votes import Flags, Votes

LEAST_VOTES = 10


def straight_lines(votes: Votes) -> Flags:
    """Of each voter, whether ten votes or more are all the same, whichever it is."""
    if not len(votes.values):
        return np.zeros(len(votes.voters), dtype=bool)
    begins = votes.starts[:-1]
    same = np.maximum.reduceat(votes.values, begins) == np.minimum.reduceat(votes.values, begins)
    flagged: Flags = same & (votes.given >= LEAST_VOTES)
    return flagged
