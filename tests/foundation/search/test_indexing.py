"""Texts go in and out with the transaction that changes them, and nothing that anybody pastes breaks or slows it."""

import time

import pytest
from django.db import connection, transaction

from huiying.core.search import LONGEST_TEXT
from huiying.foundation.search import indexing, rows
from huiying.foundation.search.indexing import drop, empty, filed, put, settle
from huiying.foundation.search.models import Window
from huiying.foundation.search.rows import Kind, Part, end_of, first_row, owner_of
from tests.foundation.search.conftest import found, say

pytestmark = pytest.mark.django_db


def test_row_numbers_lie_in_the_order_of_kind_and_owner():
    numbers = [first_row(kind, owner) + n for kind in Kind for owner in (0, 1, 2**40 - 1) for n in (0, 2**16 - 1)]
    assert numbers == sorted(set(numbers))
    assert [owner_of(number) for number in numbers[2:6]] == [1, 1, 2**40 - 1, 2**40 - 1]
    assert first_row(Kind.CASE, 2**40 - 1) < end_of(Kind.CASE) == first_row(Kind.ISSUE, 0)
    assert end_of(127) <= 2**63


@pytest.mark.parametrize("owner", [-1, 2**40])
def test_no_owner_outside_its_bits_is_taken(owner):
    with pytest.raises(ValueError):
        put([say(owner, "油烟")])


def test_texts_are_added_to_what_an_owner_has():
    put([say(1, "油烟", Part.TITLE), say(1, "")])
    put([say(1, "扰民" * 300, Part.REPLY), say(2, "凌晨")])
    put([say(1, "凌晨", Part.ADDED)])
    assert found("凌晨") == [2, 1]
    assert found("油烟 扰民 凌晨") == [1]
    mine = Window.objects.filter(pk__lt=first_row(Kind.CASE, 2)).order_by("pk")
    assert list(mine.values_list("part", "nth")) == [(1, 0), (4, 0), (4, 1), (4, 2), (5, 0)]


def test_who_says_nothing_that_can_be_found_counts_as_looked_at():
    put([say(1, "！？😀"), say(1, ""), say(2, "油烟")])
    assert filed(Kind.CASE, [1, 2, 3]) == {1, 2}
    put([say(1, "油烟")])
    assert found("油烟") == [2, 1]
    drop(Kind.CASE, [1, 3])
    assert filed(Kind.CASE, [1, 2, 3]) == {2}


def test_nothing_put_or_dropped_changes_nothing():
    put([])
    drop(Kind.CASE, [])
    drop(Kind.CASE, [5])
    assert filed(Kind.CASE, []) == set()
    assert not Window.objects.exists()


def test_what_is_dropped_is_not_found_and_may_come_again():
    put(say(owner, "油烟扰民" * owner) for owner in range(1, 90))
    drop(Kind.CASE, range(2, 90, 2))
    assert found("扰民") == found("民") == list(range(89, 0, -2))
    put([say(2, "扰民"), say(4, "油烟")])
    assert found("扰民") == [*range(89, 1, -2), 2, 1]
    assert found("烟")[-3:] == [4, 3, 1]


def test_emptied_the_index_can_be_filled_again():
    put([say(1, "油烟"), say(2, "扰民")])
    empty()
    assert found("油烟") == found("烟") == []
    put([say(1, "扰民")])
    assert (found("油烟"), found("扰民")) == ([], [1])


class Stop(Exception):
    pass


def rolled_back(change):
    """Does it in a transaction, or a savepoint, that comes to nothing."""

    def do():
        with transaction.atomic():
            change()
            raise Stop

    with pytest.raises(Stop):
        do()


@pytest.mark.parametrize("phrase", ["油烟", "烟", "扰民", "民"])
def test_a_rollback_leaves_nothing(phrase):
    put([say(1, "油烟"), say(3, "扰民")])
    before = found(phrase)
    during = []

    def change():
        put([say(2, "油烟扰民" * 200), say(1, "扰民")])
        drop(Kind.CASE, [3])
        during.append(found(phrase))

    rolled_back(change)
    assert found(phrase) == before != during[0]
    assert filed(Kind.CASE, [1, 2, 3]) == {1, 3}
    put([say(2, "油烟扰民")])
    assert 2 in found(phrase)


def test_a_savepoint_that_is_rolled_back_leaves_nothing_and_the_rest_stays():
    with transaction.atomic():
        put([say(1, "油烟")])
        rolled_back(lambda: [put([say(2, "油烟")]), drop(Kind.CASE, [1])])
        put([say(3, "油烟")])
    assert found("油烟") == [3, 1]


def test_no_owner_grows_into_the_next(monkeypatch):
    for module in (rows, indexing):
        monkeypatch.setattr(module, "MOST_WINDOWS", 3)
    put([say(1, "油烟" * 600), say(2, "扰民")])
    put([say(1, "凌晨")])
    assert Window.objects.filter(pk__lt=first_row(Kind.CASE, 2)).count() == 3
    assert (found("油烟"), found("扰民"), found("凌晨")) == ([1], [2], [])


HOSTILE = {
    "ten megabytes": "我家楼下的烧烤店凌晨两点还在营业。" * 220_000,
    "one character": "啊" * 3_000_000,
    "only emoji": "😀👨\u200d👩\u200d👧🎉\ufe0f" * 200_000,
    "marks without end": "e" + "\u0301" * 2_000_000,
    "NUL and broken surrogates": "\x00油\ud800烟\x00" * 100_000,
    "one ligature of many": "\ufdfa" * 200_000,
    "other scripts": "ئۇيغۇرچە བོད་སྐད་ улица 한국어 ｶﾞｽ किताब ไทย" * 50_000,
    "operators": "\" * ^ NEAR(a b, 5) AND OR NOT : - + { } ( ) & | ! <-> %_ ' \\ " * 20_000,
    "zero width": "油\u200b烟\u200d" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_little_and_are_found_up_to_the_limit(name):
    text = HOSTILE[name]
    began = time.process_time()
    put([say(1, text), say(2, "油烟扰民")])
    assert time.process_time() - began < 5  # 0.3 s on a machine without other work
    assert Window.objects.filter(pk__lt=first_row(Kind.CASE, 2)).count() <= LONGEST_TEXT // 243 + 1
    assert found("油烟扰民") == [2]
    drop(Kind.CASE, [1])
    assert found("油") == [2]


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(油烟 扰民)", "油烟 AND 扰民", "油烟 & 扰民", "'; DROP TABLE", "油%", "_", "\x00油"]
)
def test_whatever_is_typed_is_words_and_never_an_operator(typed):
    put([say(1, "油烟扰民"), say(2, "near and drop table 油烟 扰民")])
    assert set(found(typed)) <= {1, 2}


def test_settling_keeps_what_is_found():
    put(say(owner, "油烟扰民" * owner) for owner in range(1, 60))
    drop(Kind.CASE, range(1, 60, 2))
    settle()
    settle()
    assert found("油烟") == found("烟") == list(range(58, 0, -2))
    put([say(61, "油烟")])
    assert found("油烟")[0] == 61


def test_where_the_index_lies_is_known_to_the_engine():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    assert "search_window" in tables
    assert ("search_found" in tables) == (connection.vendor == "sqlite")
