"""What can happen to a promise, and what of it stands in the life of each case that led to it.

No type is public: the public log tells of voices alone; of these it holds the commitments. In the life of a case
`words` say what was promised, or that it was not made public, and `told` what was told of it.
"""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType
from huiying.serve.commitments.enums import ReportKind

SEEN = frozenset({"words", "words_en", "told"})

PROMISE_MADE = EventType("commitment.made", says=Text("作出承诺", "Promise made"))
PROMISE_PROGRESS = EventType("commitment.progress", says=Text("报了进展", "Progress reported"))
PROMISE_PART_DONE = EventType("commitment.part_done", says=Text("做完一个分项", "A part is done"))
PROMISE_MOVED = EventType("commitment.moved", says=Text("改了日期", "Day moved"))
PROMISE_LATE = EventType("commitment.late", says=Text("到期没有兑现", "The day passed and it is not done"))
PROMISE_REASON = EventType("commitment.reason", says=Text("说明了没有按期的理由", "Reason for lateness given"))
PROMISE_KEPT = EventType("commitment.kept", says=Text("兑现了", "Promise kept"))
PROMISE_DROPPED = EventType("commitment.dropped", says=Text("不做了，写明了理由", "Dropped, with a reason"))
PROMISE_REOPENED = EventType("commitment.reopened", says=Text("重新打开", "Reopened"))
PROMISE_LINKED = EventType(
    "commitment.cases_linked", says=Text("联系到引出它的诉求", "Linked to voices that led to it")
)

CASE_PROMISED = EventType(
    "case.commitment_made",
    says=Text("引出一项承诺", "It led to a promise"),
    speaker_says=Text("{unit}承诺在 {due} 前做到：{words}", "{unit} promises by {due}: {words}"),
    speaker_sees=SEEN,
)
CASE_PROGRESS = EventType(
    "case.commitment_progress",
    says=Text("承诺有进展", "Progress of its promise"),
    speaker_says=Text("承诺“{words}”有了进展。{told}", "Progress of the promise “{words}”. {told}"),
    speaker_sees=SEEN,
)
CASE_PART_DONE = EventType(
    "case.commitment_part_done",
    says=Text("承诺做完一个分项", "A part of its promise is done"),
    speaker_says=Text("承诺“{words}”做完了一部分。{told}", "A part of the promise “{words}” is done. {told}"),
    speaker_sees=SEEN,
)
CASE_MOVED = EventType(
    "case.commitment_moved",
    says=Text("承诺改了日期", "The day of its promise moved"),
    speaker_says=Text(
        "承诺“{words}”的日期改到 {due}，原来是 {before}。{told}",
        "The promise “{words}” is now due on {due}, before on {before}. {told}",
    ),
    speaker_sees=SEEN,
)
CASE_LATE = EventType(
    "case.commitment_late",
    says=Text("承诺逾期", "Its promise is late"),
    speaker_says=Text(
        "承诺“{words}”说好 {due} 前做到，没有做到，也还没有说明理由",
        "The promise “{words}” was due on {due}; it is not done, and no reason is given yet",
    ),
    speaker_sees=SEEN,
)
CASE_REASON = EventType(
    "case.commitment_reason",
    says=Text("说明了承诺没有按期的理由", "A reason for the lateness of its promise"),
    speaker_says=Text("承诺“{words}”没有按期，理由是：{told}", "Why the promise “{words}” is late: {told}"),
    speaker_sees=SEEN,
)
CASE_KEPT = EventType(
    "case.commitment_kept",
    says=Text("承诺兑现了", "Its promise is kept"),
    speaker_says=Text("{unit}说承诺“{words}”做到了。{told}", "{unit} says that the promise “{words}” is kept. {told}"),
    speaker_sees=SEEN,
)
CASE_DROPPED = EventType(
    "case.commitment_dropped",
    says=Text("承诺不做了", "Its promise is dropped"),
    speaker_says=Text("承诺“{words}”不做了。{told}", "The promise “{words}” is dropped. {told}"),
    speaker_sees=SEEN,
)
CASE_AGAIN = EventType(
    "case.commitment_reopened",
    says=Text("承诺重新打开", "Its promise is open again"),
    speaker_says=Text("承诺“{words}”重新打开，接着做", "The promise “{words}” is open again; work on it goes on"),
    speaker_sees=SEEN,
)

OF_PROMISE = {
    ReportKind.MADE: PROMISE_MADE.name,
    ReportKind.PROGRESS: PROMISE_PROGRESS.name,
    ReportKind.PART_DONE: PROMISE_PART_DONE.name,
    ReportKind.MOVED: PROMISE_MOVED.name,
    ReportKind.LATE: PROMISE_LATE.name,
    ReportKind.REASON: PROMISE_REASON.name,
    ReportKind.KEPT: PROMISE_KEPT.name,
    ReportKind.DROPPED: PROMISE_DROPPED.name,
    ReportKind.REOPENED: PROMISE_REOPENED.name,
}
IN_LIFE = {
    ReportKind.MADE: CASE_PROMISED.name,
    ReportKind.PROGRESS: CASE_PROGRESS.name,
    ReportKind.PART_DONE: CASE_PART_DONE.name,
    ReportKind.MOVED: CASE_MOVED.name,
    ReportKind.LATE: CASE_LATE.name,
    ReportKind.REASON: CASE_REASON.name,
    ReportKind.KEPT: CASE_KEPT.name,
    ReportKind.DROPPED: CASE_DROPPED.name,
    ReportKind.REOPENED: CASE_AGAIN.name,
}

TYPES = (
    *(PROMISE_MADE, PROMISE_PROGRESS, PROMISE_PART_DONE, PROMISE_MOVED, PROMISE_LATE),
    *(PROMISE_REASON, PROMISE_KEPT, PROMISE_DROPPED, PROMISE_REOPENED, PROMISE_LINKED),
    *(CASE_PROMISED, CASE_PROGRESS, CASE_PART_DONE, CASE_MOVED, CASE_LATE),
    *(CASE_REASON, CASE_KEPT, CASE_DROPPED, CASE_AGAIN),
)
