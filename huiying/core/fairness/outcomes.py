"""How a case was decided, in one word, and which two words are different treatment."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from huiying.core.words import Text


class Outcome(StrEnum):
    """What a decision gave. A suggestion is adopted, a request is granted; a case may not be taken on at all."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    ANSWERED = "answered"
    DECLINED = "declined"
    ADOPTED = "adopted"
    ADOPTED_PARTLY = "adopted_partly"
    NOT_ADOPTED = "not_adopted"


OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.GRANTED: Text("予以支持", "Granted"),
    Outcome.PARTLY: Text("部分支持", "Granted in part"),
    Outcome.REFUSED: Text("没有支持", "Not granted"),
    Outcome.ANSWERED: Text("受理并答复", "Taken on and answered"),
    Outcome.DECLINED: Text("没有受理或没有派单", "Not taken on"),
    Outcome.ADOPTED: Text("采纳", "Adopted"),
    Outcome.ADOPTED_PARTLY: Text("部分采纳", "Adopted in part"),
    Outcome.NOT_ADOPTED: Text("没有采纳", "Not adopted"),
}

_OPINION = "opinion"
DECIDING: Mapping[tuple[str, str], Outcome | str] = {
    ("xinfang", "issue_opinion"): _OPINION,
    ("xinfang", "adopt"): Outcome.ADOPTED,
    ("xinfang", "adopt_partly"): Outcome.ADOPTED_PARTLY,
    ("xinfang", "not_adopt"): Outcome.NOT_ADOPTED,
    ("xinfang", "guide"): Outcome.DECLINED,
    ("xinfang", "guide_justice"): Outcome.DECLINED,
    ("xinfang", "refuse_other"): Outcome.DECLINED,
    ("hotline", "reply"): _OPINION,
    ("hotline", "answer_now"): Outcome.ANSWERED,
    ("hotline", "cannot"): Outcome.REFUSED,
    ("hotline", "not_dispatch"): Outcome.DECLINED,
}
"""Acts that decide: (procedure, act). Declining because the very same matter is in progress or was final is none:
the ground lies in the earlier case (条例 Arts 19(3), 36(3))."""

_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        (Outcome.ANSWERED, Outcome.GRANTED),
        (Outcome.ANSWERED, Outcome.PARTLY),
        (Outcome.ANSWERED, Outcome.REFUSED),
    )
)
"""An answer that says of no request whether it is granted tells only that the case was taken on."""


def outcome_of(procedure: str, act: str, requests: Collection[str]) -> Outcome | None:
    """What an act decided; None for an act that decides nothing.

    `requests`: the outcomes of the single requests (core.procedures.data.OUTCOMES). "Reasonable, but no rule allows
    it" grants nothing.
    """
    decided = DECIDING.get((procedure, act))
    if decided is None or isinstance(decided, Outcome):
        return decided
    granted = sum(outcome == "supported" for outcome in requests)
    if not requests:
        return Outcome.ANSWERED
    if granted == len(requests):
        return Outcome.GRANTED
    return Outcome.PARTLY if granted else Outcome.REFUSED


def differ(one: Outcome, other: Outcome) -> bool:
    """Whether two like cases were treated differently; the order does not matter."""
    return one is not other and frozenset((one, other)) not in _ALIKE
