"""A receipt is checked offline, in plain words, by somebody who has no office."""

import base64
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from huiying.core.translog.canonical import canonical
from huiying.core.translog.offered import compact_text
from huiying.core.translog.receipt import Receipt
from huiying.faces.witness.commands import verify
from tests.faces.cli.running import huiying
from tests.faces.witness.log import DAY, DUE, ORIGIN, entry, key, log_of, recorded

LOG = log_of(7)
VKEY = LOG.signer.verifier.vkey
WITNESS = key("witness.example", 9)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def check(tmp_path, data, *arguments):
    """(exit code, JSON, words) of verifying `data`."""
    file = tmp_path / "receipt.tlog-proof"
    file.write_bytes(data)
    done = CliRunner().invoke(verify, [str(file), "--json", *map(str, arguments)])
    return done.exit_code, json.loads(done.stdout), done.stderr


def test_a_good_receipt_holds(tmp_path):
    code, keys, words = check(tmp_path, LOG.receipt(3).data, "--vkey", VKEY)
    assert code == 0
    assert keys | {"says": ""} == {
        "ok": True, "size": 7, "index": 3, "origin": ORIGIN, "leaf": LOG.levels[0][3].hex(), "day": DAY.isoformat(),
        "type": "voice.received", "due": DUE.isoformat(), "witnesses": {}, "key_checked": True, "says": "",
    }  # fmt: skip
    assert keys["says"] + "\n" == words
    assert "a voice was received" in words
    assert "What was said is not proved" in words


def test_the_key_in_the_receipt_is_used_and_not_trusted(tmp_path):
    code, keys, words = check(tmp_path, LOG.receipt(3).data)
    assert (code, keys["ok"], keys["key_checked"]) == (0, True, False)
    assert "whose key it is was NOT checked" in words


def test_a_receipt_that_names_no_key_needs_one(tmp_path):
    receipt = LOG.receipt(3)
    extra = canonical({"entry": base64.b64encode(LOG.entries[3]).decode()})
    bare = Receipt(receipt.index, receipt.path, receipt.checkpoint, extra).data
    code, keys, words = check(tmp_path, bare)
    assert (code, keys["ok"], keys["reason"]) == (1, False, "no_key")
    assert "Ask the office for the key" in words
    assert check(tmp_path, bare, "--vkey", VKEY)[0] == 0


@pytest.mark.parametrize(
    "form",
    [
        lambda receipt: compact_text(receipt).encode(),
        lambda receipt: f"  {compact_text(receipt)}==\n".encode(),
        lambda receipt: f"https://voice.example/log/check#{compact_text(receipt)}".encode(),
        lambda receipt: b"\xef\xbb\xbf" + receipt.data.replace(b"\n", b"\r\n"),
    ],
)
def test_other_forms_of_the_same_receipt_hold(tmp_path, form):
    code, keys, _words = check(tmp_path, form(LOG.receipt(5, witnesses=[WITNESS])), "--vkey", VKEY)
    assert (code, keys["index"]) == (0, 5)


def test_words_that_were_recorded_are_shown_and_proved(tmp_path):
    data, shown = recorded("路灯坏了\n- Fake \x1b[31m")
    log = log_of(2)
    log.append(data)
    code, keys, words = check(tmp_path, log.receipt(2, **shown).data)
    assert (code, keys["words"], keys["fields"]) == (0, shown["words"], shown["fields"])
    assert "exactly what was recorded" in words
    assert "What was said is not proved" not in words
    assert "\n  - Fake \N{REPLACEMENT CHARACTER}[31m\n" in words


def test_fields_without_the_words_are_proved_without_them(tmp_path):
    data, shown = recorded()
    log = log_of(2)
    log.append(data)
    code, _keys, words = check(tmp_path, log.receipt(2, **{**shown, "words": ""}).data)
    assert code == 0
    assert "it does not hold the words" in words


@pytest.mark.parametrize(
    ("changed", "reason"), [({"words": "路灯好了"}, "words"), ({"fields": {"type": "x"}}, "fields")]
)
def test_changed_words_or_fields_do_not_hold(tmp_path, changed, reason):
    data, shown = recorded()
    log = log_of(2)
    log.append(data)
    code, keys, _words = check(tmp_path, log.receipt(2, **{**shown, **changed}).data)
    assert (code, keys["reason"]) == (1, reason)


