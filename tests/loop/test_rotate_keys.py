"""A key is changed while the office runs: every sealed column, in batches, resumable; what is wrong is said plainly."""

import secrets
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from huiying.core.sealing import WrongKeyOrChanged
from huiying.foundation.keys import ring
from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.keys.ring import newest_vault_version
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people import vault
from huiying.foundation.people.models import SealedField
from huiying.loop import rotate_keys
from huiying.loop.key_troubles import key_troubles, older_keys_done
from huiying.loop.rotate_keys import begin_rotation, count_older, rotate_all
from huiying.loop.sealed_columns import SEALED, sealed_rows, versions_in_use
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, Li, play

pytestmark = pytest.mark.django_db

DIGESTS = {
    "voices.Voice": "code_digest",
    "voices.LinkToken": "digest",
    "boxes.Slip": "code_digest",
    "files.StoredFile": "sha256",
    "people.ApiKey": "digest",
    "people.ApiAnswer": "digest asked",
    "people.LogInTrial": "digest",
    "people.Invitation": "digest",
    "people.BlindIndex": "digest",
    "people.FindRequest": "digest",
    "people.RecoveryCode": "digest",
    "ledger.Event": "commitment",
    "ledger.EventSecret": "salt",
    "ledger.Log": "frontier",
    "ledger.LogEntry": "entry leaf",
    "ledger.LogTile": "top data",
    "ledger.LogCheckpoint": "root note",
    "ledger.PublicName": "cid",
    "ledger.Promise": "cid",
    "likeness.StoredProfile": "packed keys",
}
"""Columns of bytes that are no sealed words: hashes, random names, the public log, an index."""


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """The folder of the keys as a copy of its own, so that a test may change, lose and swap them."""
    for name in ("django", "receipt", "vault-1"):
        (tmp_path / name).write_bytes((Path(settings.KEYS) / name).read_bytes())
    monkeypatch.setattr(settings, "KEYS", tmp_path)
    ring._listed.clear()
    yield tmp_path
    ring._key.cache_clear()
    ring._listed.clear()


def other_key(path):
    path.write_text(secrets.token_hex(32) + "\n", "ascii")
    ring._key.cache_clear()


@pytest.fixture
def lived(keys):
    """A whole life of a case: identities, words of events, an approval."""
    return play(JOURNEYS["petition"](Li(open_liuxi())))


def codes():
    return [trouble.code for trouble in key_troubles()]


