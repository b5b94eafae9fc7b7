"""Every event is one line of the log, in the same transaction, in order, without gaps."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from huiying.core.translog.entry import Published
from huiying.core.translog.tile import tile_hash
from huiying.core.translog.tree import Frontier, leaf_hash
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log import appending
from huiying.foundation.ledger.log.errors import LogBehind
from huiying.foundation.ledger.log.head import Head, keep_signed
from huiying.foundation.ledger.models import Event, Log, LogEntry, LogTile, PublicName
from huiying.foundation.ledger.recording import record
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)


def lines():
    return [
        Published.of_data(bytes(entry)) for entry in LogEntry.objects.order_by("idx").values_list("entry", flat=True)
    ]


def test_each_event_is_a_line_with_its_commitment_and_leaf():
    events = say(3)
    rows = list(LogEntry.objects.order_by("idx"))
    assert [row.event_id for row in rows] == [event.pk for event in events]
    assert [row.idx for row in rows] == [0, 1, 2]
    assert all(bytes(row.leaf) == leaf_hash(bytes(row.entry)) for row in rows)
    assert [line.commitment for line in lines()] == [bytes(event.commitment) for event in events]


def test_the_log_keeps_its_size_and_frontier():
    say(3)
    say(4, first=4)
    log = Log.objects.get()
    leaves = [bytes(leaf) for leaf in LogEntry.objects.order_by("idx").values_list("leaf", flat=True)]
    assert log.size == 7
    assert Frontier.unpacked(7, bytes(log.frontier)) == Frontier().grown(leaves)


def test_a_received_voice_shows_day_due_and_a_name_of_its_own():
    (event,) = say(now=NOW)
    (line,) = lines()
    assert (line.type, line.day.isoformat(), line.due.isoformat()) == ("voice.received", "2026-11-23", "2026-12-08")
    assert line.cid == bytes(PublicName.objects.get(voice_id=event.subject_id).cid)


def test_the_day_is_that_of_the_office():
    say(now=NOW.replace(hour=17))
    assert lines()[0].day.isoformat() == "2026-11-24"


def test_later_lines_of_a_voice_carry_the_same_name_and_others_another():
    say(2)
    with transaction.atomic():
        record("xinfang.accept", About("case", 2), actor=SYSTEM, now=NOW)
    received, other, accepted = lines()
    assert accepted.type == "voice.accepted"
    assert accepted.cid == other.cid != received.cid


def test_an_event_without_a_public_type_shows_its_commitment_alone():
    say(kind="case.opened")
    assert (lines()[0].type, lines()[0].cid) == ("", b"")


def test_what_is_rolled_back_is_in_no_log():
    with transaction.atomic():
        record("voice.received", About("voice", 1), actor=SYSTEM, now=NOW)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    say(first=2)
    assert [row.idx for row in LogEntry.objects.all()] == [0]


def test_what_a_savepoint_takes_back_is_in_no_log():
    with transaction.atomic():
        record("voice.received", About("voice", 1), actor=SYSTEM, now=NOW)
        with transaction.atomic():
            record("voice.received", About("voice", 2), actor=SYSTEM, now=NOW)
            transaction.set_rollback(True)
        record("voice.received", About("voice", 3), actor=SYSTEM, now=NOW)
    assert list(Event.objects.order_by("pk").values_list("subject_id", flat=True)) == [1, 3]
    assert [row.event.subject_id for row in LogEntry.objects.order_by("idx")] == [1, 3]


def test_when_the_log_cannot_be_written_nothing_is(monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(appending, "_published", broken)
    with pytest.raises(RuntimeError):
        say()
    assert not Event.objects.exists()
    monkeypatch.undo()
    say()
    assert LogEntry.objects.count() == Event.objects.count() == 1


def test_a_failed_commit_leaves_a_connection_that_works(monkeypatch):
    def broken(*_):
        raise IntegrityError

    monkeypatch.setattr(appending, "_seal_tiles", broken)
    with pytest.raises(IntegrityError):
        say()
    assert connection.get_autocommit()
    assert not connection.in_atomic_block
    assert not LogEntry.objects.exists()


def test_full_tiles_are_sealed_at_every_level(monkeypatch):
    monkeypatch.setattr(appending, "WIDTH", 4)
    say(37)
    leaves = [bytes(leaf) for leaf in LogEntry.objects.order_by("idx").values_list("leaf", flat=True)]
    tiles = {(tile.level, tile.n): tile for tile in LogTile.objects.all()}
    assert set(tiles) == {*((0, n) for n in range(9)), (1, 0), (1, 1)}
    for n in range(9):
        assert bytes(tiles[0, n].data) == b"".join(leaves[4 * n : 4 * n + 4])
        assert bytes(tiles[0, n].top) == tile_hash(leaves[4 * n : 4 * n + 4])
    assert bytes(tiles[1, 1].data) == b"".join(bytes(tiles[0, n].top) for n in range(4, 8))


def test_tiles_are_the_same_however_the_lines_arrive(monkeypatch):
    monkeypatch.setattr(appending, "WIDTH", 4)
    for first in range(1, 18):
        say(first=first)
    assert set(LogTile.objects.values_list("level", "n")) == {(0, 0), (0, 1), (0, 2), (0, 3), (1, 0)}


def test_a_new_year_begins_a_new_log_and_closes_the_old():
    say(2)
    say(first=3, now=NOW + timedelta(days=40))
    old, new = Log.objects.order_by("pk")
    assert (old.name, old.size, new.name, new.size) == ("2026", 2, "2027", 1)
    assert old.closed_at is not None
    assert new.closed_at is None
    assert new.origin == "localhost/log/2027"


def test_who_opens_a_log_a_moment_too_late_finds_it_done_and_closes_nothing():
    say()
    with transaction.atomic():
        appending.open_log("2026", NOW + timedelta(days=1))
    log = Log.objects.get()
    assert (log.opened_at, log.closed_at, log.size) == (NOW, None, 1)


def test_a_clock_that_jumps_back_goes_on_in_the_newest_log():
    say(now=NOW + timedelta(days=40))
    say(first=2)
    assert Log.objects.get().size == 2


def test_the_origin_is_the_address_of_the_office(settings):
    settings.ADDRESS = "https://voice.example:8443"
    say()
    assert Log.objects.get().origin == "voice.example:8443/log/2026"


def test_a_database_behind_what_was_signed_takes_nothing(keys):
    say(2)
    log = Log.objects.get()
    keep_signed(Head(log.pk, log.name, 3, "00" * 32))
    with pytest.raises(LogBehind):
        say(first=3)
    assert Event.objects.count() == 2


def test_a_database_of_an_earlier_log_takes_nothing(keys):
    say()
    keep_signed(Head(Log.objects.get().pk + 1, "2027", 1, "00" * 32))
    with pytest.raises(LogBehind):
        say(first=2)
