"""tools/draw_procedures.py: the pages of the procedures say what the tables say."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from huiying.core.procedures import PROCEDURES

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "draw_procedures.py"


@pytest.fixture
def draw(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("draw_procedures_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_pages_are_what_the_tables_say(draw, capsys):
    assert draw.main(["check"]) == 0, capsys.readouterr().out


def test_a_page_that_says_something_else_is_named(draw, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(draw, "ROOT", tmp_path)
    assert draw.main(["check"]) == 1
    assert "docs/procedures/hotline.md" in capsys.readouterr().out
    assert draw.main(["write"]) == 0
    assert draw.main(["check"]) == 0
    (tmp_path / "docs/law/legal-table.md").write_text("by hand", encoding="utf-8")
    assert draw.main(["check"]) == 1
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["draw"], ["write", "now"]])
def test_a_wrong_call_explains_itself(draw, arguments, capsys):
    assert draw.main(arguments) == 2
    assert "write|check" in capsys.readouterr().out


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_page_holds_every_row(draw, name):
    page, item = draw.pages()[f"docs/procedures/{name}.md"], PROCEDURES[name]
    rows = [*item.states, *item.acts, *item.clocks]
    for row in rows:
        assert f"| `{row.id}`" in page, row.id
    for paper in item.papers:
        assert f"| {paper.code} |" in page
    for setting in item.settings:
        assert f"| `{setting.key}` |" in page
    assert "## Not verified" in page
    assert all(line.count("|") == 9 for line in page.splitlines() if re.match(r"\| `\w+`<br>.* → ", line))


def test_the_legal_table_names_tests_that_exist(draw):
    table = draw.pages()["docs/law/legal-table.md"]
    tests = set(re.findall(r"`(test_\w+\.py)`", table))
    assert len(tests) == 6
    for test in tests:
        assert (ROOT / "tests" / "core" / "procedures" / test).is_file(), test


def test_articles_stand_in_their_order(draw):
    table = draw.pages()["docs/law/legal-table.md"]
    part = table.split("## 信访工作条例")[1].split("## ")[0]
    numbers = [int(number) for number in re.findall(r"^\| (\d+)", part, flags=re.M)]
    assert len(numbers) > 30
    assert numbers == sorted(numbers)
