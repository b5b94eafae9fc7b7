"""Average link on a sparse table: no chains, no order, no matrix."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.clusters import Pair, average_link
from huiying.core.clusters.linking import KNOWN, LEAST_LINK, mean_link

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda two: two[0] < two[1]),
    st.integers(100, 1000),
    max_size=40,
)


def table(scores):
    return [Pair(a, b, score) for (a, b), score in scores.items()]


def slow(scores, least):
    """The same by the book, from the definition: every two groups are looked at before each joining."""
    groups = [(voice,) for voice in sorted({voice for two in scores for voice in two})]

    def link(one, other):
        found = [scores[two] for a in one for b in other if (two := (min(a, b), max(a, b))) in scores]
        return sum(found) / max(len(found), min(len(one) * len(other), KNOWN * min(len(one), len(other))))

    while True:
        links = [
            (-link(one, other), min(one), min(other), one, other)
            for at, one in enumerate(groups)
            for other in groups[at + 1 :]
        ]
        closest = min(links, default=(0, 0, 0, (), ()))
        if -closest[0] < least or not closest[3]:
            return sorted(group for group in groups if len(group) > 1)
        groups = sorted([g for g in groups if g not in closest[3:]] + [tuple(sorted(closest[3] + closest[4]))])


@pytest.mark.parametrize(
    ("scores", "groups"),
    [
        ({}, []),
        ({(1, 2): LEAST_LINK}, [(1, 2)]),
        ({(1, 2): LEAST_LINK - 1}, []),
        ({(1, 2): 900, (3, 4): 900}, [(1, 2), (3, 4)]),
        ({(1, 2): 900, (1, 3): 300, (2, 3): 300}, [(1, 2, 3)]),
        # 3 is close to 2 alone: on the average it is too far from both
        ({(1, 2): 900, (2, 3): 390}, [(1, 2)]),
    ],
)
def test_groups_of_small_tables(scores, groups):
    assert average_link(table(scores)) == groups


def test_a_chain_of_neighbours_is_no_group():
    """Each is like the next one alone: single link would make one group of a hundred."""
    found = average_link([Pair(n, n + 1, 500) for n in range(100)])
    assert max(map(len, found)) <= 3


def test_two_crowds_stay_apart_though_one_voice_stands_between_them():
    crowds = [Pair(a, b, 800) for first in (0, 10) for a in range(first, first + 10) for b in range(a + 1, first + 10)]
    between = [Pair(other, 20, 300) for other in range(20)]
    found = average_link(crowds + between)
    assert sorted(len(group) for group in found) == [10, 11]


def test_a_matter_of_many_is_one_group_though_each_voice_is_compared_with_few():
    chance = random.Random(1)
    found = average_link([Pair(a, b, 700) for b in range(1, 600) for a in chance.sample(range(b), min(b, 30))])
    assert [len(group) for group in found] == [600]


def test_the_bound_on_what_is_known_counts_for_large_groups_alone():
    assert mean_link(900, 1, 1, 2) == 450
    assert mean_link(500 * KNOWN, KNOWN, 1, 10 * KNOWN) == 500


@given(scores=SCORES, chance=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_the_order_of_the_pairs_changes_nothing(scores, chance):
    shuffled = table(scores)
    chance.shuffle(shuffled)
    assert average_link(shuffled) == average_link(table(scores))


@given(scores=SCORES)
@settings(deadline=None, max_examples=150)
def test_it_is_what_the_definition_says(scores):
    assert average_link(table(scores)) == slow(scores, LEAST_LINK)


@given(scores=SCORES)
@settings(deadline=None, max_examples=100)
def test_no_voice_stands_in_two_groups(scores):
    members = [voice for group in average_link(table(scores)) for voice in group]
    assert len(members) == len(set(members))


def test_ten_thousand_voices_take_seconds():
    chance = random.Random(2)
    found = [Pair(a, b, chance.randrange(100, 1000)) for b in range(1, 10_000) for a in {chance.randrange(b), b // 2}]
    began = time.process_time()
    average_link([pair for pair in found if pair.a != pair.b])
    assert time.process_time() - began < 10
