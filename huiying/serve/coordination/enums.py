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


class MeetingState(StrEnum):
    """`CALLED`: the invitations are out. `HELD`: every item is settled or put off. `OFF`: called off, with a reason."""

    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    OFF = "off"


class ItemKind(StrEnum):
    """What an item is about. `STANDING` is the first of every regular meeting; `PAPER` is an adviser's.

    `OVERDUE` is a promise, `LATE` a case whose day is over.
    """

    STANDING = "standing"
    ISSUE = "issue"
    COMPETENCE = "competence"
    OVERDUE = "overdue"
    LATE = "late_case"
    PAPER = "paper"
    OTHER = "other"


class ItemOutcome(StrEnum):
    """Every item ends in a resolution, or is put off with a reason and a day."""

    OPEN = "open"
    SETTLED = "settled"
    PUT_OFF = "put_off"


class ResolutionKind(StrEnum):
    """`TASK`: somebody does something by a day. `COMPETENCE`: a unit takes a case (条例 Art 24)."""

    TASK = "task"
    COMPETENCE = "competence"


class InvitationAnswer(StrEnum):
    """What the invited unit said."""

    NONE = ""
    COMING = "coming"
    NOT_COMING = "not_coming"


class MinutesStage(StrEnum):
    """The four stages of minutes."""

    DRAFT = "draft"
    AMENDING = "amending"
    SIGNED = "signed"
    PUBLISHED = "published"


class InterestEffect(StrEnum):
    """What somebody says a matter does to them."""

    GAIN = "gain"
    LOSS = "loss"
    BOTH = "both"
    NONE = "none"


class BurdenKind(StrEnum):
    """What the base is asked for."""

    FORM = "form"
    REPORT = "report"
    DOCUMENT = "document"
    EVENT = "event"
    VISIT = "visit"
