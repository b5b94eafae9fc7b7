"""The vault: nothing readable in the database, no look without its event, no change unseen, keys that can be turned."""

import secrets
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from huiying.core.sealing import WrongKeyOrChanged
from huiying.foundation.keys.ring import newest_vault_version
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.foundation.people.errors import MayNotReveal, ReasonNeeded
from huiying.foundation.people.models import Person, SealedField
from huiying.foundation.people.services import rotate_vault, rotation
from huiying.foundation.people.vault import keep_identity, opened, reveal, views_of
from tests.cast import NOW

LI = {
    "name": "李桂英",
    "phone": "00001234567",
    "email": "ligy@example.cn",
    "id_number": "140000190001010021",
    "address": "柳河村西沟十七号",
}
WHY = "电话里核对姓名"


@pytest.fixture
def li(db):
    """Ms Li as a person of the vault."""
    return keep_identity(LI, now=NOW)


@pytest.fixture
def newer_key():
    """A second key, gone again afterwards."""
    path = Path(settings.KEYS) / f"vault-{newest_vault_version() + 1}"
    path.write_text(secrets.token_hex(32) + "\n", "ascii")
    yield newest_vault_version()
    path.unlink()


def _raw():
    """Every byte of every column of every table, as the database has them; of the index of words its own tables."""
    found = bytearray()
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - {"search_found"}:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    found += bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
    return bytes(found)


def test_no_identity_can_be_read_in_the_raw_database(li, cast):
    reveal(li, actor=cast.actor("wang"), reason=f"{WHY}李桂英", now=NOW, allowed=True)
    raw = _raw()
    assert "柳溪县信访局".encode() in raw, "the canary would be seen"
    for value in (*LI.values(), WHY):
        assert value.encode() not in raw


def test_whoever_may_look_sees_it_after_the_event(li, cast, last):
    assert reveal(li, actor=cast.actor("wang"), reason=WHY, now=NOW, allowed=True) == LI
    event = last()
    assert (event.type, event.subject_id, event.actor_id) == ("identity.viewed", li.pk, cast.staff["wang"].pk)
    assert [(view.roles, view.reason) for view in views_of(li)] == [("receptionist", WHY)]


def test_whoever_the_matter_does_not_allow_sees_nothing(li, cast):
    with pytest.raises(MayNotReveal):
        reveal(li, actor=cast.actor("zhao"), reason=WHY, now=NOW, allowed=False)
    assert not Event.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_look_needs_a_reason(reason, li, cast):
    with pytest.raises(ReasonNeeded):
        reveal(li, actor=cast.actor("wang"), reason=reason, now=NOW, allowed=True)
    assert not Event.objects.exists()


def test_nothing_is_shown_when_the_look_cannot_be_recorded(li, cast, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("disk full")

    looked = []
    monkeypatch.setattr(vault, "record", broken)
    monkeypatch.setattr(vault, "opened", looked.append)
    with pytest.raises(RuntimeError):
        reveal(li, actor=cast.actor("wang"), reason=WHY, now=NOW, allowed=True)
    assert looked == []


def test_changed_bytes_are_noticed(li):
    row = SealedField.objects.get(person=li, field="phone")
    blob = bytearray(bytes(row.sealed))
    blob[-1] ^= 1
    SealedField.objects.filter(pk=row.pk).update(sealed=bytes(blob))
    with pytest.raises(WrongKeyOrChanged) as refused:
        opened(li.pk)
    assert "改动" in refused.value.say("zh-hans")


def test_field_moved_to_another_person_does_not_open(li):
    other = keep_identity({"name": "王五"}, now=NOW)
    taken = SealedField.objects.get(person=li, field="name")
    SealedField.objects.filter(person=other).update(sealed=taken.sealed)
    with pytest.raises(WrongKeyOrChanged):
        opened(other.pk)


def test_empty_fields_are_not_kept(db):
    person = keep_identity({"name": " 李桂英 ", "phone": "  "}, now=NOW)
    assert opened(person.pk) == {"name": "李桂英"}


def test_rotation_seals_everything_under_the_newest_key(li, newer_key):
    done = rotate_vault(now=NOW, batch=100)
    assert (done.fields, done.left) == (5, 0)
    assert set(SealedField.objects.values_list("key_version", flat=True)) == {newer_key}
    assert opened(li.pk) == LI
    event = Event.objects.get()
    assert (event.type, event.actor_kind, event.public) == ("vault.rotated", SYSTEM.kind, {"fields": 5, "left": 0})
    assert rotate_vault(now=NOW, batch=100).fields == 0
    assert Event.objects.count() == 1


def test_rotation_goes_on_where_a_kill_has_stopped_it(li, newer_key, monkeypatch):
    assert rotate_vault(now=NOW, batch=2).left == 3
    seal = rotation.resealed
    sealed = []

    def killed(row):
        if sealed:
            raise KeyboardInterrupt
        sealed.append(row.pk)
        return seal(row)

    monkeypatch.setattr(rotation, "resealed", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate_vault(now=NOW, batch=2)
    assert SealedField.objects.filter(key_version=newer_key).count() == 2
    assert opened(li.pk) == LI
    monkeypatch.setattr(rotation, "resealed", seal)
    assert rotate_vault(now=NOW, batch=2).left == 1
    assert rotate_vault(now=NOW, batch=2).left == 0
    assert opened(li.pk) == LI
    assert Person.objects.count() == 1


def test_rotation_stops_at_a_field_that_was_tampered_with(li, newer_key):
    SealedField.objects.filter(person=li, field="phone").update(sealed=b"x" * 40)
    with pytest.raises(WrongKeyOrChanged):
        rotate_vault(now=NOW, batch=100)
    assert not SealedField.objects.filter(key_version=newer_key).exists()
