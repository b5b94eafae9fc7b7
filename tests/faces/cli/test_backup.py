"""`huiying backup` and `huiying restore`, as an operator runs them, on both databases."""

import json
import shutil

import pytest

from tests.faces.cli.offices import place, small_office
from tests.faces.cli.running import huiying
from tests.faces.cli.small_office import WORDS

__all__ = ["small_office"]
pytestmark = pytest.mark.both_databases
KEYS = ("backup", "django", "receipt", "vault-1", "ledger-1")


@pytest.fixture(scope="module")
def backup(small_office, tmp_path_factory):
    """The file, and what was said when it was made."""
    path = tmp_path_factory.mktemp("backups") / "one.backup"
    return path, *small_office.run("backup", "--out", path)


@pytest.fixture
def elsewhere(small_office, tmp_path):
    """An empty place on another machine, with a copy of the keys."""
    shutil.copytree(small_office.data / "keys", tmp_path / "var" / "keys")
    (tmp_path / "var" / "keys" / "ledger-head").unlink(missing_ok=True)
    with place(tmp_path / "var", empty=True) as empty:
        yield empty


def files(data):
    return {path.relative_to(data): path.read_bytes() for path in (data / "files").rglob("*") if path.is_file()}


def test_what_is_restored_is_what_was_saved(small_office, backup, elsewhere):
    path, saved, words = backup
    restored, said = elsewhere.run("restore", path)
    same = ("voices", "ledger_size", "root", "files", "ok")
    assert [restored[name] for name in same] == [saved[name] for name in same]
    assert (saved["voices"], saved["files"], saved["ok"]) == (3, 3, True)
    assert saved["ledger_size"] >= 3
    assert "3 voices" in words
    assert "both ends agree" in said
    assert files(elsewhere.data) == files(small_office.data)
    for one in (small_office, elsewhere):
        assert one.run("ledger", "fsck", "--deep")[0]["root"] == saved["root"]
    assert (elsewhere.data / "keys" / "ledger-head").exists()

    refused, _said = elsewhere.run("restore", path, code=1)
    assert refused["error"] == "backup.place_taken"
    elsewhere.module("tests.faces.cli.small_office", 1)  # and work goes on
    assert elsewhere.run("ledger", "fsck")[0]["size"] > saved["ledger_size"]


def test_what_was_erased_after_a_backup_does_not_come_back_with_it(tmp_path):
    """The office is lost, its keys are not: it opens only once what came back is gone again."""
    with place(tmp_path / "var", empty=False) as office:
        office.module("tests.faces.cli.small_office", 2)
        office.run("backup", "--out", tmp_path / "before")
        office.module("tests.faces.cli.small_office", "erase")
        shutil.copytree(office.data / "keys", tmp_path / "new" / "keys")
    with place(tmp_path / "new", empty=True) as again:
        restored, said = again.run("restore", tmp_path / "before", code=1)
        assert (restored["ok"], restored["erased_again"]) == (False, 0)
        assert "huiying ledger restart" in said
        refused = huiying(module="huiying.faces.cli.prepare", HUIYING_DATA=str(again.data), DATABASE_URL=again.url)
        assert refused.returncode == 1
        answer, said = again.run("ledger", "restart", "--reason", "the newest backup is lost")
        assert answer["erased_again"] == 1
        assert "erased again" in said
        held, _said = again.run("backup", "--out", tmp_path / "after")
        assert held["voices"] == 2
        if not again.url:
            found = b"".join(path.read_bytes() for path in again.data.glob("huiying.sqlite3*"))
            assert (WORDS.format(0).encode() in found, WORDS.format(1).encode() in found) == (False, True)


def test_nothing_readable_and_no_key_lies_in_a_backup(small_office, backup):
    data = backup[0].read_bytes()
    for name in KEYS:
        key = (small_office.data / "keys" / name).read_text().strip()
        assert key.encode() not in data
    assert data.startswith(b"huiying-backup/v1\n")
    assert b"SQLite format" not in data
    assert backup[0].stat().st_mode & 0o077 == 0
    assert not list(small_office.data.glob(".upkeep-*"))


def test_a_backup_overwrites_nothing(small_office, backup):
    assert small_office.run("backup", "--out", backup[0], code=1)[0]["error"] == "backup.exists"


def test_restore_says_which_key_is_missing_and_writes_nothing(backup, elsewhere):
    keys = elsewhere.data / "keys"
    (keys / "vault-1").rename(keys / "away")
    (keys / "receipt").write_text("00" * 32 + "\n")
    answer, _words = elsewhere.run("restore", backup[0], code=1)
    assert answer["error"] == "backup.keys_missing"
    assert "missing: vault-1; these are not the ones of then: receipt" in answer["says"]
    (keys / "backup").unlink()
    answer, _words = elsewhere.run("restore", backup[0], code=1)
    assert answer["error"] == "backup.no_key"
    assert str(keys / "backup") in answer["says"]
    assert {path.name for path in elsewhere.data.iterdir()} == {"keys", ".upkeep.lock"}


def test_a_backup_that_was_cut_off_or_is_none_restores_nothing(backup, elsewhere, tmp_path):
    whole = backup[0].read_bytes()
    for code, data in (("cannot_open", whole[:-200]), ("not_one", b"PK\x03\x04" * 100)):
        (tmp_path / "wrong").write_bytes(data)
        assert elsewhere.run("restore", tmp_path / "wrong", code=1)[0]["error"] == f"backup.{code}"
    assert {path.name for path in elsewhere.data.iterdir()} == {"keys", ".upkeep.lock"}


def test_a_machine_backs_up_for_a_key_that_it_does_not_have(small_office, elsewhere, tmp_path):
    made = huiying("backup-key", "--out", tmp_path / "secret", "--json")
    assert made.returncode == 0, made.stderr
    (tmp_path / "public").write_text(json.loads(made.stdout)["public"])
    small_office.run("backup", "--out", tmp_path / "two", HUIYING_BACKUP_KEY_FILE=str(tmp_path / "public"))
    assert (
        elsewhere.run("restore", tmp_path / "two", "--key", tmp_path / "public", code=1)[0]["error"]
        == "backup.cannot_open"
    )
    assert elsewhere.run("restore", tmp_path / "two", "--key", tmp_path / "secret")[0]["ok"]


def test_a_lost_paper_is_said_before_a_backup_leaves_it_out(small_office, tmp_path):
    one = next(path for path in (small_office.data / "files").rglob("*") if path.is_file())
    one.rename(tmp_path / "away")
    try:
        answer, _words = small_office.run("backup", "--out", tmp_path / "three", code=1)
        assert answer["error"] == "backup.files_missing"
        assert not (tmp_path / "three").exists()
        answer, _words = small_office.run("backup", "--out", tmp_path / "three", "--without-missing")
        assert answer["files"] == 2
    finally:
        (tmp_path / "away").rename(one)


def test_an_office_that_is_not_there_is_not_backed_up(tmp_path):
    done = huiying("backup", "--data", tmp_path / "nothing", "--out", tmp_path / "x")
    assert done.returncode == 1
    assert not (tmp_path / "x").exists()
