"""What an act changes in the facts beside state and clocks, and from when it counts a clock."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from huiying.core.deadlines import Measure
from huiying.core.procedures.facts import ClockFacts, Facts
from huiying.core.procedures.guards import CONDITIONS, Context, mediation, sealed
from huiying.core.procedures.guards import appeals as hearings
from huiying.core.procedures.guards.aside import LOOKED_AT_AGAIN, TRACK

PAUSE_CAP, PAUSE_DAYS = "xinfang.final_hearing_cap_days", 30
Effect = Callable[[Context], dict[str, Any]]


def _transferred(context: Context) -> dict[str, Any]:
    facts = context.facts
    return {
        "transferred": True,
        "sender_unit_id": facts.unit_id,
        "unit_id": int(context.data["unit"]),
        "named_by_decision": False,
        "heard": False,
        "investigated": False,
        "late_notice": False,
    }


def _assigned(context: Context) -> dict[str, Any]:
    return {**_transferred(context), "assigned": True}


def _handed_down(context: Context) -> dict[str, Any]:
    facts = context.facts
    return {**_transferred(context), "assigned": facts.assigned or context.data.get("as") == "assigned"}


def _decided_by_government(context: Context) -> dict[str, Any]:
    return {**_transferred(context), "assigned": context.data["as"] == "assigned", "named_by_decision": True}


def _returned(context: Context) -> dict[str, Any]:
    """Back at the sender: the desk it came from, as it was before that transfer."""
    facts = context.facts
    return {
        "unit_id": facts.sender_unit_id or facts.office_unit_id,
        "transferred": False,
        "assigned": False,
        "late_notice": False,
        "tracks": {**facts.tracks, "objection": "consented"},
    }


def _return_allowed(context: Context) -> dict[str, Any]:
    """A well-founded return does not count against the unit (hotline, 3.4)."""
    facts = context.facts
    unit = str(facts.unit_id)
    return {**_returned(context), "returns": {**facts.returns, unit: max(0, facts.returns.get(unit, 0) - 1)}}


def _objected(context: Context) -> dict[str, Any]:
    facts = context.facts
    unit = str(facts.unit_id)
    return {
        "returns": {**facts.returns, unit: facts.returns.get(unit, 0) + 1},
        "tracks": {**facts.tracks, "objection": "asked"},
    }


def _named_unit(context: Context) -> dict[str, Any]:
    return {
        "unit_id": int(context.data["unit"]),
        "named_by_decision": True,
        "transferred": True,
        "accepted_on": context.facts.accepted_on or context.today.isoformat(),
        "route": "" if context.facts.legal_class == "suggestion" else "petition",
        "legal_class": context.facts.legal_class or "claim",
        "tracks": {**context.facts.tracks, "competence": "settled"},
    }


def _designated(context: Context) -> dict[str, Any]:
    return {"unit_id": int(context.data["unit"]), "named_by_decision": True, "transferred": True}


def _accepted(context: Context) -> dict[str, Any]:
    return {
        "accepted_on": context.facts.accepted_on or context.today.isoformat(),
        "legal_class": context.data["legal_class"],
        "route": context.data.get("route", "petition") if context.data["legal_class"] == "claim" else "",
    }


def _classified(context: Context) -> dict[str, Any]:
    return {"legal_class": context.data["legal_class"]}


def _extended(context: Context) -> dict[str, Any]:
    facts = context.facts
    return {"extended_days": facts.extended_days + int(context.data["days"]), "extensions": facts.extensions + 1}


def _opinion(context: Context) -> dict[str, Any]:
    return {"outcomes": tuple(row["outcome"] for row in context.data["requests"]), **_answered(context)}


def _answered(context: Context) -> dict[str, Any]:
    return {"answered_on": context.today.isoformat()}


def _withdrawn(context: Context) -> dict[str, Any]:
    left = {
        name: _left(clock, context) - _still_paused(name, context)
        for name, clock in context.facts.clocks.items()
        if clock.running and clock.due.measure is not Measure.minutes
    }
    return {"before": context.facts.state, "left": left, "withdrawn_at": context.today.isoformat()}


def _left(clock: ClockFacts, context: Context) -> int:
    """Days of the clock's own measure between today and its unrolled last day; never less than 1."""
    if clock.due.measure is Measure.days:
        return max(1, (clock.due.target - context.today).days)
    return max(1, context.calendar.workdays_between(context.today, clock.due.target))


