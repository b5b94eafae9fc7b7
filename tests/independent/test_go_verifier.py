"""Go's golang.org/x/mod/sumdb (Debian: golang-go, golang-golang-x-mod-dev) agrees with our core about our logs."""

import fcntl
import os
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from huiying.core.translog.note import SigningKey
from huiying.core.translog.proof import consistency_proof
from huiying.core.translog.tile import pack_entries
from tests.core.translog.logs import LOG_KEY, ORIGIN, WITNESS_KEYS, Log

SOURCE = Path(__file__).parent / "verifier" / "main.go"
GO_PATH = Path("/usr/share/gocode")
ABSENT = "The verifier needs Go: apt-get install golang-go golang-golang-x-mod-dev"
HAS_GO = shutil.which("go") is not None and (GO_PATH / "src/golang.org/x/mod/sumdb/tlog").exists()
pytestmark = pytest.mark.skipif(not HAS_GO, reason=ABSENT)

SIZES = [1, 2, 3, 4, 7, 8, 100, 255, 256, 257, 511, 512, 513, 1000]
VKEY = LOG_KEY.verifier.vkey


@pytest.fixture(name="program", scope="session")
def build(tmp_path_factory, worker_id):
    """The program, built once for all processes that run tests."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder if worker_id == "master" else folder.parent
    program, go = folder / "verifier", {"GO111MODULE": "off", "GOPATH": str(GO_PATH), "GOFLAGS": "", "CGO_ENABLED": "0"}
    with (folder / "verifier.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            command = [shutil.which("go"), "build", "-o", program, SOURCE]
            subprocess.run(command, env={**os.environ, **go, "GOCACHE": str(folder / "go")}, check=True, timeout=300)
    return program


@pytest.fixture(name="says")
def asked(program, tmp_path):
    """What the program says to a check, a key and some files: "proved", or its complaint."""

    def ask(check, *files, vkey=VKEY):
        paths = [tmp_path / f"{number}" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        done = subprocess.run([program, check, vkey, *paths], capture_output=True, text=True, timeout=60, check=False)
        return done.stdout.strip() if done.returncode == 0 else f"no: {done.stderr.strip()}"

    return ask


@pytest.fixture(name="log", scope="module")
def thousand():
    return Log(1000)


def proof_lines(path):
    return b"".join(b64encode(one) + b"\n" for one in path)


@pytest.mark.parametrize("size", SIZES)
def test_go_proves_our_receipts(says, log, size):
    for index in sorted({0, 1, size // 2, size - 2, size - 1} & set(range(size))):
        assert says("receipt", log.receipt(index, size, WITNESS_KEYS).data) == "proved"


@pytest.mark.parametrize("size", SIZES)
def test_go_finds_our_root_from_the_entries(says, log, size):
    assert says("tree", log.checkpoint(size), pack_entries(log.entries[:size])) == "proved"


@pytest.mark.parametrize("new", SIZES)
def test_go_proves_that_our_later_trees_begin_with_the_earlier(says, log, new):
    for old in sorted({1, 2, 3, new // 2, new - 1, new} & set(range(1, new + 1))):
        proof = proof_lines(consistency_proof(old, new, log.read))
        assert says("consistency", log.checkpoint(old), log.checkpoint(new), proof) == "proved"


@pytest.mark.parametrize("size", [2, 255, 1000])
def test_go_refuses_a_changed_receipt(says, log, size):
    receipt = log.receipt(1, size, WITNESS_KEYS[:1])
    changed = [
        replace(receipt, index=0),
        replace(receipt, path=(*receipt.path[:-1], bytes(32))),
        replace(receipt, path=receipt.path[:-1]),
        replace(receipt, path=(*receipt.path, bytes(32))),
        replace(receipt, extra=log.receipt(0, size).extra),
        replace(receipt, checkpoint=log.checkpoint(size - 1)),
        replace(receipt, checkpoint=receipt.checkpoint.replace(f"\n{size}\n".encode(), f"\n{size + 1}\n".encode(), 1)),
    ]
    for one in changed:
        assert says("receipt", one.data).startswith("no: ")


def test_go_refuses_a_receipt_with_one_changed_byte(says, log):
    receipt = log.receipt(77, 100)
    data, entry_ends = receipt.data, receipt.extra.index(b',"vkey"') // 3 * 4
    assert says("receipt", data) == "proved"
    unchecked = range(data.index(b"extra ") + len("extra ") + entry_ends, data.index(b"\nindex"))
    for at in range(0, len(data), 17):
        if at not in unchecked:
            changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            assert says("receipt", changed).startswith("no: "), f"byte {at}"


@pytest.mark.parametrize(("old", "new"), [(1, 2), (3, 7), (255, 256), (256, 257), (513, 1000)])
def test_go_refuses_a_changed_history(says, log, old, new):
    forked = Log(new, LOG_KEY)
    forked.rows = [[bytes(32) for _ in row] for row in forked.rows]
    path = consistency_proof(old, new, log.read)
    before, after = log.checkpoint(old), log.checkpoint(new)
    for wrong in [
        (before, forked.checkpoint(new), path),
        (forked.checkpoint(old), after, path),
        (before, after, path[:-1]),
    ]:
        assert says("consistency", *wrong[:2], proof_lines(wrong[2])).startswith("no: ")


def test_go_refuses_a_changed_entry_and_one_more_or_less(says, log):
    checkpoint, entries = log.checkpoint(300), log.entries[:300]
    for wrong in ([b"{}", *entries[1:]], entries[:-1], [*entries, b"{}"], [entries[1], entries[0], *entries[2:]]):
        assert "another root" in says("tree", checkpoint, pack_entries(wrong))


def test_go_refuses_another_key(says, log):
    receipt = log.receipt(5, 300).data
    assert "no verifiable signatures" in says("receipt", receipt, vkey=SigningKey(ORIGIN, b"n" * 32).verifier.vkey)
    assert "no verifiable signatures" in says("receipt", receipt, vkey=SigningKey("a", LOG_KEY.seed).verifier.vkey)


def test_go_reads_keys_with_a_plus_in_their_base64(says):
    keys = (SigningKey(ORIGIN, bytes([n]) * 32) for n in range(1, 99))
    key = next(key for key in keys if key.verifier.vkey.count("+") > 2)
    assert says("receipt", Log(3, key).receipt(1, 3).data, vkey=key.verifier.vkey) == "proved"


def test_our_core_reads_the_key_that_go_reads(says, log):
    assert "invalid verifier hash" in says("receipt", log.receipt(0, 1).data, vkey=VKEY.replace("voices", "voiced"))