def test_every_sealed_column_is_in_the_list_of_what_is_sealed_anew():
    """A new column of bytes is either sealed, and then it must be changed with the key, or known not to be."""
    columns = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("huiying.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    }
    plain = {(label, name) for label, names in DIGESTS.items() for name in names.split()}
    assert columns - plain == {(label, "sealed") for label in SEALED}
    assert plain <= columns
    versions = {m._meta.label for m in apps.get_models() if any(f.name == "key_version" for f in m._meta.fields)}
    assert versions == set(SEALED)


def test_all_of_a_life_is_sealed_anew_and_reads_as_before(lived):
    events = list(Event.objects.all())
    who, words = vault.opened(lived.person_id), private_fields(events)
    assert begin_rotation() == 2
    before = count_older()
    assert before > 10
    done = rotate_all(now=NOW, batch=7)
    assert (done.version, done.fields, count_older()) == (2, before, 0)
    assert {version for _label, version in versions_in_use()} == {2}
    assert (vault.opened(lived.person_id), private_fields(events)) == (who, words)
    connection.finish_waiting()
    assert list(faults(deep=True)) == []
    turned = Event.objects.filter(type="vault.rotated")
    assert {event.actor_kind for event in turned} == {SYSTEM.kind}
    assert sum(event.public["fields"] for event in turned) == before
    assert rotate_all(now=NOW).fields == 0
    assert (codes(), older_keys_done()) == ([], ["vault-1"])


def test_everything_in_the_list_opens_at_the_place_the_list_names(keys):
    """Each row is sealed by the place of the list, so a wrong place in it would show as a row that does not open."""
    cast = open_liuxi()
    for name in ("petition", "with_files"):
        play(JOURNEYS[name](Li(cast)))
    seen = set()
    for label, place in SEALED.items():
        for row in sealed_rows(label):
            open_json(place(row), bytes(row.sealed), row.key_version)
            seen.add(label)
    assert {"people.SealedField", "ledger.EventSecret", "files.StoredFile", "casework.Approval"} <= seen


def test_a_kill_loses_one_batch_and_the_next_run_goes_on(lived, monkeypatch):
    begin_rotation()
    whole, write, batches = count_older(), rotate_keys._write, []

    def killed(label, newest, rows):
        write(label, newest, rows)
        if len(batches) == 2:
            raise KeyboardInterrupt
        batches.append(len(rows))

    monkeypatch.setattr(rotate_keys, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate_all(now=NOW, batch=3)
    monkeypatch.setattr(rotate_keys, "_write", write)
    assert count_older() == whole - sum(batches)
    assert vault.opened(lived.person_id)["name"]
    assert codes() == ["keys.half_rotated"]
    assert begin_rotation() == 2
    assert rotate_all(now=NOW).fields == whole - sum(batches)
    assert codes() == []


def test_what_was_emptied_is_left_alone(lived):
    SealedField.objects.filter(person=lived.person_id, field="phone").update(sealed=b"")
    EventSecret.objects.update(sealed=None, key_version=None)
    begin_rotation()
    rotate_all(now=NOW)
    assert bytes(SealedField.objects.get(person=lived.person_id, field="phone").sealed) == b""
    assert older_keys_done() == ["vault-1"]


def test_the_run_stops_at_what_was_tampered_with_and_says_where(lived):
    row = SealedField.objects.get(person=lived.person_id, field="phone")
    SealedField.objects.filter(pk=row.pk).update(sealed=b"x" * 40)
    assert codes() == ["keys.field_changed"]
    begin_rotation()
    with pytest.raises(WrongKeyOrChanged):
        rotate_all(now=NOW)
    assert not SealedField.objects.filter(key_version=2).exists()


def test_a_lost_key_is_named_with_how_much_waits_for_it(lived, keys):
    waiting = sum(sealed_rows(label).count() for label in SEALED)
    kept = (keys / "vault-1").read_bytes()
    ring.next_vault_key(keys)
    (keys / "vault-1").unlink()
    ring._key.cache_clear()
    (trouble,) = key_troubles()
    assert (trouble.code, trouble.data["count"]) == ("keys.lost_under_use", waiting)
    assert "vault-1" in trouble.say("en")
    assert "没有丢" in trouble.say("zh-hans")
    with pytest.raises(Exception, match=r"keys\.missing"):
        rotate_all(now=NOW)
    (keys / "vault-1").write_bytes(kept)
    assert rotate_all(now=NOW).fields == waiting


def test_a_wrong_key_is_told_from_a_changed_field_and_nothing_is_lost(lived, keys):
    kept = (keys / "vault-1").read_bytes()
    other_key(keys / "vault-1")
    (trouble,) = key_troubles()
    assert trouble.code == "keys.wrong"
    assert "不是原来那一把" in trouble.say("zh-hans")
    ring.next_vault_key(keys)
    with pytest.raises(WrongKeyOrChanged):
        rotate_all(now=NOW)
    (keys / "vault-1").write_bytes(kept)
    ring._key.cache_clear()
    rotate_all(now=NOW)
    assert vault.opened(lived.person_id)["name"] == "李桂英"


def test_what_is_written_meanwhile_is_sealed_under_the_new_key(lived):
    begin_rotation()
    assert seal_json(("t", "c", 1), "x")[1] == newest_vault_version() == 2
    assert vault.opened(vault.keep_identities([{"name": "王五"}], now=NOW)[0].pk) == {"name": "王五"}


def test_another_key_of_receipts_is_noticed_by_a_contact_that_opens(lived, keys):
    kept = (keys / "receipt").read_bytes()
    other_key(keys / "receipt")
    (trouble,) = key_troubles()
    assert trouble.code == "keys.receipt_wrong"
    assert "查询密码" in trouble.say("zh-hans")
    (keys / "receipt").write_bytes(kept)
    ring._key.cache_clear()
    assert codes() == []
