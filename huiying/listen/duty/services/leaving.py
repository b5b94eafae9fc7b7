"""Shifts to come of somebody who leaves."""

from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Staff
from huiying.listen.duty.models import Shift, ShiftPerson


def shifts_to_come(staff_id: int, *, now: datetime) -> int:
    """How many are not over yet."""
    return ShiftPerson.objects.filter(staff_id=staff_id, shift__ends_at__gt=now).count()


def pass_on_shifts(staff_id: int, *, to: Staff | None, actor: Actor, now: datetime) -> int:
    """`to` stands in their place; without one whoever is next moves up, and a shift with nobody left goes.

    Within the transaction of whoever closes the account; how many shifts.
    """
    shifts = list(Shift.objects.filter(people__staff_id=staff_id, ends_at__gt=now).order_by("pk"))
    for shift in shifts:
        people = [one.staff_id for one in shift.people.order_by("place")]
        people = _without(people, staff_id, to.pk if to else None)
        public = {"post": shift.post_id, "people": people}
        shift.people.all().delete()
        if people:
            ShiftPerson.objects.bulk_create(
                ShiftPerson(shift=shift, staff_id=one, place=place) for place, one in enumerate(people)
            )
            record("duty.shift_changed", shift, actor=actor, now=now, public=public)
        else:
            record("duty.shift_removed", shift, actor=actor, now=now, public=public)
            shift.delete()
    return len(shifts)


def _without(people: list[int], leaves: int, comes: int | None) -> list[int]:
    """The order of a shift with `comes` in the place of `leaves`; nobody stands in it twice."""
    order = [comes if one == leaves else one for one in people]
    return list(dict.fromkeys(one for one in order if one is not None))
