"""What is forgotten is gone with its salt, and from the database file too; the event stays in its place."""

import sqlite3
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from huiying.foundation.ledger import erasing
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.erasing import file_bytes, forget_secrets, leave_the_file
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.models import Event, EventSecret, LogEntry
from huiying.foundation.ledger.recording import fields_of, private_fields, record
from tests.foundation.ledger.log.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def recorded(kind, number):
    with transaction.atomic():
        return record(kind, About(kind.split(".")[0], number), actor=SYSTEM, now=NOW, private={"place": "柳河街"})


def test_the_secrets_of_the_subjects_go_and_no_others():
    for number in (1, 2, 3):
        recorded("voice.received", number)
    recorded("case.opened", 1)
    with transaction.atomic():
        assert forget_secrets([About("voice", 1), About("case", 1), About("case", 9)]) == 2
    left = EventSecret.objects.order_by("pk").values_list("event__subject_kind", "event__subject_id")
    assert list(left) == [("voice", 2), ("voice", 3)]
    assert Event.objects.count() == LogEntry.objects.count() == 4
    assert list(faults(deep=True)) == []


def test_of_nobody_nothing_is_forgotten():
    recorded("voice.received", 1)
    with transaction.atomic():
        assert forget_secrets([]) == 0
    assert EventSecret.objects.count() == 1


def test_the_file_is_written_anew_without_what_was_forgotten(together):
    for number in range(1, 200):
        recorded("voice.received", number)
    salt = bytes(EventSecret.objects.get(event__subject_id=100).salt)

    def forget():
        with transaction.atomic():
            forget_secrets([About("voice", 100)])
        return file_bytes(), leave_the_file(), file_bytes(), connection.settings_dict["NAME"]

    ((before, left, after, name),) = together(forget)
    assert left
    if connection.vendor == "sqlite":
        with open(name, "rb") as file:
            assert salt not in file.read()
        assert before >= after > 0
    else:
        assert before == after == 0


def test_while_somebody_reads_the_file_is_left_for_later(together, monkeypatch):
    monkeypatch.setattr("huiying.foundation.ledger.erasing.WAIT_MILLISECONDS", 10)
    recorded("voice.received", 1)

    def forget():
        if connection.vendor != "sqlite":
            return leave_the_file(), leave_the_file()
        with transaction.atomic():
            forget_secrets([About("voice", 1)])
        reader = sqlite3.connect(connection.settings_dict["NAME"])
        try:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM ledger_event").fetchall()
            with transaction.atomic():
                recorded_at = record("voice.received", About("voice", 2), actor=SYSTEM, now=NOW)
            assert recorded_at.pk
            held = leave_the_file()
        finally:
            reader.close()
        return held, leave_the_file()

    ((held, free),) = together(forget)
    assert (held, free) == (connection.vendor != "sqlite", True)


def test_postgresql_is_left_to_its_own_vacuum(monkeypatch):
    monkeypatch.setattr(erasing, "connection", SimpleNamespace(vendor="postgresql"))
    assert file_bytes() == 0
    assert leave_the_file()


def test_a_forgotten_event_is_read_without_its_private_fields():
    gone, kept = recorded("voice.received", 1), recorded("voice.received", 2)
    with transaction.atomic():
        forget_secrets([About("voice", 1)])
    assert "private.place" not in fields_of(gone)
    assert fields_of(kept)["private.place"] == "柳河街"
    assert private_fields([gone, kept]) == {kept.pk: {"place": "柳河街"}}