def test_an_entry_that_was_changed_does_not_hold(tmp_path):
    forged = log_of(7)
    forged.entries[3] = entry(99)
    code, keys, words = check(tmp_path, forged.receipt(3).data)
    assert (code, keys["ok"], keys["reason"]) == (1, False, "not_included")
    assert words.startswith("It does NOT hold.")


def test_every_changed_byte_is_found(tmp_path):
    good = LOG.receipt(3).data
    for at in range(0, len(good), 7):
        bad = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        assert check(tmp_path, bad, "--vkey", VKEY)[1]["ok"] is False or unsigned(bad)


def unsigned(data):
    """Whether all that was changed is the key that the receipt suggests, which a checker with a key does not use."""
    before, after = Receipt.of_data(LOG.receipt(3).data), Receipt.of_data(data)
    same = (before.index, before.path, before.checkpoint) == (after.index, after.path, after.checkpoint)
    return same and json.loads(before.extra)["entry"] == json.loads(after.extra)["entry"]


def test_the_receipt_of_another_log_does_not_hold(tmp_path):
    other = log_of(7, signer=key(ORIGIN, 2))
    code, keys, words = check(tmp_path, other.receipt(3).data, "--vkey", VKEY)
    assert (code, keys["reason"]) == (1, "not_signed")
    assert "None of the keys that you trust" in words


def test_a_witness_of_whom_a_key_is_given_must_have_signed(tmp_path):
    keys = ["--vkey", VKEY, "--vkey", WITNESS.cosigner.vkey]
    assert check(tmp_path, LOG.receipt(3).data, *keys)[1]["reason"] == "quorum"
    code, found, words = check(tmp_path, LOG.receipt(3, witnesses=[WITNESS]).data, *keys)
    assert (code, found["witnesses"]) == (0, {"witness.example": 1_764_000_000})
    assert "Witness witness.example saw the same log at 2025-11-24 16:00 UTC." in words


def test_a_policy_says_who_is_trusted(tmp_path):
    policy = tmp_path / "policy"
    policy.write_text(f"log {VKEY}\nwitness w {WITNESS.cosigner.vkey}\nquorum w\n")
    assert check(tmp_path, LOG.receipt(3).data, "--policy", policy)[1]["reason"] == "quorum"
    assert check(tmp_path, LOG.receipt(3, witnesses=[WITNESS]).data, "--policy", policy)[1]["witnesses"].keys() == {"w"}


def test_what_is_no_receipt_is_said_to_be_none(tmp_path):
    for data in (b"", b"hello", b"\x00\xff" * 100, b"c2sp.org/tlog-proof@v1\n", b"x" * 2_000_000, b"https://a/#AQ"):
        assert check(tmp_path, data)[1]["reason"] == "receipt"


def test_a_receipt_may_come_on_standard_input():
    done = CliRunner().invoke(verify, ["-", "--json"], input=LOG.receipt(3).data)
    assert json.loads(done.stdout)["ok"] is True


@pytest.mark.parametrize("content", ["log nonsense", b"\xff\xfe"])
def test_a_policy_that_is_none_is_wrong_use(tmp_path, content):
    policy, file = tmp_path / "policy", tmp_path / "receipt"
    policy.write_bytes(content if isinstance(content, bytes) else content.encode())
    file.write_bytes(LOG.receipt(3).data)
    assert CliRunner().invoke(verify, [str(file), "--policy", str(policy)]).exit_code == 2
    assert CliRunner().invoke(verify, [str(file), "--vkey", "nonsense"]).exit_code == 2
    policy.write_text(f"log {VKEY}\n")
    both = [str(file), "--policy", str(policy), "--vkey", VKEY]
    assert CliRunner().invoke(verify, both).exit_code == 2


def test_it_speaks_chinese_where_the_terminal_does(tmp_path):
    file = tmp_path / "receipt"
    file.write_bytes(LOG.receipt(3).data)
    said = huiying("verify", file, LANG="zh_CN.UTF-8")
    assert said.returncode == 0
    assert "没有核对公钥是谁的" in said.stdout


def test_no_django_is_loaded(tmp_path):
    file = tmp_path / "receipt"
    file.write_bytes(LOG.receipt(3).data)
    code = (
        "import sys; from huiying.config.commands import huiying; "
        "huiying(sys.argv[1:], standalone_mode=False); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, "verify", file], env={"PATH": os.defpath}, check=False)
    assert done.returncode == 0
