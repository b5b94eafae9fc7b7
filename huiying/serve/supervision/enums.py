"""What supervision does, and where each piece of it stands."""

from enum import StrEnum


class FlagState(StrEnum):
    """待研判 → dismissed with a reason, or ordered. A machine flags, an inspector decides."""

    FLAGGED = "flagged"
    DISMISSED = "dismissed"
    ORDERED = "ordered"


class ContestState(StrEnum):
    """What became of a unit's objection to an automatic act; an upheld one takes the signal out of every count."""

    ASKED = "asked"
    UPHELD = "upheld"
    REFUSED = "refused"


class OrderState(StrEnum):
    """已督办 → 已反馈 → 已核实 → closed; what did not satisfy is ordered again one level up."""

    ORDERED = "ordered"
    ANSWERED = "answered"
    VERIFIED = "verified"
    CLOSED = "closed"
    RAISED = "raised"


class StepKind(StrEnum):
    """What was said to an order. `LACKING`: what the inspector found did not satisfy; it can be raised."""

    ANSWERED = "answered"
    VERIFIED = "verified"
    LACKING = "lacking"
    CLOSED = "closed"
    RAISED = "raised"


class AdviceKind(StrEnum):
    """条例 Art 40: A1 improve the work, A2 improve a policy (with a report above), A3 hold to account."""

    IMPROVE = "improve"
    POLICY = "policy"
    ACCOUNT = "account"


class Adoption(StrEnum):
    """What the body that was advised says in writing (Art 40(4)); "" while it has not answered."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"


class MeasureKind(StrEnum):
    """条例 Art 39(3): for leading bodies with serious failings; each has an end."""

    TALK = "talk"
    LISTED = "listed"
    DEADLINE = "deadline"
    INSPECTION = "inspection"
