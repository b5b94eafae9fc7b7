"""Who is found is who holds the phrase: nothing missed, nothing too many, the newest first. On both databases alike."""

import csv
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiying.core.search import fold, query
from huiying.foundation.search.asking import best, holding
from huiying.foundation.search.indexing import drop, empty, put
from huiying.foundation.search.rows import Kind, Part
from tests.conftest import DATA
from tests.core.search.texts import long_text, office, random_phrases
from tests.foundation.search.conftest import found, say
from tests.soak import SOAK

pytestmark = pytest.mark.django_db
QUERIES = 20_000 if SOAK else 1_200


def reading(texts, phrase):
    """By brute force: the owners whose texts hold every word, the newest first. `texts`: lists of texts by owner."""
    words = [word.signs for word in query(phrase).words]
    folded = {owner: [fold(text) for text in its] for owner, its in texts.items()}
    return [
        owner
        for owner in sorted(folded, reverse=True)
        if all(any(word in signs for signs in folded[owner]) for word in words)
    ]


def stored(texts):
    put(
        say(owner, text, Part.TEXT if n == 0 else Part.REPLY)
        for owner, its in texts.items()
        for n, text in enumerate(its)
    )
    return texts


@pytest.mark.parametrize("steps", ["usual", "small"])
def test_every_piece_of_one_to_eight_signs_is_found_wherever_windows_are_cut(steps, request):
    if steps == "small":
        request.getfixturevalue("small_steps")
    signs = fold("".join(map(chr, range(0x4E00, 0x4E00 + 5_000))))[:520]
    put([say(7, signs), say(8, "油烟")])
    for length in range(1, 9):
        for at in range(0, len(signs) - length + 1, 1 if steps == "usual" else 7):
            assert found(signs[at : at + length]) == [7]


@pytest.mark.parametrize("steps", ["usual", "small"])
def test_random_pieces_of_texts_of_every_kind_find_exactly_who_holds_them(steps, request):
    if steps == "small":
        request.getfixturevalue("small_steps")
    chance = random.Random(11)
    texts = office(chance)
    stored({owner: [text] for owner, text in enumerate(texts, 1)})
    folded = {owner: fold(text) for owner, text in enumerate(texts, 1)}
    hits = 0
    for phrase in random_phrases(texts, chance, QUERIES):
        expected = [owner for owner in sorted(folded, reverse=True) if phrase in folded[owner]]
        assert found(phrase) == expected, phrase
        hits += bool(expected)
    assert QUERIES / 2 < hits < QUERIES * 0.9  # both answers were asked for


def test_several_words_and_long_ones_find_exactly_who_holds_all_of_them(small_steps):
    chance = random.Random(12)
    texts = stored({owner: [long_text(chance, 400) for _ in range(1 + owner % 3)] for owner in range(1, 25)})
    said = [text for its in texts.values() for text in its]
    seen = set()
    for turn in range(QUERIES // 3):
        pieces = []
        for _ in range(1 + turn % 3):
            text = chance.choice(said)
            at = chance.randrange(len(text) - 30)
            pieces.append('"' + text[at : at + chance.choice([1, 2, 3, 4, 8, 9, 15, 30])].replace("\n", "") + '"')
        if query(phrase := " ".join(pieces)) is not None:
            assert found(phrase) == reading(texts, phrase), phrase
            seen.add(len(found(phrase)))
    assert len(seen) > 5


def test_pieces_of_a_long_phrase_that_do_not_stand_together_are_no_hit():
    put([say(1, "一二三四五六七八，另，八九十百千万亿兆，二三四五六七八九"), say(2, "一二三四五六七八九")])
    assert found("一二三四五六七八九") == [2]


def test_two_texts_of_an_owner_are_not_one():
    put([say(1, "油烟"), say(1, "扰民", Part.REPLY), say(2, "油烟扰民")])
    assert found("油烟扰民") == [2]
    assert found("烟扰") == [2]
    assert found("油烟 扰民") == [2, 1]
    assert found('"' + "油烟扰民" * 3 + '"') == []


def test_a_word_that_runs_over_windows_is_found_whole():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 900)))
    put([say(1, text), say(1, text[::-1], Part.REPLY)])
    signs = fold(text)
    assert found(f'"{signs[150:340]}"') == found(f'"{signs[::-1][200:399]}"') == [1]
    assert found(f'"{signs[150:250]}{signs[255:300]}"') == []


