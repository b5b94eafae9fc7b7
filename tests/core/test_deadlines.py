"""When limits end: the tables of docs/algorithms/deadlines.md, every day of nine years against a walk, properties."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.deadlines import Due, Limit, Mark, Measure, Pause, due, due_from_day, standing
from huiying.core.workdays import Calendar
from tests.core import oracle
from tests.core.calendars import ROOT, calendars, days, published

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
WEEK_ONLY = Calendar({}, date(2026, 12, 31))
PAGE = ROOT / "docs" / "algorithms" / "deadlines.md"
DAY = timedelta(days=1)


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under `heading` of the page, without its head."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def at(day: date, clock: time = time(10), zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.combine(day, clock, zone)


def pause(first: date, last: date) -> Pause:
    return Pause(at(first, time(9)), at(last, time(17)))


def paused_days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=i) for i in range((last - first).days + 1)}


def days_of(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


@pytest.mark.parametrize("row", rows("Worked examples"), ids=lambda row: row[0])
def test_worked_examples_of_the_page_hold(row: list[str]) -> None:
    _, start, limit, extension, paused, target, ends = row
    length, measure = limit.split()
    found = due(
        at(date.fromisoformat(start)),
        Limit(int(length), Measure(measure)),
        published(),
        extra_days=int(extension),
        pauses=[pause(*map(date.fromisoformat, paused.split(" to ")))] if paused else [],
    )
    assert (str(found.target), str(found.on)) == (target, ends)
    assert found.at == at(found.on + DAY, time(0))
    assert not found.provisional
    assert found.paused_on is None


@pytest.mark.parametrize("row", rows("Half working days"), ids=lambda row: f"{row[0]} + {row[1]}")
def test_half_working_days_of_the_page_hold(row: list[str]) -> None:
    start, halves, ends = row
    end = datetime.fromisoformat(ends).replace(tzinfo=SHANGHAI)
    found = due(
        datetime.fromisoformat(start).replace(tzinfo=SHANGHAI), Limit(int(halves), Measure.half_workdays), published()
    )
    assert (found.at, found.on, found.target) == (end, end.date(), end.date())


@pytest.mark.parametrize("length", [15, 30, 60, 90])
@pytest.mark.parametrize("rollover", [True, False])
def test_days_match_a_walk_from_every_day_of_nine_years(length: int, rollover: bool) -> None:
    calendar = published()
    for day in days_of(date(2018, 1, 1), date(2026, 12, 31)):
        found = due_from_day(day, Limit(length, Measure.days), calendar, rollover=rollover)
        last = oracle.last_day_by_days(day, length, calendar.exceptions, rollover=rollover)
        assert found.on == last, day
        assert found.target == oracle.last_day_by_days(day, length, calendar.exceptions, rollover=False), day
        assert found.provisional is (rollover and last.year > 2026), day


@pytest.mark.parametrize("length", [1, 2, 3, 5, 10])
def test_workdays_match_a_walk_from_every_day_of_nine_years(length: int) -> None:
    calendar = published()
    for day in days_of(date(2018, 1, 1), date(2026, 12, 31)):
        found = due_from_day(day, Limit(length, Measure.workdays), calendar)
        last = oracle.last_day_by_workdays(day, length, calendar.exceptions)
        assert (found.on, found.target, found.provisional) == (last, last, last.year > 2026), day


near_spans = st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 25)), max_size=4)


def near(start: date, offsets: list[tuple[int, int]]) -> tuple[list[Pause], set[date]]:
    """Pauses around `start`, given as (first day after it, days more), and the local days they touch."""
    found = [(start + timedelta(days=first), start + timedelta(days=first + more)) for first, more in offsets]
    return [pause(*span) for span in found], set().union(*(paused_days(*span) for span in found))


@given(calendars, days, st.integers(1, 100), st.integers(0, 30), near_spans, st.booleans())
def test_days_with_pauses_match_a_walk(
    calendar: Calendar, start: date, length: int, extra: int, offsets: list[tuple[int, int]], rollover: bool
) -> None:
    pauses, paused = near(start, offsets)
    found = due_from_day(
        start, Limit(length, Measure.days), calendar, rollover=rollover, extra_days=extra, pauses=pauses
    )
    last = oracle.last_day_by_days(start, length + extra, calendar.exceptions, rollover=rollover, paused=paused)
    assert found.on == last


@given(calendars, days, st.integers(1, 30), st.integers(0, 9), near_spans)
def test_workdays_with_pauses_match_a_walk(
    calendar: Calendar, start: date, length: int, extra: int, offsets: list[tuple[int, int]]
) -> None:
    pauses, paused = near(start, offsets)
    found = due_from_day(start, Limit(length, Measure.workdays), calendar, extra_days=extra, pauses=pauses)
    assert found.on == oracle.last_day_by_workdays(start, length + extra, calendar.exceptions, paused)


@given(calendars, days, st.integers(0, 23), st.integers(1, 7), near_spans)
def test_half_workdays_match_a_walk_by_hours(
    calendar: Calendar, start: date, hour: int, halves: int, offsets: list[tuple[int, int]]
) -> None:
    pauses, paused = near(start, offsets)
    found = due(at(start, time(hour)), Limit(halves, Measure.half_workdays), calendar, pauses=pauses)
    day, end = oracle.last_half(start, hour, halves, calendar.exceptions, paused)
    assert found.at == at(day, time(end))


@given(calendars, days, days, st.sampled_from([Measure.days, Measure.workdays]), st.integers(1, 60), st.booleans())
def test_one_more_day_of_rest_never_brings_the_end_forward(
    calendar: Calendar, start: date, rest: date, measure: Measure, length: int, rollover: bool
) -> None:
    quieter = Calendar({**calendar.exceptions, rest: False}, calendar.published_through)
    limit = Limit(length, measure)
    before, after = (due_from_day(start, limit, c, rollover=rollover) for c in (calendar, quieter))
    assert after.on >= before.on
    assert after.target >= before.target


@given(calendars, days, st.sampled_from([Measure.days, Measure.workdays]), st.integers(1, 60), st.integers(0, 30))
def test_a_later_start_a_longer_limit_and_an_extension_never_end_earlier(
    calendar: Calendar, start: date, measure: Measure, length: int, extra: int
) -> None:
    base = due_from_day(start, Limit(length, measure), calendar)
    assert due_from_day(start + DAY, Limit(length, measure), calendar).on >= base.on
    assert due_from_day(start, Limit(length + 1, measure), calendar).on >= base.on
    extended = due_from_day(start, Limit(length, measure), calendar, extra_days=extra)
    assert extended == due_from_day(start, Limit(length + extra, measure), calendar)
    assert extended.on >= base.on


@given(calendars, days, st.sampled_from(list(Measure)), st.integers(1, 60), near_spans)
def test_a_pause_never_brings_the_end_forward(
    calendar: Calendar, start: date, measure: Measure, length: int, offsets: list[tuple[int, int]]
) -> None:
    pauses, _ = near(start, offsets)
    limit = Limit(length, measure)
    assert due(at(start), limit, calendar, pauses=pauses).at >= due(at(start), limit, calendar).at


@given(calendars, days)
def test_a_moved_last_day_is_a_workday(calendar: Calendar, start: date) -> None:
    assert calendar.is_workday(due_from_day(start, Limit(15, Measure.days), calendar).on)


def test_a_moved_last_day_does_not_land_on_a_paused_one() -> None:
    saturday, hearing = date(2026, 6, 13), pause(date(2026, 6, 15), date(2026, 6, 16))
    found = due_from_day(saturday - 15 * DAY, Limit(15, Measure.days), WEEK_ONLY, pauses=[hearing])
    assert (found.target, found.on) == (saturday, date(2026, 6, 17))


@pytest.mark.parametrize(
    ("started_at", "on"),
    [
        (datetime(2026, 6, 1, 15, 59, 59, tzinfo=UTC), date(2026, 6, 16)),
        (datetime(2026, 6, 1, 16, 0, tzinfo=UTC), date(2026, 6, 17)),
    ],
)
def test_the_local_day_of_the_event_is_day_0(started_at: datetime, on: date) -> None:
    assert due(started_at, Limit(15, Measure.days), WEEK_ONLY).on == on


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (date(2026, 3, 26), 2, datetime(2026, 3, 28, 23, tzinfo=UTC)),  # Sat 28th ends in winter time
        (date(2026, 3, 27), 2, datetime(2026, 3, 29, 22, tzinfo=UTC)),  # Sun 29th ends in summer time
        (date(2026, 10, 23), 2, datetime(2026, 10, 25, 23, tzinfo=UTC)),  # back in winter time
    ],
)
def test_the_end_follows_summer_time(start: date, length: int, end: datetime) -> None:
    calendar = Calendar({}, date(2026, 12, 31), zone=BERLIN)
    found = due(at(start, zone=BERLIN), Limit(length, Measure.days), calendar, rollover=False)
    assert found.at == end
    assert found.at.utcoffset() == timedelta(0)


def test_minutes_run_round_the_clock_and_through_summer_time() -> None:
    calendar = Calendar({}, date(2026, 12, 31), zone=BERLIN)
    found = due(datetime(2026, 3, 29, 1, 45, tzinfo=BERLIN), Limit(30, Measure.minutes), calendar)
    assert found.at == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)
    assert found.on == date(2026, 3, 29)
    assert not found.provisional


@pytest.mark.parametrize(
    ("clock", "on"),
    [(time(23, 29), date(2026, 6, 1)), (time(23, 30), date(2026, 6, 1)), (time(23, 31), date(2026, 6, 2))],
)
def test_minutes_that_end_at_midnight_belong_to_the_day_before(clock: time, on: date) -> None:
    assert due(at(date(2026, 6, 1), clock), Limit(30, Measure.minutes), WEEK_ONLY).on == on


@pytest.mark.parametrize(
    ("pauses", "minutes"),
    [
        ([], 30),
        ([(10, 15)], 35),
        ([(-9, 5)], 35),  # began before the clock
        ([(-9, -5)], 30),  # over before the clock
        ([(30, 40)], 30),  # began when it had ended
        ([(29, 40)], 41),
        ([(10, 20), (15, 25)], 45),  # overlapping
        ([(20, 25), (5, 10)], 40),  # in any order
    ],
)
def test_pauses_of_minutes_take_their_exact_length(pauses: list[tuple[int, int]], minutes: int) -> None:
    start = at(date(2026, 6, 1))
    spans = [Pause(start + timedelta(minutes=a), start + timedelta(minutes=b)) for a, b in pauses]
    found = due(start, Limit(30, Measure.minutes), WEEK_ONLY, pauses=spans)
    assert found.at == start + timedelta(minutes=minutes)


def test_an_extension_is_in_days_of_the_measure() -> None:
    start = at(date(2026, 6, 1))
    assert due(start, Limit(30, Measure.minutes), WEEK_ONLY, extra_days=1).at == start + DAY + timedelta(minutes=30)
    assert due(start, Limit(1, Measure.half_workdays), WEEK_ONLY, extra_days=1).at == at(date(2026, 6, 2), time(18))


def test_a_day_without_an_hour_counts_halves_from_the_next_workday() -> None:
    friday = date(2026, 6, 5)
    found = due_from_day(friday, Limit(1, Measure.half_workdays), WEEK_ONLY)
    assert found.at == at(date(2026, 6, 8), time(12))


PUBLISHED_TO_A_FRIDAY = Calendar({}, date(2026, 6, 12))


@pytest.mark.parametrize(
    ("length", "measure", "rollover", "provisional"),
    [
        (11, Measure.days, True, False),  # the last published day
        (12, Measure.days, True, True),  # a Saturday beyond it
        (12, Measure.days, False, False),  # no calendar asked
        (9, Measure.workdays, True, False),
        (10, Measure.workdays, True, True),
        (10, Measure.workdays, False, True),
        (19, Measure.half_workdays, True, False),  # afternoon of the last published day
        (20, Measure.half_workdays, True, True),
        (60_000, Measure.minutes, True, False),
    ],
)
def test_provisional_once_an_unpublished_day_had_a_say(
    length: int, measure: Measure, rollover: bool, provisional: bool
) -> None:
    found = due(at(date(2026, 6, 1)), Limit(length, measure), PUBLISHED_TO_A_FRIDAY, rollover=rollover)
    assert found.provisional is provisional


@pytest.mark.parametrize(
    ("began", "target", "paused_on", "left"),
    [
        (date(2026, 6, 10), date(2026, 7, 2), date(2026, 6, 10), 22),  # days 1 to 8 are gone
        (date(2026, 6, 1), date(2026, 7, 1), date(2026, 6, 1), 30),
        (date(2026, 5, 20), date(2026, 7, 1), date(2026, 6, 1), 30),  # began before day 0
        (date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 1), 1),
        (date(2026, 7, 2), date(2026, 7, 1), None, None),  # the limit was over by then
    ],
)
def test_a_pause_that_is_still_on_freezes_what_is_left(
    began: date, target: date, paused_on: date | None, left: int | None
) -> None:
    found = due(at(date(2026, 6, 1)), Limit(30, Measure.days), WEEK_ONLY, pauses=[Pause(at(began), None)])
    assert (found.target, found.paused_on) == (target, paused_on)
    stands = standing(found, at(date(2026, 9, 1)), WEEK_ONLY)
    assert (stands.kind, stands.count if left else None) == (Mark.paused if left else Mark.over, left)


def test_a_pause_from_the_first_late_instant_on_stops_nothing() -> None:
    midnight = Pause(at(date(2026, 7, 2), time(0)), None)
    assert due(at(date(2026, 6, 1)), Limit(30, Measure.days), WEEK_ONLY, pauses=[midnight]).paused_on is None


def test_what_a_pause_leaves_is_counted_to_the_unmoved_day() -> None:
    hearing = Pause(at(date(2026, 6, 10)), None)
    found = due(at(date(2026, 6, 1)), Limit(11, Measure.days), WEEK_ONLY, pauses=[hearing])
    assert (found.target, found.on) == (date(2026, 6, 13), date(2026, 6, 15))
    assert standing(found, at(date(2026, 7, 1)), WEEK_ONLY).count == 3


def test_an_open_pause_freezes_minutes_and_halves_too() -> None:
    start = at(date(2026, 6, 1))
    still_on = [Pause(start + timedelta(minutes=10), None)]
    found = due(start, Limit(30, Measure.minutes), WEEK_ONLY, pauses=still_on)
    assert (found.at, found.paused_on) == (start + timedelta(minutes=30), date(2026, 6, 1))
    halves = due(start, Limit(2, Measure.half_workdays), WEEK_ONLY, pauses=still_on)
    assert (halves.at, halves.paused_on) == (at(date(2026, 6, 2), time(18)), date(2026, 6, 1))


NAIVE = datetime(2026, 6, 1, 10)  # noqa: DTZ001 the mistake under test
FINE = Due(date(2026, 6, 16), date(2026, 6, 16), datetime(2026, 6, 16, 16, tzinfo=UTC), Measure.days, False)


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: due(NAIVE, Limit(15, Measure.days), WEEK_ONLY),
        lambda: due(NAIVE, Limit(15, Measure.minutes), WEEK_ONLY),
        lambda: Pause(NAIVE, None),
        lambda: Pause(at(date(2026, 6, 1)), NAIVE),
        lambda: standing(FINE, NAIVE, WEEK_ONLY),
        lambda: standing(FINE, at(date(2026, 6, 1)), WEEK_ONLY, met_at=NAIVE),
    ],
)
def test_instants_need_a_time_zone(mistake: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match="time zone"):
        mistake()


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: Limit(0, Measure.days),
        lambda: Pause(at(date(2026, 6, 2)), at(date(2026, 6, 1))),
        lambda: due(at(date(2026, 6, 1)), Limit(15, Measure.days), WEEK_ONLY, extra_days=-1),
        lambda: due_from_day(date(2026, 6, 1), Limit(15, Measure.minutes), WEEK_ONLY),
    ],
)
def test_what_cannot_be_raises_at_once(mistake: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match=r"at least 1|before it starts|shorten|instant"):
        mistake()


# Tuesday 2026-06-16 is the last day.
@pytest.mark.parametrize(
    ("measure", "now", "kind", "count", "unit", "late"),
    [
        (Measure.days, at(date(2026, 6, 12)), Mark.far, 4, Measure.days, False),
        (Measure.days, at(date(2026, 6, 13), time(0)), Mark.soon, 3, Measure.days, False),
        (Measure.days, at(date(2026, 6, 15), time(23, 59)), Mark.soon, 1, Measure.days, False),
        (Measure.days, at(date(2026, 6, 16), time(0)), Mark.today, 0, Measure.days, False),
        (Measure.days, at(date(2026, 6, 16), time.max), Mark.today, 0, Measure.days, False),
        (Measure.days, at(date(2026, 6, 17), time(0)), Mark.over, 1, Measure.days, True),
        (Measure.days, at(date(2026, 6, 22)), Mark.over, 6, Measure.days, True),
        (Measure.workdays, at(date(2026, 6, 11)), Mark.far, 3, Measure.workdays, False),
        (Measure.workdays, at(date(2026, 6, 12)), Mark.soon, 2, Measure.workdays, False),
        (Measure.workdays, at(date(2026, 6, 14)), Mark.soon, 2, Measure.workdays, False),
        (Measure.workdays, at(date(2026, 6, 16)), Mark.today, 0, Measure.workdays, False),
        (Measure.workdays, at(date(2026, 6, 22)), Mark.over, 6, Measure.days, True),
    ],
)
def test_standing_of_a_running_limit(
    measure: Measure, now: datetime, kind: Mark, count: int, unit: Measure, late: bool
) -> None:
    length = 15 if measure is Measure.days else 11
    found = due(at(date(2026, 6, 1)), Limit(length, measure), WEEK_ONLY)
    assert found.on == date(2026, 6, 16)
    stands = standing(found, now, WEEK_ONLY)
    assert (stands.kind, stands.count, stands.unit, stands.late) == (kind, count, unit, late)


@pytest.mark.parametrize(
    ("met_at", "count", "late"),
    [
        (at(date(2026, 6, 10)), 0, False),
        (at(date(2026, 6, 16), time.max), 0, False),
        (at(date(2026, 6, 17), time(0)), 1, True),
        (at(date(2026, 6, 20)), 4, True),
    ],
)
def test_a_met_limit_stays_met_and_says_how_late(met_at: datetime, count: int, late: bool) -> None:
    stands = standing(FINE, at(date(2027, 1, 1)), WEEK_ONLY, met_at=met_at)
    assert (stands.kind, stands.count, stands.late) == (Mark.met, count, late)


def test_minutes_can_be_over_on_their_own_day() -> None:
    start = at(date(2026, 6, 1))
    found = due(start, Limit(30, Measure.minutes), WEEK_ONLY)
    assert standing(found, start, WEEK_ONLY).kind is Mark.today
    stands = standing(found, start + timedelta(minutes=30), WEEK_ONLY)
    assert (stands.kind, stands.count, stands.late) == (Mark.over, 0, True)
