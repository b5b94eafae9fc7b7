"""What may become of a voice, as a table: acts in their order, and how long each takes.

An act stands as `act role pace [words]`. A pace `30%` means after so much of the days to the reply, `=` is the reply
itself, `1~6` means so many days after the act before. A word `to=other` leads to another unit, `name:value` fills in
a field. Weights count among the plots of one kind and procedure.
"""
# ruff: noqa: E501  the lines are sentences of the grammar

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One act of a plot. `share` of the days to the reply, or `low` to `high` days after the act before (share -1)."""

    act: str
    role: str
    share: float
    low: float
    high: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """`days`: days to the reply from … to, instead of the measured ones. `marks`: what else belongs to it."""

    name: str
    procedure: str
    kinds: frozenset[str]
    weight: float
    lines: tuple[Line, ...]
    days: tuple[float, float] | tuple[()]
    marks: frozenset[str]


def _line(text: str) -> Line:
    act, role, pace, *words = text.split()
    if pace == "=" or pace.endswith("%"):
        return Line(act, role, 1.0 if pace == "=" else float(pace[:-1]) / 100, 0.0, 0.0, tuple(words))
    low, _, high = pace.partition("~")
    return Line(act, role, -1.0, float(low), float(high or low), tuple(words))


def _plot(
    name: str, procedure: str, kinds: str, weight: float, lines: str, *, days: tuple[float, float] | tuple[()] = (), marks: str = ""
) -> Plot:  # fmt: skip
    parts = tuple(_line(text) for text in lines.split(";") if text.strip())
    return Plot(name, procedure, frozenset(kinds.split()), weight, parts, days, frozenset(marks.split()))


CLAIMS = "request complaint"
_IN = "forward dispatcher 8%; "
_TAKEN = _IN + "accept handler 30%; begin handler 31%; "
_HEARD = _TAKEN + "hear_person handler 45%; investigate handler 70%; "
_OPINION = _HEARD + "issue_opinion unit_head =; deliver handler 0.5~3"
_SIMPLE = _IN + "enter_simple handler 35%; answer_simple handler =; "
_QUICK = "forward dispatcher 0.5~4; accept handler 1~8; begin handler 0.1~1; hear_person handler 1~6; investigate handler 1~6; "
_CALL = "dispatch dispatcher 0.02~0.6; "
_SIGNED = _CALL + "sign_for handler 0.1~0.8; contact handler 0.1~1.2; "
_CHECKED = "check_reply dispatcher 0.1~1.5 verdict:calling_back; "
_CALLED = "call_back callback_officer 0.5~3 contacted:yes solved:yes satisfied:yes again:no"

PLOTS = (
    _plot("opinion", "xinfang", CLAIMS, 120, _OPINION),
    _plot("simple", "xinfang", CLAIMS + " inquiry", 260, _SIMPLE),
    _plot("judged_resolved", "xinfang", CLAIMS + " inquiry", 60, _SIMPLE, marks="happy"),
    _plot("judged_unresolved", "xinfang", CLAIMS, 12, _SIMPLE, marks="unhappy"),
    _plot("copied", "xinfang", CLAIMS, 6, _SIMPLE, marks="copied"),
    _plot("never_answered", "xinfang", CLAIMS, 10, "forward dispatcher 1~6; accept handler 2~8; begin handler 0.1~1"),
    _plot("ordered", "xinfang", CLAIMS, 4, "forward dispatcher 1~6; accept handler 2~8; begin handler 0.1~1", marks="ordered"),
    _plot("advised", "xinfang", CLAIMS, 4, "forward dispatcher 1~6; accept handler 2~8; begin handler 0.1~1", marks="advised"),
    _plot("never_forwarded", "xinfang", CLAIMS, 3, ""),
    _plot("never_taken", "xinfang", CLAIMS, 4, "forward dispatcher 1~8"),
    _plot("taken_late", "xinfang", CLAIMS, 6, "forward dispatcher 1~6; accept handler 14~40; begin handler 0.1~1; hear_person handler 1~5; investigate handler 1~6; issue_opinion unit_head 5~40; deliver handler 0.5~3"),
    _plot("passed_round", "xinfang", CLAIMS, 6, "forward dispatcher 0.5~2; object handler 0.5~3; consent_return dispatcher 0.2~1.5; forward dispatcher 0.1~1 to=other; object handler 0.5~3; consent_return dispatcher 0.2~1.5; forward dispatcher 0.1~1 to=third; accept handler 1~5; begin handler 0.1~1; hear_person handler 2~8; investigate handler 3~9; issue_opinion unit_head 5~30; deliver handler 0.5~3"),
    _plot("objection_kept", "xinfang", CLAIMS, 8, "forward dispatcher 0.5~2; object handler 0.5~3; refuse_return dispatcher 0.2~4; accept handler 1~9; begin handler 0.1~1; hear_person handler 2~8; investigate handler 3~9; issue_opinion unit_head 5~40; deliver handler 0.5~3"),
    _plot("objected_twice", "xinfang", CLAIMS, 4, "forward dispatcher 0.5~2 to=town; object handler 0.5~3; refuse_return dispatcher 0.2~1.5; forward_down handler 0.2~2 to=village; object handler 0.5~3; refuse_return dispatcher 0.2~1.5; accept handler 0.5~6; begin handler 0.1~1; hear_person handler 2~8; investigate handler 3~9; issue_opinion unit_head 5~40; deliver handler 0.5~3"),
    _plot("refusal_undone", "xinfang", CLAIMS, 5, "refuse_same dispatcher 2~8; undo_refusal inspector 2~10; " + _QUICK + "issue_opinion unit_head 5~30; deliver handler 0.5~3"),
    _plot("extended", "xinfang", CLAIMS, 8, _QUICK + "extend unit_head 5~20 days:20; issue_opinion unit_head 20~55; deliver handler 0.5~3"),
    _plot("delivered_late", "xinfang", CLAIMS, 6, _QUICK + "issue_opinion unit_head 5~30; deliver handler 8~40"),
    _plot("never_delivered", "xinfang", CLAIMS, 3, _QUICK + "issue_opinion unit_head 5~30"),
    _plot("assigned", "xinfang", CLAIMS, 12, _QUICK.replace("forward dispatcher 0.5~4", "assign dispatcher 0.5~4 ahead:45") + "issue_opinion unit_head 5~35; deliver handler 0.5~3; report_done handler 0.1~9"),
    _plot("withdrawn", "xinfang", CLAIMS, 10, "forward dispatcher 1~5; accept handler 1~9; withdraw speaker 0.5~40"),
    _plot("rerouted", "xinfang", CLAIMS, 5, "forward dispatcher 1~5; accept handler 1~9; begin handler 0.1~1; reroute handler 5~58"),
    _plot("came_again", "xinfang", CLAIMS, 6, "join dispatcher 0.1~1; forward dispatcher 0.1~2; accept handler 1~6; begin handler 0.1~1", marks="again"),
    _plot("rerouted_late", "xinfang", CLAIMS, 2, "forward dispatcher 1~5; accept handler 1~9; begin handler 0.1~1; reroute handler 50~58"),
    _plot("looked_idle", "xinfang", CLAIMS, 2, "forward dispatcher 12~20; accept handler 1~9", marks="named looked"),
    _plot("followed_up", "xinfang", CLAIMS, 8, _SIMPLE + "open_follow_up speaker 1~6; reply_follow_up handler 2~30"),
    _plot("followed_up_twice", "xinfang", CLAIMS, 6, _SIMPLE + "open_follow_up speaker 1~6; reply_follow_up handler 2~20; open_follow_up speaker 1~6; reply_follow_up handler 2~30"),
    _plot("promised", "xinfang", CLAIMS, 10, _QUICK + "issue_opinion unit_head 5~30; deliver handler 0.5~3", marks="promised"),
    _plot("looked_at", "xinfang", CLAIMS, 8, "forward dispatcher 0.5~13; accept handler 1~9; begin handler 0.1~3; hear_person handler 3~12", marks="named looked"),
    _plot("suggestion", "xinfang", "suggestion", 30, _IN + "accept handler 40% class:suggestion; not_adopt unit_head ="),
    _plot("suggestion_kept", "xinfang", "suggestion", 10, _IN + "accept handler 40% class:suggestion; adopt unit_head ="),
    _plot("sealed", "xinfang", "report", 1, ""),
    _plot("answered", "hotline", CLAIMS + " inquiry suggestion", 200, _SIGNED + "reply handler =; " + _CHECKED + _CALLED),
    _plot("answered_at_once", "hotline", "inquiry", 200, "answer_now receptionist 0.001~0.01"),
    _plot("not_reached", "hotline", CLAIMS + " inquiry", 16, _SIGNED + "reply handler =; " + _CHECKED),
    _plot("never_replied", "hotline", CLAIMS, 8, _SIGNED),
    _plot("never_dispatched", "hotline", CLAIMS, 2, ""),
    _plot("sent_back", "hotline", CLAIMS, 12, _SIGNED + "reply handler =; check_reply dispatcher 0.1~1.5 verdict:redispatched; reply handler 1~8; " + _CHECKED + _CALLED),
    _plot("called_unsolved", "hotline", CLAIMS, 8, _SIGNED + "reply handler =; " + _CHECKED + "call_back callback_officer 0.5~3 contacted:yes solved:no satisfied:no again:no"),
    _plot("interim", "hotline", CLAIMS, 10, _SIGNED + "interim_reply handler 0.5~3 ground:obstacle ahead:20; reply handler 5~30; " + _CHECKED + _CALLED),
    _plot("prolonged", "hotline", CLAIMS, 8, "dispatch dispatcher 0.02~0.4; sign_for handler 0.1~0.5; contact handler 0.1~0.5; extend handler 0.1~0.4 days:3; reply handler 2~9; " + _CHECKED + _CALLED),
    _plot("return_refused", "hotline", CLAIMS, 6, "dispatch dispatcher 0.02~0.5; object handler 0.02~0.3; refuse_return dispatcher 0.1~2; contact handler 0.1~1; reply handler =; " + _CHECKED + _CALLED),
    _plot("returned", "hotline", CLAIMS, 6, "dispatch dispatcher 0.02~0.5; object handler 0.02~0.3; allow_return dispatcher 0.1~1.5; dispatch dispatcher 0.02~0.8 to=other; sign_for handler 0.1~0.8; contact handler 0.1~1.5; reply handler =; " + _CHECKED + _CALLED),
    _plot("urgent", "hotline", CLAIMS, 5, "mark_urgent dispatcher 0.001~0.004; dispatch dispatcher 0.001~0.003; sign_for handler 0.001~0.005; contact handler 0.001~0.05; reply handler 0.1~3; " + _CHECKED + _CALLED),
    _plot("withdrawn", "hotline", CLAIMS, 5, _SIGNED + "withdraw speaker 0.5~9"),
)  # fmt: skip
