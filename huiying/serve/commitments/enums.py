"""Where a promise came from, where it stands, and what can happen to it."""

from enum import StrEnum


class Source(StrEnum):
    """What made it. `REPLY`: who does what by when, in an opinion (条例 Art 32). `PLEDGE`: of a unit or a post.
    `IMPROVEMENT`: a measure against what people judged poor, or a line of a rectification list 整改清单."""

    RESOLUTION = "resolution"
    REPLY = "reply"
    ISSUE = "issue"
    RECEPTION = "reception"
    VISIT = "visit"
    PLEDGE = "pledge"
    DECISION = "decision"
    MATTER = "matter"
    IMPROVEMENT = "improvement"


class CommitmentState(StrEnum):
    """`KEPT` is what the owner says; whether it was kept is for those whose voices led to it. Late is never stored."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


class ReportKind(StrEnum):
    """What is told of a promise on its way."""

    MADE = "made"
    PROGRESS = "progress"
    PART_DONE = "part_done"
    MOVED = "moved"
    LATE = "late"
    REASON = "reason"
    KEPT = "kept"
    DROPPED = "dropped"
    REOPENED = "reopened"
