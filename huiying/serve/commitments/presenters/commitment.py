"""How promises are said: where they stand, what they came from, what was told of them, in both languages."""

from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.serve.commitments.enums import CommitmentState, ReportKind, Source
from huiying.serve.commitments.models import Commitment

NOT_SHOWN = Text("（内容没有公开）", "(what it is has not been made public)")
OF_A_REPLY = Text(
    "这是写给一个人的处理意见里的事项，只给本人和办理的人看。",
    "It comes from an opinion written to one person; only they and those who handle it read it.",
)
NO_REASON = Text("没有说明理由", "no reason given")

STATES: dict[CommitmentState, tuple[Look, Text]] = {
    CommitmentState.OPEN: (Look.DOING, Text("正在做", "Being done")),
    CommitmentState.KEPT: (Look.DONE, Text("单位说做到了", "Kept, says the unit")),
    CommitmentState.DROPPED: (Look.HOLD, Text("不做了", "Dropped")),
}
LATE = Text("没有按期", "Late")
SOURCES: dict[Source, Text] = {
    Source.RESOLUTION: Text("联席会议议定", "Joint meeting"),
    Source.REPLY: Text("处理意见或协议", "Written opinion or settlement"),
    Source.ISSUE: Text("共性问题的办法", "Plan for an issue"),
    Source.RECEPTION: Text("接访", "Reception"),
    Source.VISIT: Text("走访", "Visit"),
    Source.PLEDGE: Text("岗位承诺", "Service pledge"),
    Source.DECISION: Text("决策落实", "Decision"),
    Source.MATTER: Text("实事清单", "Practical matter"),
    Source.IMPROVEMENT: Text("改进措施", "Improvement"),
}
REPORTS: dict[ReportKind, Text] = {
    ReportKind.MADE: Text("作出承诺", "Promised"),
    ReportKind.PROGRESS: Text("进展", "Progress"),
    ReportKind.PART_DONE: Text("做完一部分", "A part is done"),
    ReportKind.MOVED: Text("改了日期", "Day moved"),
    ReportKind.LATE: Text("到期没有做到", "The day passed, not done"),
    ReportKind.REASON: Text("没有按期的理由", "Why it is late"),
    ReportKind.KEPT: Text("单位说做到了", "Kept, says the unit"),
    ReportKind.DROPPED: Text("不做了", "Dropped"),
    ReportKind.REOPENED: Text("重新打开", "Reopened"),
}


def why_hidden(commitment: Commitment) -> Text:
    """Why it is not public, in a sentence; empty for a public one. An opinion's promise needs no reason of its own."""
    if commitment.public:
        return Text("", "")
    own = commitment.hidden_reason
    return Text(own, own) if own or commitment.source != Source.REPLY else OF_A_REPLY
