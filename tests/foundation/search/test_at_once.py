"""Several write and search at the same time: all that was put is found, and nobody finds half of a text."""

import threading

import pytest
from django.db import transaction

from huiying.core.search import fold
from huiying.foundation.search.indexing import drop, put, settle
from huiying.foundation.search.rows import Kind
from tests.foundation.ledger.conftest import together  # noqa: F401  the fixture for those who work at once
from tests.foundation.search.conftest import found, say

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 12


def test_all_that_several_put_at_once_is_found(together):  # noqa: F811  the fixture
    def write(first):
        for owner in range(first, first + EACH):
            with transaction.atomic(durable=True):
                put([say(owner, f"油烟{'好' * owner}"), say(owner, "扰民")])

    together(*(lambda first=first: write(first) for first in (1, 101, 201)))
    (smoke, both) = together(lambda: found("油烟"), lambda: found("民 油"))
    owners = {first + n for first in (1, 101, 201) for n in range(EACH)}
    assert smoke == both == sorted(owners, reverse=True)


def test_whoever_searches_meanwhile_finds_whole_texts_alone(together):  # noqa: F811  the fixture
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 700)))
    long_word = f'"{fold(text)[100:290]}"'
    done = threading.Event()

    def write():
        try:
            for owner in range(1, 20):
                with transaction.atomic(durable=True):
                    put([say(owner, text)])
                if owner % 3 == 0:
                    with transaction.atomic(durable=True):
                        drop(Kind.CASE, [owner - 1])
            settle()
        finally:
            done.set()

    def search():
        seen = []
        while not done.is_set():
            seen.append(found(long_word))
        return seen

    _nothing, *answers = together(write, search, search)
    left = [owner for owner in range(19, 0, -1) if owner % 3 != 2]
    for seen in answers:
        assert all(answer == sorted(set(answer), reverse=True) for answer in seen)
        assert all(set(answer) <= set(range(1, 20)) for answer in seen)
    (now,) = together(lambda: found(long_word))
    assert now == left
