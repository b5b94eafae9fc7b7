import hashlib
import hmac
import json

import pytest

from huiying.core.translog.commitment import event_commitment, field_commitment, field_salt

SECRET = bytes(range(32))
FIELDS = {"type": "voice.received", "public.channel": "web", "private.words": "路灯不亮"}


def test_the_commitment_is_the_formula_of_the_ledger_note():
    def by_hand(name):
        salt = hmac.new(SECRET, f"huiying/field-salt/v1\n{name}".encode(), hashlib.sha256).digest()
        said = json.dumps([name, FIELDS[name]], ensure_ascii=False, separators=(",", ":")).encode()
        return hmac.new(salt, b"huiying/field/v1\n" + said, hashlib.sha256).hexdigest()

    rows = json.dumps([[name, by_hand(name)] for name in sorted(FIELDS)], separators=(",", ":")).encode()
    assert event_commitment(FIELDS, SECRET) == hashlib.sha256(b"huiying/event/v1\n" + rows).digest()


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_changing_any_field_changes_the_commitment(name):
    assert event_commitment({**FIELDS, name: "other"}, SECRET) != event_commitment(FIELDS, SECRET)


def test_another_secret_gives_another_commitment():
    assert event_commitment(FIELDS, SECRET) != event_commitment(FIELDS, bytes(32))


def test_one_field_can_be_revealed_alone():
    salt = field_salt(SECRET, "public.channel")
    assert field_commitment(salt, "public.channel", "web") != field_commitment(salt, "public.channel", "phone")
    assert salt != field_salt(SECRET, "type")


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        event_commitment(FIELDS, b"short")
