"""`simulate`: an empty office gets the invented county and a seeded year, which is then swept day by day."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from itertools import islice

from django.db import transaction
from django.db.models import Count

from huiying.foundation.ledger.inserting import learn_sizes
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.loop.daily import sweep
from huiying.loop.rehearsal.county import write_county
from huiying.loop.rehearsal.demo import PASSWORD, resting_collector
from huiying.loop.rehearsal.inventions import invent_office
from huiying.loop.rehearsal.simulation.around import write_around
from huiying.loop.rehearsal.simulation.inventing import invent_vows, invent_year
from huiying.loop.rehearsal.simulation.lived import Lived
from huiying.loop.rehearsal.simulation.writing import Stage, places_of, write
from huiying.loop.understanding.reading import read_replies
from huiying.serve.casework.services.replay import Playing
from huiying.serve.supervision.models import Signal

BATCH = 500
SWEPT_AT = clock_time(23, 59, 59)
"""The hour of each day's sweep: everything that came true that day is found that day."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Simulated:
    """`fired`: how often each rule came true. Seconds of writing the year and of sweeping it."""

    cases: int
    days: int
    fired: Mapping[str, int]
    writing_seconds: float
    sweeping_seconds: float


def simulate(*, cases: int, seed: int, year: int, progress: Progress) -> Simulated:
    """Write `cases` lives of `year` into an empty office, then sweep each of its days in order.

    The same arguments give the same lives. Nobody is written to. Raises OfficeExists.
    """
    begun = time.monotonic()
    write_year(cases=cases, seed=seed, year=year, progress=lambda done: progress(done // 2, cases))
    written = time.monotonic()
    days = days_of(year)
    for n, day in enumerate(days, 1):
        sweep_day(day)
        progress(cases // 2 + cases * n // (2 * len(days)), cases)
    swept = time.monotonic()
    return Simulated(cases, len(days), fired(), round(written - begun, 1), round(swept - written, 1))


def write_year(
    *, cases: int, seed: int, year: int, progress: Callable[[int], None] = lambda _done: None
) -> tuple[Stage, list[Lived]]:
    """The written year and its lives. Raises OfficeExists."""
    office = invent_office()
    end = calendar().instant(date(year, 12, 31), SWEPT_AT)
    with transaction.atomic(durable=True):
        county = write_county(office, password=PASSWORD, voices=0, now=end)
    stage = Stage(county, Playing(calendar(), procedure_settings(), end), places_of(county))
    kept: list[Lived] = []
    for batch in _batches(invent_year(office, cases=cases, seed=seed, year=year)):
        with resting_collector():
            write(batch, stage)
        kept += batch
        progress(len(kept))
    write_around(kept, invent_vows(office, cases=cases, seed=seed, year=year), stage)
    read_replies(now=end)
    learn_sizes()
    return stage, kept


def _batches(lives: Iterator[Lived]) -> Iterator[list[Lived]]:
    while batch := list(islice(lives, BATCH)):
        yield batch


def days_of(year: int) -> list[date]:
    """Every day of the year in order."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def sweep_day(day: date) -> datetime:
    """What the worker does in the last second of `day`; that instant."""
    now = calendar().instant(day, SWEPT_AT)
    sweep(now=now)
    return now


def fired() -> dict[str, int]:
    """How many signals each rule has given."""
    rows = Signal.objects.values("rule").annotate(number=Count("pk")).order_by("rule")
    return dict(rows.values_list("rule", "number"))
