"""Settling by agreement: who may, from when to when, and that whoever mediates does not decide."""

from collections.abc import Mapping
from datetime import date

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.procedures.model import Role
from huiying.core.words import Text

TRACK = "mediation"
WANTED, OFFERED, SPEAKER_AGREED, OTHER_AGREED, AGREED = "wanted", "offered", "speaker_agreed", "other_agreed", "agreed"
RUNNING, REACHED, ENDED, BROKEN, KEPT = "running", "reached", "ended", "broken", "kept"
ASKING = frozenset({OFFERED, SPEAKER_AGREED, OTHER_AGREED, AGREED})
OPEN = ASKING | {RUNNING}
PLACES = frozenset({"accepted", "handling", "reviewing"})
"""States from which people mediate; a case that leaves them leaves the mediation."""
CLAIMS = frozenset({"request", "complaint", "objection"})


def standing(context: Context) -> str:
    """Where the mediation of the case stands, "" where there is none."""
    return str(context.facts.tracks.get(TRACK, ""))


def _may_settle(context: Context) -> Text | None:
    facts = context.facts
    if facts.legal_class == "claim" or (not facts.legal_class and facts.kind in CLAIMS):
        return None
    return Text(
        "只有申诉求决类的事可以调解、和解（条例第三十三条）。", "Only a claim can be settled by agreement (Art 33)."
    )


def _no_mediation_open(context: Context) -> Text | None:
    if standing(context) in OPEN:
        return Text(
            "已经在调解了，先把这一次做完或者停下来。", "A mediation is under way; please end or stop it first."
        )
    return None


def _mediation_not_asked(context: Context) -> Text | None:
    if standing(context) == WANTED:
        return Text("您已经提过了，等单位回话。", "You have asked already; the unit will answer.")
    return None


def _in(states: frozenset[str], why: Text) -> Guard:
    return Guard(lambda context: None if standing(context) in states else why)


def _not_by_receipt(context: Context) -> Text | None:
    if context.data["how"] != "receipt":
        return None
    return Text("对方没有回执，请选别的方式。", "The other side holds no receipt; please choose another way.")


def _evidence_of_staff(context: Context) -> Text | None:
    if Role.SPEAKER in context.actor.roles or context.data.get("evidence"):
        return None
    return Text("请写明怎么知道已经履行。", "Please say what shows that it was kept.")


def _mediator_is_no_handler(context: Context) -> Text | None:
    if context.data.get("mediator") is None or context.data["mediator"] != context.actor.staff_id:
        return None
    return Text(
        "由别的同事开始：调解员自己不能定自己。",
        "A colleague has to begin it: nobody appoints themselves as the mediator.",
    )


def _signed_already(context: Context) -> Text | None:
    if date.fromisoformat(str(context.data["signed_on"])) > context.today:
        return Text(
            "签字的日期还没有到。请等双方签了再记。", "That day is still to come; note it once both have signed."
        )
    return None


def _mediator_stays_out(context: Context) -> Text | None:
    """What a mediator was told in confidence must not decide the matter (procedures note 1.14, our reading)."""
    mediator = context.facts.mediator_id
    if mediator and context.actor.staff_id == mediator:
        return Text(
            "您调解过这件事，处理意见请由别的同事来出。",
            "You mediated in this matter; somebody else has to write the opinion.",
        )
    return None


_NOT_ASKED = Text("这时候用不着您表示同意。", "Nobody asks for this consent now.")
RULES: Mapping[str, Guard] = {
    "may_settle": Guard(_may_settle),
    "no_mediation_open": Guard(_no_mediation_open),
    "mediation_not_asked": Guard(_mediation_not_asked),
    "mediation_awaits_speaker": _in(frozenset({OFFERED, OTHER_AGREED}), _NOT_ASKED),
    "mediation_awaits_other": _in(frozenset({OFFERED, SPEAKER_AGREED}), _NOT_ASKED),
    "both_sides_agreed": _in(
        frozenset({AGREED}), Text("要双方都同意才能开始调解。", "Both sides have to agree before it begins.")
    ),
    "mediation_running": _in(frozenset({RUNNING}), Text("现在没有在调解。", "No mediation is under way.")),
    "mediation_open": _in(OPEN, Text("现在没有在调解。", "No mediation is under way.")),
    "settlement_stands": _in(frozenset({REACHED}), Text("现在没有要履行的协议。", "No settlement is to be kept now.")),
    "not_by_receipt": Guard(_not_by_receipt, early=False, field="how"),
    "evidence_of_staff": Guard(_evidence_of_staff, early=False, field="evidence"),
    "mediator_is_no_handler": Guard(_mediator_is_no_handler, early=False, field="mediator"),
    "signed_already": Guard(_signed_already, early=False, field="signed_on"),
    "mediator_stays_out": Guard(_mediator_stays_out),
}
