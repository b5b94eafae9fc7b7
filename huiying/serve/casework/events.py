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
APPROVAL_ASKED = EventType("case.approval_asked", says=Text("报请批准", "Approval asked"))
APPROVAL_REFUSED = EventType("case.approval_refused", says=Text("没有批准", "Not approved"))

TYPES = (
    *(_of_act(table.id, act) for table in PROCEDURES.values() for act in table.acts if act.offered),
    CASE_OPENED,
    CASE_CATEGORISED,
    APPROVAL_ASKED,
    APPROVAL_REFUSED,
)
