from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from huiying.core.draws.announcement import Plan, announced, commit

PLAN = Plan("callback", date(2026, 12, 1), date(2026, 12, 31), 20, "双色球，2027 年 1 月 3 日开奖", date(2027, 1, 3))
SEED = bytes(range(32))


def test_what_is_announced_stands_in_eight_lines():
    assert announced(PLAN, SEED).decode() == (
        "huiying-draw 1\nkind callback\nfrom 2026-12-01\nuntil 2026-12-31\nwanted 20\n"
        f"number 双色球，2027 年 1 月 3 日开奖\nnumber-on 2027-01-03\nseed {SEED.hex()}\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, kind="unannounced"),
        replace(PLAN, starts_on=PLAN.starts_on + timedelta(days=1)),
        replace(PLAN, ends_on=PLAN.ends_on + timedelta(days=1)),
        replace(PLAN, wanted=21),
        replace(PLAN, number="大乐透"),
        replace(PLAN, number_on=PLAN.number_on + timedelta(days=2)),
    ],
)
def test_the_fingerprint_binds_every_part_of_the_plan(other):
    assert commit(other, SEED) != commit(PLAN, SEED)


def test_the_fingerprint_binds_the_seed():
    assert {len(commit(PLAN, SEED)), commit(PLAN, SEED) == commit(PLAN, bytes(32))} == {64, False}


@pytest.mark.parametrize("number", ["", "  ", "双色球\nseed 00", "双色球\u2028"])
def test_the_public_number_is_named_in_one_line(number):
    with pytest.raises(ValueError, match="one line"):
        announced(replace(PLAN, number=number), SEED)


def test_a_seed_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        commit(PLAN, SEED[:31])


def test_the_page_about_it_shows_what_is_announced():
    page = Path(__file__).parents[3] / "docs" / "algorithms" / "draws.md"
    shown = "".join(f"    {line}\n" for line in announced(PLAN, SEED).decode().splitlines())
    assert shown in page.read_text("utf-8")
