"""Where issues and proposals stand, and how a case came to an issue."""

from enum import StrEnum


class IssueState(StrEnum):
    """`SET_DOWN`: ended without a solution, with a reason."""

    OPEN = "open"
    PLANNED = "planned"
    SOLVED = "solved"
    SET_DOWN = "set_down"

    @property
    def is_over(self) -> bool:
        return self in OVER


OVER = frozenset({IssueState.SOLVED, IssueState.SET_DOWN})


class ProposalState(StrEnum):
    """What people made of a proposal."""

    OPEN = "open"
    TAKEN = "taken"
    ASIDE = "aside"


class Source(StrEnum):
    """Whether a case was proposed by the nightly grouping or found by a person."""

    PROPOSAL = "proposal"
    HAND = "hand"
