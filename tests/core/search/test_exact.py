"""The index answers what reading every text would answer: nothing missed, nothing too many. On both databases."""

import csv
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.search import fold, matches, query
from tests.conftest import DATA
from tests.core.search.index import SignsIndex
from tests.core.search.texts import long_text, office, random_phrases
from tests.soak import SOAK

QUERIES = 60_000 if SOAK else 4_000


def holding(texts, phrase):
    """By brute force: the words of the phrase in the letters and digits of each text."""
    words = [fold(word) for word in phrase.split()]
    return {number for number, text in enumerate(texts) if all(word in fold(text) for word in words)}


def test_thousands_of_random_queries_find_exactly_the_texts_that_hold_them(new_index):
    chance = random.Random(4)
    texts = office(chance)
    folded = [fold(text) for text in texts]
    index = new_index(texts)
    hits = 0
    for phrase in random_phrases(texts, chance, QUERIES):
        expected = {number for number, signs in enumerate(folded) if phrase in signs}
        assert index.find(phrase) == expected, phrase
        hits += bool(expected)
    assert QUERIES / 2 < hits < QUERIES * 0.9  # both answers were asked for


def test_every_piece_of_one_to_eight_signs_is_found_wherever_windows_are_cut(new_index):
    signs = fold("".join(map(chr, range(0x4E00, 0x4E00 + 5_000))))[:520]
    index = new_index([signs])
    for length in range(1, 9):
        for at in range(len(signs) - length + 1):
            assert index.find(signs[at : at + length]) == {0}


def test_longer_phrases_are_found_exactly_too(new_index):
    chance = random.Random(5)
    texts = [long_text(chance) for _ in range(8)]
    folded = [fold(text) for text in texts]
    index = new_index(texts)
    for _ in range(300):
        text = chance.choice(texts)
        at = chance.randrange(len(text) - 60)
        phrase = f'"{text[at : at + chance.randint(9, 60)]}"'
        assert index.find(phrase) == {number for number, signs in enumerate(folded) if fold(phrase) in signs}


def test_pieces_of_a_long_phrase_that_do_not_stand_together_are_no_hit(new_index):
    index = new_index(["一二三四五六七八，另，八九十百千万亿兆，二三四五六七八九"])
    asked = query("一二三四五六七八九")
    assert all(list(index.look_up(piece)) for piece in asked.pieces)
    assert index.find("一二三四五六七八九") == set()


def test_several_words_may_stand_in_different_windows(new_index):
    texts = ["油烟" + "好" * 900 + "凌晨", "油烟" + "好" * 900, "凌晨"]
    index = new_index(texts)
    for phrase in ("油烟 凌晨", "凌晨\u3000油烟", "油烟 民", "油烟 油烟"):
        assert index.find(phrase) == holding(texts, phrase)
    assert index.find("油烟 凌晨") == {0}


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("油烟扰民", 0),
        ("垃圾车", 1),
        ("答复", 1),
        ("据了解", 1),
        ("STREET lamp", 2),
        ('"Lane 3 near No. 12B"', 2),
        ("k1路公交車", 3),
        ("13912345678", 3),
        ("FIRE", 5),
        ("Ленина", 7),
        ("한국어", 7),
        ("ガス", 7),
        ("𠮷野", 8),
        ("𪚥", 8),
    ],
)
def test_what_people_type_finds_what_people_wrote(new_index, phrase, number):
    chance = random.Random(6)
    assert number in new_index(office(chance)).find(phrase)


def test_what_is_erased_is_not_found_and_the_rest_is(new_index):
    chance = random.Random(7)
    texts = office(chance)
    folded = [fold(text) for text in texts]
    index = new_index(texts)
    for number in range(0, len(texts), 2):
        index.erase(number)
    for phrase in random_phrases(texts, chance, 400):
        assert index.find(phrase) == {number for number in range(1, len(texts), 2) if phrase in folded[number]}


def test_pieces_of_real_messages_find_exactly_the_messages_that_hold_them(new_index):
    path = DATA / "messages" / "messages.csv"
    if not path.exists():
        pytest.skip(f"{path.name} lies in HUIYING_TEST_DATA, which is not there")
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][: None if SOAK else 600]
    folded = [fold(text) for text in texts]
    index = new_index(texts)
    for phrase in random_phrases(texts, random.Random(8), QUERIES // 4):
        assert index.find(phrase) == {number for number, signs in enumerate(folded) if phrase in signs}


@settings(deadline=None)
@given(st.lists(st.text(max_size=400), min_size=1, max_size=4), st.data())
def test_any_texts_and_any_piece_of_them_agree_with_reading(texts, data):
    index = SignsIndex(texts)
    phrase = data.draw(st.one_of(st.text(max_size=30), st.sampled_from(texts).map(lambda text: text[:30])))
    asked = query(phrase)
    expected = {number for number, text in enumerate(texts) if asked and matches(text, asked)}
    assert index.find(phrase) == expected
    index.close()


@settings(deadline=None)
@given(st.text(alphabet="油烟ab1 ，", min_size=240, max_size=800), st.data())
def test_few_signs_repeated_over_several_windows_agree_with_reading(text, data):
    index = SignsIndex([text])
    phrase = data.draw(st.text(alphabet="油烟ab1", min_size=1, max_size=12))
    assert index.find(phrase) == ({0} if phrase in fold(text) else set())
    index.close()
