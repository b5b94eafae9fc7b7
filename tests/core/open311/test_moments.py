"""Moments and windows, at their edges."""

from datetime import UTC, datetime, timedelta

import pytest

from huiying.core.open311.errors import ParameterWrong, WindowBackwards, WindowTooLong
from huiying.core.open311.moments import read_moment, say_moment, window

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T01:40:00Z",
        "2026-11-23T09:40:00+08:00",
        "2026-11-23T09:40:00 08:00",
        "2026-11-23T09:40:00+0800",
        "20261123T014000Z",
        " 2026-11-23 01:40 ",
        "2026-11-23T01:40:00.000Z",
    ],
)
def test_a_moment_is_read_in_the_forms_that_clients_send(text):
    assert read_moment(text, "start_date") == NOW
    assert say_moment(read_moment(text, "start_date")) == "2026-11-23T01:40:00Z"


@pytest.mark.parametrize(
    "text", ["", "now", "2026-13-01", "0001-01-01T00:00:00+14:00", "1899-12-31", "2200-01-01", "１", "9" * 99]
)
def test_what_is_no_moment_is_refused_by_name(text):
    with pytest.raises(ParameterWrong) as refused:
        read_moment(text, "end_date")
    assert refused.value.data["name"] == "end_date"
    assert "2026-11-23T01:40:00Z" in refused.value.say("en")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [(None, None, (-90, 0)), (-10, None, (-10, 80)), (None, -5, (-95, -5)), (-90, 0, (-90, 0)), (3, 3, (3, 3))],
)
def test_a_window_has_at_most_90_days_with_both_ends(start, end, days):
    at = [None if day is None else NOW + timedelta(days=day) for day in (start, end)]
    found = window(*at, now=NOW)
    assert (found.start, found.end) == tuple(NOW + timedelta(days=day) for day in days)


def test_a_window_too_long_or_backwards_is_refused():
    with pytest.raises(WindowTooLong):
        window(NOW - timedelta(days=90, seconds=1), NOW, now=NOW)
    with pytest.raises(WindowBackwards):
        window(NOW, NOW - timedelta(seconds=1), now=NOW)
