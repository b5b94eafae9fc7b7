"""A step that somebody is asked to sign only appends to what was signed last."""

import pytest

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.step import Step, check_step
from huiying.core.translog.tree import EMPTY_ROOT
from tests.faces.witness.log import ORIGIN, entry, log_of

LOG = log_of(20)


def step(old, new, log=LOG, proof=None):
    proof = log.consistency(old, new) if proof is None else proof
    return Step(old, tuple(proof), log.head(new).text.encode())


@pytest.mark.parametrize("old", range(1, 21))
def test_every_step_forward_is_accepted(old):
    for new in range(old, 21):
        check_step(step(old, new), LOG.head(new), LOG.head(old))


def test_the_first_step_has_no_proof():
    check_step(step(0, 7), LOG.head(7), None)
    check_step(step(0, 7), LOG.head(7), Checkpoint(ORIGIN, 0, EMPTY_ROOT))
    with pytest.raises(NotProved, match=r"^proof_length$"):
        check_step(step(0, 7, proof=[bytes(32)]), LOG.head(7), None)


def test_an_empty_log_has_the_root_of_the_empty_tree():
    check_step(step(0, 0), LOG.head(0), None)
    with pytest.raises(NotProved, match=r"^not_consistent$"):
        check_step(step(0, 0), Checkpoint(ORIGIN, 0, bytes(32)), None)


@pytest.mark.parametrize("old", [0, 4, 6])
def test_a_step_from_another_size_is_told_the_right_one(old):
    with pytest.raises(NotProved) as caught:
        check_step(step(old, 9), LOG.head(9), LOG.head(5))
    assert (caught.value.reason, caught.value.about) == ("stale", "5")


def test_a_step_back_is_malformed():
    with pytest.raises(Malformed, match=r"^size$"):
        check_step(step(9, 9), LOG.head(5), LOG.head(9))


def test_a_fork_is_refused_whatever_its_proof():
    fork = log_of(4)
    for number in range(50, 60):
        fork.append(entry(number))
    for proof in ([], LOG.consistency(5, 9), fork.consistency(5, 9)):
        with pytest.raises(NotProved):
            check_step(step(5, 9, fork, proof), fork.head(9), LOG.head(5))
    with pytest.raises(NotProved, match=r"^not_consistent$"):
        check_step(step(5, 5, fork), fork.head(5), LOG.head(5))


def test_a_request_reads_as_it_was_written():
    for old, new in ((0, 0), (0, 5), (3, 20), (5, 5)):
        assert Step.of_data(step(old, new).data) == step(old, new)


PROOF = b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        *(("step", data) for data in (
            b"", b"old 5", b"old 5\n", b"old 05\n\nx", b"old -1\n\nx", b"old 5 \n\nx", b"old \n\nx", b"new 5\n\nx",
            b"old 5\n" + PROOF * 64 + b"\nx", b"old 5\r\n\r\nx", b"old \xd9\xa3\n\nx", b"old 99999999999999999999\n\nx",
        )),
        ("hash_length", b"old 5\nAAAA\n\nx"),
        ("base64", b"old 5\nnot base64!\n\nx"),
    ],
)  # fmt: skip
def test_what_is_no_request_is_malformed(reason, data):
    with pytest.raises(Malformed) as fault:
        Step.of_data(data)
    assert fault.value.reason == reason


def test_the_checkpoint_of_a_request_may_hold_blank_lines():
    assert Step.of_data(b"old 5\n\na\n\nb\n") == Step(5, (), b"a\n\nb\n")


def test_sixty_three_lines_of_proof_are_the_most():
    assert len(Step.of_data(b"old 5\n" + PROOF * 63 + b"\nx").proof) == 63
