"""Key files: made once, never changed, and what is wrong with one is said in a sentence."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from huiying.foundation.keys import clock, ring
from huiying.foundation.keys.errors import KeyDamaged, KeyMissing, KeysLost, KeyUnreadable


@pytest.fixture
def folder(tmp_path, settings):
    settings.KEYS = tmp_path / "office" / "keys"
    return settings.KEYS


def test_a_new_office_gets_its_keys(folder):
    assert ring.create_keys(folder) == ["django", "receipt", "vault-1"]
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o600"}
    assert sorted(file.name for file in folder.iterdir()) == ["django", "receipt", "vault-1"]
    assert len(ring.vault_key(1)) == len(ring.receipt_key()) == 32
    assert ring.vault_key(1) != ring.receipt_key()
    assert ring.newest_vault_version() == 1


def test_a_key_that_is_there_is_never_changed(folder):
    ring.create_keys(folder)
    before = {file.name: file.read_text() for file in folder.iterdir()}
    (folder / "receipt").unlink()
    assert ring.create_keys(folder) == ["receipt"]
    after = {file.name: file.read_text() for file in folder.iterdir()}
    assert after["receipt"] != before.pop("receipt")
    assert before.items() <= after.items()


def test_processes_that_make_keys_at_the_same_time_agree(folder):
    with ThreadPoolExecutor(8) as pool:
        made = [name for names in pool.map(ring.create_keys, [folder] * 8) for name in names]
    assert sorted(made) == ["django", "receipt", "vault-1"]
    assert len(list(folder.iterdir())) == 3


def test_the_newest_vault_key_seals_and_the_old_ones_stay(folder):
    ring.create_keys(folder)
    (folder / "vault-10").write_text("ab" * 32)
    (folder / "vault-2").write_text("cd" * 32 + "\n")
    (folder / "vault-old").write_text("no key")
    assert ring.vault_versions() == [1, 2, 10]
    assert ring.newest_vault_version() == 10
    assert ring.vault_key(2) == bytes.fromhex("cd" * 32)


def test_an_office_whose_first_vault_key_is_retired_gets_no_new_one(folder):
    ring.create_keys(folder)
    (folder / "vault-1").rename(folder / "vault-2")
    assert ring.create_keys(folder) == []


def test_a_key_is_read_once(folder):
    ring.create_keys(folder)
    first = ring.receipt_key()
    (folder / "receipt").unlink()
    assert ring.receipt_key() == first


@pytest.mark.parametrize("content", ["", "ab" * 31, "zz" * 32, "密" * 64])
def test_a_damaged_key_is_named_and_not_shown(folder, content):
    folder.mkdir(parents=True)
    (folder / "receipt").write_text(content)
    with pytest.raises(KeyDamaged) as caught:
        ring.receipt_key()
    for sentence in (caught.value.say("en"), caught.value.say("zh-hans")):
        assert str(folder / "receipt") in sentence
        assert not content or content not in sentence


def test_a_missing_key_says_what_to_do(folder):
    with pytest.raises(KeyMissing) as caught:
        ring.newest_vault_version()
    assert "huiying init" in caught.value.say("en")
    with pytest.raises(KeyMissing, match="missing"):
        ring.vault_key(7)


def test_an_unreadable_key_says_so(folder, monkeypatch):
    ring.create_keys(folder)

    def refuse(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(KeyUnreadable, match="unreadable"):
        ring.receipt_key()
    with pytest.raises(KeyUnreadable):
        ring.vault_versions()


def test_a_key_that_another_process_made_first_is_kept(folder, monkeypatch):
    ring.create_keys(folder)
    before = (folder / "django").read_text()
    monkeypatch.setattr(ring, "missing_keys", lambda _folder: ["django"])
    assert ring.create_keys(folder) == []
    assert (folder / "django").read_text() == before
    assert len(os.listdir(folder)) == 3


def test_lost_keys_are_told_with_the_folder(folder):
    assert str(folder) in KeysLost(folder=str(folder)).say("zh-hans")


def test_the_clock_tells_utc():
    assert clock.now().tzinfo is UTC
    assert clock.now() - clock.now() < timedelta(seconds=1)
