"""Two workers sweep the same days of the simulated year at once: each signal stands once, on its day."""

from datetime import timedelta

import pytest

from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.supervision.models import Flag, Signal
from tests.foundation.ledger.conftest import together  # noqa: F401  the fixture for those who work at once
from tests.loop.simulation import played

pytestmark = pytest.mark.django_db(transaction=True)
CASES = 120


def test_two_workers_at_once_write_every_signal_once(together):  # noqa: F811
    year = played.written(CASES)
    days = played.every_day()
    for now in (days[0], *days[60::75], played.MIDNIGHT):
        another = now - timedelta(minutes=1)
        together(*(lambda at=at: sweep_supervision(now=at) for at in (now, another)))
    ((found, flags, keys),) = together(lambda: (year.found(), _open_flags(), _keys()))
    assert found - year.expected == {}
    assert year.expected - found == {}
    assert len(keys) == len(set(keys))
    assert len(flags) == len(set(flags))


def _open_flags():
    return list(Flag.objects.filter(state="flagged").values_list("case", "commitment", "trigger"))


def _keys():
    return list(Signal.objects.values_list("key", flat=True))
