"""Many rows written at once are the rows that one by one would have been."""

from datetime import UTC, datetime

import pytest

from huiying.foundation.ledger.inserting import insert_many, learn_sizes
from huiying.foundation.ledger.models import Event, EventSecret

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 1, 2, 3, 456789, tzinfo=UTC)


def event(n):
    return Event(
        key=f"key {n}",
        type="voice.received",
        subject_kind="voice",
        subject_id=n,
        actor_kind="system",
        at=NOW,
        happened_at=NOW,
        public={"channel": "web", "words": "路灯"},
        commitment=bytes([n % 256]) * 32,
    )


def test_rows_get_numbers_in_order_and_keep_every_value():
    first, rest = event(0), [event(n) for n in range(1, 501)]
    first.save()
    insert_many(rest, numbered=True)
    assert [row.pk for row in rest] == sorted({row.pk for row in rest})
    assert rest[0].pk > first.pk
    read = Event.objects.get(pk=rest[-1].pk)
    assert (read.subject_id, read.at, read.actor_id, read.public["words"]) == (500, NOW, None, "路灯")
    assert bytes(read.commitment) == rest[-1].commitment
    assert not rest[0]._state.adding


def test_what_is_saved_afterwards_gets_the_next_number():
    rows = [event(n) for n in range(3)]
    insert_many(rows, numbered=True)
    after = event(9)
    after.save()
    assert after.pk > rows[-1].pk


def test_rows_with_a_number_of_their_own_keep_it():
    rows = [event(n) for n in range(2)]
    insert_many(rows, numbered=True)
    insert_many([EventSecret(event=row, salt=b"s" * 32) for row in rows])
    assert list(EventSecret.objects.order_by("pk").values_list("pk", flat=True)) == [row.pk for row in rows]


def test_nothing_is_nothing():
    insert_many([])
    learn_sizes()
    assert not Event.objects.exists()
