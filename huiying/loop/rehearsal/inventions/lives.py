"""The lives of cases as a table: which acts follow one another, by whom, and how long each takes.

An act stands as `act role pace words`. Before the reply a pace `12%3` means after 12 % of the days to the reply, at
most 3 days after the voice; the reply itself is `=`; after it `1~6` means 1 to 6 days after the act before. A life
without `=` stays open. Ages are the days between the voice and the end of the invention, both ends included.
"""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from dataclasses import dataclass

FOREVER = 99999
"""The oldest age of a life that any old voice may have."""


@dataclass(frozen=True, slots=True)
class Act:
    """One line of a life. `share` and `cap` place it before the reply, `low` and `high` after it."""

    name: str
    role: str
    words: str
    share: float
    cap: float
    low: float
    high: float
    replies: bool


@dataclass(frozen=True, slots=True)
class Life:
    """`days` are quartile-like points of the days to the reply (see `plans.days_to_reply`); `rated` is how the speaker
    judges: the chances that it is resolved, partly, not; empty when nobody is asked."""

    name: str
    procedure: str
    kinds: tuple[str, ...]
    youngest: int
    oldest: int
    weight: int
    days: str
    outcome: str
    rated: tuple[float, float, float] | tuple[()]
    acts: tuple[Act, ...]
    names: frozenset[str]


def _act(line: str) -> Act:
    name, role, pace, words = [*line.split(), "", ""][:4]
    if pace == "=":
        return Act(name, role, words, 1.0, 0.0, 0.0, 0.0, replies=True)
    if "%" in pace:
        share, cap = pace.split("%")
        return Act(name, role, words, float(share) / 100, float(cap or 999), 0.0, 0.0, replies=False)
    low, _, high = pace.partition("~")
    return Act(name, role, words, -1.0, 0.0, float(low), float(high or low), replies=False)


def _life(
    name: str, procedure: str, kinds: str, ages: str, weight: int, days: str, outcome: str,
    rated: tuple[float, float, float] | tuple[()], acts: str,
) -> Life:  # fmt: skip
    youngest, oldest = ages.split("-")
    lines = tuple(_act(line) for line in acts.split(";") if line.strip())
    return Life(
        name,
        procedure,
        tuple(kinds.split()),
        int(youngest),
        int(oldest or FOREVER),
        weight,
        days,
        outcome,
        rated,
        lines,
        frozenset(act.name for act in lines),
    )


CLAIMS = "request complaint"
TALK = "inquiry praise"
GOOD, MIXED, POOR = (0.86, 0.11, 0.03), (0.35, 0.4, 0.25), (0.03, 0.17, 0.8)

_IN = "register receptionist 0%1; classify dispatcher 5%1.5; forward dispatcher 8%4;"
_TAKEN = _IN + "accept handler 22%12 accepted; begin handler 25%13;"
_HEARD = _TAKEN + "hear_person handler 40%25 heard; investigate handler 70%50 found;"
_OPINION = _HEARD + "issue_opinion unit_head =; deliver handler 0.5~3;"
_SIMPLE = _IN + "enter_simple handler 25%3 simple;"
_CALL = "take receptionist 0%0.02; dispatch dispatcher 6%0.4;"
_SIGNED = _CALL + "sign_for handler 15%0.9; contact handler 20%1 contacted;"
_CALLED = _SIGNED + "reply handler =; check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 answered;"

