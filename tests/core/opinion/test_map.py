"""What the map says of small conversations, and what it keeps to itself."""

import random

import numpy as np
import pytest

from huiying.core.opinion import Key, Moderation, Statement, next_statement, opinion_map, sayings, to_data, votes_of
from huiying.core.opinion.bases import base_clusters, large_enough
from huiying.core.opinion.chance import seeded
from huiying.core.opinion.flags import straight_lines
from huiying.core.opinion.mapping import shown_cells
from huiying.core.opinion.proportions import false_discoveries
from huiying.core.opinion.shape import Choice, chosen
from huiying.core.opinion.stability import adjusted_rand
from huiying.core.opinion.tallies import Tally
from tests.core.opinion.conversations import camps, listed, map_of, of_rows

DIGEST = "0123456789abcdef" * 4


def test_camps_are_found_and_what_unites_them():
    found = map_of(camps((40, 30), 20))
    assert [group.people for group in found.groups] == [40, 30]
    assert found.stability == pytest.approx(1)
    united = {saying.figures["statement"] for saying in sayings(found) if saying.key is Key.ALL_AGREE}
    assert {10, 11} <= united
    assert Key.STEADY in {saying.key for saying in sayings(found)}
    assert Key.DIVIDES in {saying.key for saying in sayings(found)}


def test_no_votes_and_few_people_say_nothing():
    for rows in ([], camps((2, 2))):
        found = opinion_map(of_rows(rows) if rows else votes_of([], [], []), listed(rows))
        assert [saying.key for saying in sayings(found)] == [Key.TOO_FEW]
        assert (found.voters, found.groups, found.bases) == (None, (), ())


def test_one_camp_is_one_group():
    found = map_of([(voter, n, 1, 0) for voter in range(30) for n in range(8)])
    assert found.groups == ()
    assert [saying.key for saying in sayings(found)][:2] == [Key.ONE_GROUP, Key.ALL_AGREE]
    assert to_data(found)["stability"] is None


def test_rejected_unknown_and_meta_statements_stand_in_no_list():
    rows = camps()
    statements = [
        Statement(one.number, Moderation.REJECTED if one.number == 10 else one.moderation, one.number == 11)
        for one in listed(rows)
        if one.number != 12
    ]
    found = opinion_map(of_rows(rows), statements)
    assert dict(found.left_out) == {"rejected": (10,), "about_the_voter": (11,), "not_listed": (12,)}
    assert not {10, 11, 12} & {one.number for one in found.statements}
    assert found.weights.keys() & {10, 11, 12} == {11}


def test_who_gives_one_answer_to_everything_is_counted_and_not_left_out():
    rows = camps((30, 25)) + [(900 + voter, 10 + n, 1, 0) for voter in range(12) for n in range(12)]
    found = map_of(rows)
    assert (found.voters, found.flagged) == (67, 12)
    assert found.without_flagged.people == 55
    assert Key.ONE_ANSWER in {saying.key for saying in sayings(found)}
    assert not straight_lines(votes_of([], [], [])).any()


def test_the_next_statement_is_drawn_by_weight_and_never_seen_twice():
    weights, chance = {1: 1.0, 2: 3.0, 3: 0.0}, random.Random(1)
    drawn = [next_statement(weights, (), chance) for _ in range(2_000)]
    assert set(drawn) == {1, 2}
    assert 0.2 < drawn.count(1) / len(drawn) < 0.3
    assert next_statement(weights, {2}, chance) == 1
    assert next_statement(weights, {1, 2, 3}, chance) is None


class Highest:
    def random(self):
        return 1.0


def test_a_draw_at_the_very_end_takes_the_last():
    assert next_statement({1: 0.1, 2: 0.2}, (), Highest()) == 2


def test_many_people_are_counted_in_cells():
    points = np.random.default_rng(1).normal(size=(5_000, 2))
    bases = base_clusters(points, seeded(DIGEST, 0))
    assert bases.people.sum() == 5_000
    assert len(bases.people) <= 100
    assert (np.bincount(bases.of) == bases.people).all()


def test_small_knots_are_joined_within_their_group():
    points = np.array([[0, 0]] * 6 + [[1, 0]] * 3 + [[9, 9]] * 2, dtype=float)
    bases = base_clusters(points, seeded(DIGEST, 0))
    one = large_enough(bases, np.zeros(len(bases.people), dtype=np.int64), 5)
    assert [(group, people) for group, _, _, people in one] == [(0, 11)] or sum(row[3] for row in one) == 11
    apart = np.where(bases.centres[:, 0] > 5, 1, 0)
    assert {row[0] for row in large_enough(bases, apart, 5)} == {0}


@pytest.mark.parametrize(
    ("voted", "everybody", "shown"),
    [((9, 8), 17, (1, 1)), ((9, 4), 13, (0, 0)), ((9, 4), 14, (1, 0)), ((9, 7, 3), 19, (1, 0, 0)), ((2, 1), 3, (0, 0))],
)
def test_a_hidden_figure_cannot_be_worked_out(voted, everybody, shown):
    column = np.array(voted)[:, None]
    found = shown_cells(Tally(column, column, column), np.array([everybody]))
    hidden = everybody - sum(n for n, told in zip(voted, found[:, 0], strict=True) if told)
    assert tuple(found[:, 0].astype(int)) == shown or hidden >= 5


@pytest.mark.parametrize(
    ("choices", "taken"),
    [
        ([], None),
        ([(2, 0.9, 0.9, False)], None),
        ([(2, 0.3, 0.9, True), (3, 0.5, 0.7, True), (4, 0.9, 0.2, True)], 1),
        ([(2, 0.3, 0.5, True), (3, 0.5, 0.4, True)], 0),
        ([(2, 0.5, 0.9, True), (3, 0.5, 0.9, True)], 0),
    ],
)
def test_which_number_of_groups_is_taken(choices, taken):
    assert chosen([Choice(k, width, steady, 5, enough) for k, width, steady, enough in choices]) == taken


def test_the_adjusted_rand_index_of_the_textbook():
    one, other = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])
    assert adjusted_rand(one, other) == pytest.approx(0.242424, abs=1e-6)
    assert adjusted_rand(one, 1 - one) == 1
    assert adjusted_rand(one[:0], other[:0]) == 1


def test_benjamini_and_hochberg_adjust_as_published():
    assert false_discoveries(np.array([0.01, 0.04, 0.03, 0.5])).tolist() == pytest.approx(
        [0.04, 0.16 / 3, 0.16 / 3, 0.5]
    )


@pytest.mark.parametrize("columns", [([1], [1], [2]), ([1, 2], [1], [1])])
def test_what_is_no_vote_is_refused(columns):
    with pytest.raises(ValueError, match="a vote is"):
        votes_of(*columns)


def test_a_statement_listed_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        opinion_map(of_rows(camps()), [Statement(1), Statement(1)])
