from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.entry import Published
from huiying.core.translog.promises import Change, Count, follow
from huiying.core.translog.said import TYPES as PUBLIC

START = date(2026, 11, 1)
DAYS = 40
TYPES = sorted(PUBLIC)


def on(day):
    return START + timedelta(days=day)


def entry(type_, day, due=None):
    return Published(bytes(32), type_, bytes(16), on(day), None if due is None else on(due))


def summed(changes):
    """The counts by day: past due is carried on from day to day."""
    found = Counter()
    for change in changes:
        found[change.count, change.day] += change.by
    for day in range(1, 3 * DAYS):
        found[Count.PAST_DUE, on(day)] += found[Count.PAST_DUE, on(day - 1)]
    return Counter({key: by for key, by in found.items() if by})


def played(lives):
    """The counts of the whole log by `follow`, voice by voice."""
    changes = []
    for life in lives:
        due = None
        for one in life:
            due, more = follow(due, one)
            changes += more
    return summed(changes)


def recounted(lives):
    """The same, by asking each voice on each day what stood in the evening of that day, from its whole history."""
    found = Counter()
    for life in lives:
        for one in life:
            found[Count.RECEIVED, one.day] += one.type in ("voice.received", "voice.imported")
            found[Count.ANSWERED, one.day] += one.type == "voice.answered"
        for place, one in enumerate(life):
            stood = promise(life[:place])
            found[Count.ANSWERED_LATE, one.day] += (
                one.type == "voice.answered" and stood is not None and stood < one.day
            )
        for number in range(3 * DAYS):
            day = on(number)
            stood = promise([one for one in life if one.day <= day])
            found[Count.PAST_DUE, day] += stood is not None and stood < day
            found[Count.DUE, day] += stood == day
    return Counter({key: by for key, by in found.items() if by})


def promise(history):
    """The day that stands promised after the last entry; late stays late until a day to come is promised."""
    stood = None
    for one in history:
        still_late = stood is not None and one.due is not None and stood < one.day and one.due < one.day
        if one.due is None:
            stood = None
        elif one.due != stood and not still_late:
            stood = max(one.due, one.day)
    return stood


steps = st.tuples(st.sampled_from(TYPES), st.integers(0, 6), st.none() | st.integers(-5, 15))


@st.composite
def lives(draw):
    """One voice: entries on days that do not go back, each perhaps with a due day some days from then."""
    day, life = draw(st.integers(0, 10)), []
    for type_, wait, due in draw(st.lists(steps, max_size=5)):
        day += wait
        life.append(entry(type_, day, None if due is None else max(0, day + due)))
    return life


@given(st.lists(lives(), max_size=4))
def test_the_changes_add_up_to_a_recount_of_whole_histories(log):
    assert played(log) == recounted(log)


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ([entry("voice.received", 0)], {(Count.RECEIVED, 0): 1}),
        (
            [entry("voice.received", 0, 2), entry("voice.answered", 1)],
            {(Count.RECEIVED, 0): 1, (Count.ANSWERED, 1): 1},
        ),
        (
            [entry("voice.received", 0, 2), entry("voice.answered", 2)],
            {(Count.RECEIVED, 0): 1, (Count.ANSWERED, 2): 1},
        ),
        (
            [entry("voice.received", 0, 2), entry("voice.answered", 5)],
            {
                (Count.RECEIVED, 0): 1,
                (Count.DUE, 2): 1,
                (Count.PAST_DUE, 3): 1,
                (Count.PAST_DUE, 4): 1,
                (Count.ANSWERED, 5): 1,
                (Count.ANSWERED_LATE, 5): 1,
            },
        ),
        (
            [entry("voice.received", 0, 2), entry("voice.extended", 4, 6), entry("voice.declined", 8)],
            {
                (Count.RECEIVED, 0): 1,
                (Count.DUE, 2): 1,
                (Count.PAST_DUE, 3): 1,
                (Count.DUE, 6): 1,
                (Count.PAST_DUE, 7): 1,
            },
        ),
        (
            [entry("voice.imported", 5, 1), entry("voice.withdrawn", 7)],
            {(Count.RECEIVED, 5): 1, (Count.DUE, 5): 1, (Count.PAST_DUE, 6): 1},
        ),
        (
            [entry("voice.received", 0, 2), entry("voice.answered", 1), entry("voice.reopened", 3, 8)],
            {(Count.RECEIVED, 0): 1, (Count.ANSWERED, 1): 1, (Count.DUE, 8): 1},
        ),
        ([entry("voice.answered", 3, 9)], {(Count.ANSWERED, 3): 1}),
    ],
)
def test_a_life_is_counted_as_the_log_page_tells_it(life, expected):
    shown = {key: by for key, by in played([life]).items() if key[1] <= on(8)}
    assert shown == {(count, on(day)): by for (count, day), by in expected.items()}


def test_an_entry_that_shows_nothing_changes_nothing():
    due = on(3)
    assert follow(due, Published(bytes(32))) == (due, [])
    assert follow(None, Published(bytes(32))) == (None, [])
    assert follow(due, entry("voice.accepted", 1, 3)) == (due, [])


def test_an_entry_that_promises_nothing_ends_the_promise():
    ended = [Change(on(4), Count.PAST_DUE, -1), Change(on(3), Count.DUE, -1)]
    assert follow(on(3), entry("voice.accepted", 1)) == (None, ended)


def test_who_is_late_stays_late_until_a_day_to_come():
    assert follow(on(3), entry("voice.transferred", 8, 5)) == (on(3), [])
    assert follow(on(3), entry("voice.extended", 8, 9))[0] == on(9)


def test_what_one_entry_changes_is_told_in_full():
    assert follow(None, entry("voice.received", 0, 2)) == (
        on(2),
        [Change(on(0), Count.RECEIVED, 1), Change(on(2), Count.DUE, 1), Change(on(3), Count.PAST_DUE, 1)],
    )
    assert follow(on(2), entry("voice.erased", 2)) == (
        None,
        [Change(on(3), Count.PAST_DUE, -1), Change(on(2), Count.DUE, -1)],
    )
    assert follow(on(2), entry("voice.answered", 3)) == (
        None,
        [Change(on(3), Count.ANSWERED, 1), Change(on(3), Count.ANSWERED_LATE, 1), Change(on(3), Count.PAST_DUE, -1)],
    )


def test_the_last_day_that_an_entry_can_name_can_be_followed():
    last = date(9999, 12, 30)
    data = Published(bytes(32), "voice.received", bytes(16), last, last).data
    due, changes = follow(None, Published.of_data(data))
    assert due == last
    assert changes[-1] == Change(date.max, Count.PAST_DUE, 1)
