"""`huiying ledger`: the office's side of the public log, run as its operator runs it."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest

from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.note import VerifierKey
from huiying.foundation.keys import clock
from tests import migrated
from tests.faces.cli.running import ROOT, environ, free_port, huiying

YEAR = str(clock.now().astimezone(ZoneInfo("Asia/Shanghai")).year)
OLD = "seems to be an old backup, so nothing is written. Restore the newest backup"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a new office with five voices in its log, none signed."""
    folder = tmp_path_factory.mktemp("office") / "var"
    migrated.lay_into(folder)
    done = huiying(module="huiying.faces.cli.prepare", HUIYING_DATA=str(folder))
    assert done.returncode == 0, done.stderr
    write(folder, 1, 5)
    return folder


@pytest.fixture
def office(made, tmp_path):
    """The same, for one test."""
    return shutil.copytree(made, tmp_path / "var")


def write(folder, first, count):
    done = huiying(first, count, module="tests.faces.cli.log_writer", HUIYING_DATA=str(folder))
    assert done.returncode == 0, done.stderr


def writing(folder, first, count):
    command = [sys.executable, "-m", "tests.faces.cli.log_writer", str(first), str(count)]
    return subprocess.Popen(command, cwd=ROOT, env=environ(HUIYING_DATA=str(folder)), stderr=subprocess.PIPE)


def ledger(folder, *arguments, code=0):
    """Runs one command of the log; its keys and its words."""
    done = huiying("ledger", *arguments, "--data", folder, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout), done.stderr


def rows(folder, sql):
    with closing(sqlite3.connect(folder / "huiying.sqlite3")) as database:
        return database.execute(sql).fetchall()


def change(folder, table, sql):
    """What somebody who holds the database file can do."""
    with closing(sqlite3.connect(folder / "huiying.sqlite3")) as database:
        database.execute(f"DROP TRIGGER {table}_no_update")
        database.execute(sql)
        database.commit()


def test_checkpoint_signs_and_says_size_and_root(office):
    keys, words = ledger(office, "checkpoint")
    ((note, root, vkey),) = rows(
        office,
        "SELECT note, root, vkey FROM ledger_logcheckpoint JOIN ledger_logkey USING (log_id)",
    )
    head, _note = open_checkpoint(note, [VerifierKey.of_vkey(vkey)])
    assert keys == {"size": 5, "root": root.hex(), "ok": True}
    assert (head.size, head.root, head.origin) == (5, root, f"localhost/log/{YEAR}")
    assert "The public log has 5 entries; 1 new checkpoints, 0 cosignatures." in words
    assert ledger(office, "checkpoint")[0]["size"] == 6
    assert ledger(office, "checkpoint")[0]["size"] == 6


def test_a_key_is_made_signs_beside_the_old_and_replaces_it(office):
    ledger(office, "checkpoint")
    keys, words = ledger(office, "keygen")
    assert (keys["key"], keys["size"], len(keys["root"]), keys["ok"]) == ("ledger-2", 5, 64, True)
    assert "New key ledger-2." in words
    assert (office / "keys" / "ledger-2").stat().st_mode & 0o777 == 0o600
    ledger(office, "checkpoint")
    keys, words = ledger(office, "keygen", "--retire", "ledger-1")
    assert (keys["retired"], keys["size"], keys["ok"]) == ("ledger-1", 6, True)
    assert "ledger-1 signs no more; what it signed stays good." in words
    ledger(office, "checkpoint")
    counts = [
        note.count("— ".encode()) for (note,) in rows(office, "SELECT note FROM ledger_logcheckpoint ORDER BY size")
    ]
    assert counts == [1, 2, 1]
    assert ledger(office, "fsck", "--deep")[0]["ok"]


def test_where_another_machine_signs_no_key_is_made(office):
    done = huiying("ledger", "keygen", "--data", office, HUIYING_SIGNER="http://127.0.0.1:1")
    assert (done.returncode, "Change the key there." in done.stderr) == (2, True)
    assert not (office / "keys" / "ledger-2").exists()


@pytest.mark.parametrize("file", ["ledger-1", "ledger-9", "vault-1", "../keys/ledger-1"])
def test_the_only_key_and_what_is_none_are_not_retired(office, file):
    done = huiying("ledger", "keygen", "--retire", file, "--data", office, "--json")
    assert (done.returncode, "not in the keys folder, or is the only one" in done.stderr) == (2, True)
    assert (office / "keys" / "ledger-1").exists()


def test_without_a_key_the_sentence_says_what_to_do(office):
    (office / "keys" / "ledger-1").unlink()
    keys, words = ledger(office, "checkpoint", code=1)
    assert (keys["error"], "Run huiying ledger keygen" in words) == ("ledger.no_key", True)


def test_fsck_says_that_all_fits(office):
    keys, words = ledger(office, "fsck")
    assert (keys["size"], len(keys["root"]), keys["ok"], keys["faults"]) == (5, 64, True, [])
    assert "All 5 entries of the public log fit." in words
    assert ledger(office, "fsck", "--deep")[0] == keys


def test_fsck_names_what_was_changed(office):
    ledger(office, "checkpoint")
    change(
        office,
        "ledger_logentry",
        "UPDATE ledger_logentry SET entry = CAST(replace(entry, '2', '3') AS BLOB) WHERE idx = 2",
    )
    keys, words = ledger(office, "fsck", code=1)
    assert (keys["ok"], keys["size"]) == (False, 6)
    assert f"entry {YEAR}/2" in keys["faults"]
    assert f"entry {YEAR}/2 was changed" in words
    assert "things in the public log do not fit." in words


