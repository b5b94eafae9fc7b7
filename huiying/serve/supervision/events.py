"""What can happen to a reminder, a flag, an order, an advice or a measure."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

ORDER_TYPES = (
    EventType("order.given", says=Text("发了督办单", "Supervision ordered")),
    EventType("order.answered", says=Text("对督办作了书面反馈", "Order answered in writing")),
    EventType("order.verified", says=Text("核实了反馈", "Answer verified")),
    EventType("order.lacking", says=Text("核实了反馈，不满意", "Answer verified and found lacking")),
    EventType("order.closed", says=Text("结束了督办", "Order closed")),
    EventType("order.raised", says=Text("提级督办", "Order raised one level up")),
    EventType("advice.given", says=Text("提出了建议", "Advice given")),
    EventType("advice.fed_back", says=Text("书面反馈了采纳情况", "Advice answered in writing")),
    EventType("measure.taken", says=Text("采取了措施", "Measure taken")),
    EventType("measure.ended", says=Text("措施结束，写明了结果", "Measure ended, with what came of it")),
)

REMINDED = EventType("case.reminded", says=Text("系统提醒了单位", "The unit was reminded by the system"))
PASSED = EventType(
    "case.overdue_reminded",
    says=Text("期限过了，系统提醒了单位", "Past its limit: the unit was reminded by the system"),
    speaker_says=Text("期限过了还没有办好，系统提醒了{unit}", "Past its limit and not done: {unit} was reminded"),
)
RAISED = EventType(
    "case.overdue_raised",
    says=Text("还没有办好，系统告诉了上一级单位", "Still not done: the unit above was told by the system"),
    speaker_says=Text("还没有办好，已经告诉{unit}的上一级", "Still not done: the body above {unit} was told"),
)
NOTICED = EventType("case.flagged", says=Text("系统提请督查员看一看", "An inspector was asked by the system to look"))
PROMISE_REMINDED = EventType("commitment.reminded", says=Text("系统提醒了承诺单位", "The unit was reminded"))
PROMISE_RAISED = EventType("commitment.raised", says=Text("系统告诉了上一级单位", "The unit above was told"))
SETTLED = EventType("signal.settled", says=Text("提醒的事有了着落", "What was reminded of is settled"))
CONTESTED = EventType("signal.contested", says=Text("单位对提醒提出异议", "The unit contested a reminder"))
CONTEST_DECIDED = EventType("signal.contest_decided", says=Text("对异议作了决定", "The objection was decided"))
HARM_TOLD = EventType(
    "flag.harm",
    says=Text("专办员提请督查：可能有打击报复或者泄露", "A sealed officer asked inspectors to look for harm"),
)
DISMISSED = EventType("flag.dismissed", says=Text("看过，不督办，写明了理由", "Looked at; no order, with a reason"))
SIGNAL_TYPES = (
    *(REMINDED, PASSED, RAISED, NOTICED, PROMISE_REMINDED, PROMISE_RAISED),
    *(SETTLED, CONTESTED, CONTEST_DECIDED, HARM_TOLD, DISMISSED),
)

TYPES: tuple[EventType, ...] = (*SIGNAL_TYPES, *ORDER_TYPES)
