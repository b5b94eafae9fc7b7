"""Filing and forgetting: the tables hold what is there, no more, and of what went nothing."""

from collections import Counter
from random import Random

import pytest

from huiying.core.similarity import Frequencies, Shelf, count, find_similar, profile, read
from huiying.foundation.likeness import pairs
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.models import FiledKey, StoredProfile
from huiying.foundation.likeness.selectors import count_waiting, frequencies, known, profiles, waiting
from huiying.foundation.likeness.services import file_many, file_waiting, forget, put_in_line
from huiying.foundation.likeness.store import LikenessStore
from tests.core.similarity.voices import KITCHEN, VOICES, readings
from tests.core.similarity.voices import rows as real_rows
from tests.foundation.likeness.office import counts, file, rows

pytestmark = pytest.mark.django_db
LONG = "。".join(f"{KITCHEN}{one}甲乙丙丁{one}戊己庚辛{one}" for one in VOICES) * 3


def numbered(texts=VOICES):
    return dict(enumerate(readings(texts), 1))


def test_the_tables_count_what_a_table_in_memory_counts():
    found = numbered((*VOICES, LONG))
    file(found)
    assert counts() == Counter(count(one.keys() for one in found.values()).counts)
    table = frequencies(Kind.VOICE, found[1].keys())
    assert table.documents == len(found)
    assert set(table.counts) == found[1].keys()


def test_profiles_come_back_as_they_were_filed():
    found = numbered()
    file(found)
    table = count(one.keys() for one in found.values())
    kept = dict(profiles(Kind.VOICE, found))
    assert kept == {owner: profile(one, table) for owner, one in found.items()}


def test_kinds_are_kept_apart():
    file(numbered())
    file({1: readings()[2]}, Kind.REPLY)
    assert frequencies(Kind.REPLY, ()).documents == 1
    assert dict(profiles(Kind.REPLY, [1, 2])).keys() == {1}
    forget(Kind.REPLY, [1])
    assert counts(Kind.REPLY) == Counter()
    assert frequencies(Kind.VOICE, ()).documents == len(VOICES)


def test_of_what_is_forgotten_nothing_stays():
    file({owner: one for owner, one in numbered().items() if owner != 2})
    before = rows()
    file({2: numbered()[2], 7: read(LONG)})
    assert rows() != before
    assert forget(Kind.VOICE, [2, 7, 99]) == 2
    assert rows() == before
    assert forget(Kind.VOICE, [2]) == 0


def test_when_all_is_forgotten_the_tables_are_empty_but_for_a_nought():
    file(numbered())
    forget(Kind.VOICE, range(1, 10))
    assert FiledKey.objects.count() == StoredProfile.objects.count() == 0
    assert counts() == Counter()
    assert frequencies(Kind.VOICE, ()).documents == 0


def test_what_is_read_again_counts_once():
    file(numbered())
    before = counts()
    again = {1: numbered()[2], 2: numbered()[1]}
    file_many(Kind.VOICE, again)
    assert counts() == before
    assert dict(profiles(Kind.VOICE, [1]))[1].signature == again[1].signature


def test_the_line_gives_the_newest_first_and_each_once():
    put_in_line(Kind.VOICE, [1, 2, 3])
    put_in_line(Kind.VOICE, [3, 4])
    put_in_line(Kind.REPLY, [9])
    assert waiting(Kind.VOICE, 3) == [4, 3, 2]
    assert count_waiting() == 5
    assert known(Kind.VOICE, [3, 9]) == {3}


def test_who_is_not_in_line_any_more_is_not_filed():
    found = numbered()
    put_in_line(Kind.VOICE, found)
    forget(Kind.VOICE, [3])
    assert file_waiting(Kind.VOICE, found) == [1, 2, 4, 5, 6]
    assert file_waiting(Kind.VOICE, found) == []
    assert known(Kind.VOICE, found) == {1, 2, 4, 5, 6}


def lists(store, table_of, queries):
    return [
        [(match.id, match.score, match.evidence) for match in find_similar(one, store, table_of(one), limit=20)]
        for one in queries
    ]


def both_stores(found):
    """(lists of a shelf, lists of the database) for the same texts."""
    table = count(one.keys() for one in found.values())
    shelf = Shelf()
    for owner, one in found.items():
        shelf.put(owner, profile(one, table))
    file(found)
    ours = lists(LikenessStore(Kind.VOICE), lambda one: frequencies(Kind.VOICE, one.keys()), found.values())
    return lists(shelf, lambda _one: table, found.values()), ours


def test_the_database_finds_what_a_shelf_finds():
    shelf, database = both_stores(numbered((*VOICES, LONG)))
    assert database == shelf
    assert {one for one, _, _ in database[0]} >= {1, 2}


def test_the_database_finds_what_a_shelf_finds_among_real_messages():
    chosen = Random(5).sample(real_rows("messages.csv"), 400)
    found = {owner: read(row["text"], subject=row["subject"]) for owner, row in enumerate(chosen, 1)}
    shelf, database = both_stores(found)
    assert database == shelf
    assert sum(len(one) > 1 for one in database) > 300


def test_no_more_than_the_newest_of_a_key_are_given():
    file({owner: read(KITCHEN) for owner in range(1, 9)})
    (band, *_rest) = read(KITCHEN).bands
    assert list(LikenessStore(Kind.VOICE).filed_under([band], 3)) == [(band, 8), (band, 7), (band, 6)]
    assert list(LikenessStore(Kind.VOICE).filed_under([], 3)) == []


def test_neighbours_are_sought_among_all_that_is_stored():
    file(numbered())
    found = pairs.neighbours(Kind.VOICE, [1, 3, 99])
    assert found.keys() == {1, 3}
    assert [(pair.one, pair.other) for pair in found[1]] == [(1, 2)]
    assert found[3] == []
    (back,) = pairs.neighbours(Kind.VOICE, [2])[2]
    assert (back.one, back.other, back.score) == (2, 1, pytest.approx(found[1][0].score))
    assert pairs.neighbours(Kind.VOICE, [1], least=0.0, limit=1)[1] == found[1]
    assert pairs.neighbours(Kind.REPLY, [1, 3]) == {}


def test_a_table_of_nothing_is_empty():
    assert frequencies(Kind.VOICE, [1, 2]) == Frequencies(0, {})
    assert list(profiles(Kind.VOICE, [])) == []


def test_many_keys_are_asked_for_at_once():
    file({owner: read(KITCHEN) for owner in range(1, 9)})
    (band, other, *_rest) = read(KITCHEN).bands
    lying = LikenessStore(Kind.VOICE).lying_under([band, other, 7], 3)
    assert {key: list(owners) for key, owners in lying.items()} == {band: [8, 7, 6], other: [8, 7, 6], 7: []}
