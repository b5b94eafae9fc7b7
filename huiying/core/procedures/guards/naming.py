"""Other cases that an act names: they exist, are other ones, and stand as the article needs it.

Whether it is the same matter, with the same facts and reasons, a person decides in writing.
"""

from collections.abc import Mapping

from huiying.core.codes import NumberIncompleteError, NumberMistypedError, normal_number
from huiying.core.procedures.facts import Other
from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.procedures.model import StateKind
from huiying.core.words import Text

EARLIER, LEAD = "earlier_case", "case"
ANSWER_CLOCKS = ("C-HANDLE", "C-SIMPLE", "C-SUGGEST", "C-REDO", "C-REVIEW", "C-FINAL")
_NO_CASE = Text(
    "没有这个回执号的件，请对照回执逐位核对。",
    "There is no case with this receipt number; please check it digit by digit.",
)
_ITSELF = Text(
    "这是这一件自己的回执号，请填原来那一件的。",
    "This is the number of this very case; please give that of the other one.",
)
_OTHER_CLASS = Text(
    "那一件的程序或类别不同，不是同一事项，请照常办理。",
    "That case is of another procedure or class, so it is not the same matter; please handle this one as usual.",
)


def _named(context: Context, field: str) -> Other | Text:
    """The other case, or what is wrong with its number. A sealed one is answered as if there were none."""
    other = (context.others or {}).get(field)
    if other is None or other.facts.sealed:
        return _NO_CASE
    if other.is_this:
        return _ITSELF
    mine, theirs = context.facts.legal_class, other.facts.legal_class
    alike = other.facts.procedure == context.facts.procedure and (mine == theirs or "" in (mine, theirs))
    return other if alike else _OTHER_CLASS


def _in_progress_below(context: Context) -> Text | None:
    if context.others is None:
        return None
    other = _named(context, EARLIER)
    if isinstance(other, Text):
        return other
    if not other.below:
        return Text(
            "那一件不在下级单位，不能依第十九条第三款不予受理；同一事项可以并案。",
            "That case is not with a body below this one, so Art 19(3) does not apply; the same matter can be joined.",
        )
    if other.standing is not StateKind.OPEN or not other.facts.accepted_on:
        return Text(
            "那一件没有在办，不能依第十九条第三款不予受理，请照常办理。",
            "That case is not in progress, so Art 19(3) does not apply; please handle this one as usual.",
        )
    if _late(other, context):
        return Text(
            "那一件已经超过办理期限，不能依第十九条第三款不予受理，请照常办理。",
            "That case has passed its time limit, so Art 19(3) does not apply; please handle this one as usual.",
        )
    return None


def _late(other: Other, context: Context) -> bool:
    running = (other.facts.running(name) for name in ANSWER_CLOCKS)
    return any(clock is not None and clock.due.at <= context.now for clock in running)


def _had_final_review(context: Context) -> Text | None:
    """A document number names a matter from before this system: then the compared facts speak alone."""
    if context.others is None or _is_document_number(str(context.data[EARLIER])):
        return None
    other = _named(context, EARLIER)
    if isinstance(other, Text):
        return other
    if not other.facts.final_on:
        return Text(
            "那一件没有复核意见，不能依第三十六条第三款不再受理，请照常办理。",
            "That case had no final review opinion, so Art 36(3) does not apply; please handle this one as usual.",
        )
    if other.facts.final_on != context.data["final_opinion_on"]:
        day = other.facts.final_on
        return Text(
            f"那一件的复核意见是 {day} 出具的，请核对日期。",
            f"The final review opinion of that case is of {day}; please check the day.",
        )
    return None


def _is_document_number(text: str) -> bool:
    try:
        normal_number(text)
    except NumberIncompleteError:
        return True
    except NumberMistypedError:
        return False
    return False


def _done_before(context: Context) -> Text | None:
    if (missing := _earlier_named(context)) is not None or context.others is None:
        return missing
    other = _named(context, EARLIER)
    if isinstance(other, Text):
        return other
    over = other.standing in (StateKind.ENDED, StateKind.ARCHIVED) and not other.facts.withdrawn_at
    if over and other.facts.answered_on:
        return None
    return Text(
        "那一件还没有办完并答复，不能不再办理；正在办的可以并单。",
        "That case was not done and answered yet, so this one cannot end here; what is in progress can be joined.",
    )


def _earlier_named(context: Context) -> Text | None:
    if context.data.get(EARLIER):
        return None
    return Text("请写明原来那件的回执号。", "Please give the receipt number of the earlier matter.")


def told_of(context: Context) -> Text | None:
    """Whether there is a case of which the caller can be told how it stands."""
    if (missing := _earlier_named(context)) is not None or context.others is None:
        return missing
    other = _named(context, EARLIER)
    if isinstance(other, Text):
        return other
    if other.facts.withdrawn_at:
        return Text("那一件已经撤回，请照常派单。", "That case was withdrawn; please dispatch this one as usual.")
    return None


def _may_lead(context: Context) -> Text | None:
    if context.others is None:
        return None
    lead = _named(context, LEAD)
    if isinstance(lead, Text):
        return lead
    if lead.facts.joined:
        return Text("那一件已经并入别的件，请并到它的主件。", "That case is joined to another; please name its lead.")
    if lead.standing is not StateKind.OPEN or lead.facts.outcomes:
        return Text(
            "那一件已经出具意见或者办结，不能再并进去。",
            "That case has its opinion or has ended, so nothing can be joined to it.",
        )
    return None


RULES: Mapping[str, Guard] = {
    "in_progress_below": Guard(_in_progress_below, early=False, field=EARLIER),
    "had_final_review": Guard(_had_final_review, early=False, field=EARLIER),
    "done_before": Guard(_done_before, early=False, field=EARLIER),
    "may_lead": Guard(_may_lead, early=False, field=LEAD),
}
