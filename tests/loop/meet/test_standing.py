"""The figures of the standing item are those that the scorecards tell."""

from datetime import timedelta

import pytest

from huiying.core.rates.months import Month
from huiying.judge.scorecards.services.rebuilding import rebuild
from huiying.loop.meet.standing import standing_text
from tests.cast import open_liuxi
from tests.judge.scorecards.month import MID, cases_of, rated, refused
from tests.serve.coordination.meetings import planned

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)
MEETS = MID + timedelta(days=20)


@pytest.fixture
def paper():
    """Ten said whether it was resolved; of two the answer granted nothing, with its grounds."""
    cast = open_liuxi()
    cases = cases_of(cast, "liuhe", number=10)
    rated(cases[:6], resolved="yes")
    rated(cases[6:], resolved="no")
    refused(cases[8:])
    meeting = planned(cast, starts_at=MEETS, now=MID)

    def text(now):
        rebuild(OCTOBER, now=now)
        return standing_text(meeting, now=now)

    return text


def test_shares_are_those_of_the_scorecards(paper):
    assert "诉求人说解决了：8 件里 6 件" in paper(MEETS)


def test_a_month_that_goes_on_tells_no_share(paper):
    """Told twice, whoever rated between the two papers would be known."""
    said = paper(MID + timedelta(days=1))
    assert "（到 2026-10-16 为止）" in said
    assert "说解决了" not in said
