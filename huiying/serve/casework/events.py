"""What can happen to a case: one type for each act of each procedure, made from the tables, and a few more."""

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Act
from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType


def event_name(procedure_id: str, act_id: str) -> str:
    """The type under which an act is recorded."""
    return f"{procedure_id}.{act_id}"


def _of_act(procedure_id: str, act: Act) -> EventType:
    return EventType(
        event_name(procedure_id, act.id),
        says=act.name,
        speaker_says=act.told,
        speaker_sees=frozenset(field.name for field in act.fields if field.shown),
        public_type=act.public_type or None,
    )


CASE_OPENED = EventType("case.opened", says=Text("建立办件", "Case opened"))
CASE_CATEGORISED = EventType("case.categorised", says=Text("定了类别", "Category set"))
CASE_PASSED_ON = EventType(
    "case.passed_on",
    says=Text("承办人离岗，交给了同事或退回单位", "The handler left; given to a colleague or back to the unit"),
)
APPROVAL_ASKED = EventType("case.approval_asked", says=Text("报请批准", "Approval asked"))
APPROVAL_REFUSED = EventType("case.approval_refused", says=Text("没有批准", "Not approved"))
HOLD_PLACED = EventType("case.hold_placed", says=Text("暂缓删除", "Held back from deletion"))
HOLD_LIFTED = EventType("case.hold_lifted", says=Text("不再暂缓删除", "Released for deletion"))

RECUSAL_ASKED = EventType(
    "case.recusal_asked",
    says=Text("诉求人申请回避", "The person asked that somebody keep out"),
    speaker_says=Text(
        "您申请了回避，三个工作日内答复您", "You asked that somebody keep out; you hear within 3 working days"
    ),
)
INTEREST_DECLARED = EventType(
    "case.interest_declared", says=Text("自己申请回避", "Declared an interest of their own and keeps out")
)
RECUSAL_GRANTED = EventType(
    "case.recusal_granted",
    says=Text("同意回避", "Granted: they keep out"),
    speaker_says=Text(
        "同意回避：有关的人不再看到、也不再经手这件事", "Somebody keeps out: they no longer see or touch this"
    ),
)
RECUSAL_REFUSED = EventType(
    "case.recusal_refused",
    says=Text("没有同意回避", "Not granted: they need not keep out"),
    speaker_says=Text("没有同意回避", "It was not granted that somebody keep out"),
    speaker_sees=frozenset({"reason"}),
)
RECUSALS = (RECUSAL_ASKED, INTEREST_DECLARED, RECUSAL_GRANTED, RECUSAL_REFUSED)

TYPES = (
    *RECUSALS,
    *(_of_act(table.id, act) for table in PROCEDURES.values() for act in table.acts if act.offered),
    CASE_OPENED,
    CASE_CATEGORISED,
    CASE_PASSED_ON,
    APPROVAL_ASKED,
    APPROVAL_REFUSED,
    HOLD_PLACED,
    HOLD_LIFTED,
)