def _still_paused(name: str, context: Context) -> int:
    """Days after today that the clock's last day takes for a pause that is on."""
    spans = context.facts.pauses.get(name, ())
    if not spans or spans[-1][1]:
        return 0
    cap = int(context.settings.get(PAUSE_CAP, PAUSE_DAYS))
    return max(0, (date.fromisoformat(spans[-1][0]) + timedelta(days=cap - 1) - context.today).days)


def _withdrawal_undone(context: Context) -> dict[str, Any]:
    """A hearing that was called before the withdrawal is off."""
    facts = context.facts
    closed = {hearings.TRACK: hearings.CLOSED} if hearings.TRACK in facts.tracks else {}
    tracks = {**facts.tracks, **closed}
    return {"before": "", "left": {}, "withdrawn_at": "", "tracks": tracks}


def _follow_up_opened(context: Context) -> dict[str, Any]:
    facts = context.facts
    if facts.procedure == "hotline":
        return _sent_again(context)
    return {
        "tracks": {**facts.tracks, "follow_up": "open"},
        "redispatches": facts.redispatches + 1,
        "round": facts.round + 1,
    }


def _follow_up_answered(context: Context) -> dict[str, Any]:
    return {"tracks": {**context.facts.tracks, "follow_up": "replied"}}


def _called_back(context: Context) -> dict[str, Any]:
    again = CONDITIONS["sent_again_by_call"](context)
    return _sent_again(context) if again else {"call_tries": context.facts.call_tries + 1}


def _sent_again(context: Context) -> dict[str, Any]:
    facts = context.facts
    return {"redispatches": facts.redispatches + 1, "round": facts.round + 1, "call_tries": 0}


def _reply_checked(context: Context) -> dict[str, Any]:
    return _sent_again(context) if context.data["verdict"] == "redispatched" else {"call_tries": 0}


def _review_asked(context: Context) -> dict[str, Any]:
    return {"review_unit_id": int(context.data["body"]), "final_unit_id": 0}


def _final_asked(context: Context) -> dict[str, Any]:
    return {"final_unit_id": int(context.data["body"])}


def _hearing_called(context: Context) -> dict[str, Any]:
    data, tracks = context.data, context.facts.tracks
    called = {"hearing_on": data["hearing_on"], "host_id": int(data["host"])}
    return {**called, "tracks": {**tracks, hearings.TRACK: hearings.CALLED}}


def _mediated(standing: str) -> Effect:
    return lambda context: {"tracks": {**context.facts.tracks, mediation.TRACK: standing}}


def _side_agreed(own: str, other: str) -> Effect:
    """`own`: that this side has agreed; `other`: that the other one has."""

    def agreed(context: Context) -> dict[str, Any]:
        both = context.facts.tracks.get(mediation.TRACK) == other
        return _mediated(mediation.AGREED if both else own)(context)

    return agreed


def mediation_left(facts: Facts) -> Facts:
    """The facts after any act: a mediation that was open is over where the case has gone where nobody mediates."""
    if facts.state in mediation.PLACES or facts.tracks.get(mediation.TRACK) not in mediation.OPEN:
        return facts
    return replace(facts, tracks={**facts.tracks, mediation.TRACK: mediation.ENDED})


def _mediation_begun(context: Context) -> dict[str, Any]:
    return {**_mediated(mediation.RUNNING)(context), "mediator_id": int(context.data["mediator"])}


LEAST_AFTER_BREACH = 15
"""Days to handle a matter after a settlement that was not kept, where fewer were left (procedures note 1.14); a review
goes on with the days it had left, because nothing extends it (条例 Art 35)."""


def _settled(context: Context) -> dict[str, Any]:
    """The days that were left are kept for the case that the settlement is not."""
    facts = context.facts
    name = "C-REVIEW" if facts.state == "reviewing" else "C-HANDLE"
    least = 1 if name == "C-REVIEW" else LEAST_AFTER_BREACH
    clock = facts.running(name)
    left = max(_left(clock, context), least) if clock is not None else least
    kept = {"before": facts.state, "left": {name: left}}
    return {**_mediated(mediation.REACHED)(context), **kept, **_answered(context)}


def _settlement_broken(context: Context) -> dict[str, Any]:
    return {**_mediated(mediation.BROKEN)(context), "before": "", "left": {}}


def _urgent(_context: Context) -> dict[str, Any]:
    return {"urgent": True}


