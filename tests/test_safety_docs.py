"""The table of ASVS names tests and places that exist; lint looks for weaknesses."""

import re
import shutil
import subprocess

from tests.house import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs" / "asvs.md").read_text("utf-8").splitlines()
    if line.startswith("| V")
]


def test_every_row_names_a_test_that_exists():
    assert len(ROWS) > 40
    for section, _what, _where, test in ROWS:
        path, _, name = test.strip("`").partition("::")
        assert re.search(rf"(?m)^def {name}\(", (ROOT / path).read_text("utf-8")), section


THREATS = re.findall(r"\| `(tests/\S+)::(\w+)` \|$", (ROOT / "docs" / "threat-model.md").read_text("utf-8"), re.M)


def test_every_threat_to_an_account_names_a_test_that_exists():
    assert len(THREATS) > 20
    gone = [(path, name) for path, name in THREATS if f"def {name}(" not in (ROOT / path).read_text("utf-8")]
    assert gone == []


def test_every_row_names_a_place_that_exists():
    for section, _what, where, _test in ROWS:
        places = re.findall(r"`([^`]+)`", where)
        assert places, section
        assert [place for place in places if not (ROOT / place).exists()] == [], section


def test_every_chapter_of_levels_1_and_2_has_a_row():
    assert {int(re.match(r"V(\d+)", section)[1]) for section, *_rest in ROWS} == set(range(1, 17))


def test_lint_looks_for_weaknesses():
    lint = re.search(r"(?ms)^lint:.*?\n\n", (ROOT / "Makefile").read_text("utf-8"))[0]
    assert "bandit" in lint
    assert "check --deploy --fail-level WARNING" in lint


def test_the_libraries_are_asked_about_by_one_command_that_fails_when_it_cannot_ask():
    audit = re.search(r"(?ms)^audit:.*?\n\n", (ROOT / "Makefile").read_text("utf-8"))[0]
    assert {"--strict", "--require-hashes", "requirements/base.txt", "requirements/postgres.txt"} <= set(audit.split())


def _unit(language):
    page = (ROOT / "docs" / "howto" / f"deploy{language}.md").read_text("utf-8")
    return re.search(r"```ini\n(.*?)```", page, re.S)[1]


def test_the_unit_of_the_howto_is_one_that_systemd_reads(tmp_path):
    """Where systemd lies on this machine it reads the unit itself; its program is not installed here."""
    assert _unit("") == _unit(".zh-Hans")
    command = "/opt/huiying/.venv/bin/huiying serve"
    assert f"ExecStart={command} " in _unit("")
    unit = tmp_path / "huiying.service"
    unit.write_text(_unit("").replace(command, "/bin/true"))
    if tool := shutil.which("systemd-analyze"):
        done = subprocess.run([tool, "verify", "--man=no", unit], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_nothing_is_read_that_could_run():
    running = re.compile(r"(?m)^\s*(?:import|from) (?:pickle|marshal|shelve|yaml|joblib)\b|allow_pickle=True")
    assert [path for path in (ROOT / "huiying").rglob("*.py") if running.search(path.read_text("utf-8"))] == []