def test_fsck_says_the_first_of_many_and_counts_all(office):
    write(office, 10, 30)
    change(office, "ledger_logentry", "UPDATE ledger_logentry SET entry = 'x'")
    keys, words = ledger(office, "fsck", code=1)
    assert len(keys["faults"]) == 70
    assert len(words.splitlines()) == 21


def test_fsck_looks_into_the_events_when_asked(office):
    change(office, "ledger_event", "UPDATE ledger_event SET actor_id = 7 WHERE id = 3")
    assert ledger(office, "fsck")[0]["ok"]
    keys, words = ledger(office, "fsck", "--deep", code=1)
    assert (keys["faults"], "event 3 was changed" in words) == (["event_fields 3"], True)


def test_export_writes_the_files(office, tmp_path):
    assert ledger(office, "export", tmp_path / "files")[0] == {"files": 0, "size": 0, "root": "", "ok": True}
    signed = ledger(office, "checkpoint")[0]
    keys, words = ledger(office, "export", tmp_path / "files")
    assert keys == signed | {"files": 3}
    assert "3 files written, up to entry 5." in words
    names = {
        str(path.relative_to(tmp_path / "files")) for path in (tmp_path / "files").rglob("[!.]*") if path.is_file()
    }
    assert names == {"policy", *(f"{YEAR}/{name}" for name in ("checkpoint", "tile/entries/000.p/5", "tile/0/000.p/5"))}


def test_a_broken_list_of_witnesses_is_said_after_signing(office):
    (office / "log-policy.txt").write_text("witness\n")
    keys, words = ledger(office, "checkpoint", code=1)
    assert (keys["error"], "Line 1 of the list of witnesses" in words) == ("ledger.policy", True)
    assert len(rows(office, "SELECT * FROM ledger_logcheckpoint")) == 1


def test_restart_needs_a_reason(office):
    done = huiying("ledger", "restart", "--data", office)
    assert (done.returncode, "--reason" in done.stderr) == (2, True)


def test_a_command_without_an_office_says_so(tmp_path):
    keys, _words = ledger(tmp_path / "none", "fsck", code=1)
    assert keys["error"] == "cli.no_office"


def refused(*arguments, **more):
    done = huiying(*arguments, **more)
    assert (done.returncode, OLD in done.stderr) == (1, True), done.stdout + done.stderr
    return done


def test_a_restored_old_backup_is_refused_everywhere_until_the_log_is_begun_anew(office, tmp_path):
    database, backup = office / "huiying.sqlite3", tmp_path / "backup.sqlite3"
    ledger(office, "checkpoint")
    shutil.copyfile(database, backup)
    write(office, 10, 4)
    lost = ledger(office, "checkpoint")[0]
    assert lost["size"] == 10
    for file in office.glob("huiying.sqlite3*"):
        file.unlink()
    shutil.copyfile(backup, database)

    voices = tmp_path / "voices.csv"
    voices.write_text("诉求编号,来电时间,诉求内容\n1,2026-01-05 10:00,路灯坏了\n", "utf-8")
    assert json.loads(refused("tick", "--data", office, "--json").stdout)["error"] == "ledger.behind"
    refused("import", voices, "--data", office)
    refused("serve", "--data", office, "--port", free_port())
    refused("ledger", "checkpoint", "--data", office)
    assert len(rows(office, "SELECT * FROM ledger_logentry")) == 6
    keys, words = ledger(office, "fsck", code=1)
    assert keys["faults"] == [f"behind {YEAR}/10"]
    assert f"the database is behind what was signed, {YEAR}/10" in words

    keys, words = ledger(office, "restart", "--reason", "the disk burnt")
    assert (keys["log"], keys["size"], len(keys["root"]), keys["ok"]) == (f"{YEAR}-2", 1, 64, True)
    assert f"The new log is {YEAR}-2." in words
    assert json.loads(rows(office, "SELECT public FROM ledger_event WHERE type = 'log.restarted'")[0][0]) == {
        "before": YEAR,
        "kept": 6,
        "signed": 10,
    }
    assert ledger(office, "checkpoint")[0]["size"] == 1
    ((note, vkey),) = rows(
        office,
        "SELECT note, vkey FROM ledger_logcheckpoint c JOIN ledger_logkey k ON k.log_id = c.log_id "
        f"JOIN ledger_log l ON l.id = c.log_id WHERE l.name = '{YEAR}-2'",
    )
    assert open_checkpoint(note, [VerifierKey.of_vkey(vkey)])[0].origin == f"localhost/log/{YEAR}-2"
    assert huiying("tick", "--data", office).returncode == 0
    write(office, 30, 3)
    assert ledger(office, "fsck", "--deep")[0]["ok"]


def test_a_process_that_records_into_an_old_backup_writes_nothing(office):
    ledger(office, "checkpoint")
    head = office / "keys" / "ledger-head"
    head.write_text(head.read_text().replace('"size": 5', '"size": 50'))
    done = huiying(20, 1, module="tests.faces.cli.log_writer", HUIYING_DATA=str(office))
    assert (done.returncode, "LogBehind" in done.stderr) == (1, True)
    assert len(rows(office, "SELECT * FROM ledger_event")) == 6


def test_eight_processes_that_record_at_once_leave_no_gap(office):
    processes = [writing(office, 100 * n, 12) for n in range(1, 9)]
    assert [(one.wait(120), one.communicate()[1]) for one in processes] == [(0, b"")] * 8
    assert [idx for (idx,) in rows(office, "SELECT idx FROM ledger_logentry ORDER BY idx")] == list(range(5 + 96))
    assert len({event for (event,) in rows(office, "SELECT event_id FROM ledger_logentry")}) == 101
    assert ledger(office, "fsck", "--deep")[0]["ok"]
