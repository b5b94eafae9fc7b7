"""`huiying upgrade` on an office that the first landed program made, and the way back where an upgrade fails.

`first_office.sql.xz` and `first_office_keys.json` were made once by the program as it first landed (commit 67a5984, ten
apps and twelve migrations): `git archive 67a5984 | tar -x`, there `huiying demo --voices 12 --data var`, then
`sqlite3.Connection.iterdump` of its database and the key files of its folder. Everything in them is invented.
"""

import json
import lzma
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faces.cli.offices import Place, place

HERE = Path(__file__).parent
FIRST = {"voices_voice": 12, "ledger_event": 101, "casework_case": 12}


@pytest.fixture
def first_office(tmp_path):
    """An office of the first landed schema, with its keys."""
    data = tmp_path / "var"
    (data / "keys").mkdir(parents=True, mode=0o700)
    for name, key in json.loads((HERE / "first_office_keys.json").read_text()).items():
        (data / "keys" / name).write_text(key + "\n")
    with closing(sqlite3.connect(data / "huiying.sqlite3")) as database:
        database.executescript(lzma.decompress((HERE / "first_office.sql.xz").read_bytes()).decode())
    return Place(data)


def counted(data, tables=FIRST):
    with closing(sqlite3.connect(data / "huiying.sqlite3")) as database:
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


@pytest.mark.slow
def test_an_office_of_the_first_landed_schema_is_upgraded_and_loses_nothing(first_office, tmp_path):
    assert counted(first_office.data) == FIRST
    done, words = first_office.run("upgrade")
    assert "voices.0003" in " ".join(done["migrations"])
    assert done["ok"]
    assert "Looking it over" in words
    assert counted(first_office.data) == FIRST
    assert Path(done["backup"]).stat().st_mode & 0o077 == 0
    log, _words = first_office.run("ledger", "fsck", "--deep")
    assert (log["ok"], log["size"]) == (True, FIRST["ledger_event"])
    assert first_office.run("upgrade")[0] | {"findings": []} == {
        "migrations": [],
        "backup": "",
        "ok": True,
        "findings": [],
    }

    os.rename(first_office.data / "keys", tmp_path / "keys")
    back = Place(tmp_path / "back")
    back.data.mkdir()
    (tmp_path / "keys").rename(back.data / "keys")
    restored, said = back.run("restore", done["backup"])
    assert (restored["voices"], restored["ok"]) == (12, True)
    assert "run huiying upgrade" in said
    assert counted(back.data) == FIRST


@pytest.mark.both_databases
def test_an_upgrade_that_fails_leaves_everything_as_it_was(tmp_path):
    """A migration that finds its table made already fails."""
    with place(tmp_path / "var", empty=False) as office:
        office.module("tests.faces.cli.small_office")
        office.module("tests.faces.cli.small_office", "forget")
        before, _words = office.run("backup", "--out", tmp_path / "before")
        answer, words = office.run("upgrade", code=1)
        assert answer["error"] == "upgrade.failed"
        assert "going back to before" in words
        after, _words = office.run("backup", "--out", tmp_path / "after")
        assert [after[name] for name in ("voices", "ledger_size", "root", "files")] == [
            before[name] for name in ("voices", "ledger_size", "root", "files")
        ]
        assert office.run("upgrade", code=1)[0]["error"] == "upgrade.failed"
