"""A simulated year swept day by day: every rule fires on the right day, as the oracle says that was written apart."""

import pytest
from django.db import connection, transaction

from huiying.core.supervision.rules import RULES
from huiying.loop.daily import sweep as sweep_all
from huiying.loop.rehearsal.simulation.year import days_of
from huiying.serve.supervision.models import Flag, Signal
from tests.loop.simulation import played
from tests.soak import SOAK

pytestmark = pytest.mark.django_db
ON_SQLITE, ON_POSTGRESQL, IN_SOAK = 700, 150, 6000


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """One year for all tests of this file, taken away afterwards."""
    cases = (IN_SOAK if SOAK else ON_SQLITE) if connection.vendor == "sqlite" else ON_POSTGRESQL
    with django_db_blocker.unblock(), transaction.atomic():
        transaction.get_connection()._from_testcase = True
        for atomic in transaction.get_connection().atomic_blocks:
            atomic._from_testcase = True
        yield played.written(cases)
        transaction.set_rollback(True)


def test_every_rule_fires_at_least_once(year):
    assert {fired.rule for fired in year.expected} == set(RULES)


def _days_that_count():
    """Every day of the first four months and each third day after; in soak, each day of the year."""
    days = played.every_day()
    if connection.vendor != "sqlite":
        return [*days[::9], played.MIDNIGHT]
    return days if SOAK else [*days[:120], *days[120::3], played.MIDNIGHT]


def test_every_signal_stands_on_its_day_and_no_other_one(year):
    with played.taken_back():
        played.sweep(_days_that_count())
        found = year.found()
        assert found - year.expected == {}
        assert year.expected - found == {}
        assert Flag.objects.filter(signals=None).count() == 0


def test_outages_and_a_clock_that_jumps_leave_the_same_signals_with_the_same_days(year):
    with played.taken_back():
        played.sweep(played.with_outages())
        found = year.found()
        assert found - year.expected == {}
        assert year.expected - found == {}
        late = [signal for signal in Signal.objects.all() if signal.made_at.date() > signal.on]
        assert len(late) > len(year.expected) / 3
        assert all(signal.at <= signal.made_at for signal in late)


def test_the_worker_finds_the_same_beside_its_other_work(year):
    """What promises tell and the procedures bring in the same minute changes nothing about a day."""
    with played.taken_back():
        for day in days_of(played.YEAR)[:120:10]:
            sweep_all(now=played.at_noon(day))
        last = played.at_noon(days_of(played.YEAR)[110])
        found = year.found()
        assert found
        assert found - year.expected == {}
        missing = {fired for fired in year.expected - found if fired.on < last.date()}
        assert {fired.rule for fired in missing} <= {"copied"}
