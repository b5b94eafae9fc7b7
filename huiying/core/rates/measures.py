"""The four measures of a scorecard, in the order of its columns, and what is left out of them.

All but the first are what the people who rated said; nobody who did not rate is counted as satisfied or dissatisfied.
"""

from enum import StrEnum

from huiying.core.words import Text


class Measure(StrEnum):
    """`yes` of `all`: limits kept of limits that ended; "yes" of those who answered the question."""

    ON_TIME = "on_time"
    RESPONDED = "responded"
    RESOLVED = "resolved"
    SATISFIED = "satisfied"


class LeftOut(StrEnum):
    """What counts in no share, and is said beside them. Only `UNRATED` is told for each unit."""

    UNRATED = "unrated"
    WITHDRAWN = "withdrawn"
    HANDED_ON = "handed_on"
    NOT_SUPPORTED = "not_supported"
    CHECKS = "checks"


NAMES = {
    Measure.ON_TIME: Text("按时答复", "Answered in time"),
    Measure.RESPONDED: Text("说“有人答复”", "Said “somebody responded”"),
    Measure.RESOLVED: Text("说“解决了”", "Said “resolved”"),
    Measure.SATISFIED: Text("说“满意”", "Said “satisfied”"),
    LeftOut.UNRATED: Text("没打分", "Not rated"),
    LeftOut.WITHDRAWN: Text("撤回", "withdrawn"),
    LeftOut.HANDED_ON: Text("不归本单位办、已转出或已告知去处", "handed on, or told where to go"),
    LeftOut.NOT_SUPPORTED: Text("依据充分的“不予支持”", "“not supported” with its grounds"),
    LeftOut.CHECKS: Text("暗访", "test voices of unannounced checks"),
}
DEFAULT_TARGETS = {Measure.ON_TIME: 95, Measure.RESPONDED: 90, Measure.RESOLVED: 70, Measure.SATISFIED: 70}
"""Of a hundred; what an office aims at that has published nothing else. Our choice, no law says it."""
