"""A simulated year for the tests: written once, swept in many ways, compared with what the oracle says."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from huiying.foundation.office.kept import forget
from huiying.foundation.office.selectors import calendar
from huiying.loop.rehearsal.inventions import invent_office
from huiying.loop.rehearsal.simulation import year as simulation
from huiying.loop.rehearsal.simulation.inventing import invent_vows
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.supervision.models import Signal
from tests.loop.simulation.oracle import BEIJING, Fired, all_fired

YEAR, SEED = 2026, 3
MIDNIGHT = datetime(YEAR, 12, 31, 23, 59, 59, tzinfo=BEIJING)


@dataclass(frozen=True)
class Played:
    """A written year: `subjects` and `units` turn rows back into what the oracle speaks of."""

    expected: Counter
    subjects: dict
    units: dict

    def found(self) -> Counter:
        return Counter(self._fired(signal) for signal in Signal.objects.all())

    def _fired(self, signal) -> Fired:
        about = ("case", signal.case_id) if signal.case_id else ("commitment", signal.commitment_id)
        what = signal.facts.get("clock", "")
        return Fired(self.subjects[about], signal.rule, signal.level, signal.on, what, self.units[signal.told_id])


def written(cases: int) -> Played:
    stage, lives = simulation.write_year(cases=cases, seed=SEED, year=YEAR)
    office = invent_office()
    vows = invent_vows(office, cases=cases, seed=SEED, year=YEAR)
    parents = {unit.key: unit.parent for unit in office.units}
    subjects = {("case", pk): f"voice {number}" for number, pk in stage.cases.items()}
    for (kind, number), pk in stage.promises.items():
        subjects["commitment", pk] = f"vow {number}" if kind == "vow" else f"promise of voice {number}"
    units = {unit.pk: key for key, unit in stage.county.units.items()}
    return Played(Counter(all_fired(lives, vows, parents, MIDNIGHT)), subjects, units)


def every_day() -> list[datetime]:
    return [calendar().instant(day, simulation.SWEPT_AT) for day in simulation.days_of(YEAR)]


def with_outages() -> list[datetime]:
    """A sweep each week, one gap of three weeks, a clock that jumps ahead by three months and back twice."""
    weeks = every_day()[6::7]
    ends = [*weeks[:20], weeks[33], *weeks[20:30], *weeks[33:40], weeks[10], *weeks[40:], every_day()[-1]]
    return [end + timedelta(hours=n % 5 - 4) for n, end in enumerate(ends[:-1])] + ends[-1:]


def sweep(moments: Iterable[datetime]) -> None:
    for now in moments:
        sweep_supervision(now=now)


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside leaves no trace."""
    with transaction.atomic():
        for atomic in transaction.get_connection().atomic_blocks:
            atomic._from_testcase = True
        yield
        transaction.set_rollback(True)
    forget()


def at_noon(day) -> datetime:
    return calendar().instant(day, time(12))