def _sealed(_context: Context) -> dict[str, Any]:
    return {"sealed": True, "legal_class": "accusation"}


def _unsealed(context: Context) -> dict[str, Any]:
    """Back at the desk where it came in, as on the first day."""
    fresh = {"transferred": False, "assigned": False, "late_notice": False}
    return {"sealed": False, "legal_class": "", "unit_id": context.facts.office_unit_id, **fresh}


def _sealed_track(track: str, field: str = "", standing: str = "") -> Effect:
    """Keep what was filled in as `field`, or `standing`."""
    return lambda context: {"tracks": {**context.facts.tracks, track: str(context.data[field]) if field else standing}}


SUPERVISED = ("C-SUPERVISE", "H-SUPERVISE")


def _on_track(track: str, standing: str, *over: str) -> Effect:
    """Where one of the tracks beside the procedure stands afterwards. `over`: clocks that do not go on when a
    withdrawal is undone."""

    def moved(context: Context) -> dict[str, Any]:
        left = {name: days for name, days in context.facts.left.items() if name not in over}
        return {"tracks": {**context.facts.tracks, track: standing}, "left": left}

    return moved


EFFECTS: Mapping[str, Effect] = {
    "classify": _classified,
    "seal": _sealed,
    "unseal": _unsealed,
    "name_accused": _sealed_track(sealed.ACCUSED, "accused"),
    "choose_feedback": _sealed_track(sealed.FEEDBACK, "way"),
    "hand_sealed": _sealed_track(sealed.PARCEL, standing=sealed.SENT),
    "parcel_received": _sealed_track(sealed.PARCEL, standing=sealed.RECEIVED),
    "report_urgent": _urgent,
    "mark_urgent": _urgent,
    "government_decides": _decided_by_government,
    "forward": _transferred,
    "assign": _assigned,
    "forward_down": _handed_down,
    "dispatch": _transferred,
    "consent_return": _returned,
    "allow_return": _return_allowed,
    "object": _objected,
    "negotiate": _named_unit,
    "superior_decides": _named_unit,
    "joint_coordinates": _named_unit,
    "successor": _named_unit,
    "government_names": _named_unit,
    "designate": _designated,
    "accept": _accepted,
    "route_came_back": lambda _context: {"route": "petition"},
    "introduce": lambda context: {"route": context.data["route"]},
    "reroute": lambda context: {"route": context.data["route"]},
    "begin": lambda _context: {"route": "petition"},
    "hear_person": lambda _context: {"heard": True},
    "investigate": lambda _context: {"investigated": True},
    "extend": _extended,
    "issue_opinion": _opinion,
    "answer_duty": _answered,
    "adopt": _answered,
    "adopt_partly": _answered,
    "not_adopt": _answered,
    "answer_simple": _answered,
    "answer_now": _answered,
    "answer_objection": _answered,
    "reply": _answered,
    "cannot": _answered,
    "decide_final": lambda context: {"final_on": context.today.isoformat()},
    "notice_missed": lambda _context: {"late_notice": True},
    "ask_second_look": lambda context: {"tracks": {**context.facts.tracks, TRACK: LOOKED_AT_AGAIN}},
    "ask_review": _review_asked,
    "ask_late": _review_asked,
    "ask_final": _final_asked,
    "ask_final_late": _final_asked,
    "call_hearing": _hearing_called,
    "call_final_hearing": _hearing_called,
    "hold_hearing": _on_track(hearings.TRACK, hearings.HELD),
    "close_hearing": _on_track(hearings.TRACK, hearings.CLOSED),
    "ask_mediation": _mediated(mediation.WANTED),
    "offer_mediation": _mediated(mediation.OFFERED),
    "agree_mediation": _side_agreed(mediation.SPEAKER_AGREED, mediation.OTHER_AGREED),
    "other_agrees": _side_agreed(mediation.OTHER_AGREED, mediation.SPEAKER_AGREED),
    "begin_mediation": _mediation_begun,
    "reach": _settled,
    "settle": _settled,
    "fail": _mediated(mediation.ENDED),
    "stop_mediation": _mediated(mediation.ENDED),
    "settlement_kept": _mediated(mediation.KEPT),
    "breach": _settlement_broken,
    "join": lambda _context: {"joined": True},
    "separate": lambda _context: {"joined": False},
    "withdraw": _withdrawn,
    "undo_withdraw": _withdrawal_undone,
    "end_check": _withdrawal_undone,
    "open_follow_up": _follow_up_opened,
    "reply_follow_up": _follow_up_answered,
    "call_back": _called_back,
    "redispatch": _sent_again,
    "check_reply": _reply_checked,
    "order_execution": _on_track("execution", "ordered"),
    "execution_done": _on_track("execution", "done"),
    "order_supervision": _on_track("supervision", "ordered"),
    "answer_supervision": _on_track("supervision", "answered", *SUPERVISED),
    "close_supervision": _on_track("supervision", "closed", *SUPERVISED),
    "give_advice": _on_track("advice", "given"),
    "answer_advice": _on_track("advice", "answered", "C-ADVICE"),
    "enter_simple": lambda context: {"accepted_on": context.facts.accepted_on or context.today.isoformat()},
    "to_ordinary": lambda _context: {"route": "petition", "legal_class": "claim"},
}


