"""When an item is opened, what is measured again, and what of it the public may know."""

import re
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from huiying.core.disclosure import FEWEST
from huiying.core.improving import (
    PERIOD_DAYS,
    RULE_OF,
    RULES,
    Answer,
    Band,
    Change,
    Question,
    Taken,
    again_from,
    change,
    change_told,
    counted,
    find_poor,
    told,
    window,
)
from huiying.core.rates.intervals import Share

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 1)
NOISE, NIGHT, WATER, LIUHE, QINGSHI = 1, 2, 3, 101, 102
RESOLVED = RULE_OF[Question.RESOLVED]
PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "improving.md").read_text("utf-8")


def answers(poor, good, *, topics=(NOISE, NIGHT), places=(100, LIUHE), on=DAY, start=0):
    """So many poor and so many good ones, numbered from `start`."""
    return [Answer(start + at, topics, places, on, at < poor) for at in range(poor + good)]


def found(rows, taken=(), rule=RESOLVED):
    return [(one.topic, one.place, one.share) for one in find_poor(rule, rows, taken, TODAY)]


@pytest.mark.parametrize(
    ("poor", "good", "opened"),
    [(5, 0, True), (5, 5, True), (4, 0, False), (5, 6, False), (30, 20, True), (30, 31, False)],
)
def test_five_poor_answers_and_half_of_all_open_an_item(poor, good, opened):
    assert bool(found(answers(poor, good))) is opened


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_opens_at_its_own_share_and_says_what_it_asks(rule):
    enough = -(-rule.least_percent * 100 // 100)
    assert found(answers(enough, 100 - enough), rule=rule)
    assert not found(answers(enough - 1, 101 - enough), rule=rule)
    assert all(text.zh and text.en for text in (rule.asks, rule.poor, rule.among))


def test_every_question_has_one_rule():
    assert [rule.question for rule in RULES] == list(RULE_OF)
    assert set(RULE_OF) == set(Question)


def test_the_narrowest_topic_is_opened_and_none_above_it():
    rows = answers(6, 2) + answers(6, 2, topics=(NOISE,), start=50, places=(100, QINGSHI))
    assert found(rows) == [(NIGHT, LIUHE, Share(6, 8))]


def test_topics_beside_one_another_are_opened_each():
    rows = answers(6, 2) + answers(7, 0, topics=(WATER,), start=50)
    assert found(rows) == [(NIGHT, LIUHE, Share(6, 8)), (WATER, LIUHE, Share(7, 7))]


def test_what_is_poor_in_all_topics_together_is_opened_as_such():
    rows = [answers(1, 0, topics=(10 + at,), start=10 * at, places=())[0] for at in range(5)]
    assert found(rows) == [(None, None, Share(5, 5))]


def test_a_place_is_named_where_every_poor_answer_lies_in_it():
    rows = answers(5, 1) + answers(0, 9, places=(100, QINGSHI), start=50)
    assert found(rows) == []  # of the whole area it is not poor
    rows = answers(5, 1) + answers(0, 3, places=(100, QINGSHI), start=50)
    assert found(rows) == [(NIGHT, LIUHE, Share(5, 6))]
    rows = answers(5, 1) + answers(1, 0, places=(100, QINGSHI), start=50)
    assert found(rows) == [(NIGHT, None, Share(6, 7))]
    assert found(answers(5, 0, places=(100,))) == [(NIGHT, None, Share(5, 5))]


def test_an_open_item_keeps_others_from_being_opened_above_and_below_it():
    for topic in (NIGHT, NOISE, None):
        assert found(answers(9, 0), [Taken(topic, DAY - timedelta(30), open=True)]) == []
    assert found(answers(9, 0), [Taken(WATER, DAY, open=True)]) == [(NIGHT, LIUHE, Share(9, 9))]


def test_answers_that_were_counted_once_are_not_counted_again():
    over = Taken(NIGHT, DAY, open=False)
    assert found(answers(9, 0), [over]) == []
    later = answers(5, 0, on=DAY + timedelta(1), start=50)
    assert found(answers(9, 0) + later, [over]) == [(NIGHT, LIUHE, Share(5, 5))]
    (one,) = find_poor(RESOLVED, answers(9, 0) + later, [over], TODAY)
    assert (one.first, one.last) == (DAY + timedelta(1), TODAY - timedelta(1))


def test_the_window_is_a_quarter_up_to_the_night_before():
    first, last = window(TODAY)
    assert (last - first).days + 1 == PERIOD_DAYS
    assert all(found(answers(9, 0, on=day)) for day in (first, last))
    assert not any(found(answers(9, 0, on=day)) for day in (first - timedelta(1), TODAY))


def test_the_same_is_measured_again_over_as_many_days_from_the_day_after():
    first, last = again_from(*window(TODAY), kept_on=date(2026, 12, 31))
    assert (first, (last - first).days + 1) == (date(2027, 1, 1), PERIOD_DAYS)
    rows = answers(2, 8, on=first) + answers(9, 0, topics=(WATER,), on=first, start=50)
    rows += answers(9, 0, places=(100, QINGSHI), on=first, start=70) + answers(9, 0, on=last + timedelta(1), start=90)
    assert counted(rows, NIGHT, LIUHE, first, last) == Share(2, 10)
    assert counted(rows, None, None, first, last) == Share(20, 28)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((21, 31), (6, 30), Change.BETTER),
        ((6, 30), (21, 31), Change.WORSE),
        ((21, 31), (18, 30), Change.UNCLEAR),
        ((6, 8), (3, 8), Change.UNCLEAR),
        ((6, 8), (0, 4), Change.FEW),
        ((20, 20), (20, 20), Change.UNCLEAR),
    ],
)
def test_a_change_is_said_only_beyond_chance(before, after, said):
    assert change(Share(*before), Share(*after)) is said


