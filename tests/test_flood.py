"""The flood of `bench.flood`, short: honest people get through, and what is turned back is cheap. Ratios, no times."""

import statistics

import pytest

from bench import flood

SECONDS = 8


@pytest.mark.journey
def test_a_flood_leaves_honest_people_nearly_as_quick_as_before(tmp_path, monkeypatch):
    """Ratios of one machine in one minute: how slow a laden machine is says nothing about the gate."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    with flood.office(tmp_path) as served:
        quiet = [flood.speak(served.port, where)[0] for where in flood.HONEST]
        outcome = flood.measure(served, SECONDS, rate=200)
    everybody = outcome.alone + outcome.shared
    assert len(everybody) >= len(flood.HONEST), "everybody was received at least once"
    assert outcome.flood["429"] > 0.5 * sum(outcome.flood.values()), outcome.says()
    assert not any(status.startswith("5") for status in outcome.flood), outcome.says()
    assert statistics.median(everybody) < 25 * max(statistics.median(quiet), 0.02), outcome.says()
