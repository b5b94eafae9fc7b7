from hypothesis import given
from hypothesis import strategies as st

from huiying.core.similarity import Frequencies, count
from huiying.core.similarity.keys import place_key, word_key

VOICES = st.lists(st.sets(st.integers(-(2**31), 2**31 - 1), max_size=5), max_size=8)


@given(VOICES)
def test_the_order_of_voices_does_not_matter(voices):
    assert count(voices) == count(reversed(voices))


@given(VOICES)
def test_a_voice_taken_out_leaves_nothing(voices):
    table = count(voices)
    for keys in voices:
        table.remove(keys)
    assert table == Frequencies()


@given(VOICES)
def test_the_table_comes_back_from_its_bytes(voices):
    table = count(voices)
    assert Frequencies.unpacked(table.packed()) == table


def test_a_word_said_twice_in_a_voice_counts_once():
    assert count([[7, 7]]).counts == {7: 1}


def test_a_rare_word_weighs_more_and_a_weight_is_never_below_one():
    table = count([[1, 2], [1], [1]])
    assert table.weight(3) > table.weight(2) > table.weight(1) >= 1
    assert table.weight_of_count(10**9) == 1
    assert table.rarity(3) == 1


def test_an_empty_office_knows_the_words_that_everybody_uses():
    assert (
        Frequencies().weight(word_key("油烟"))
        > Frequencies().weight(word_key("领导"))
        > Frequencies().weight(word_key("的"))
    )


def test_a_word_and_a_place_of_the_same_name_are_two():
    assert word_key("新城") != place_key("新城")
    assert -(2**31) <= word_key("新城") < 2**31
