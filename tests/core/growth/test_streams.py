"""New channels are not growth, history brought over is not delay."""

from datetime import date, timedelta

import pytest

from huiying.core.growth import Stream, choose_streams

YESTERDAY = date(2026, 11, 22)
WEB, PHONE, HOTLINE, LETTER = Stream("web", ""), Stream("phone", ""), Stream("import", "hotline"), Stream("letter", "")
LONG_AGO = date(2025, 1, 5)


def weeks_ago(n):
    return YESTERDAY - timedelta(weeks=n)


def test_a_stream_that_began_lately_is_left_out():
    found = choose_streams({WEB: LONG_AGO, HOTLINE: weeks_ago(4)}, {WEB: [300], HOTLINE: [900]}, yesterday=YESTERDAY)
    assert (found.watched, found.left_out) == ({WEB}, {HOTLINE})
    assert (found.first, found.last) == (LONG_AGO, YESTERDAY)


def test_a_stream_that_brings_much_begins_the_past():
    began = {WEB: LONG_AGO, PHONE: weeks_ago(30)}
    found = choose_streams(began, {WEB: [300], PHONE: [100]}, yesterday=YESTERDAY)
    assert (found.watched, found.first) == ({WEB, PHONE}, weeks_ago(30))


def test_one_that_brings_little_does_not_shorten_the_past_of_the_others():
    began = {WEB: LONG_AGO, LETTER: weeks_ago(30)}
    found = choose_streams(began, {WEB: [300], LETTER: [5]}, yesterday=YESTERDAY)
    assert (found.watched, found.first) == ({WEB, LETTER}, LONG_AGO)


@pytest.mark.parametrize(
    ("delays", "days"),
    [
        ([100], 0),
        ([90, 10], 0),
        ([80, 10, 5, 5], 1),
        ([10] * 7, 6),  # handed over once a week
        ([0] * 20 + [50], 14),
        ([], 0),
        ([0] * 40 + [5_000], 0),  # brought over from another system
        ([100] + [0] * 40 + [5_000], 0),
    ],
)
def test_the_last_day_is_one_of_which_nine_in_ten_are_written_down(delays, days):
    found = choose_streams({WEB: LONG_AGO}, {WEB: delays}, yesterday=YESTERDAY)
    assert found.last == YESTERDAY - timedelta(days=days)


def test_an_office_without_voices_watches_nothing():
    found = choose_streams({}, {}, yesterday=YESTERDAY)
    assert (found.watched, found.first, found.last) == (frozenset(), YESTERDAY, YESTERDAY)
