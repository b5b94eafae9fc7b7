"""Wrong passwords: every process counts in the same table, and the table says nobody's name."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from huiying.foundation.keys import ring
from huiying.foundation.people.models import LogInTrial
from huiying.foundation.people.services.log_in import (
    FREE_TRIES,
    FREE_TRIES_OF_ADDRESS,
    count_failure,
    forget_failures,
    wait_seconds,
)
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def fail(times, username="zhao", address="10.0.0.7", now=NOW):
    for _ in range(times):
        count_failure(username, address, now=now)


@pytest.mark.parametrize(("failures", "wait"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (40, 60)])
def test_the_wait_grows_to_a_minute_and_nobody_is_locked_out(failures, wait):
    fail(failures)
    assert wait_seconds("zhao", "10.0.0.8", now=NOW) == wait
    assert wait_seconds("zhao", "10.0.0.8", now=NOW + timedelta(seconds=61)) == 0


def test_other_processes_agree():
    fail(FREE_TRIES)
    cache.clear()
    assert wait_seconds("zhao", "10.0.0.8", now=NOW) == 1


def test_an_address_waits_whatever_name_it_tries():
    for number in range(FREE_TRIES_OF_ADDRESS):
        count_failure(f"nobody{number}", "10.0.0.7", now=NOW)
    assert wait_seconds("zhao", "10.0.0.7", now=NOW) == 1
    assert wait_seconds("zhao", "10.0.0.8", now=NOW) == 0


def test_a_right_password_clears_the_name_and_not_the_address():
    fail(FREE_TRIES_OF_ADDRESS)
    forget_failures("zhao")
    assert wait_seconds("zhao", "10.0.0.8", now=NOW) == 0
    assert wait_seconds("outsider", "10.0.0.7", now=NOW) == 1


def test_the_same_name_in_other_letters_is_the_same():
    fail(FREE_TRIES, username=" Zhao ")
    assert wait_seconds("zhao", "10.0.0.8", now=NOW) == 1


def test_after_an_hour_it_is_forgotten_and_its_rows_are_gone():
    fail(FREE_TRIES)
    later = NOW + timedelta(hours=1, seconds=1)
    assert wait_seconds("zhao", "10.0.0.7", now=later) == 0
    count_failure("qian", "10.0.0.8", now=later)
    assert LogInTrial.objects.count() == 2
    fail(1, now=later)
    assert wait_seconds("zhao", "10.0.0.7", now=later) == 0


def test_the_table_says_neither_name_nor_address(monkeypatch):
    fail(1)
    first = {bytes(row.digest) for row in LogInTrial.objects.all()}
    assert {len(digest) for digest in first} == {32}
    assert b"zhao" not in b"".join(first)
    monkeypatch.setattr(ring, "receipt_key", lambda: b"k" * 32)
    monkeypatch.setattr("huiying.foundation.people.services.log_in.receipt_key", lambda: b"k" * 32)
    fail(1)
    assert len({bytes(row.digest) for row in LogInTrial.objects.all()}) == 4


def test_a_name_that_looks_like_an_address_is_counted_apart():
    fail(FREE_TRIES, username="10.0.0.9")
    assert wait_seconds("zhao", "10.0.0.9", now=NOW) == 0
