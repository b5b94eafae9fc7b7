import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.similarity import Evidence, Frequencies, compare, count, profile, read, score
from huiying.core.similarity.evidence import SAME_MATTER, compare_all
from tests.core.similarity.voices import BUS, DAY, KITCHEN, KITCHEN_TOO, VOICES, readings

SHARE = st.floats(0, 1)
SOME = Evidence(words=0.15, rare=0.5, place=0.5, text=0.1, days_apart=10)


def profiles(texts=VOICES):
    found = readings(texts)
    frequencies = count(one.keys() for one in found)
    return [profile(one, frequencies) for one in found], frequencies


def test_the_score_is_the_same_both_ways():
    kept, frequencies = profiles()
    for one, other in itertools.permutations(kept, 2):
        assert compare(one, other, frequencies) == compare(other, one, frequencies)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_score_of_any_two_texts_is_the_same_both_ways_and_a_probability(one, other):
    first, second = (profile(read(text), Frequencies()) for text in (one, other))
    assert compare(first, second, Frequencies()) == compare(second, first, Frequencies())
    assert 0 <= score(compare(first, second, Frequencies())) <= 1


def test_many_compared_at_once_give_what_one_by_one_gives():
    kept, frequencies = profiles()
    assert compare_all(kept[0], kept, frequencies) == [compare(kept[0], other, frequencies) for other in kept]
    assert compare_all(kept[0], [], frequencies) == []


def test_a_text_is_about_the_same_matter_as_itself():
    kept, frequencies = profiles()
    assert all(score(compare(one, one, frequencies)) > 0.99 for one in kept)
    assert all(compare(one, one, frequencies).words == pytest.approx(1) for one in kept)


def test_the_same_matter_in_other_words_scores_above_all_others():
    kept, frequencies = profiles()
    scores = [score(compare(kept[0], other, frequencies)) for other in kept[1:]]
    assert scores[0] >= SAME_MATTER > max(scores[1:])
    assert VOICES[:2] == (KITCHEN, KITCHEN_TOO)


@given(SHARE, SHARE, SHARE, SHARE, st.floats(0, 10_000), SHARE)
def test_more_in_common_never_lowers_the_score(words, rare, place, text, days, more):
    plain = Evidence(words, rare, place, text, days)
    richer = (
        replace(plain, words=max(words, more)),
        replace(plain, rare=max(rare, more)),
        replace(plain, place=max(place, more)),
        replace(plain, text=max(text, more)),
        replace(plain, days_apart=days * more),
    )
    if words:
        assert all(score(better) >= score(plain) for better in richer)


def test_place_and_time_are_evidence():
    assert score(replace(SOME, place=0.9)) > score(SOME) > score(replace(SOME, days_apart=300))
    assert (
        score(replace(SOME, days_apart=0))
        > score(replace(SOME, days_apart=None))
        > score(replace(SOME, days_apart=365))
    )


def test_place_and_time_alone_are_none():
    assert score(Evidence(words=0, rare=0, place=1, text=0, days_apart=0)) == 0


def test_days_apart_have_no_sign_and_may_be_unknown():
    early, late = (profile(read(BUS, written_at=DAY + timedelta(days=n)), Frequencies()) for n in (0, 3))
    assert compare(late, early, Frequencies()).days_apart == compare(early, late, Frequencies()).days_apart == 3
    assert compare(early, replace(late, written_at=None), Frequencies()).days_apart is None


def test_lengths_of_an_earlier_day_do_not_lift_the_cosine_above_one():
    early = profile(read(BUS), Frequencies())
    later = count([read(text).keys() for text in VOICES[:2]] * 500)
    assert compare(early, early, later).words == 1
