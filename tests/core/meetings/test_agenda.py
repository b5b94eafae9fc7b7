"""The order of an agenda, what a meeting costs, who decides instead of it, and its minutes as they are drafted."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.meetings.draft import Presence, Settled, Told, draft_minutes
from huiying.core.meetings.hours import LONGEST, hours_of_people, minutes_sat
from huiying.core.meetings.order import By, Weighed, ordered
from huiying.core.meetings.superior import common_superior, needs_meeting

ITEMS = (
    Weighed(10, 1, care=3, urgent=1, effect=3),
    Weighed(11, 2, care=40, urgent=0, effect=2),
    Weighed(12, 3, care=12, urgent=3, effect=0),
    Weighed(13, 4, standing=True),
    Weighed(14, 5, care=12, urgent=3, effect=3),
)


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (By.CARE, [13, 11, 12, 14, 10]),
        (By.URGENT, [13, 12, 14, 10, 11]),
        (By.EFFECT, [13, 10, 14, 11, 12]),
    ],
)
def test_the_standing_item_comes_first_and_the_highest_after_it(by, order):
    assert ordered(ITEMS, by) == order


@given(st.permutations(ITEMS), st.sampled_from(By))
def test_the_order_does_not_hang_on_how_the_items_come(items, by):
    assert ordered(items, by) == ordered(ITEMS, by)


@pytest.mark.parametrize(
    ("minutes", "people", "hours"),
    [(90, [1, 2, 1], "6.0"), (50, [1], "0.8"), (45, [1], "0.8"), (0, [9], "0.0"), (120, [], "0.0")],
)
def test_a_meeting_costs_its_time_for_everybody(minutes, people, hours):
    assert hours_of_people(minutes, people) == Decimal(hours)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(None, 60), (0, 0), (95 * 60, 95), (LONGEST * 60, LONGEST), (4 * 24 * 3600, 60), (-3600, 60)],
)
def test_a_clock_that_nobody_stopped_costs_nobody_days(seconds, minutes):
    assert minutes_sat(60, seconds) == minutes


# A county: 1 the centre (office); 2 the petition office under it; 3 and 4 departments, 5 a town; 6 and 7 of department
# 3; 8 and 9 villages of the town; 10 the petition office of the town.
KINDS = {1: "office", 2: "office", 3: "department", 4: "department", 5: "street"} | dict.fromkeys((6, 7), "institution")
KINDS |= {8: "community", 9: "community", 10: "office", 11: "community"}


@pytest.mark.parametrize(
    ("sides", "decides"),
    [
        ([(1, 3), (1, 4)], None),  # two departments: only the centre is above both
        ([(1, 3, 6), (1, 3, 7)], 3),
        ([(1, 3, 6), (1, 4)], None),
        ([(1, 5, 8), (1, 5, 9)], 5),
        ([(1, 5), (1, 5, 9)], 5),  # the town is above its village
        ([(1, 5, 10, 8), (1, 5, 10, 9)], None),  # a coordinating office commands nobody
        ([(1, 5, 8), (1, 5, 9), (1, 3)], None),
        ([(1, 2), (1, 3)], None),
        ([(1, 3), (1, 3)], None),  # one side is no dispute
        ([(1,), (1, 3)], None),
        ([(1,), (2,)], None),
        ([], None),
    ],
)
def test_the_common_superior_decides_where_there_is_one(sides, decides):
    assert common_superior(sides, KINDS) == decides


def test_one_side_needs_no_meeting():
    assert not needs_meeting([(1, 3), (1, 3)], KINDS)
    assert needs_meeting([(1, 3), (1, 4)], KINDS)
    assert not needs_meeting([(1, 5, 8), (1, 5, 9)], KINDS)


@st.composite
def trees(draw):
    """A tree as paths by id, and a kind for each."""
    paths = {0: (0,)}
    for unit in range(1, draw(st.integers(2, 12))):
        paths[unit] = (*paths[draw(st.integers(0, unit - 1))], unit)
    kinds = {unit: draw(st.sampled_from(["office", "department", "street"])) for unit in paths}
    return paths, kinds


@given(trees(), st.data())
def test_a_common_superior_is_above_every_side_and_nobody_lower_is(tree, data):
    paths, kinds = tree
    sides = [paths[data.draw(st.sampled_from(sorted(paths)))] for _ in range(data.draw(st.integers(2, 4)))]
    found = common_superior(sides, kinds)
    above_all = set.intersection(*(set(side) for side in sides))
    if found is None:
        deepest = max(above_all, key=lambda unit: len(paths[unit]))
        assert len(set(sides)) < 2 or deepest == 0 or kinds[deepest] == "office"
        assert needs_meeting(sides, kinds) == (len(set(sides)) > 1)
    else:
        assert found in above_all
        assert kinds[found] != "office"
        assert max(len(paths[unit]) for unit in above_all) == len(paths[found])
        assert not needs_meeting(sides, kinds)


@given(trees(), st.data())
def test_one_more_side_never_brings_a_lower_superior(tree, data):
    paths, kinds = tree
    one, two, three = (paths[data.draw(st.sampled_from(sorted(paths)))] for _ in range(3))
    before, after = common_superior([one, two], kinds), common_superior([one, two, three], kinds)
    if before is not None and after is not None:
        assert len(paths[after]) <= len(paths[before])


PRESENT = Presence(["信访局", "住建局"], ["水务局"], [("工会", "议题和职工无关")])


def test_minutes_tell_who_came_what_was_settled_and_what_was_put_off():
    items = [
        Told(
            7,
            "搅拌站扰民",
            "谁来定搬迁期限？",
            "住建局说可以。",
            settled=[
                Settled("搬到工业园", "住建局", date(2026, 12, 31), "搬迁验收单"),
                Settled("由它办", "水务局"),
            ],
        ),
        Told(8, "路灯", put_off_to=date(2026, 12, 7), put_off_reason="资料没到"),
        Told(9, "其他"),
        Told(10, "上月情况", "听到诉求：40 件", heard=True),
    ]
    head, first, second, third, heard = draft_minutes(PRESENT, items, "zh-hans")
    assert head.text == "到会：信访局、住建局。\n应到未到：水务局。\n未请工会：议题和职工无关"
    assert first.text == (
        "谁来定搬迁期限？\n住建局说可以。\n"
        "1. 搬到工业园。由住建局办，2026-12-31前完成，以“搬迁验收单”为凭。\n"
        "2. 由它办。由水务局承办。"
    )
    assert second.text == "放到 2026-12-07 再议。原因：资料没到"
    assert third.text == "没有形成决定。"
    assert heard.text == "听到诉求：40 件"
    assert [one.item for one in (head, first, second, third)] == [None, 7, 8, 9]
    assert all(one.public for one in (head, first, second, third))


def test_minutes_speak_english_too():
    item = Told(7, "Plant", settled=[Settled("Move it", "Housing Bureau", date(2026, 12, 31), "the handover slip.")])
    head, first = draft_minutes(Presence([], ["Water"]), [item], "en")
    assert head.text == "Present: —.\nInvited and not present: Water."
    assert first.text == "1. Move it. By Housing Bureau, no later than 2026-12-31; shown by: the handover slip."


def test_what_is_not_public_of_an_item_stands_apart():
    both = [Settled("公开的", "甲"), Settled("内部的", "乙", public=False)]
    _, shown, hidden = draft_minutes(PRESENT, [Told(7, "一", settled=both)], "zh-hans")
    assert (shown.text, shown.public) == ("1. 公开的。由甲承办。", True)
    assert (hidden.text, hidden.public, hidden.item) == ("2. 内部的。由乙承办。", False, 7)


def test_an_item_that_is_not_public_stays_whole():
    both = [Settled("公开的", "甲"), Settled("内部的", "乙", public=False)]
    _, one = draft_minutes(PRESENT, [Told(7, "一", public=False, settled=both)], "zh-hans")
    assert one.text == "1. 公开的。由甲承办。\n2. 内部的。由乙承办。"
    assert not one.public
