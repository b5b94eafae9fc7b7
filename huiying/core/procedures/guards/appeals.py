"""Reviews, final reviews and hearings: whom one asks and until when, which results there are, which hearing is open."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text

TRACK, CALLED, HELD, CLOSED = "hearing", "called", "held", "closed"
REDO_DAYS_AT_MOST = 60
NOTICE_WORKDAYS = 5


def _body_above(context: Context) -> Text | None:
    """条例 Art 35, 36(1): the next-higher body of the one that decided; at the top of the ladder there is none."""
    if context.facts.above != ():
        return None
    return Text(
        "本平台里没有上一级机关。请按告知书上写的，书面向上一级机关、单位提出；复查已到最高一级的，不能再申请复核。",
        "No higher body is on this platform. Please ask the body above in writing, as the letter says; a review by the "
        "highest body is followed by no other.",
    )


def _next_higher(context: Context) -> Text | None:
    above = context.facts.above
    if above is None or int(context.data["body"]) in above:
        return None
    return Text(
        "复查、复核只能向作出决定的机关的上一级提出，请从列出的机关里选。",
        "Only the body next above the one that decided can be asked; please choose one of those listed.",
    )


def _in_time(clock_id: str) -> Callable[[Context], Text | None]:
    """Whether the person's time still runs (条例 Art 35, 36(1)); afterwards the body above judges why it is late."""

    def check(context: Context) -> Text | None:
        clock = context.facts.running(clock_id)
        if clock is not None and context.now < clock.due.at:
            return None
        return Text(
            "申请的期限已过。有正当理由的，可以请上一级机关看看能不能仍然受理。",
            "The time to ask is over. With good reason, please ask the body above whether it takes it all the same.",
        )

    return check


def _asked_on_a_day(context: Context) -> Text | None:
    """A written request counts from the day it came in: not before the opinion arrived, not after today."""
    named = str(context.data.get("received_on", ""))
    clock = context.facts.running("C-REVIEW-ASK") or context.facts.running("C-FINAL-ASK")
    if not named or clock is None:
        return None
    first = context.calendar.local_date(clock.started_at).isoformat()
    if first <= named <= context.today.isoformat():
        return None
    return Text(f"收到申请的日期要在 {first} 和今天之间。", f"The day of the request lies between {first} and today.")


def _opinion_not_reviewed(context: Context) -> Text | None:
    facts = context.facts
    if "C-REVIEW-ASK" in facts.clocks and not facts.review_unit_id and not facts.withdrawn_at:
        return None
    return Text(
        "只有送达过处理意见、还没有复查过的，才能逾期申请复查。",
        "Only an opinion that was delivered and never reviewed can be reviewed late.",
    )


def _review_not_reviewed(context: Context) -> Text | None:
    facts = context.facts
    if "C-FINAL-ASK" in facts.clocks and facts.review_unit_id and not facts.final_unit_id and not facts.withdrawn_at:
        return None
    return Text(
        "只有送达过复查意见、还没有复核过的，才能逾期申请复核。",
        "Only a review that was delivered and has had no final review can be taken late.",
    )


def _result_allowed(context: Context) -> Text | None:
    if context.data["result"] != "changed" or context.settings.get("xinfang.review_may_change", "on") == "on":
        return None
    return Text(
        "按本机关的规定，复查、复核不直接变更处理意见。", "By the rules here a review does not change the opinion."
    )


def _redo_allowed(context: Context) -> Text | None:
    if context.settings.get("xinfang.review_may_redo", "on") == "on":
        return None
    return Text(
        "按本机关的规定，复查、复核不责令重新办理。", "By the rules here a review does not order it done again."
    )


def _redo_in_time(context: Context) -> Text | None:
    named = context.data.get("due_on")
    if not named:
        return None
    if context.today < date.fromisoformat(str(named)) <= context.today + timedelta(days=REDO_DAYS_AT_MOST):
        return None
    return Text(
        f"重新办理的期限要在今天以后、{REDO_DAYS_AT_MOST} 天以内。",
        f"Please choose a day after today and within {REDO_DAYS_AT_MOST} days.",
    )


def _hearing_notice(context: Context) -> Text | None:
    days = int(context.settings.get("xinfang.hearing_notice_workdays", NOTICE_WORKDAYS))
    if date.fromisoformat(str(context.data["hearing_on"])) >= context.calendar.add_workdays(context.today, days):
        return None
    first = context.calendar.add_workdays(context.today, days).isoformat()
    return Text(
        f"听证要提前 {days} 个工作日通知，最早可以定在 {first}。",
        f"Notice is given {days} working days before; the earliest day is {first}.",
    )


def _no_hearing_open(context: Context) -> Text | None:
    if context.facts.tracks.get(TRACK) not in (CALLED, HELD):
        return None
    return Text("已经定了一次听证，结束以后再定。", "A hearing is called already; please close it first.")


def _hearing_called(context: Context) -> Text | None:
    if context.facts.tracks.get(TRACK) != CALLED:
        return Text("现在没有要举行的听证。", "No hearing waits to be held.")
    if context.today.isoformat() < context.facts.hearing_on:
        return Text(
            f"听证定在 {context.facts.hearing_on}，到那天再记。",
            f"The hearing is on {context.facts.hearing_on}; please record it then.",
        )
    return None


def _hearing_open(context: Context) -> Text | None:
    if context.facts.tracks.get(TRACK) in (CALLED, HELD):
        return None
    return Text("现在没有听证。", "No hearing is open.")


def _hearing_over(context: Context) -> Text | None:
    if _hearing_open(context) is not None:
        return None
    return Text(
        "已经定了听证。先结束听证，再出具处理意见。", "A hearing is called. Please close it first; then the opinion."
    )


RULES: Mapping[str, Guard] = {
    "body_above": Guard(_body_above),
    "next_higher": Guard(_next_higher, early=False, field="body"),
    "review_in_time": Guard(_in_time("C-REVIEW-ASK")),
    "final_in_time": Guard(_in_time("C-FINAL-ASK")),
    "asked_on_a_day": Guard(_asked_on_a_day, early=False, field="received_on"),
    "opinion_not_reviewed": Guard(_opinion_not_reviewed),
    "review_not_reviewed": Guard(_review_not_reviewed),
    "result_allowed": Guard(_result_allowed, early=False, field="result"),
    "redo_allowed": Guard(_redo_allowed),
    "redo_in_time": Guard(_redo_in_time, early=False, field="due_on"),
    "hearing_notice": Guard(_hearing_notice, early=False, field="hearing_on"),
    "no_hearing_open": Guard(_no_hearing_open),
    "hearing_called": Guard(_hearing_called),
    "hearing_open": Guard(_hearing_open),
    "hearing_over": Guard(_hearing_over),
}
