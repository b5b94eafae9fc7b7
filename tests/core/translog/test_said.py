"""Every way in which evidence can fail has a sentence in both languages."""

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import huiying.core.translog
from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.commitment import event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.errors import LogFault, Malformed
from huiying.core.translog.note import Note
from huiying.core.translog.receipt import Receipt, extra_of, verify_receipt
from huiying.core.translog.said import FAULTS, TYPES, fault_said, not_proved_said, proved_said
from huiying.core.translog.tree import leaf_hash
from huiying.foundation.ledger.registry import all_types
from tests.core.translog.logs import LOG_KEY, ORIGIN, WITNESS_KEYS, Log, policy

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


def said(lines, language):
    return "\n".join(getattr(line, language) for line in lines)


def test_what_a_receipt_proves_is_told_with_its_place_day_and_witnesses():
    log = Log(20)
    proved = verify_receipt(log.receipt(3, 20, WITNESS_KEYS[1::-1]), policy(*WITNESS_KEYS[:2]))
    lines = proved_said(proved, key_checked=True)
    assert said(lines, "en").split("\n") == [
        f"The entry is in the log {ORIGIN}: number 3, counted from 0, of 20 at that time. "
        f"Fingerprint: {log.leaves[3].hex()}",
        "It says: on 2026-11-22 a voice was received.",
        "Promised by 2026-12-07: an answer, or word of who takes it.",
        "Witness witness1.example saw the same log at 2026-05-28 20:26 UTC.",
        "Witness witness2.example saw the same log at 2026-05-28 20:26 UTC.",
        f"The checkpoint is signed with a key of {ORIGIN} that you trust.",
    ]
    told = ["第 3 条", "2026-11-22，收到一件诉求", "2026-12-07", "witness1.example", ORIGIN, log.leaves[3].hex()]
    assert [word for word in told if word not in said(lines, "zh")] == []


def test_a_receipt_whose_entry_and_key_say_little_proves_little():
    proved = verify_receipt(Log(20).receipt(4, 20), policy())
    lines = proved_said(proved, key_checked=False)
    assert len(lines) == 2
    assert "NOT checked" in lines[1].en
    assert "没有核对" in lines[1].zh


def test_what_is_shown_is_said_to_be_what_was_recorded():
    fields, secret = {"public.channel": "web"}, bytes(32)
    entry = Published(event_commitment(fields, secret), "voice.of_another_kind", bytes(16), date(2026, 11, 22)).data
    text = Checkpoint(ORIGIN, 1, leaf_hash(entry)).text
    extra = extra_of(entry, LOG_KEY.verifier.vkey, secret=secret, fields=fields)
    shown = verify_receipt(Receipt(0, (), Note(text, (LOG_KEY.sign(text),)).data, extra), policy())
    lines = said(proved_said(shown, key_checked=True), "en")
    assert "on 2026-11-22 voice.of_another_kind." in lines
    assert "exactly what was recorded" in lines
    hidden = verify_receipt(Log(20).receipt(4, 20), policy())
    assert len(not_proved_said(hidden)) == len(not_proved_said(shown)) + 1 == 3
    assert "this receipt does not show it" in not_proved_said(hidden)[0].en


def test_words_are_said_to_be_shown_only_where_they_are():
    silent = verify_receipt(Log(20).receipt(4, 20), policy())
    told = [
        said(proved_said(replace(silent, fields={"n": 1}, words=words), key_checked=True), "en")
        for words in ("路灯", "")
    ]
    assert "The words and the other fields" in told[0]
    assert "it does not hold the words" in told[1]
