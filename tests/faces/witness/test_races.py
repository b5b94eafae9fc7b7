"""Whatever happens at once, whenever it is killed: a witness never vouches for two trees that contradict each other."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from huiying.core.translog.errors import NotProved
from huiying.core.translog.step import Step, check_step
from huiying.faces.witness.commands import witness
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.signer import Signer
from huiying.faces.witness.witness import Witness
from tests.faces.witness.asking import Process, ask, bare_step, served, step
from tests.faces.witness.log import Log, entry, key, log_of
from tests.soak import SOAK

COMMON, LENGTH = 5, 60
LEFT = log_of(LENGTH)
RIGHT = Log([*LEFT.entries[:COMMON], *(entry(1000 + number) for number in range(LENGTH - COMMON))])
WITNESS = key("witness.example", 9)


def push(urls, log, seed, body=step, path="add-checkpoint", **headers):
    """Pushes one branch as fast as it goes; gives the (size, root) of everything that was signed."""
    chance, signed, old = random.Random(seed), [], 0
    for _ in range(40):
        new = min(LENGTH, old + chance.randrange(0, 4))
        status, _kind, text = ask(f"{chance.choice(urls)}/{path}", "POST", body(log, old, new), **headers)
        if status == 200:
            signed.append((new, log.root(new)))
            old = new
        elif status == 409:
            old = int(text)
        else:
            assert status in (400, 422), status
    return signed


def race(urls, **more):
    """Everything that two branches got signed, each pushed by three threads at once."""
    branches = [LEFT, RIGHT] * 3
    with ThreadPoolExecutor(len(branches)) as pool:
        done = [pool.submit(push, urls, log, seed, **more) for seed, log in enumerate(branches)]
        return [head for one in done for head in one.result()]


def one_tree(signed):
    """Whether a single branch holds all that was signed."""
    return any(all(log.root(size) == root for size, root in signed) for log in (LEFT, RIGHT))


def test_the_two_branches_contradict_each_other():
    assert LEFT.root(COMMON) == RIGHT.root(COMMON)
    assert not one_tree([(20, LEFT.root(20)), (20, RIGHT.root(20))])
    with pytest.raises(NotProved):
        check_step(Step(COMMON + 1, tuple(RIGHT.consistency(6, 9)), b""), RIGHT.head(9), LEFT.head(COMMON + 1))


def test_threads_that_race_never_get_a_fork_signed(tmp_path):
    heads = Heads(tmp_path / "state.sqlite3", WITNESS.verifier.public)
    heads.create()
    with served(Witness(WITNESS, heads, [LEFT.signer.verifier])) as url:
        signed = race([url])
    assert max(size for size, _root in signed) > COMMON
    assert one_tree(signed)


def test_a_signer_never_signs_a_fork(tmp_path):
    keeper = key("voice.example", 4)
    heads = Heads(tmp_path / "state.sqlite3", keeper.verifier.public)
    heads.create()
    with served(Signer(keeper, heads, "token")) as url:
        signed = race([url], body=bare_step, path="sign-checkpoint", Authorization="Bearer token")
    assert max(size for size, _root in signed) > COMMON
    assert one_tree(signed)


@pytest.fixture
def files(tmp_path):
    files = ["--state", tmp_path / "state.sqlite3", "--key", tmp_path / "key"]
    witness([*map(str, files), "--name", "w.example", "--make-key"], standalone_mode=False)
    return [*files, "--log", LEFT.signer.verifier.vkey]


def test_processes_that_share_a_record_never_get_a_fork_signed(files):
    with Process("witness", *files) as one, Process("witness", *files) as two:
        signed = race([one.url, two.url])
    assert max(size for size, _root in signed) > COMMON
    assert one_tree(signed)


KILLS = 50 if SOAK else 6


def test_a_witness_that_is_killed_neither_goes_back_nor_forks(files):
    chance, signed, newest = random.Random(7), [], 0
    for _ in range(KILLS):
        with Process("witness", *files) as process:
            threading.Timer(chance.uniform(0.01, 0.3), process.process.kill).start()
            for log in (LEFT, RIGHT) * 200:
                try:
                    status, _kind, text = ask(f"{process.url}/add-checkpoint", "POST", step(log, newest, newest + 1))
                except OSError:
                    break
                if status == 200:
                    signed.append((newest + 1, log.root(newest + 1)))
                    newest = min(newest + 1, LENGTH - 1)
                elif status == 409:
                    assert int(text) >= newest
                    newest = min(int(text), LENGTH - 1)
    with Process("witness", *files) as process:
        last = max(size for size, _root in signed)
        assert int(ask(f"{process.url}/add-checkpoint", "POST", step(LEFT, 0, 1))[2]) >= last
    assert len(signed) > KILLS
    assert one_tree(signed)
