"""The delays of the simulated year are those of real replies: compared where the file is there."""

import csv
import os
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from huiying.loop.rehearsal.simulation.delays import DAYS, SHARES, days_to_reply, kind_of

DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
REPLIES = DATA / "messages" / "replies.csv"


@pytest.fixture(scope="module")
def measured():
    if not REPLIES.exists():
        pytest.skip("HUIYING_TEST_DATA has no messages/replies.csv")
    found = {kind: [] for kind in DAYS}
    with REPLIES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            came, replied = datetime.fromisoformat(row["time"]), datetime.fromisoformat(row["reply_time"])
            found[kind_of(row["subject"])].append((replied - came).total_seconds() / 86400)
    return {kind: sorted(days) for kind, days in found.items()}


@pytest.mark.parametrize("kind", DAYS)
@pytest.mark.parametrize("share", SHARES[1:-1])
def test_each_constant_is_the_measured_day(measured, kind, share):
    days = measured[kind]
    assert DAYS[kind][SHARES.index(share)] == pytest.approx(days[round(share * (len(days) - 1))], rel=0.05, abs=0.15)


@pytest.mark.parametrize("kind", DAYS)
def test_drawn_days_are_spread_like_the_constants(kind):
    random = Random(7)
    drawn = sorted(days_to_reply(kind, random.random) for _ in range(4000))
    for share, days in list(zip(SHARES, DAYS[kind], strict=True))[2:7]:
        assert drawn[round(share * 3999)] == pytest.approx(days, rel=0.2)


def test_words_of_the_subject_tell_the_kind():
    assert kind_of("请问公租房怎么申请") == "inquiry"
    assert kind_of("建议增加公交车") == "suggestion"
    assert kind_of("投诉小区夜里施工") == "complaint"
    assert kind_of("东街路灯不亮") == "request"


def test_no_draw_lies_outside_the_constants():
    assert days_to_reply("request", lambda: 0.0) == DAYS["request"][0]
    assert days_to_reply("request", lambda: 0.999999999) <= DAYS["request"][-1]
