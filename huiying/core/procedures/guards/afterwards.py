"""After the end: withdrawing, asking for another round, time that runs out."""

from collections.abc import Mapping
from datetime import date, timedelta

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.words import Text

UNDO_WITHDRAWAL_DAYS = 30


def undo_in_time(context: Context) -> Text | None:
    if not context.facts.withdrawn_at:
        return Text("这件事没有撤回过。", "This matter was not withdrawn.")
    last = date.fromisoformat(context.facts.withdrawn_at) + timedelta(days=UNDO_WITHDRAWAL_DAYS)
    if context.today > last:
        return Text(
            "撤回已过 30 天。您随时可以重新说这件事。",
            "More than 30 days have passed since it was withdrawn. You can speak up about it again at any time.",
        )
    return None


def _withdrawal_settled(context: Context) -> Text | None:
    if context.facts.state == "withdrawn" and undo_in_time(context) is None:
        return Text(
            "撤回后 30 天内本人可以取消撤回，过了再办结。",
            "The person can undo the withdrawal for 30 days; please conclude it after that.",
        )
    return None


def rounds_left(context: Context) -> Text | None:
    key = "hotline.redispatches" if context.facts.procedure == "hotline" else "xinfang.followup_rounds"
    rounds = int(context.settings.get(key, 2))
    if context.facts.redispatches >= rounds:
        return Text(
            f"已经重新办过 {rounds} 次，接下来由督查员核查。",
            f"It was handled again {rounds} times; an inspector looks at it next.",
        )
    return None


def _rounds_left_if_back(context: Context) -> Text | None:
    return rounds_left(context) if context.data["verdict"] == "redispatched" else None


def _no_follow_up_open(context: Context) -> Text | None:
    if context.facts.tracks.get("follow_up") in ("open", "assigned"):
        return Text("正在回头办理，答复后会告诉您。", "A follow-up is under way; you will hear when it is answered.")
    return None


def _follow_up_open(context: Context) -> Text | None:
    if context.facts.tracks.get("follow_up") == "open":
        return None
    return Text("现在没有回头办理的事项。", "No follow-up is open.")


def _asking_time_over(context: Context) -> Text | None:
    clocks = [context.facts.running(name) for name in ("C-REVIEW-ASK", "C-FINAL-ASK")]
    if any(clock is not None and context.now < clock.due.at for clock in clocks):
        return Text(
            "申请复查、复核的期限还没有过，不能办结。",
            "The time to ask for a review is not over, so it cannot lapse.",
        )
    return None


def _settlement_kept(context: Context) -> Text | None:
    if context.facts.state == "settled" and context.facts.tracks.get("mediation") == "reached":
        return Text(
            "协议还没有记下做没做到。先问双方，履行完毕再办结。",
            "Whether the settlement was kept is not noted yet. Please ask both sides, and conclude it after that.",
        )
    return None


def _promises_settled(context: Context) -> Text | None:
    """条例 Art 32(2): what the opinion supports is carried out before the matter counts as concluded."""
    left = context.facts.promises_open
    if not left or context.facts.state == "withdrawn":
        return None
    return Text(
        f"答复里答应的事还有 {left} 项没有做完。做完或者写明不做的理由后，再办结。",
        f"{left} things promised in the answer are not done. Please conclude it once each is kept, or dropped with a "
        "reason.",
    )


RULES: Mapping[str, Guard] = {
    "undo_in_time": Guard(undo_in_time),
    "withdrawal_settled": Guard(_withdrawal_settled),
    "rounds_left": Guard(rounds_left),
    "rounds_left_if_back": Guard(_rounds_left_if_back, early=False),
    "no_follow_up_open": Guard(_no_follow_up_open),
    "follow_up_open": Guard(_follow_up_open),
    "promises_settled": Guard(_promises_settled),
    "settlement_kept": Guard(_settlement_kept),
    "asking_time_over": Guard(_asking_time_over),
}
