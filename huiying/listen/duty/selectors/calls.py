"""Calls for urgent matters: what waits for whom, and how a matter was called so far."""

from collections.abc import Iterable

from django.db.models import QuerySet

from huiying.listen.duty.models import DutyCall


def calls_waiting(staff_id: int) -> QuerySet[DutyCall]:
    """Calls to this person that nobody has answered, the newest first."""
    waiting = DutyCall.objects.filter(staff_id=staff_id, answered_at__isnull=True)
    return waiting.select_related("voice", "unit").order_by("-called_at", "-pk")


def calls_of(clock: int, unit_id: int) -> list[DutyCall]:
    """Every call of one running limit for one unit, in order."""
    found = DutyCall.objects.filter(clock=clock, unit_id=unit_id).select_related("staff", "answered_by", "voice")
    return list(found.order_by("step"))


def call_for(call_id: int, staff_id: int) -> DutyCall | None:
    """A call that this person may see: made to them, or one of a matter for which they were called too."""
    call = DutyCall.objects.select_related("voice", "unit", "staff", "answered_by").filter(pk=call_id).first()
    if call is None or not was_called(calls_of(call.clock, call.unit_id), staff_id):
        return None
    return call


def was_called(calls: Iterable[DutyCall], staff_id: int) -> bool:
    """Whether one of `calls` went to this person."""
    return any(call.staff_id == staff_id for call in calls)
