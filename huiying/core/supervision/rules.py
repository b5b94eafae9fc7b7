"""The rules of supervision as data: what each looks at, what it is called, what it says, and what it leads to.

Sources: 信访工作条例 Arts 38 to 46; the hotline ordinances of 潍坊 Art 26 and 济南 Art 28 (late; refused though its own; not
solved though it should be; many people or repeated; untrue). No rule looks at who spoke: it counts voices of one
matter, acts of units, and days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.hotline_tables import jn, wf
from huiying.core.procedures.model import Source
from huiying.core.procedures.xinfang_tables import PRACTICE, law
from huiying.core.words import Text


class Of(StrEnum):
    """What a rule looks at."""

    CASE = "case"
    COMMITMENT = "commitment"
    EITHER = "either"


class Levels(StrEnum):
    """Who is told. `REMINDER`: the unit itself, level 0. `ONCE`: the unit, level 1. `CLIMB`: levels 1 to 3, one unit
    higher each time. `UP`: one unit higher at once. `THEN_FLAG`: the unit at its day, and an inspector later."""

    REMINDER = "reminder"
    ONCE = "once"
    CLIMB = "climb"
    UP = "up"
    THEN_FLAG = "then_flag"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `why`: the sentence; placeholders are names of a signal's facts. `trigger`: that of its flag, "" where
    it makes none; `by_clock`: instead of it, where the clock decides. `to_speaker`: their receipt says it too.
    """

    id: str
    name: Text
    why: Text
    of: Of
    levels: Levels
    sources: tuple[Source, ...]
    trigger: str = ""
    by_clock: Mapping[str, str] = field(default_factory=dict)
    to_speaker: bool = False

    def trigger_of(self, clock: str = "") -> str:
        """The trigger of the flag that a signal makes; "" for none."""
        return self.by_clock.get(clock, self.trigger)


NEAR, PAST, UNSENT = "clock.near", "clock.past", "notice.unsent"
BOUNCED, REFUSED_OWN, REPEATED, MANY = "bounced", "refused_own", "repeated", "many"
RATED, CALLED, COPIED, REROUTED = "rated_unresolved", "callback_contradicts", "copied", "rerouted_late"
PROMISE, DECISION, EXECUTION = "promise.late", "decision.late", "execution.late"
IDLE, ORDER, ADVICE = "identity.idle", "order.late", "advice.late"

REFUSALS, HOPS = 2, 3
"""Objections of a unit that were refused; hand-overs of one case."""
MANY_VOICES, MANY_DAYS = 5, 30
SECOND_ROUND = 2
REROUTE_WORKDAYS = 10
"""A route that changes when fewer working days of the handling limit are left is changed late."""
EXECUTION_WORKDAYS = 10
IDLE_WORKDAYS = 5

ANSWERED_BY_RULE = frozenset({"C-SUPERVISE", "C-ADVICE", "H-SUPERVISE"})
"""Their own rules look at them: an order and an advice that nobody answered."""
WATCHED = frozenset(
    clock.id
    for table in PROCEDURES.values()
    for clock in table.clocks
    if clock.owed and clock.id not in ANSWERED_BY_RULE
)
"""Clocks on which an office owes something."""
OFFICE_OWES = frozenset({"H-DISPATCH", "H-RETURN-DECIDE", "H-REVIEW", "H-CALLBACK"})
"""They run while the case lies at a unit, but the dispatching office owes them."""
SENDER_OWES = frozenset({"C-OBJECT-DECIDE"})
_INTAKE = ("C-REG", "C-SIMPLE-HOP", "C-OBJECT-DECIDE", "H-DISPATCH", "H-RETURN-DECIDE")
_NOTICE = ("C-NOTICE-DIRECT", "C-NOTICE-FWD", "C-SIMPLE-ACCEPT")
OF_CLOCK = dict.fromkeys(_INTAKE, "S1") | dict.fromkeys(_NOTICE, "S2") | {"C-DELIVER": ""}
"""The trigger of a limit that passed, S3 for all others; the delivery of an opinion is flagged by its own rule."""

