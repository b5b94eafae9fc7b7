"""The words in which the speaker reads limits, outcomes and rights: who does what by when."""

from dataclasses import dataclass

from huiying.core.deadlines import Limit, Measure
from huiying.core.procedures.model import Look, Procedure
from huiying.core.words import Text
from huiying.listen.voices.enums import Kind

# What the speaker gets when the clock is met. Clocks between units are the office's own business and not named here.
OWED: dict[str, Text] = {
    "C-REG": Text("交到负责的单位", "Handed to the unit in charge"),
    "C-NOTICE-DIRECT": Text("告诉您受理没有", "You are told whether it is accepted"),
    "C-NOTICE-FWD": Text("告诉您受理没有", "You are told whether it is accepted"),
    "C-HANDLE": Text("给您处理意见", "You get the handling opinion"),
    "C-DELIVER": Text("把处理意见送到您手上", "The opinion reaches you"),
    "C-REVIEW": Text("给您复查意见", "You get the review opinion"),
    "C-FINAL": Text("给您复核意见", "You get the final review opinion"),
    "C-SIMPLE-ACCEPT": Text("告诉您受理没有", "You are told whether it is accepted"),
    "C-SIMPLE": Text("给您答复", "You get the answer"),
    "C-REDO": Text("重新办理，给您新的意见", "It is handled again and you get a new opinion"),
    "C-SUGGEST": Text("给您回复", "You get a reply"),
    "C-FOLLOWUP": Text("再给您答复一次", "You are answered once more"),
    "H-DISPATCH": Text("交到负责的单位", "Handed to the unit in charge"),
    "H-CONTACT": Text("跟您联系", "You are contacted"),
    "H-HANDLE": Text("给您答复", "You get the answer"),
    "H-STATUTE": Text("按法律定的日子给您答复", "You get the answer by the day another law sets"),
    "H-PROMISED": Text("按说好的日子给您答复", "You get the answer by the day that was named"),
    "H-CALLBACK": Text("给您回访", "You are asked whether it is solved"),
    "H-REDO": Text("再办一次，给您答复", "It is done again and you are answered"),
}

ANSWERS = frozenset({"C-HANDLE", "C-SIMPLE", "C-SUGGEST", "C-FOLLOWUP", "H-HANDLE", "H-PROMISED", "H-REDO"})
AFTER_ANSWER = frozenset({"C-DELIVER", "H-REVIEW", "H-CALLBACK"})

_OPINION = ("C-HANDLE", Text("受理后 {limit}内", "within {limit} of acceptance"))
_NOTICE = ("C-NOTICE-FWD", Text("单位收到后 {limit}内", "within {limit} after the unit has it"))
_SUGGEST = ("C-SUGGEST", Text("单位收到后 {limit}内", "within {limit} after the unit has it"))
_ANSWER = ("H-HANDLE", Text("单位收到后 {limit}内", "within {limit} after the unit has it"))
_IDEAS = frozenset({Kind.SUGGESTION, Kind.INQUIRY, Kind.PRAISE})

OUTCOMES: dict[str, tuple[Look, Text]] = {
    "supported": (Look.DONE, Text("予以支持", "Granted")),
    "explained": (Look.WAIT, Text("合理，但没有法律依据", "Reasonable, but no rule allows it")),
    "not_supported": (Look.STOP, Text("不予支持", "Not granted")),
}

REVIEW_ENDS = Text(
    zh="不服这个意见，可以在{day}前请上一级复查。请单位再办一次，不会把这个日子往后推。",
    en="Your right to ask for review ends on {day}; follow-up does not extend it.",
)
DONE_AGAIN = Text("没解决，单位正在再办一次", "Not resolved; the unit is at it again")
REVIEW_AND_FOLLOW_UP = Text(
    zh="不服这个意见，可以在{day}前请上一级复查；再办一次的答复最迟{again}给您，但不会把复查的日子往后推。",
    en="Your right to ask for review ends on {day}; the follow-up answer is due by {again} and does not extend it.",
)
FINAL_ENDS = Text(
    zh="不服复查意见，可以在{day}前请再上一级复核。",
    en="Your right to ask for a final review ends on {day}.",
)
SEALED_TITLE = Text("检举控告", "Report of a breach of discipline or law")
SEALED_AHEAD = (
    Text("交给有权处理的机关", "Handed to the body that may deal with it"),
    Text("有了结果，按规定告诉您", "When there is a result, you are told as the rules provide"),
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that has no day yet. `when`: from what on and how long."""

    clock: str
    owed: Text
    when: Text


def ahead(procedure: Procedure, kind: str) -> list[Ahead]:
    """What usually follows until the answer, in order."""
    clocks = {clock.id for clock in procedure.clocks}
    answer = _SUGGEST if kind in _IDEAS else _OPINION
    rows = [row for row in (_NOTICE, answer, _ANSWER) if row[0] in clocks]
    return [Ahead(clock, OWED[clock], _within(said, procedure.clock(clock).limit)) for clock, said in rows]


def _within(said: Text, limit: Limit | None) -> Text:
    if limit is None:
        return Text("", "")
    days = Text(f"{limit.length} 天", f"{limit.length} days")
    if limit.measure is Measure.workdays:
        days = Text(f"{limit.length} 个工作日", f"{limit.length} working days")
    return Text(said.zh.format(limit=days.zh), said.en.format(limit=days.en))