XINFANG = (
    _life("answered_resolved", "xinfang", CLAIMS, "20-", 34, "opinion", "supported", GOOD, _OPINION),
    _life("answered_partly", "xinfang", CLAIMS, "20-", 9, "opinion", "supported", MIXED, _OPINION),
    _life("answered_explained", "xinfang", CLAIMS, "20-", 7, "opinion", "explained", (0.2, 0.35, 0.45), _OPINION),
    _life("answered_not_supported", "xinfang", CLAIMS, "20-", 4, "opinion", "not_supported", POOR, _OPINION),
    _life("answered_lapsed", "xinfang", CLAIMS, "75-", 5, "opinion", "supported", GOOD,
          _OPINION + "lapse system 30~31; archive archivist 2~6"),
    _life("answered_unresolved_followup", "xinfang", CLAIMS, "40-", 6, "opinion", "supported", (0.0, 0.15, 0.85),
          _OPINION + "rate speaker 1~5; open_followup system 0; assign_followup dispatcher 0.5~2;"
          " reply_followup handler 3~11 mended; close_followup speaker 1~4"),
    _life("followup_open", "xinfang", CLAIMS, "15-40", 5, "opinion", "supported", (0.0, 0.15, 0.85),
          _OPINION + "rate speaker 1~4; open_followup system 0; assign_followup dispatcher 0.5~2"),
    _life("opinion_corrected", "xinfang", CLAIMS, "40-", 2, "opinion", "supported", MIXED,
          _OPINION + "correct_opinion unit_head 2~6 corrected; deliver handler 0.5~3"),
    _life("simple", "xinfang", CLAIMS + " inquiry praise", "7-", 14, "simple", "supported", GOOD,
          _SIMPLE + "answer_simple handler ="),
    _life("simple_to_ordinary", "xinfang", CLAIMS, "30-", 3, "opinion", "explained", MIXED,
          _SIMPLE + "to_ordinary handler 24%12 not_simple; begin handler 30%14; hear_person handler 45%25 heard;"
          " investigate handler 70%50 found; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("asked_more", "xinfang", CLAIMS, "25-", 6, "opinion", "supported", GOOD,
          _TAKEN + "ask_more handler 30%16 question; add speaker 38%20 added; hear_person handler 48%30 heard;"
          " investigate handler 75%55 found; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("extended", "xinfang", CLAIMS, "70-", 11, "extended", "supported", MIXED,
          _HEARD + "extend unit_head 75%60 longer; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("late", "xinfang", CLAIMS, "80-", 6, "late", "supported", (0.3, 0.35, 0.35), _OPINION),
    _life("bounced_once", "xinfang", CLAIMS, "25-", 6, "opinion", "supported", GOOD,
          _IN + "object handler 12%5 objection; consent_return dispatcher 16%7 agreed; forward dispatcher 17%7.2;"
          " accept handler 26%14 accepted; begin handler 28%15; hear_person handler 42%26 heard;"
          " investigate handler 70%50 found; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("bounce_refused", "xinfang", CLAIMS, "25-", 3, "opinion", "supported", MIXED,
          _IN + "object handler 12%5 objection_kept; refuse_return dispatcher 16%7 kept; accept handler 26%14 accepted;"
          " begin handler 28%15; hear_person handler 42%26 heard; investigate handler 70%50 found;"
          " issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("competence_settled", "xinfang", CLAIMS, "35-", 2, "opinion", "supported", MIXED,
          _IN + "object handler 12%5 objection; to_dispute dispatcher 16%7 dispute; negotiate handler 28%13 agreed_lead;"
          " begin handler 30%14; hear_person handler 45%28 heard; investigate handler 72%50 found;"
          " issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("assigned", "xinfang", CLAIMS, "25-", 6, "opinion", "supported", GOOD,
          _OPINION.replace("forward d", "assign d") + " report_done handler 0.1~1"),
    _life("duty_answered", "xinfang", CLAIMS, "25-", 6, "opinion", "supported", GOOD,
          _IN + "accept handler 22%12 accepted; begin_duty handler 24%13 duty; answer_duty unit_head ="),
    _life("route_introduced", "xinfang", CLAIMS, "12-", 4, "told", "route", (0.15, 0.35, 0.5), _IN + "introduce handler = route"),
    _life("declined_court", "xinfang", CLAIMS, "8-", 4, "told", "court", (0.1, 0.3, 0.6),
          "register receptionist 0%1; classify dispatcher 30%2; guide_justice dispatcher = court"),
    _life("declined_letter", "xinfang", CLAIMS, "10-", 2, "told", "court", (),
          "register receptionist 0%1; classify dispatcher 30%2; hand_to_justice dispatcher = court"),
    _life("declined_elsewhere", "xinfang", CLAIMS, "10-", 2, "told", "elsewhere", (0.1, 0.4, 0.5),
          "register receptionist 0%1; guide_justice dispatcher = elsewhere"),
    _life("declined_same", "xinfang", CLAIMS, "10-", 2, "told", "same", (0.1, 0.3, 0.6),
          "register receptionist 0%1; refuse_same dispatcher = same"),
    _life("refusal_undone", "xinfang", CLAIMS, "45-", 2, "opinion", "supported", MIXED,
          "register receptionist 0%1; refuse_same dispatcher 10%5 same; undo_refusal inspector 18%9 undone;"
          " forward dispatcher 19%9.2; accept handler 30%16 accepted; begin handler 31%17; hear_person handler 45%28 heard;"
          " investigate handler 72%50 found; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("reported_up", "xinfang", CLAIMS, "30-", 2, "opinion", "supported", GOOD,
          "register receptionist 0%1; report_up dispatcher 8%2 serious; government_decides dispatcher 15%5 decided;"
          + _TAKEN.split("4;")[1] + "hear_person handler 40%25 heard; investigate handler 70%50 found;"
          " issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("joined", "xinfang", CLAIMS, "15-", 5, "opinion", "supported", GOOD,
          _IN + "join dispatcher 10%6 joined; accept handler 22%12 accepted; begin handler 25%13;"
          " hear_person handler 40%25 heard; investigate handler 70%50 found; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("withdrawn", "xinfang", CLAIMS, "8-", 3, "told", "", (), _IN + "accept handler 22%12 accepted; withdraw speaker 1~6 enough"),
    _life("withdrawn_undone", "xinfang", CLAIMS, "50-", 2, "opinion", "supported", MIXED,
          _TAKEN + "withdraw speaker 27%15 enough; undo_withdraw speaker 35%22 again; hear_person handler 50%30 heard;"
          " investigate handler 72%52 found; issue_opinion unit_head =; deliver handler 0.5~3"),
    _life("suggestion_adopted", "xinfang", "suggestion", "20-", 8, "opinion", "adopted", (0.8, 0.17, 0.03),
          _IN + "accept handler 22%12 accepted; study handler 30%15; adopt unit_head ="),
    _life("suggestion_adopted_partly", "xinfang", "suggestion", "20-", 6, "opinion", "adopted_partly", (0.4, 0.5, 0.1),
          _IN + "accept handler 22%12 accepted; study handler 30%15; adopt_partly unit_head ="),
    _life("suggestion_not_adopted", "xinfang", "suggestion", "20-", 6, "opinion", "not_adopted", (0.1, 0.4, 0.5),
          _IN + "accept handler 22%12 accepted; study handler 30%15; not_adopt unit_head ="),
    _life("suggestion_studying", "xinfang", "suggestion", "6-30", 4, "none", "", (),
          _IN + "accept handler 22%12 accepted; study handler 30%13"),
    _life("inquiry_answered", "xinfang", TALK, "7-", 8, "simple", "answered", (0.85, 0.12, 0.03),
          _SIMPLE + "answer_simple handler ="),
    _life("sealed", "xinfang", "report", "0-", 8, "none", "", (), "seal speaker 0%0"),
    _life("sealed_by_dispatcher", "xinfang", "report", "2-", 2, "none", "", (),
          "register receptionist 0%1; seal dispatcher 3%2"),
    _life("open_new", "xinfang", CLAIMS + " suggestion inquiry praise", "0-5", 5, "none", "", (), "register receptionist 0%1"),
    _life("open_reported_up", "xinfang", CLAIMS, "2-15", 1, "none", "", (),
          "register receptionist 0%1; report_up dispatcher 5%2 serious"),
    _life("open_forwarded", "xinfang", CLAIMS + " suggestion inquiry praise", "3-14", 5, "none", "", (), _IN),
    _life("open_assigned", "xinfang", CLAIMS, "3-14", 2, "none", "", (), _IN.replace("forward d", "assign d")),
    _life("objection_pending", "xinfang", CLAIMS, "5-8", 3, "none", "", (), _IN + "object handler 8%4.5 objection"),
    _life("competence_pending", "xinfang", CLAIMS, "8-14", 2, "none", "", (),
          _IN + "object handler 8%4.5 objection; to_dispute dispatcher 12%6.5 dispute"),
    _life("open_simple", "xinfang", CLAIMS + " inquiry praise", "4-11", 3, "none", "", (), _SIMPLE),
    _life("open_accepted", "xinfang", CLAIMS, "8-20", 3, "none", "", (), _IN + "accept handler 15%7 accepted"),
    _life("open_handling", "xinfang", CLAIMS, "13-65", 10, "none", "", (), _TAKEN + "hear_person handler 40%20 heard"),
    _life("open_waiting_words", "xinfang", CLAIMS, "13-50", 4, "none", "", (), _TAKEN + "ask_more handler 40%14 question"),
    _life("open_duty", "xinfang", CLAIMS, "13-40", 2, "none", "", (),
          _IN + "accept handler 22%12 accepted; begin_duty handler 24%12.5 duty"),
    _life("open_extended", "xinfang", CLAIMS, "62-95", 3, "none", "", (), _HEARD + "extend unit_head 75%60 longer"),
    _life("open_late", "xinfang", CLAIMS, "74-110", 3, "none", "", (), _HEARD),
    _life("opinion_to_deliver", "xinfang", CLAIMS, "20-60", 3, "due", "supported", (), _HEARD + "issue_opinion unit_head ="),
)  # fmt: skip

HOTLINE = (
    _life("answered_resolved", "hotline", CLAIMS, "6-", 40, "call", "supported", GOOD, _CALLED + "close system 0~0.5"),
    _life("answered_partly", "hotline", CLAIMS, "6-", 10, "call", "supported", MIXED, _CALLED + "close system 0~0.5"),
    _life("answered_explained", "hotline", CLAIMS, "6-", 6, "call", "explained", (0.2, 0.35, 0.45),
          _CALLED.replace("reply handler", "cannot handler") + "close system 0~0.5"),
    _life("archived", "hotline", CLAIMS, "60-", 6, "call", "supported", GOOD,
          _CALLED + "close system 0~0.5; archive archivist 20~40"),
    _life("answered_unresolved_followup", "hotline", CLAIMS, "20-", 7, "call", "supported", (0.0, 0.2, 0.8),
          _SIGNED + "reply handler =; check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 unsolved;"
          " redispatch dispatcher 0~0.5 missing; reply handler 1~3 mended; check_reply dispatcher 0.1~1;"
          " call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("reply_sent_back", "hotline", CLAIMS, "15-", 3, "call", "supported", MIXED,
          _SIGNED + "reply handler =; check_reply dispatcher 0.1~1 empty; redispatch dispatcher 0~0.2 missing;"
          " reply handler 1~3 mended; check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("nobody_answered_callback", "hotline", CLAIMS, "10-", 4, "call", "supported", (),
          _SIGNED + "reply handler =; check_reply dispatcher 0.1~1; call_back callback_officer 0.5~1 no_answer;"
          " call_back callback_officer 0.5~1 no_answer; call_back callback_officer 0.5~1 no_answer; close system 0~0.5"),
    _life("bounced_once", "hotline", CLAIMS, "8-", 6, "call", "supported", GOOD,
          _CALL + "object handler 12%1.2 objection; allow_return dispatcher 16%2 agreed; dispatch dispatcher 17%2.2;"
          " sign_for handler 25%2.8; contact handler 32%3.5 contacted; reply handler =; check_reply dispatcher 0.1~1;"
          " call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("bounce_refused", "hotline", CLAIMS, "8-", 3, "call", "supported", MIXED,
          _CALL + "object handler 12%1.2 objection_kept; refuse_return dispatcher 16%2 kept; contact handler 32%3.5 contacted;"
          " reply handler =; check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("designated", "hotline", CLAIMS, "12-", 2, "call", "supported", MIXED,
          _CALL + "object handler 12%1.2 objection; to_designate dispatcher 16%2 dispute; dispatch dispatcher 30%4 agreed_lead;"
          " sign_for handler 34%4.5; contact handler 40%5 contacted; reply handler =; check_reply dispatcher 0.1~1;"
          " call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("conferred", "hotline", CLAIMS, "8-", 2, "call", "supported", GOOD,
          "take receptionist 0%0.02; confer dispatcher 4%0.1 confer; dispatch dispatcher 8%0.5; sign_for handler 18%1.2;"
          " contact handler 25%1.8 contacted; reply handler =; check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 answered;"
          " close system 0~0.5"),
    _life("extended", "hotline", CLAIMS, "20-", 6, "call_long", "supported", MIXED,
          _SIGNED + "extend handler 40%4.5 longer; reply handler =; check_reply dispatcher 0.1~1;"
          " call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("interim", "hotline", CLAIMS, "35-", 4, "call_long", "supported", MIXED,
          _SIGNED + "interim_reply handler 35%5 interim; reply handler =; check_reply dispatcher 0.1~1;"
          " call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("escalated", "hotline", CLAIMS, "25-", 2, "call_long", "supported", MIXED,
          _SIGNED + "escalate handler 30%3.5 escalated; settle_escalation dispatcher 60%8 decided; reply handler =;"
          " check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("late", "hotline", CLAIMS, "30-", 4, "call_late", "supported", (0.3, 0.35, 0.35), _CALLED + "close system 0~0.5"),
    _life("asked_more", "hotline", CLAIMS, "8-", 3, "call", "supported", GOOD,
          _SIGNED + "ask_more handler 30%2 question; add speaker 45%3 added; reply handler =; check_reply dispatcher 0.1~1;"
          " call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("joined", "hotline", CLAIMS, "8-", 4, "call", "supported", GOOD,
          _CALL + "join dispatcher 8%0.5 joined; sign_for handler 15%0.9; contact handler 20%1.2 contacted; reply handler =;"
          " check_reply dispatcher 0.1~1; call_back callback_officer 0.5~3 answered; close system 0~0.5"),
    _life("progress_told", "hotline", CLAIMS, "4-", 2, "spot", "same", (0.2, 0.4, 0.4),
          "take receptionist 0%0.02; not_dispatch_N3 dispatcher = same"),
    _life("emergency_passed", "hotline", CLAIMS, "1-", 2, "spot", "emergency", (),
          "take receptionist 0%0.02; not_dispatch_N1 receptionist = emergency"),
    _life("route_told", "hotline", CLAIMS, "2-", 3, "spot", "court", (0.15, 0.35, 0.5),
          "take receptionist 0%0.02; not_dispatch_N2 dispatcher = court"),
    _life("explained_privacy", "hotline", "inquiry", "2-", 1, "spot", "privacy", (0.1, 0.4, 0.5),
          "take receptionist 0%0.02; not_dispatch_N4 dispatcher = privacy"),
    _life("other_channel_told", "hotline", CLAIMS + " inquiry", "2-", 3, "spot", "market", (0.3, 0.4, 0.3),
          "take receptionist 0%0.02; not_dispatch_N5 dispatcher = market"),
    _life("dissuaded", "hotline", CLAIMS, "2-", 1, "spot", "dissuaded", (),
          "take receptionist 0%0.02; not_dispatch_N6 dispatcher = dissuaded"),
    _life("terminated", "hotline", CLAIMS, "12-", 2, "call", "unhelped", (0.1, 0.3, 0.6),
          _SIGNED + "propose_end handler 80%9 cannot_go_on; decide_end dispatcher ="),
    _life("withdrawn", "hotline", CLAIMS, "5-", 3, "call", "", (), _SIGNED + "withdraw speaker 0.5~2 enough"),
    _life("inquiry_now", "hotline", TALK, "1-", 30, "spot", "answered", (0.85, 0.12, 0.03), "take receptionist 0%0.02; answer_now receptionist ="),
    _life("inquiry_dispatched", "hotline", TALK + " suggestion", "7-", 16, "call", "answered", (0.78, 0.17, 0.05),
          _CALLED + "close system 0~0.5"),
    _life("open_new", "hotline", CLAIMS + " inquiry praise suggestion", "0-2", 5, "none", "", (), "take receptionist 0%0.02"),
    _life("open_conferring", "hotline", CLAIMS, "0-3", 1, "none", "", (), "take receptionist 0%0.02; confer dispatcher 1%0.1 confer"),
    _life("open_dispatched", "hotline", CLAIMS + " inquiry praise suggestion", "0-3", 3, "none", "", (), _CALL),
    _life("objection_pending", "hotline", CLAIMS, "1-5", 2, "none", "", (), _CALL + "object handler 4%1 objection"),
    _life("open_designating", "hotline", CLAIMS, "3-10", 1, "none", "", (),
          _CALL + "object handler 4%1 objection; to_designate dispatcher 6%2 dispute"),
    _life("open_handling", "hotline", CLAIMS + " inquiry praise suggestion", "1-8", 8, "none", "", (), _SIGNED),
    _life("open_extended", "hotline", CLAIMS, "5-14", 2, "none", "", (), _SIGNED + "extend handler 40%4.5 longer"),
    _life("open_interim", "hotline", CLAIMS, "7-40", 3, "none", "", (), _SIGNED + "interim_reply handler 30%5 interim"),
    _life("open_coordinating", "hotline", CLAIMS, "4-14", 2, "none", "", (), _SIGNED + "escalate handler 30%3.5 escalated"),
    _life("open_late", "hotline", CLAIMS, "9-30", 3, "none", "", (), _SIGNED),
    _life("reply_to_check", "hotline", CLAIMS, "3-9", 2, "due", "supported", (), _SIGNED + "reply handler ="),
    _life("open_calling_back", "hotline", CLAIMS, "4-11", 3, "due", "supported", (), _SIGNED + "reply handler =; check_reply dispatcher 0.1~0.6"),
    _life("open_redispatched", "hotline", CLAIMS, "5-18", 2, "due", "supported", (),
          _SIGNED + "reply handler =; check_reply dispatcher 0.1~0.6; call_back callback_officer 0.5~2 unsolved;"
          " redispatch dispatcher 0~0.5 missing"),
    _life("open_terminating", "hotline", CLAIMS, "4-15", 1, "none", "", (), _SIGNED + "propose_end handler 60%4 cannot_go_on"),
)  # fmt: skip

LIVES = XINFANG + HOTLINE
