"""What can happen to an issue, and what of it stands in the life of each of its cases.

No type is public: the public log tells of voices and their promises alone; of these it holds the commitments.
"""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

CASE_SOLVED = EventType(
    "case.issue_solved",
    says=Text(zh="共性问题解决了", en="The issue it is part of is solved"),
    speaker_says=Text(
        zh="您说的这类事，共同的原因解决了：{words}",
        en="The common cause of what you spoke of is dealt with: {words}",
    ),
    speaker_sees=frozenset({"words"}),
)
CASE_REOPENED = EventType(
    "case.issue_reopened",
    says=Text(zh="共性问题重新打开", en="The issue it is part of is open again"),
    speaker_says=Text(
        zh="共同的原因又出现了，重新着手解决", en="The common cause has come back; it is being dealt with again"
    ),
)

TYPES = (
    EventType("issue.opened", says=Text(zh="立为共性问题", en="Issue opened")),
    EventType("issue.changed", says=Text(zh="改了说明", en="Description changed")),
    EventType("issue.planned", says=Text(zh="定了打算", en="Plan made")),
    EventType("issue.cases_added", says=Text(zh="归入了几件", en="Cases added")),
    EventType("issue.case_removed", says=Text(zh="移出 1 件", en="A case taken out")),
    EventType("issue.solved", says=Text(zh="解决了，已告诉每位诉求人", en="Solved; everybody who spoke is told")),
    EventType("issue.set_down", says=Text(zh="结束，没有解决", en="Ended without a solution")),
    EventType("issue.reopened", says=Text(zh="重新打开", en="Reopened")),
    EventType("issue.proposal_set_aside", says=Text(zh="提议先放一放", en="Proposal set aside")),
    EventType("case.issue_entered", says=Text(zh="归入一个共性问题", en="Made part of an issue")),
    EventType("case.issue_left", says=Text(zh="从共性问题移出", en="Taken out of an issue")),
    CASE_SOLVED,
    CASE_REOPENED,
)
