"""What can happen to a decision, to what was seen of it on the spot, and to a circular.

No type is public: the public log tells of voices and their promises alone; of these it holds the commitments.
"""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

NOT_SHOWN = Text(zh="内容没有公开", en="it was not made public")
SEEN = frozenset({"title", "title_en", "words"})
CASE_DECIDED = EventType(
    "case.decision_made",
    says=Text(zh="据此作了决定", en="A decision came of it"),
    speaker_says=Text(zh="您说的事，有了决定：{title}", en="A decision was made on what you spoke of: {title}"),
    speaker_sees=SEEN,
)
CASE_CARRIED_OUT = EventType(
    "case.decision_carried_out",
    says=Text(zh="据此作的决定落实了", en="The decision that came of it is carried out"),
    speaker_says=Text(
        zh="您说的事，决定落实了：{title}。{words}",
        en="The decision on what you spoke of is carried out: {title}. {words}",
    ),
    speaker_sees=SEEN,
)
CASE_ENDED = EventType(
    "case.decision_ended",
    says=Text(zh="据此作的决定不再落实", en="The decision that came of it ends without being carried out"),
    speaker_says=Text(
        zh="您说的事，决定不再落实：{title}。{words}",
        en="The decision on what you spoke of will not be carried out: {title}. {words}",
    ),
    speaker_sees=SEEN,
)
CASE_REOPENED = EventType(
    "case.decision_reopened",
    says=Text(zh="据此作的决定重新落实", en="The decision that came of it is open again"),
    speaker_says=Text(
        zh="您说的事，决定还没落实完，接着办：{title}",
        en="The decision on what you spoke of is being carried out again: {title}",
    ),
    speaker_sees=SEEN,
)

TYPES = (
    EventType("decision.made", says=Text(zh="立为决策事项", en="Decision entered")),
    EventType("decision.changed", says=Text(zh="改了说明", en="Description changed")),
    EventType("decision.files_added", says=Text(zh="附上文件", en="Papers attached")),
    EventType("decision.cases_linked", says=Text(zh="连上诉求", en="Voices linked")),
    EventType("decision.task_given", says=Text(zh="分解了一项任务", en="Task given")),
    EventType("decision.task_reported", says=Text(zh="一项任务已上报", en="Task reported upwards")),
    EventType("decision.ticked", says=Text(zh="打了一个勾", en="Step ticked")),
    EventType("decision.left_out", says=Text(zh="写明一步为什么没做", en="Step left out, with the reason")),
    EventType("decision.taken_back", says=Text(zh="收回了一步", en="Step taken back")),
    EventType("decision.carried_out", says=Text(zh="落实了", en="Carried out")),
    EventType("decision.ended", says=Text(zh="结束，没有落实", en="Ended without being carried out")),
    EventType("decision.reopened", says=Text(zh="重新打开", en="Open again")),
    EventType("decision.checked", says=Text(zh="督查员到现场看了", en="Checked on the spot")),
    EventType("decision.check_answered", says=Text(zh="回应了现场查看", en="Check answered")),
    EventType("circular.written", says=Text(zh="拟了通报", en="Circular written")),
    EventType("circular.changed", says=Text(zh="改了通报", en="Circular changed")),
    EventType("circular.sent", says=Text(zh="发出通报", en="Circular sent")),
    EventType("circular.read", says=Text(zh="读了通报", en="Circular read")),
    EventType("circular.answered", says=Text(zh="回复了通报", en="Circular answered")),
    CASE_DECIDED,
    CASE_CARRIED_OUT,
    CASE_ENDED,
    CASE_REOPENED,
)