@pytest.mark.parametrize(
    ("share", "band"),
    [
        ((6, 9), None),
        ((4, 10), Band(0, 4, 10)),
        ((0, 10), Band(0, 4, 10)),
        ((5, 10), Band(5, 5, 10)),
        ((6, 10), Band(6, 10, 10)),
        ((21, 31), Band(21, 21, 31)),
    ],
)
def test_groups_below_five_are_told_as_such(share, band):
    assert told(Share(*share)) == band


def test_no_group_below_five_can_be_worked_out_from_what_is_told():
    for n in range(60):
        for k in range(n + 1):
            possible = [one for one in range(n + 1) if told(Share(one, n)) == told(Share(k, n))]
            if 0 <= min(k, n - k) < FEWEST:
                assert len(possible) >= min(FEWEST, n + 1)


def test_the_change_told_gives_no_hidden_number_away():
    for k, n in ((21, 31), (12, 14), (9, 10)):
        for m in (10, 14, 30):
            for low in range(m + 1):
                same = [k2 for k2 in range(m + 1) if told(Share(k2, m)) == told(Share(low, m))]
                assert len({change_told(Share(k, n), Share(k2, m)) for k2 in same}) == 1


def test_what_is_told_of_a_change_holds_for_the_true_numbers():
    for k, j in product(range(0, 31, 3), range(0, 31, 3)):
        said, true = change_told(Share(k, 30), Share(j, 30)), change(Share(k, 30), Share(j, 30))
        assert said in (true, Change.UNCLEAR)
    assert change_told(Share(21, 31), Share(3, 30)) is Change.BETTER
    assert change_told(Share(21, 31), Share(3, 9)) is Change.FEW


EXAMPLES = re.findall(r"^\| (\w+) \| (\d+) of (\d+) \| (\d+) of (\d+) \| (\w+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("question", "k", "n", "j", "m", "said"), EXAMPLES)
def test_the_worked_example_of_the_page_comes_out(question, k, n, j, m, said):
    assert change(Share(int(k), int(n)), Share(int(j), int(m))).value == said
    assert question in set(Question)


def test_the_page_lists_the_rules_as_they_are():
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]+\| (\d+) % \|", PAGE, re.MULTILINE))
    assert rows == {rule.question.value: str(rule.least_percent) for rule in RULES}
    assert len(EXAMPLES) >= 3
