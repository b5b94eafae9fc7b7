"""How items and mirrors are said, in both languages."""

from huiying.core.improving import Change, Trigger
from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.improve.improvements.enums import ContestState, ImprovementState, Reflected
from huiying.improve.improvements.models import Improvement
from huiying.serve.commitments.enums import CommitmentState

TRIGGERS: dict[Trigger, Text] = {
    Trigger.POOR_RATINGS: Text("评价差", "Poor ratings"),
    Trigger.LOST_APPEALS: Text("决定被改", "Decisions overruled"),
    Trigger.RETURNS: Text("返工、退回多", "Done again or handed back"),
    Trigger.ENCOUNTERS: Text("门难进、脸难看、话难听、事难办", "How people were met"),
}
CONTESTS: dict[ContestState, Text] = {
    ContestState.ASKED: Text("等督查员定", "Waits for an inspector"),
    ContestState.UPHELD: Text("异议成立", "Upheld"),
    ContestState.REFUSED: Text("异议不成立", "Not upheld"),
}
REFLECTED: dict[Reflected, Text] = {
    Reflected.LATE: Text("超期", "Late"),
    Reflected.HANDED_BACK: Text("退回", "Handed back"),
    Reflected.COPIED: Text("答复照抄", "Reply copied"),
    Reflected.AGAIN: Text("返工", "Done again"),
    Reflected.OVERRULED: Text("决定被改", "Overruled"),
}
CHANGES: dict[Change, Text] = {
    Change.BETTER: Text("比以前好，不只是碰巧。", "Better than before, by more than chance."),
    Change.WORSE: Text("比以前差，不只是碰巧。", "Worse than before, by more than chance."),
    Change.UNCLEAR: Text("跟以前的差别，可能只是碰巧。", "The difference may be chance."),
    Change.FEW: Text("答的人太少，说不出好坏。", "Too few answered to say anything."),
}
_CLOSED = (Look.HOLD, Text("不再列为改进事项", "Closed"))
_MEASURED = (Look.DONE, Text("重新量过", "Measured again"))
_CONTESTED = (Look.WAIT, Text("单位有异议", "Contested"))
_ASKED = (Look.NEW, Text("等原因和措施", "Waits for cause and measure"))
_DOING = (Look.DOING, Text("正在改", "Being changed"))
_COUNTING = (Look.DOING, Text("做完了，正在重新量", "Done, being measured again"))
_DROPPED = (Look.STOP, Text("措施不做了，等新措施", "Measure dropped, waits for another"))


ALL_TOPICS = Text("各类事情", "all matters")


def about(improvement: Improvement) -> Text:
    """What it is about: unit, topic, and place where it is of one alone. Fetched beforehand for lists."""
    rows = (improvement.unit, improvement.category, improvement.place)
    named = [Text(row.name, row.name_en or row.name) for row in rows if row is not None]
    if improvement.category is None and improvement.rule.trigger is not Trigger.ENCOUNTERS:
        named.insert(1, ALL_TOPICS)
    return Text(" · ".join(one.zh for one in named), " · ".join(one.en for one in named))


def state_of(improvement: Improvement) -> tuple[Look, Text]:
    """Where it stands, in a tag."""
    if improvement.state == ImprovementState.CLOSED:
        return _CLOSED
    if improvement.state == ImprovementState.MEASURED:
        return _MEASURED
    objection = getattr(improvement, "objection", None)
    if objection is not None and objection.state == ContestState.ASKED:
        return _CONTESTED
    if improvement.commitment is None:
        return _ASKED
    by_promise = {CommitmentState.KEPT: _COUNTING, CommitmentState.DROPPED: _DROPPED}
    return by_promise.get(CommitmentState(improvement.commitment.state), _DOING)
