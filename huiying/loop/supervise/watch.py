"""What one sweep knows: from when to when it looks, the calendar, the office's settings, and who stands above whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from huiying.core.workdays import Calendar
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.foundation.people.models import Unit
from huiying.loop.models import NightlyRun

MARK = "supervision"
FIRST_LOOK = timedelta(days=7)
"""An office that is swept for the first time looks back so far; what ended before is left in peace."""
WRITTEN_LATE = timedelta(hours=1)
"""What was done before midnight may be written after the first sweep of the day: each day looks back so far."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watch:
    """One sweep. It finds what came true from just before `since_day` up to `now`, and what still holds.

    Everything is asked as of `now`: what started by then and was met or stopped later, or never. `new_day`: no sweep of
    this local day has come to its end yet. `parents`: of units, by id.
    """

    now: datetime
    today: date
    since_day: date
    new_day: bool
    calendar: Calendar
    settings: Mapping[str, Any]
    parents: Mapping[int, int | None]

    @property
    def since(self) -> datetime:
        """Shortly before the first instant of `since_day`."""
        return self.calendar.instant(self.since_day, time.min) - WRITTEN_LATE

    @property
    def day_before(self) -> date:
        """The last day that was swept to its end."""
        return self.since_day - _DAY

    def told(self, unit_id: int, level: int) -> int:
        """Who is told at a level: 0 and 1 the unit itself, then one unit higher each; the top where there is none."""
        for _step in range(level - 1):
            unit_id = self.parents.get(unit_id) or unit_id
        return unit_id

    def sees(self, at: datetime) -> bool:
        """Whether an instant lies within what this sweep looks at."""
        return self.since <= at <= self.now


def watch(now: datetime) -> Watch:
    """The sweep of `now`; a mark that lies ahead was set by a clock that was wrong, and does not count."""
    days = calendar()
    today = days.local_date(now)
    done = NightlyRun.objects.filter(pk=MARK).values_list("done_on", flat=True).first()
    since = min(done, today) if done is not None else today - FIRST_LOOK
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    return Watch(now, today, since, done != today, days, procedure_settings(), parents)


def mark_done(swept: Watch) -> None:
    """The sweep of this day came to its end."""
    if swept.new_day:
        NightlyRun.objects.update_or_create(pk=MARK, defaults={"done_on": swept.today})


def hold_mark() -> None:
    """Keep other sweeps waiting until the caller's transaction ends: what they find is found once."""
    NightlyRun.objects.get_or_create(pk=MARK)
    NightlyRun.objects.select_for_update().get(pk=MARK)


def clean(prefix: str = "") -> Q:
    """On Case, or on what leads to one by `prefix`: neither sealed nor erased, and no check that was revealed."""
    wanted = {"sealed": False, "voice__erased_at": None, "voice__revealed_at": None}
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items()})
