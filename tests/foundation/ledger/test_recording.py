from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from huiying.core.translog.commitment import event_commitment
from huiying.core.words import Text
from huiying.foundation.keys import box
from huiying.foundation.ledger import registry
from huiying.foundation.ledger.actors import SYSTEM, About, Actor, ActorKind
from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.ledger.recording import (
    Entry,
    NotInTransaction,
    committed_fields,
    private_fields,
    record,
    record_many,
)

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
LAMP = About("test", 7)
TRIED = registry.EventType("test.tried", says=Text(zh="试", en="Tried"))


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    monkeypatch.setitem(registry._types, TRIED.name, TRIED)


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_what_and_when():
    actor = Actor(ActorKind.STAFF, id=3, unit=5, roles=frozenset({"handler"}))
    event = record("test.tried", LAMP, actor=actor, now=NOW, public={"to": "accepted"})
    event.refresh_from_db()
    assert (event.type, event.subject_kind, event.subject_id) == ("test.tried", "test", 7)
    assert (event.actor_kind, event.actor_id, event.actor_unit) == ("staff", 3, 5)
    assert (event.at, event.happened_at, event.public) == (NOW, NOW, {"to": "accepted"})


@pytest.mark.django_db
def test_the_commitment_can_be_recomputed_from_what_is_stored():
    entry = Entry("test.tried", LAMP, SYSTEM, NOW, public={"day": "2026-11-22"}, private={"reason": "灯坏了"})
    (event,) = record_many([entry])
    event.refresh_from_db()
    again = Entry(
        event.type,
        About(event.subject_kind, event.subject_id),
        SYSTEM,
        event.at,
        event.happened_at,
        event.public,
        private_fields([event])[event.pk],
    )
    assert bytes(event.commitment) == event_commitment(committed_fields(again), bytes(event.secret.salt))


@pytest.mark.django_db
def test_private_words_are_sealed_and_read_back():
    event = record("test.tried", LAMP, actor=SYSTEM, now=NOW, private={"reason": "王大明说的"})
    stored = bytes(EventSecret.objects.get(pk=event.pk).sealed)
    assert "王大明".encode() not in stored
    assert private_fields([event]) == {event.pk: {"reason": "王大明说的"}}


@pytest.mark.django_db
def test_an_erased_secret_leaves_the_event_and_no_words():
    event = record("test.tried", LAMP, actor=SYSTEM, now=NOW, private={"reason": "x"})
    EventSecret.objects.filter(pk=event.pk).delete()
    assert private_fields([event]) == {}
    assert Event.objects.filter(pk=event.pk).exists()


@pytest.mark.django_db
def test_the_same_key_never_makes_two():
    record("test.tried", LAMP, actor=SYSTEM, now=NOW, key="draft:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        record("test.tried", LAMP, actor=SYSTEM, now=NOW, key="draft:1")
    assert Event.objects.filter(key="draft:1").count() == 1


@pytest.mark.django_db
def test_an_unregistered_type_fails():
    with pytest.raises(registry.UnregisteredEvent):
        record("test.unheard_of", LAMP, actor=SYSTEM, now=NOW)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_fails():
    with pytest.raises(NotInTransaction):
        record("test.tried", LAMP, actor=SYSTEM, now=NOW)


@pytest.mark.django_db
def test_when_recording_fails_nothing_of_the_change_stays(monkeypatch):
    def broken(*_):
        raise RuntimeError("no key")

    monkeypatch.setattr("huiying.foundation.ledger.recording.seal_json", broken)
    with pytest.raises(RuntimeError, match="no key"), transaction.atomic():
        record("test.tried", LAMP, actor=SYSTEM, now=NOW, private={"a": "b"})
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_guard_refuses_every_change_of_an_event(change):
    record("test.tried", LAMP, actor=SYSTEM, now=NOW)
    statement = "UPDATE ledger_event SET type = 'test.forged'" if change == "update" else "DELETE FROM ledger_event"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().type == "test.tried"


def test_two_types_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two event types"):
        registry.register([registry.EventType("test.tried", says=Text(zh="又", en="Again"))])


def test_an_unknown_public_type_is_refused():
    with pytest.raises(ValueError, match="no public type"):
        registry.register([registry.EventType("test.public", says=Text(zh="", en=""), public_type="voice.sung")])
    registry._types.pop("test.public")


def test_what_is_sealed_for_one_row_does_not_open_in_another():
    sealed, version = box.seal_json(("t", "c", 1), {"a": 1})
    assert box.open_json(("t", "c", 1), sealed, version) == {"a": 1}
    with pytest.raises(Exception, match=r"."):
        box.open_json(("t", "c", 2), sealed, version)


def test_all_types_come_by_name():
    names = [one.name for one in registry.all_types()]
    assert names == sorted(names)
    assert {"test.tried", "log.restarted", "voice.received"} <= set(names)