_LATE = (law("39"), law("40(1)"), wf("26"), jn("28"))
_ALL = (
    Rule(NEAR, Text("快到期", "Near its limit"), Text("“{clock}”要在 {due} 前完成，还剩 {days} 个工作日。", "“{clock}” is due by {due}; {days} working days are left."), Of.CASE, Levels.REMINDER, (PRACTICE,)),
    Rule(PAST, Text("超过期限", "Past its limit"), Text("“{clock}”应在 {due} 前完成，没有完成。", "“{clock}” was due by {due} and is not done."), Of.CASE, Levels.CLIMB, _LATE, "S3", OF_CLOCK, to_speaker=True),
    Rule(UNSENT, Text("告知书没有送出", "A notice was not delivered"), Text("{made} 做好的{paper}，到 {due} 还没有送达，也没有记明为什么送不了。", "{paper}, written on {made}, was not delivered by {due}, and no reason is noted."), Of.CASE, Levels.ONCE, (law("23(2)"), law("44 item 3")), "S2"),
    Rule(BOUNCED, Text("来回推", "Passed around"), Text("单位退回被驳回 {refused} 次，经手 {hops} 个单位。", "Objections refused: {refused}; hand-overs: {hops}."), Of.CASE, Levels.ONCE, (law("40(1)"), wf("26"), jn("28"), PRACTICE), "S4"),
    Rule(REFUSED_OWN, Text("该受理的没有受理", "Refused though its own"), Text("不予受理的决定在 {on} 被撤销：这件事本来该受理。", "The refusal was undone on {on}: the matter should have been accepted."), Of.CASE, Levels.ONCE, (law("44 item 2"), wf("26"), jn("28")), "S2"),
    Rule(REPEATED, Text("办完又来", "Came again after its end"), Text("办完以后同一件事又来了：回头办理 {rounds} 轮，后来并入 {joined} 件。", "After it had ended the same matter came again: rounds of follow-up {rounds}, joined later {joined}."), Of.CASE, Levels.ONCE, (wf("26"), jn("28"), PRACTICE), "S7"),
    Rule(MANY, Text("多人同一件事，久拖不决", "Many people, and not solved"), Text("{joined} 件诉求说的是同一件事，{due} 满 {days} 天，还没有办结。", "{joined} voices are about the same matter; {days} days were over on {due} and it is open."), Of.CASE, Levels.ONCE, (wf("26"), jn("28"), PRACTICE), "S7"),
    Rule(RATED, Text("说办了，群众说没解决", "Answered, and rated as not resolved"), Text("{on} 的打分说没有解决。", "The rating of {on} says that it is not resolved."), Of.CASE, Levels.ONCE, (law("40(1)"), jn("28"), PRACTICE), "S4"),
    Rule(CALLED, Text("说办了，回访说没解决", "Answered, and the call-back says otherwise"), Text("{on} 的回访说没有解决。", "The call-back of {on} says that it is not resolved."), Of.CASE, Levels.ONCE, (law("40(1)"), jn("27(2)"), jn("40 item 3")), "S4"),
    Rule(COPIED, Text("答复照抄", "A copied answer"), Text("{on} 的答复，有 {share}% 和另一件事的答复一样。", "{share}% of the answer of {on} stands in the answer to another matter."), Of.CASE, Levels.ONCE, (law("40(1)"), jn("27(2)"), PRACTICE), "S4"),
    Rule(REROUTED, Text("快到期才改途径", "The route changed late"), Text("{on} 改了办理途径，那时办理期限只剩 {days} 个工作日。", "The route was changed on {on}, with {days} working days of the limit left."), Of.CASE, Levels.ONCE, (law("40(1)"), PRACTICE), "S4"),
    Rule(PROMISE, Text("承诺逾期", "A promise is late"), Text("说好 {due} 前做到，没有做到。", "Promised by {due}; it is not done."), Of.COMMITMENT, Levels.CLIMB, (PRACTICE, law("40(1)")), "S3"),
    Rule(DECISION, Text("决策任务逾期", "A task of a decision is late"), Text("决策的这项任务应在 {due} 前完成，没有完成。", "This task of a decision was due by {due}; it is not done."), Of.COMMITMENT, Levels.CLIMB, (PRACTICE,), "S3"),
    Rule(EXECUTION, Text("处理意见没有执行", "An opinion is not carried out"), Text("处理意见要求 {due} 前做到，没有做到。", "The opinion asks for this by {due}; it is not done."), Of.COMMITMENT, Levels.THEN_FLAG, (law("32(2)"), law("40(1)"), law("42 item 4")), "S5"),
    Rule(IDLE, Text("看了身份信息，之后没有办", "An identity was looked at and nothing followed"), Text("{on} 看了身份信息，到 {due} 单位在这件事上没有做任何事。", "An identity was looked at on {on}; by {due} the unit had done nothing on the case."), Of.CASE, Levels.ONCE, (PRACTICE,), "P1"),
    Rule(ORDER, Text("督办没有回应", "A supervision order is not answered"), Text("督办单要求 {due} 前反馈，没有反馈。", "The order asks for an answer by {due}; there is none."), Of.EITHER, Levels.UP, (law("40(1)"), PRACTICE)),
    Rule(ADVICE, Text("建议没有反馈", "An advice is not answered"), Text("建议书要求 {due} 前反馈采纳情况，没有反馈。", "The advice asks for an answer by {due}; there is none."), Of.CASE, Levels.UP, (law("40(4)"), PRACTICE)),
)  # fmt: skip
RULES = {rule.id: rule for rule in _ALL}
"""By id, in the order in which people read them."""
MOST_LEVEL = 3
