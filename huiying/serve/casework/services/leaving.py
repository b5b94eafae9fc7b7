"""Cases of somebody who leaves: to a colleague of the unit, or back to the unit's list; their clocks run on."""

from datetime import datetime

from huiying.core.procedures.model import StateKind
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Staff
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recused import is_recused

AT_WORK = (StateKind.OPEN, StateKind.WAITING)


def cases_in_hand(staff_id: int) -> int:
    """How many that are not finished."""
    return Case.objects.filter(handler_id=staff_id, standing__in=AT_WORK).count()


def pass_on_cases(staff_id: int, *, to: Staff | None, actor: Actor, now: datetime) -> int:
    """Take them out of somebody's hands, within the transaction of whoever closes the account; how many.

    A case goes to `to` where they work in the case's unit and are not kept out of it; else back to the unit's list.
    """
    grants = grants_in_force(to.pk, today=calendar().local_date(now)) if to else []
    cases = list(Case.objects.select_for_update().filter(handler_id=staff_id, standing__in=AT_WORK).order_by("pk"))
    entries = []
    for case in cases:
        fits = to is not None and to.unit_id == case.unit_id and not case.sealed and not is_recused(case, to.pk, grants)
        case.handler_id = to.pk if to is not None and fits else None
        public = {"from": staff_id, "to": case.handler_id}
        entries.append(Entry("case.passed_on", case, actor, now, public=public))
    Case.objects.bulk_update(cases, ["handler_id"], batch_size=500)
    record_many(entries)
    return len(cases)
