"""A full disk: who spoke is told that it did not work, what was acknowledged is there, and nothing is torn."""

import pytest
from django.db import OperationalError, connection

from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.models import Event, Log, LogEntry
from tests.foundation.ledger.log.conftest import say

pytestmark = pytest.mark.django_db(transaction=True)


def pages(limit=None):
    """The pages of the database file, none of them free; with `limit` it may have no more than that."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if limit is not None:
            cursor.execute(f"PRAGMA max_page_count = {limit}")
        return cursor.execute("PRAGMA page_count").fetchone()[0]


def said_until_full():
    """How many voices were taken in before the disk was full."""
    for count in range(2_000):
        try:
            say(first=4 + count)
        except OperationalError:
            return count
    raise AssertionError("the disk was never full")


@pytest.mark.parametrize("room", [1, 4, 9])
def test_a_full_disk_loses_nothing_that_was_acknowledged(room):
    if connection.vendor != "sqlite":
        return  # a server's disk is the server's; its error takes the transaction with it as this one does
    say(3)
    pages(pages() + room)
    try:
        acknowledged = 3 + said_until_full()
        assert Event.objects.count() == LogEntry.objects.count() == Log.objects.get().size == acknowledged
    finally:
        pages(1_073_741_823)
    say(first=acknowledged + 1)
    assert Log.objects.get().size == acknowledged + 1
    assert list(faults()) == []
