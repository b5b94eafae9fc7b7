"""Which acts on a lead case may be done for the cases joined to it as well (procedures note, section 1.20).

Answers, and the steps of an office before them. Never what is about one person alone: a delivery with its proof, a
call back, an extension, an appeal, a decision on somebody's report.
"""

from huiying.core.procedures.model import Act

STEPS = frozenset(
    "classify forward assign forward_down dispatch hand_over accept sign_for contact begin hear_person investigate "
    "begin_duty study enter_simple".split()
)
INSIDE = frozenset("forward assign forward_down dispatch hand_over sign_for begin investigate begin_duty study".split())
"""Steps that decide nothing of what a person asked for: a form may propose them for all that are joined."""
WITH_EACH = frozenset({"contact", "hear_person"})
"""Steps that mean talking with each of the persons, not only doing the same for each case."""


def answers(act: Act) -> bool:
    """Whether the act gives the person an answer."""
    return act.field("public_text") is not None


def reaches_joined(act: Act) -> bool:
    """Whether a person may confirm that the act is for joined cases too."""
    return act.id in STEPS or answers(act)
