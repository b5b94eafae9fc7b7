"""What the receipt of an objection says of its notice."""

from dataclasses import dataclass
from datetime import date

from huiying.faces.public.notices.views import today_here
from huiying.serve.notices.selectors.notices import Public, objection_of_case, public_notice


@dataclass(frozen=True, slots=True)
class ObjectionPart:
    """`waits`: it has no answer yet, and gets one by `due_on`."""

    found: Public
    due_on: date
    waits: bool


def objection_part(case_id: int) -> ObjectionPart | None:
    """None for every other voice."""
    noted = objection_of_case(case_id)
    if noted is None:
        return None
    objection, waits = noted
    return ObjectionPart(public_notice(objection.notice_id, today=today_here()), objection.due_on, waits)
