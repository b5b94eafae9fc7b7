"""Every way in which evidence can fail has a sentence in both languages."""

import ast
import re
from pathlib import Path

import pytest

import huiying.core.translog
from huiying.core.translog.errors import LogFault, Malformed
from huiying.core.translog.said import FAULTS, TYPES, fault_said
from huiying.foundation.ledger.registry import all_types

FOLDER = Path(huiying.core.translog.__file__).parent


def reasons():
    """The reason of every LogFault that core raises."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Malformed", "NotProved"):
                yield node.args[0].value


def test_every_reason_has_a_sentence():
    assert set(reasons()) <= FAULTS.keys()


@pytest.mark.parametrize("reason", FAULTS)
def test_a_sentence_is_in_both_languages_and_names_what_it_is_about(reason):
    said = fault_said(LogFault(reason, "tile/0/000"))
    assert re.search(r"[\u4e00-\u9fff]", said.zh)
    assert said.en.isascii()
    assert "{" not in said.zh + said.en
    assert ("tile/0/000" in said.zh) == ("tile/0/000" in said.en)


def test_a_fault_says_what_it_is_about():
    assert "tile/1/000" in fault_said(Malformed("tile", "tile/1/000")).en


def test_every_public_type_of_the_log_is_told_in_words():
    assert {one.public_type for one in all_types() if one.public_type} <= TYPES.keys()
