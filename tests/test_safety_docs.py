"""The table of ASVS names tests and places that exist; lint looks for weaknesses."""

import re

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


def test_nothing_is_read_that_could_run():
    running = re.compile(r"(?m)^\s*(?:import|from) (?:pickle|marshal|shelve|yaml|joblib)\b|allow_pickle=True")
    assert [path for path in (ROOT / "huiying").rglob("*.py") if running.search(path.read_text("utf-8"))] == []
