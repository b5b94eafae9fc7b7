import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.similarity.normal import LONGEST_TEXT, fine_words, letters, normalise, tagged_words


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("", ""),
        ("油烟，扰民！", "油烟 扰民"),
        ("Ｋ１路ＫＴＶ", "k1路ktv"),
        ("垃圾車擾民，請處理", "垃圾车扰民 请处理"),
        ("油\u200b烟\x00扰民", "油烟 扰民"),
        ("cafe\u0301 STRASSE straße", "café strasse strasse"),
        ("😀🎉", ""),
        ("\ud800油烟", "油烟"),
        ("_油_烟_", "油 烟"),
    ],
)
def test_what_looks_or_means_alike_is_spelt_alike(text, normal):
    assert normalise(text) == normal


def test_letters_stand_without_gaps():
    assert letters("油烟，扰民 2 次") == "油烟扰民2次"


@given(st.text(max_size=300))
def test_any_text_is_read_and_reading_twice_changes_nothing(text):
    normal = normalise(text)
    assert normalise(normal) == normal
    assert all(run.isalnum() for run in normal.split())
    assert "".join(word for word, _ in tagged_words(normal) if word != " ") == normal.replace(" ", "")


def test_what_comes_after_the_longest_text_is_not_read():
    assert normalise("烟" * LONGEST_TEXT + "灯") == "烟" * LONGEST_TEXT


def test_one_sign_that_stands_for_many_letters_does_not_make_the_text_longer():
    assert len(normalise("\ufdfa" * LONGEST_TEXT)) <= LONGEST_TEXT


def test_a_long_word_is_found_by_its_parts():
    assert {"搅拌", "搅拌站"} <= set(fine_words(normalise("搅拌站")))


@pytest.mark.parametrize("run", ["шум", "ལམ", "مۇھىت", "noise"])
def test_words_of_other_scripts_stay_whole(run):
    assert fine_words(normalise(run)) == [normalise(run)]
