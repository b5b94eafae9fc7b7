"""Urgent matters call whoever is on duty at the responsible unit, then the next, until somebody answers.

Each minute the worker looks at the urgent clocks that run (H-URGENT, 《吕梁市12345热线》, 30 minutes round the clock).
Who is called stands in the roster of the unit that has the case now; the waiting time is a setting of the office.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from huiying.core.duty import next_to_call
from huiying.foundation.office.selectors import calendar, limit
from huiying.foundation.people.models import Staff
from huiying.listen.duty.models import DutyCall
from huiying.listen.duty.selectors.calls import calls_of, calls_waiting
from huiying.listen.duty.selectors.roster import calling_order
from huiying.listen.duty.services.calling import call, say_unanswered
from huiying.serve.casework.models import Deadline

CLOCKS = ("H-URGENT",)
WAIT, URGENT = "hotline.duty_minutes", "hotline.urgent_minutes"
STILL_CALLED = timedelta(hours=24)
"""What became urgent longer ago stands on every board; nobody is woken for it any more."""


def call_duty(*, now: datetime) -> int:
    """Make the calls that are due at `now`; how many. Outside any transaction.

    What goes wrong with one matter keeps nobody from being called for the others; it is raised after them.
    """
    wait, made, wrong = timedelta(minutes=int(limit(WAIT).value)), 0, list[Exception]()
    for deadline in list(_running(now)):
        try:
            made += _call_next(deadline, wait, now)
        except Exception as err:
            wrong.append(err)
    if wrong:
        raise wrong[0]
    return made


def waiting_for(staff_id: int) -> list[DutyCall]:
    """Calls to this person that nobody has answered, while the limit runs and the case lies where they were called."""
    waiting = list(calls_waiting(staff_id))
    running = Deadline.objects.filter(
        met_at__isnull=True, stopped_at__isnull=True, pk__in=[one.clock for one in waiting]
    )
    units = dict(running.values_list("pk", "case__unit_id"))
    return [one for one in waiting if units.get(one.clock) == one.unit_id]


def _running(now: datetime) -> Iterator[Deadline]:
    """Urgent clocks nobody has met, whose case is not sealed."""
    running = Deadline.objects.filter(met_at__isnull=True, stopped_at__isnull=True, clock__in=CLOCKS)
    recent = running.filter(started_at__gt=now - STILL_CALLED, started_at__lte=now, case__sealed=False)
    yield from recent.select_related("case__voice", "case__unit").order_by("started_at", "pk")


def _call_next(deadline: Deadline, wait: timedelta, now: datetime) -> int:
    """Whoever cannot be reached at all is written down, and the next is called at once."""
    unit, voice, made = deadline.case.unit, deadline.case.voice, 0
    order = calling_order(unit, now=now, today=calendar().local_date(now))
    while True:
        calls = calls_of(deadline.pk, unit.pk)
        if any(one.answered_at for one in calls):
            return made
        called = [one.staff_id for one in calls]
        last_at = calls[-1].called_at if calls and calls[-1].reached else None
        person = next_to_call(order, called, last_at, now=now, wait=wait)
        if person is None:
            waited = last_at is None or now - last_at >= wait
            if waited:
                say_unanswered(voice, deadline.pk, unit, calls[-1] if calls else None, now=now)
            return made
        staff = Staff.objects.select_related("unit").get(pk=person)
        minutes = int(limit(URGENT).value)
        if call(voice, deadline.pk, unit, staff, step=len(calls), minutes=minutes, now=now) is None:
            return made  # another worker was first
        made += 1
