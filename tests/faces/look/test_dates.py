from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from huiying.faces.look import dates

DAY = date(2026, 11, 23)
EVENING_BEFORE = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # half past midnight in the office


@pytest.mark.parametrize(
    ("say", "zh", "en"),
    [
        (lambda: dates.full(DAY), "2026年11月23日", "23 November 2026"),
        (lambda: dates.short(DAY), "11月23日", "23 November"),
        (lambda: dates.short(DAY, date(2026, 1, 1)), "11月23日", "23 November"),
        (lambda: dates.short(DAY, date(2025, 12, 31)), "2026年11月23日", "23 November 2026"),
        (lambda: dates.with_weekday(DAY), "11月23日（星期一）", "Monday 23 November"),
        (lambda: dates.with_weekday(DAY, year=True), "2026年11月23日（星期一）", "Monday 23 November 2026"),
        (lambda: dates.moment(EVENING_BEFORE), "11月23日（星期一）00:30", "Monday 23 November, 00:30"),
        (lambda: dates.moment(DAY), "11月23日（星期一）", "Monday 23 November"),
    ],
)
def test_days_read_as_people_say_them(say, zh, en):
    with override("zh-hans"):
        assert say() == zh
    with override("en"):
        assert say() == en


def test_the_day_of_a_moment_is_the_offices_day():
    assert dates.local_date(EVENING_BEFORE) == DAY
    assert dates.machine(EVENING_BEFORE) == "2026-11-23T00:30:00+08:00"
