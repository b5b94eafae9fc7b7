"""The counts of the public page are those that anybody gets from the entries."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from huiying.core.translog.entry import Published
from huiying.core.translog.promises import Count, follow
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log import counting
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.counting import count_entries
from huiying.foundation.ledger.log.figures import days
from huiying.foundation.ledger.models import Counted, Log, LogDay, LogEntry, Promise
from huiying.foundation.ledger.recording import Entry, record_many
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)
LATER = ("voice.accepted", "voice.extended", "voice.answered", "voice.reopened", "voice.withdrawn", "voice.declined")


def live(seed, voices=40, length=120):
    """Random lives over some weeks: voices come, are promised days, are answered, opened again."""
    chance, come = random.Random(seed), 0
    now = NOW
    for _ in range(length):
        now += timedelta(hours=chance.randrange(12))
        rows = []
        for _ in range(chance.randrange(4)):
            new = come < voices and chance.random() < 0.5
            come += new
            if not come:
                continue
            kind = chance.choice(("voice.received", "voice.imported")) if new else chance.choice(LATER)
            voice = come if new else chance.randint(1, come)
            promised = timezone.localdate(now) + timedelta(days=chance.randint(-3, 20))
            rows.append(
                Entry(
                    "voice.received" if new else "case.opened",
                    About("voice", voice),
                    SYSTEM,
                    now,
                    promised=promised if chance.random() < 0.6 else None,
                    public_type=kind if chance.random() < 0.8 or new else "",
                )
            )
        with transaction.atomic():
            record_many(rows)
    return now


def recount():
    """Promises and days, by the fold of core over all entries."""
    due: dict[bytes, date | None] = {}
    sums: Counter = Counter()
    for entry in LogEntry.objects.order_by("log_id", "idx").values_list("entry", flat=True):
        one = Published.of_data(bytes(entry))
        due[one.cid], changes = follow(due.get(one.cid), one)
        for change in changes:
            sums[change.day, change.count.value] += change.by
    return {cid: day for cid, day in due.items() if day}, {key: by for key, by in sums.items() if by}


def counted():
    promises = {bytes(one.cid): one.due for one in Promise.objects.all()}
    rows = LogDay.objects.all()
    sums = {(row.day, count.value): getattr(row, count.value) for row in rows for count in Count}
    return promises, {key: by for key, by in sums.items() if by}


def sign(now=NOW):
    checkpoint_logs(now=now)


@pytest.mark.parametrize("seed", range(5))
def test_the_counts_are_those_of_a_recount_of_all_entries(keys, seed):
    sign(live(seed))
    assert count_entries() > 50
    assert counted() == recount()


@pytest.mark.parametrize("batch", [1, 7, 64])
def test_the_size_of_a_batch_changes_nothing(keys, monkeypatch, batch):
    monkeypatch.setattr(counting, "BATCH", batch)
    sign(live(11))
    count_entries()
    assert counted() == recount()


def test_counting_again_counts_nothing_twice(keys):
    sign(live(3))
    total, before = count_entries(), counted()
    assert total == Counted.objects.get().size == Log.objects.get().checkpoints.get().size
    assert (count_entries(), counted()) == (0, before)


def test_what_is_not_signed_yet_is_not_counted(keys):
    say(3)
    assert (count_entries(), counted()) == (0, ({}, {}))
    sign()
    say(2, first=4)
    assert count_entries() == 3
    assert LogDay.objects.get(day=timezone.localdate(NOW)).received == 3


def test_counting_goes_on_where_it_was_and_over_the_turn_of_a_year(keys):
    live(5)
    sign()
    count_entries()
    say(5, first=90)
    say(3, first=100, now=NOW + timedelta(days=60))
    sign()
    count_entries()
    assert Log.objects.count() == 2
    assert counted() == recount()


def test_a_round_that_fails_counts_nothing_of_its_batch(keys, monkeypatch):
    sign(live(4))

    def broken(_changes):
        raise RuntimeError

    monkeypatch.setattr(counting, "_add", broken)
    with pytest.raises(RuntimeError):
        count_entries()
    monkeypatch.undo()
    assert counted() == ({}, {})
    count_entries()
    assert counted() == recount()


def test_two_workers_at_once_count_everything_once(keys, monkeypatch, together):
    monkeypatch.setattr(counting, "BATCH", 5)
    sign(live(6))
    expected = recount()
    totals = together(count_entries, count_entries)
    ((size, found),) = together(lambda: (Counted.objects.get().size, counted()))
    assert sum(totals) == size > 50
    assert found == expected


def test_the_days_of_the_page_are_those_of_the_recount(keys):
    until = timezone.localdate(live(8)) + timedelta(days=40)
    sign()
    count_entries()
    _, sums = recount()
    by_day: dict[date, Counter] = defaultdict(Counter)
    for (day, name), by in sums.items():
        by_day[day][name] += by
    first, whole = min(by_day), days(until, 400)
    assert [row.day for row in whole] == [until - timedelta(days=n) for n in range((until - first).days + 1)]
    for row in whole:
        past_due = sum(counts["past_due"] for day, counts in by_day.items() if day <= row.day)
        got = (row.received, row.answered, row.answered_late, row.due, row.past_due)
        assert got == (*(by_day[row.day][name] for name in ("received", "answered", "answered_late", "due")), past_due)
    assert days(until, 10) == whole[:10]
    assert whole[0].past_due == len(Promise.objects.filter(due__lt=until))


def test_before_the_first_count_there_are_no_days(keys):
    assert days(timezone.localdate(NOW), 30) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_logday SET received = received + 1",
        "UPDATE ledger_logday SET past_due = past_due - 1",
        "DELETE FROM ledger_logday",
        "DELETE FROM ledger_promise",
        "UPDATE ledger_promise SET due = '2001-02-03'",
    ],
)
def test_counts_that_the_entries_do_not_give_are_found_by_looking_deep(keys, statement):
    checkpoint_logs(now=live(3))
    count_entries()
    assert list(faults(deep=True)) == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0
    assert list(faults()) == []
    assert {fault.code for fault in faults(deep=True)} == {"counts"}


def test_a_day_that_no_entry_counts_is_found_by_looking_deep(keys):
    checkpoint_logs(now=live(3))
    count_entries()
    LogDay.objects.create(day=date(2001, 2, 3), past_due=1)
    assert [(fault.code, fault.about) for fault in faults(deep=True)] == [("counts", "2001-02-03")]