def test_the_newest_come_first_and_below_a_number_only_older_ones(small_steps):
    put(say(owner, "油烟" if owner % 3 else "垃圾油") for owner in range(1, 60))
    smoke = [owner for owner in range(59, 0, -1) if owner % 3]
    assert found("油烟") == smoke
    assert found("油") == list(range(59, 0, -1))
    assert found("油 油烟") == smoke
    for below in (1, 2, 30, 31, 59, 60, 1_000):
        assert found("油烟", below=below) == [owner for owner in smoke if owner < below]
        assert found("油", below=below) == [owner for owner in range(59, 0, -1) if owner < below]
        assert found("油烟 油", below=below) == [owner for owner in smoke if owner < below]


def test_an_owner_of_many_windows_comes_once(small_steps):
    put([say(1, "油烟扰民" * 900), say(2, "油烟" * 900), say(3, "民")])
    assert found("油烟") == [2, 1]
    assert found("烟 民") == [1]
    assert found("民") == [3, 1]


def test_kinds_do_not_know_each_other():
    put([say(1, "油烟"), say(1, "垃圾", kind=Kind.ISSUE), say(2, "油烟", kind=Kind.ARTICLE)])
    assert found("油烟") == [1]
    assert found("油烟", kind=Kind.ISSUE) == []
    assert found("垃", kind=Kind.ISSUE) == [1]
    drop(Kind.CASE, [1])
    assert found("油烟", kind=Kind.ARTICLE) == [2]
    assert found("油烟") == []


def test_who_may_see_few_gets_what_reading_those_gives(small_steps):
    texts = stored({owner: ["油烟" * owner, "凌晨" if owner % 2 else "噪音"] for owner in range(1, 30)})
    for phrase in ("油", "油烟", "烟 凌晨", '"' + "油烟" * 9 + '"', "垃圾"):
        for few in ([], [3], [29, 4, 17, 1, 900], list(range(29, 0, -2))):
            assert holding(Kind.CASE, query(phrase), few) == [one for one in few if one in reading(texts, phrase)]


def test_the_best_fitting_comes_first_then_the_newest():
    put([say(1, "油烟扰民" + "好" * 90), say(2, "油烟油烟扰民" + "好" * 90), say(3, "扰民" + "好" * 300 + "油烟")])
    put([say(4, "油烟扰民" + "好" * 90), say(5, "无"), say(6, "油烟扰民", Part.TITLE), say(6, "好" * 90)])
    assert best(Kind.CASE, query("油烟"), [1, 2, 3, 4, 5, 6]) == [6, 2, 4, 1, 3]


def test_pieces_of_real_messages_find_exactly_the_messages_that_hold_them():
    path = DATA / "messages" / "messages.csv"
    if not path.exists():
        pytest.skip(f"{path.name} lies in HUIYING_TEST_DATA, which is not there")
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][: None if SOAK else 400]
    stored({owner: [text] for owner, text in enumerate(texts, 1)})
    folded = {owner: fold(text) for owner, text in enumerate(texts, 1)}
    for phrase in random_phrases(texts, random.Random(13), QUERIES // 4):
        assert found(phrase) == [owner for owner in sorted(folded, reverse=True) if phrase in folded[owner]]


step = st.tuples(st.sampled_from(["put", "drop"]), st.integers(1, 5), st.text(alphabet="油烟ab1 ，", max_size=300))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(step, max_size=12), st.lists(st.text(alphabet="油烟ab1 ", min_size=1, max_size=12), min_size=3, max_size=3)
)
def test_whatever_is_put_and_dropped_the_index_agrees_with_reading(small_steps, steps, phrases):
    empty()
    texts = {}
    for what, owner, text in steps:
        if what == "put":
            put([say(owner, text)])
            texts.setdefault(owner, []).append(text)
        else:
            drop(Kind.CASE, [owner])
            texts.pop(owner, None)
    for phrase in filter(query, phrases):
        assert found(phrase) == reading(texts, phrase)
