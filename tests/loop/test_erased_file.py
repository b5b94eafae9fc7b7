"""After an erasure and the sweep the words are nowhere: not in a row, a free page, the write-ahead log."""

import json
import sqlite3
from contextlib import closing

import pytest

from huiying.core.search import fold
from huiying.core.search.windows import pairs
from tests import migrated
from tests.faces.cli.running import huiying

MODULE = "tests.loop.office_to_erase"


@pytest.fixture
def folder(tmp_path):
    migrated.lay_into(tmp_path)
    done = huiying(module="huiying.faces.cli.prepare", HUIYING_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    return tmp_path


def run(folder, what):
    done = huiying(what, module=MODULE, HUIYING_DATA=str(folder))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def raw(folder):
    return b"".join(path.read_bytes() for path in folder.glob("huiying.sqlite3*"))


def left(data, said):
    words = {word for word in said["words"] if any(form in data for form in forms(word))}
    return words | {blob for blob in said["sealed"] if bytes.fromhex(blob) in data}


def forms(word):
    """As it is written, as JSON escapes, and as the index of words keeps its signs."""
    return word.encode(), json.dumps(word)[1:-1].encode(), fold(word).encode() or word.encode()


def indexed(data):
    """What FTS5 keeps of a name nobody else says: of each pair of signs the end, for the beginning may be shared."""
    ends = {pair[2:].encode() for pair in pairs(fold("金丝雀第七号"))}
    return {end for end in ends if end in data}


def test_no_word_is_left_in_the_file_or_beside_it(folder):
    said = run(folder, "play")
    files = {path for path in (folder / "files").rglob("*") if path.is_file()}
    assert files
    before = left(raw(folder), said)
    assert len(before & set(said["words"])) >= 10
    assert len(before & set(said["sealed"])) > 50
    assert len(indexed(raw(folder))) >= 4
    assert run(folder, "erase") == 0
    assert left(raw(folder), said) == set()
    assert indexed(raw(folder)) == set()
    assert not any(path.exists() for path in files)
    paths = [path for path in folder.rglob("*") if path.is_file() and "keys" not in path.relative_to(folder).parts]
    assert left(b"".join(path.read_bytes() for path in paths), said) == set()


def test_somebody_who_reads_for_long_only_delays_it(folder):
    said = run(folder, "play")
    with closing(sqlite3.connect(folder / "huiying.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM voices_voice").fetchone()
        assert run(folder, "erase") > 0
        assert left(raw(folder), said)
    done = huiying("tick", "--now", "2026-12-14T10:00", "--data", str(folder))
    assert done.returncode == 0, done.stderr
    assert left(raw(folder), said) == set()


def test_the_log_of_an_office_that_erased_still_fits(folder):
    run(folder, "play")
    run(folder, "erase")
    done = huiying("ledger", "fsck", "--deep", "--data", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
