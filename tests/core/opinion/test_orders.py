"""The same votes in any order, on any number of threads, give the same bytes."""

import os
import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.opinion import opinion_map, to_json, votes_of, votes_sha256
from huiying.core.opinion.polis import read_statements, read_votes
from tests.core.opinion.conversations import REAL, bytes_of, camps, folder, listed, of_rows
from tests.house import ROOT

SMALL = st.lists(
    st.tuples(st.integers(-3, 40), st.integers(0, 9), st.sampled_from((-1, 0, 1)), st.integers(0, 3)),
    min_size=1,
    max_size=120,
)


@pytest.mark.parametrize("name", REAL)
def test_ten_shuffles_of_a_real_conversation_give_the_same_bytes(name):
    at = folder(name)
    votes = read_votes((at / "votes.csv").read_bytes())
    statements = read_statements((at / "comments.csv").read_bytes())
    who, order = np.repeat(votes.voters, votes.given), np.random.default_rng(len(name))
    found = {to_json(opinion_map(votes, statements))}
    for _ in range(10):
        at = order.permutation(len(who))
        shuffled = votes_of(who[at], votes.statements[votes.columns][at], votes.values[at])
        found.add(to_json(opinion_map(shuffled, [statements[n] for n in order.permutation(len(statements))])))
    assert len(found) == 1


@pytest.mark.parametrize("name", REAL)
def test_a_file_in_another_order_holds_the_same_votes(name):
    head, *rows = (folder(name) / "votes.csv").read_bytes().splitlines()
    before = votes_sha256(read_votes(b"\n".join([head, *rows])))
    random.Random(name).shuffle(rows)
    assert votes_sha256(read_votes(b"\n".join([head, *rows]))) == before


@settings(deadline=None, max_examples=25)
@given(SMALL, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert bytes_of(rows) == bytes_of(shuffled)


@settings(deadline=None, max_examples=25)
@given(SMALL)
def test_any_votes_make_a_map_that_shows_nobody(rows):
    found = opinion_map(of_rows(rows), listed(rows))
    assert all(base.people >= 5 for base in found.bases)
    assert all(group.people >= 5 for group in found.groups)
    assert all(cell is None or cell.voted >= 5 for one in found.statements for cell in (one.counts, *one.cells))
    assert found.voters is None or found.voters >= 5


def test_threads_do_not_matter():
    code = (
        "import sys; from tests.core.opinion.conversations import bytes_of, camps;"
        "sys.stdout.buffer.write(bytes_of(camps((300, 200, 150), 200, seen=0.5)))"
    )
    found = set()
    for threads in ("1", "2"):
        names = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), threads)
        environment = {**os.environ, **names, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": threads}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        found.add(done.stdout)
    assert found == {bytes_of(camps((300, 200, 150), 200, seen=0.5))}
