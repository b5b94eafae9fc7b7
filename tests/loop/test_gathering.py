"""Many threads, one writer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from huiying.loop.gathering import Gathering


class Ledger:
    """Writes numbers down; the first batch waits until `go`. A negative number is refused with its whole batch."""

    def __init__(self):
        self.batches, self.started, self.go = [], Event(), Event()

    def write(self, take):
        if not self.batches:
            self.started.set()
            assert self.go.wait(10)
        items = list(take())
        self.batches.append(items)
        if any(item < 0 for item in items):
            raise ValueError(min(items))
        return [item * 10 for item in items]


def brought(gathering, ledger, numbers):
    """What each number brought, the later ones brought while the first is being written."""
    with ThreadPoolExecutor(max_workers=len(numbers)) as threads:
        first = threads.submit(gathering.bring, numbers[0])
        assert ledger.started.wait(10)
        others = [threads.submit(gathering.bring, number) for number in numbers[1:]]
        while len(gathering._waiting) < len(numbers):
            pass
        ledger.go.set()
        return [first, *others]


def test_one_alone_is_done_at_once():
    ledger = Ledger()
    ledger.go.set()
    assert Gathering(ledger.write, most=4).bring(7) == 70
    assert ledger.batches == [[7]]


def test_who_waits_when_the_transaction_begins_is_done_in_it_and_the_rest_in_the_next():
    ledger = Ledger()
    done = brought(Gathering(ledger.write, most=4), ledger, range(1, 7))
    assert [each.result(10) for each in done] == [10, 20, 30, 40, 50, 60]
    assert [len(batch) for batch in ledger.batches] == [4, 2]
    assert sorted(number for batch in ledger.batches for number in batch) == [1, 2, 3, 4, 5, 6]


def test_the_mistake_of_one_costs_nobody_else_anything():
    ledger = Ledger()
    done = brought(Gathering(ledger.write, most=8), ledger, [1, -2, 3])
    assert (done[0].result(10), done[2].result(10)) == (10, 30)
    with pytest.raises(ValueError, match="-2"):
        done[1].result(10)
    assert ledger.batches[1:] == [[number] for number in ledger.batches[0]]


def test_what_cannot_even_begin_is_told_to_all_who_wait_and_the_next_is_served():
    ready = [False]

    def write(take):
        if not ready[0]:
            raise OSError("no disk")
        return list(take())

    gathering = Gathering(write, most=8)
    with pytest.raises(OSError, match="no disk"):
        gathering.bring(1)
    ready[0] = True
    assert gathering.bring(2) == 2


def test_hundreds_of_threads_each_get_their_own():
    def write(take):
        return [(item, item * item) for item in take()]

    gathering = Gathering(write, most=16)
    with ThreadPoolExecutor(max_workers=32) as threads:
        assert list(threads.map(gathering.bring, range(2_000))) == [(item, item * item) for item in range(2_000)]
