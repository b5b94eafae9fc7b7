"""The vault: nothing readable in the database, no look without its event, no change unseen."""

import pytest
from django.db import connection

from huiying.core.sealing import WrongKeyOrChanged
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.foundation.people.errors import MayNotReveal, ReasonNeeded
from huiying.foundation.people.models import SealedField
from huiying.foundation.people.vault import keep_identities, opened, reveal, views_of
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
    return keep_identities([LI], now=NOW)[0]


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
    other = keep_identities([{"name": "王五"}], now=NOW)[0]
    taken = SealedField.objects.get(person=li, field="name")
    SealedField.objects.filter(person=other).update(sealed=taken.sealed)
    with pytest.raises(WrongKeyOrChanged):
        opened(other.pk)


def test_empty_fields_are_not_kept(db):
    person = keep_identities([{"name": " 李桂英 ", "phone": "  "}], now=NOW)[0]
    assert opened(person.pk) == {"name": "李桂英"}
