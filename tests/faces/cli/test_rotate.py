"""`huiying rotate` changes the key, says what is to be copied and what is no longer needed."""

import json

import pytest
from click.testing import CliRunner

from huiying.faces.cli import check, rotate
from huiying.foundation.keys import ring
from huiying.foundation.keys.ring import create_keys
from huiying.foundation.people.vault import keep_identities, opened
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def test_a_new_key_takes_over_and_the_old_one_is_named(tmp_path, settings, monkeypatch):
    settings.KEYS = tmp_path
    create_keys(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    monkeypatch.setattr(rotate, "open_office_to_write", lambda: None)
    monkeypatch.setattr("huiying.foundation.keys.clock.now", lambda: NOW)
    person = keep_identities([{"name": "王五", "phone": "00001234567"}], now=NOW)[0]
    done = CliRunner().invoke(rotate.rotate, ["--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["fields"] == 2
    assert json.loads(done.stdout)["no_longer_needed"] == ["vault-1"]
    assert opened(person.pk)["name"] == "王五"
    assert list(check._sealed()) == []
    (tmp_path / "vault-2").unlink()
    ring._key.cache_clear()
    assert [finding.code for finding in check._sealed()] == ["keys.lost_under_use"]