def _received(context: Context) -> datetime:
    return context.facts.received_at


def _notice_ended(context: Context) -> datetime:
    """The last instant of the notice limit's last day, or by the stricter setting its receipt (note 1.5 rule 2)."""
    names = ("C-NOTICE-DIRECT", "C-NOTICE-FWD")
    clock = next(running for name in names if (running := context.facts.running(name)) is not None)
    strict = context.settings.get("xinfang.late_acceptance") == "count_from_receipt"
    return clock.started_at if strict else clock.due.at - timedelta.resolution


def _delivered(context: Context) -> datetime:
    """The day on which the person got it: a citizen's limit counts from receipt (条例 Arts 35, 36)."""
    day = date.fromisoformat(str(context.data["delivered_on"]))
    return context.now if day == context.today else context.calendar.instant(day, context.calendar.noon)


def _asked_on(context: Context) -> datetime:
    """A written request counts from the day it came in (条例 Arts 35, 36: 自收到…请求之日起)."""
    day = context.data.get("received_on")
    if day is None or day == context.today.isoformat():
        return context.now
    return context.calendar.instant(date.fromisoformat(str(day)), context.calendar.noon)


def _first_accepted(context: Context) -> datetime:
    """The first acceptance when there was one (to_ordinary, route_came_back), else now."""
    if context.facts.accepted_on and context.facts.accepted_on != context.today.isoformat():
        return context.calendar.instant(date.fromisoformat(context.facts.accepted_on), context.calendar.noon)
    return context.now


STARTS: Mapping[str, Callable[[Context], datetime]] = {
    "register": _received,
    "take": _received,
    "notice_missed": _notice_ended,
    "consent_return": _received,
    "undo_refusal": _received,
    "unseal": _received,
    "deliver": _delivered,
    "deliver_review": _delivered,
    "ask_review": _asked_on,
    "ask_final": _asked_on,
    "to_ordinary": _first_accepted,
    "begin": _first_accepted,
}


def _limit_over(context: Context) -> datetime:
    """Where a city calls back once the handling limit is over (北京 Art 23): that instant, if it lies ahead."""
    handle = context.facts.clocks.get("H-HANDLE")
    if context.settings.get("hotline.callback_on") != "limit" or handle is None:
        return context.now
    return max(context.now, handle.due.at - timedelta.resolution)


def _got_here(context: Context) -> datetime:
    """When the body that has it now received it: by transfer or from the person."""
    notice = context.facts.clocks.get("C-NOTICE-FWD") if context.facts.transferred else None
    return notice.started_at if notice is not None else context.facts.received_at


CLOCK_STARTS: Mapping[str, Callable[[Context], datetime]] = {
    "H-CAP": _received,
    "H-CALLBACK": _limit_over,
    "C-SIMPLE-ACCEPT": _got_here,
    "C-SIMPLE-HOP": _got_here,
}


def owed_by(clock_id: str, facts: Facts) -> int:
    """Id of the unit that owes the clock, `facts` being those after the act that started it."""
    if clock_id == "C-REVIEW" or (clock_id == "C-DELIVER" and facts.state == "review_issued"):
        return facts.review_unit_id
    if clock_id == "C-FINAL" or (clock_id == "C-DELIVER" and facts.state == "final_issued"):
        return facts.final_unit_id
    return facts.unit_id


def starts_at(act_id: str, clock_id: str, context: Context) -> datetime:
    """The instant from which the clock counts when the act starts it: the act's own time unless a rule says else."""
    rule = CLOCK_STARTS.get(clock_id) or STARTS.get(act_id)
    return rule(context) if rule is not None else context.now
