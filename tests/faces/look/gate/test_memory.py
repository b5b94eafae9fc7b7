"""What the process remembers: bounded, by door and place, each pass once."""

import threading

from huiying.core.crowding import Allowance
from huiying.faces.look.gate import memory as module
from huiying.faces.look.gate.memory import Memory

RULE, WHOLE = Allowance(3, 1), Allowance(5, 1)


def fill(memory, place, times, at=0.0, whole=None):
    for _ in range(times):
        memory.count("send", place, RULE, whole, at)


def test_one_place_full_leaves_the_others_free():
    memory = Memory()
    fill(memory, b"a", 10)
    assert memory.asks("send", b"a", RULE, None, 0.0) is not None
    assert memory.asks("send", b"b", RULE, None, 0.0) is None
    assert memory.asks("start", b"a", RULE, None, 0.0) is None


def test_many_places_together_are_asked_a_little():
    memory = Memory()
    for number in range(10):
        memory.count("send", bytes([number]), RULE, WHOLE, 0.0)
    assert memory.asks("send", b"new", RULE, WHOLE, 0.0) is not None


def test_a_pass_is_used_once_also_by_many_at_once():
    memory, won, gate = Memory(), [], threading.Barrier(8)

    def use():
        gate.wait()
        won.append(memory.use_once("p", 100.0))

    team = [threading.Thread(target=use) for _ in range(8)]
    for one in team:
        one.start()
    for one in team:
        one.join()
    assert sorted(won) == [False] * 7 + [True]
    memory.forget_passes(99.0)
    assert not memory.use_once("p", 100.0)
    memory.forget_passes(101.0)
    assert memory.use_once("p", 200.0)


def test_places_are_forgotten_when_their_level_has_sunk_and_never_too_many_are_kept(monkeypatch):
    memory = Memory()
    fill(memory, b"a", 2)
    fill(memory, b"b", 1, at=10_000.0)
    assert memory.places() == 1
    monkeypatch.setattr(module, "MOST_PLACES", 20)
    fill(memory, b"full", 30, at=10_000.0)
    for number in range(500):
        memory.count("send", number.to_bytes(4), RULE, None, 10_000.0)
    assert memory.places() <= 20
    assert memory.asks("send", b"full", RULE, None, 10_000.0) is not None, "the fullest are kept"
