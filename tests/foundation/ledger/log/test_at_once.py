"""Many who record, sign and open a new year at the same time leave one log without gaps."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction

from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log import checkpointing
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.models import Event, Log, LogCheckpoint, LogEntry, LogKey
from huiying.foundation.ledger.recording import record
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, EACH = 8, 40
NEXT_YEAR = NOW + timedelta(days=60)


def speaker(number, now=NOW):
    """Somebody who speaks again and again; every fifth time it is taken back."""

    def speak():
        for n in range(EACH):
            with transaction.atomic():
                record("voice.received", About("voice", number * 1000 + n), actor=SYSTEM, now=now)
                transaction.set_rollback(n % 5 == 4)

    return speak


def looked_over():
    logs = {log.name: log.size for log in Log.objects.all()}
    numbers = {name: list(LogEntry.objects.filter(log__name=name).order_by("idx").values_list("idx")) for name in logs}
    return logs, numbers, list(faults(deep=True))


def test_eight_at_once_leave_contiguous_numbers(keys, together):
    together(*(speaker(number) for number in range(1, THREADS + 1)))
    ((logs, numbers, found),) = together(looked_over)
    assert logs == {"2026": THREADS * EACH * 4 // 5}
    assert numbers["2026"] == [(n,) for n in range(logs["2026"])]
    assert found == []


def test_those_who_open_a_new_year_at_once_open_one_log(keys, together):
    together(*(speaker(number, NEXT_YEAR if number % 2 else NOW) for number in range(1, THREADS + 1)))
    ((logs, numbers, found),) = together(looked_over)
    assert set(logs) <= {"2026", "2027"}
    assert sum(logs.values()) == THREADS * EACH * 4 // 5
    assert all(numbers[name] == [(n,) for n in range(size)] for name, size in logs.items())
    assert found == []


def test_a_log_that_closes_while_others_wait_for_it_is_left_for_the_new_one(keys, together):
    say()
    held, end = threading.Event(), threading.Event()

    def hold():
        """Opens the new year and keeps the transaction open for a while."""
        with transaction.atomic():
            record("voice.received", About("voice", 900), actor=SYSTEM, now=NEXT_YEAR)
            transaction.get_connection().finish_waiting()
            held.set()
            end.wait(0.5)

    def wait():
        held.wait(10)
        say(first=901)

    together(hold, wait)
    ((logs, _numbers, found),) = together(looked_over)
    assert (logs, found) == ({"2026": 1, "2027": 2}, [])


def test_two_who_sign_at_once_leave_one_checkpoint(keys, together, monkeypatch):
    say(3)
    both, signed = threading.Barrier(2), checkpointing.signed

    def sign(*arguments):
        found = signed(*arguments)
        both.wait(10)
        return found

    monkeypatch.setattr(checkpointing, "signed", sign)
    made = together(*[lambda: [one.size for one in checkpoint_logs(now=NOW)]] * 2)
    ((sizes, keys_known, found),) = together(
        lambda: (
            list(LogCheckpoint.objects.values_list("size", flat=True)),
            (LogKey.objects.count(), Event.objects.filter(type="log.key_added").count()),
            list(faults(deep=True)),
        )
    )
    assert sorted(made) == [[], [3]]
    assert (sizes, keys_known, found) == ([3], (1, 1), [])
