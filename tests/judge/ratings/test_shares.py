"""What somebody said of a round."""

from datetime import UTC, datetime

import pytest

from huiying.foundation.ledger.actors import SYSTEM
from huiying.judge.ratings.models import Rating
from huiying.judge.ratings.selectors import rating_of
from huiying.loop.receive_voice import Spoken, receive_voice
from tests.cast import NOW, open_liuxi

FIRST, NEXT = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def case_id(db: None) -> int:
    open_liuxi()
    spoken = Spoken("web", "request", "anonymous", "路灯不亮", "zh-hans", NOW)
    return receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice.pk


def test_the_rating_of_a_round_is_found_by_its_round(case_id: int) -> None:
    Rating.objects.create(case_id=case_id, round=1, resolved="no", given_at=FIRST)
    again = Rating.objects.create(case_id=case_id, round=2, resolved="yes", given_at=NEXT)
    assert rating_of(case_id, 2) == again
    assert rating_of(case_id, 3) is None
