"""Making a data folder ready, again and again."""

import json

import pytest

from tests.faces.cli.running import huiying

PREPARE = "huiying.faces.cli.prepare"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office") / "var"
    done = huiying(module=PREPARE, HUIYING_DATA=str(folder))
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["database"], said["log_ins"]) == ("sqlite", [])
    assert len(said["first_run"].replace("-", "")) == 12
    return folder


def test_a_new_office_has_keys_a_database_and_static_files_and_nobody_else_may_look(office):
    assert oct(office.stat().st_mode & 0o777) == "0o700"
    assert sorted(path.name for path in (office / "keys").iterdir()) == ["django", "ledger-1", "receipt", "vault-1"]
    assert (office / "huiying.sqlite3").stat().st_size > 0
    assert (office / "static" / "staticfiles.json").exists()
    done = huiying("check", "--data", office, "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"findings": []})


def test_preparing_again_changes_nothing(office):
    before = {
        path: path.stat().st_mtime_ns for path in office.rglob("*") if path.is_file() and "sqlite3" not in path.name
    }
    done = huiying(module=PREPARE, HUIYING_DATA=str(office))
    assert (done.returncode, done.stderr) == (0, "")
    after = {
        path: path.stat().st_mtime_ns for path in office.rglob("*") if path.is_file() and "sqlite3" not in path.name
    }
    assert before == after


def test_lost_keys_are_not_replaced(office):
    key = office / "keys" / "vault-1"
    kept = key.read_bytes()
    key.unlink()
    done = huiying(module=PREPARE, HUIYING_DATA=str(office))
    found = huiying("check", "--data", office, "--json")
    assert (done.returncode, key.exists()) == (1, False)
    assert "Put the original keys back" in done.stderr
    assert [finding["code"] for finding in json.loads(found.stdout)["findings"]] == ["keys.missing"]
    assert found.returncode == 1
    key.write_bytes(kept)


def test_a_lost_cookie_secret_is_made_anew(office):
    (office / "keys" / "django").unlink()
    assert huiying(module=PREPARE, HUIYING_DATA=str(office)).returncode == 0
    assert (office / "keys" / "django").exists()


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path):
    done = huiying(
        module=PREPARE,
        HUIYING_DATA=str(tmp_path),
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none?connect_timeout=1",
    )
    assert done.returncode == 1
    assert done.stderr.startswith("huiying: The database does not answer.")


def test_a_database_server_that_is_not_there_is_a_sentence_for_every_command(tmp_path):
    done = huiying("check", "--data", tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    assert (done.returncode, "The database does not answer." in done.stderr) == (1, True)


def test_a_worker_without_an_office_says_so(tmp_path):
    done = huiying(module="huiying.faces.cli.worker", HUIYING_DATA=str(tmp_path))
    assert (done.returncode, "Run huiying init" in done.stderr) == (1, True)
