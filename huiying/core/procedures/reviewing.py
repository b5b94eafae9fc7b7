"""The two appeals of 信访 by state: whose word is the last, which review is under way, what asking and opening mean."""

from collections.abc import Mapping

OF_UNIT = frozenset({"opinion_issued", "opinion_delivered", "simple_answered"})
"""The opinion of the unit that has the case is the last word."""
OF_REVIEW = frozenset({"reviewing", "review_issued", "review_delivered"})
"""That of the body that reviews is, or will be."""
OVER = "concluded"
"""The last of both is: that of the body that reviewed, where one did."""
IN_REVIEW = frozenset({"review_asked", "reviewing", "review_issued"})
IN_FINAL = frozenset({"final_asked", "final_reviewing", "final_hearing", "final_issued"})
ASK, ASK_FINAL = "ask_review", "ask_final"
_DELIVERED_BY: Mapping[str, str] = {"review_issued": "deliver_review", "final_issued": "deliver_final"}


def asked_by(state: str) -> str:
    """The act by which the person goes on from here: the review, or after one the final review."""
    return ASK_FINAL if state == "review_delivered" else ASK


def delivered_by(state: str) -> str:
    """The act by which what is written now reaches the person."""
    return _DELIVERED_BY.get(state, "deliver")
