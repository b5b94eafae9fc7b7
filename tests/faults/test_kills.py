"""kill -9 of everything, again and again, while eight people speak: no receipt is lost, nothing is twice, no fork."""

import json
import os
import random
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.note import VerifierKey
from tests.faults.citizen import Citizen
from tests.journeys.office import Office
from tests.soak import SOAK

ROUNDS = 50 if SOAK else 3
SPEAKERS = 8
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="this test reads /proc (Linux)"),
]


class Mortal(Office):
    """An office whose processes die without a word and come back."""

    def family(self):
        """The process ids of supervisor, web and worker."""
        mark = f"HUIYING_DATA={self.folder / 'var'}"
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if mark in path.read_text(errors="replace").split("\0"):
                    found.append(int(path.parent.name))
            except OSError:
                continue
        return found

    def die(self):
        """kill -9 to all of them, until none is left."""
        while family := self.family():
            for process in family:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            self._process.wait(30)
            time.sleep(0.05)

    def come_back(self):
        self.start_again()


@pytest.fixture
def office(tmp_path):
    office = Mortal(tmp_path)
    (tmp_path / "var").mkdir()
    office.start()
    office.mailbox.start = office.mailbox.stop = lambda: None
    yield office
    office.die()


def test_no_receipt_is_lost_and_nothing_forks(office):
    acknowledged, stop, chance = [], threading.Event(), random.Random(7)
    heads: list[bytes] = []

    def person(name):
        count = 0
        while not stop.is_set():
            count += 1
            number = Citizen(office.address, stop.is_set).speak(f"speaker {name}, matter {count}")
            if number is not None:
                acknowledged.append(number)

    speakers = [threading.Thread(target=person, args=(n,), daemon=True) for n in range(SPEAKERS)]
    for one in speakers:
        one.start()
    for _ in range(ROUNDS):
        so_far = len(acknowledged)
        wait(lambda so_far=so_far: len(acknowledged) >= so_far + SPEAKERS)
        time.sleep(chance.random())
        heads += checkpoints(office)[-1:]
        office.die()
        office.come_back()
    wait(lambda: len(acknowledged) >= (ROUNDS + 1) * SPEAKERS)
    stop.set()
    for one in speakers:
        one.join(60)

    rows = stored(office)
    assert len(set(acknowledged)) == len(acknowledged), "one receipt, one voice"
    assert set(acknowledged) <= {number for number, _words in rows}, "what was acknowledged is stored"
    assert len({words for _number, words in rows}) == len(rows), "nothing was written down twice"
    said = json.loads(office.run("huiying", "ledger", "fsck", "--json"))
    assert said["ok"], said
    signed = {head.size: head.root for head in map(opened(office), checkpoints(office))}
    assert len(signed) == len(checkpoints(office)), "one root for each size"
    for head in map(opened(office), heads):
        assert signed[head.size] == head.root, "what was published before a kill is there after it"
    wait(lambda: rows_of(office, "SELECT count(*) FROM likeness_unread") == [(0,)])
    ((read, counted),) = rows_of(
        office,
        "SELECT (SELECT count(*) FROM likeness_storedprofile), (SELECT count FROM likeness_keycount WHERE id = -1)",
    )
    assert read == counted == len(rows), "each voice was read once"


def wait(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def rows_of(office, sql):
    with sqlite3.connect(f"file:{office.folder / 'var' / 'huiying.sqlite3'}?mode=ro", uri=True, timeout=30) as database:
        return database.execute(sql).fetchall()


def stored(office):
    return rows_of(office, "SELECT number, text FROM voices_voice")


def checkpoints(office):
    return [bytes(note) for (note,) in rows_of(office, "SELECT note FROM ledger_logcheckpoint ORDER BY size")]


def opened(office):
    keys = [VerifierKey.of_vkey(vkey) for (vkey,) in rows_of(office, "SELECT vkey FROM ledger_logkey")]
    return lambda note: open_checkpoint(note, keys)[0]
