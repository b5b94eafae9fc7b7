"""The log is signed when it has grown, and only if it continues what was signed."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.note import Note, VerifierKey
from huiying.foundation.ledger import guards
from huiying.foundation.ledger.log import signing
from huiying.foundation.ledger.log.checkpointing import checkpoint, checkpoint_logs
from huiying.foundation.ledger.log.errors import LogForked, NoSigningKey
from huiying.foundation.ledger.log.keeping import keep, make_first_key
from huiying.foundation.ledger.log.reading import full_note, newest_checkpoint
from huiying.foundation.ledger.models import Event, Log, LogCheckpoint, LogKey
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)


def sign(now=NOW):
    return checkpoint_logs(now=now)


def test_a_checkpoint_is_signed_by_the_key_of_the_office(keys):
    say(5)
    (made,) = sign()
    head, _note = open_checkpoint(bytes(made.note), [VerifierKey.of_vkey(LogKey.objects.get().vkey)])
    assert (head.origin, head.size, head.root) == ("localhost/log/2026", 5, bytes(made.root))


def test_nothing_new_is_signed_once(keys):
    say()
    sign()
    sign()  # the event that tells of the key
    assert sign() == []
    assert LogCheckpoint.objects.count() == 2


def test_an_empty_office_signs_nothing(keys):
    assert sign() == []


def test_without_a_key_nothing_is_signed_and_the_worker_says_so_once(settings, tmp_path, keys, caplog, monkeypatch):
    monkeypatch.setattr("huiying.foundation.ledger.log.keeping._told", set())
    (keys / "ledger-1").unlink()
    say()
    with pytest.raises(NoSigningKey):
        sign()
    assert keep(now=NOW) == keep(now=NOW) == []
    assert len([line for line in caplog.records if line.levelname == "WARNING"]) == 1


def test_a_new_office_gets_a_key_and_one_that_has_signed_does_not(keys):
    (keys / "ledger-1").unlink()
    make_first_key()
    assert (keys / "ledger-1").exists()
    say()
    sign()
    (keys / "ledger-1").unlink()
    make_first_key()
    assert not (keys / "ledger-1").exists()


def test_what_was_signed_is_remembered_beside_the_keys(keys):
    say(3)
    (made,) = sign()
    kept = json.loads((keys / "ledger-head").read_text())
    assert (kept["size"], kept["root"]) == (3, bytes(made.root).hex())


def test_a_changed_past_is_not_signed(keys):
    say(3)
    sign()
    say(first=4)
    guards.drop(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_log SET frontier = %s", [bytes(Log.objects.get().frontier)[::-1]])
    finally:
        guards.install(connection)
    with pytest.raises(LogForked):
        sign()


def test_a_fork_of_what_was_signed_elsewhere_is_not_signed(keys):
    say(3)
    head = json.loads((keys / "ledger-head").read_text()) if sign() else {}
    (keys / "ledger-head").write_text(json.dumps(head | {"root": "ab" * 32}))
    say(first=4)
    with pytest.raises(LogForked):
        sign()


def test_two_keys_sign_until_the_old_one_is_taken_away(keys):
    say()
    sign()
    signing.make_key()
    say(first=2)
    (made,) = sign()
    assert len(Note.of_data(bytes(made.note)).signatures) == 2
    signing.take_away_key(keys / "ledger-1")
    say(first=3)
    (made,) = sign(NOW + timedelta(hours=1))
    assert len(Note.of_data(bytes(made.note)).signatures) == 1
    old, new = LogKey.objects.order_by("pk")
    assert old.retired_at == NOW + timedelta(hours=1)
    assert new.retired_at is None


def test_keys_that_come_and_go_are_events(keys):
    say()
    sign()
    signing.make_key()
    sign()
    signing.take_away_key(keys / "ledger-1")
    sign()
    told = list(Event.objects.filter(subject_kind="log").order_by("pk").values_list("type", flat=True))
    assert told == ["log.key_added", "log.key_added", "log.key_retired"]


def test_a_key_that_another_log_has_is_a_fault_and_no_race(keys):
    """Only somebody else's checkpoint of the same size means that there is nothing left to do."""
    say()
    log = Log.objects.get()
    other = Log.objects.create(name="2020", origin="localhost/log/2020", opened_at=NOW, closed_at=NOW)
    guest = VerifierKey(log.origin, signing.local_keys(log.origin)[0].verifier.public)
    LogKey.objects.create(log=other, vkey=guest.vkey, made_at=NOW)
    with pytest.raises(IntegrityError):
        checkpoint(log, now=NOW)
    assert not LogCheckpoint.objects.exists()


def test_the_log_of_a_past_year_is_signed_a_last_time(keys):
    say(2)
    say(first=3, now=NOW + timedelta(days=40))
    assert [made.log.name for made in sign()] == ["2026", "2027"]
    say(first=4, now=NOW + timedelta(days=40))
    assert [made.log.name for made in sign()] == ["2027"]
    old = Log.objects.get(name="2026")
    assert newest_checkpoint(old).size == old.size == 2
    assert full_note(newest_checkpoint(old)).startswith(b"localhost/log/2026\n2\n")
