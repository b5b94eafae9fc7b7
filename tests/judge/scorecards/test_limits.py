"""Which limits count in a month, and which of them were kept."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from huiying.core.rates.months import Month
from huiying.foundation.ledger.actors import SYSTEM
from huiying.judge.scorecards.selectors.counting import counted, span_of
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW, open_liuxi

ZONE = ZoneInfo("Asia/Shanghai")
OCTOBER, NOVEMBER = datetime(2026, 10, 1, tzinfo=ZONE), datetime(2026, 11, 1, tzinfo=ZONE)
DUE = datetime(2026, 10, 20, 16, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def case(db: None) -> Case:
    """One case, without a limit for its answer."""
    open_liuxi()
    spoken = Spoken("web", "request", "anonymous", "路灯不亮", "zh-hans", NOW)
    voice = receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice
    Deadline.objects.filter(case_id=voice.pk).delete()
    return Case.objects.get(pk=voice.pk)


def in_october() -> tuple[int, int]:
    fields = Counter[str]()
    for (_where, field), n in counted(span_of(Month(2026, 10), NOVEMBER + 30 * DAY)).items():
        fields[field] += n
    return fields["on_time_yes"], fields["on_time"]


def limit(case: Case, clock: str, due_at: datetime, **turned: datetime) -> None:
    day = due_at.astimezone(ZONE).date()
    Deadline.objects.create(
        case=case, clock=clock, version="1", started_at=NOW, due_on=day, target_on=day, due_at=due_at, **turned
    )


@pytest.mark.parametrize(
    ("due_at", "turned", "found"),
    [
        (DUE, {"met_at": DUE - DAY}, (1, 1)),
        (DUE, {"met_at": DUE}, (0, 1)),
        (DUE, {"met_at": DUE + DAY}, (0, 1)),
        (DUE, {}, (0, 1)),
        (DUE, {"stopped_at": DUE - DAY}, (0, 0)),
        (NOVEMBER, {"met_at": DUE}, (1, 1)),
        (NOVEMBER + DAY, {"met_at": DUE}, (0, 0)),
        (OCTOBER, {"met_at": OCTOBER - DAY}, (0, 0)),
    ],
    ids=["kept", "on-the-first-late-instant", "late", "never", "withdrawn", "last-day", "next-month", "month-before"],
)
def test_a_limit_counts_in_the_month_of_its_last_day(
    case: Case, due_at: datetime, turned: dict[str, datetime], found: tuple[int, int]
) -> None:
    limit(case, "C-HANDLE", due_at, **turned)
    assert in_october() == found


def test_only_limits_for_answers_count(case: Case) -> None:
    limit(case, "C-REG", DUE, met_at=DUE - DAY)
    limit(case, "H-HANDLE", DUE, met_at=DUE - DAY)
    limit(case, "C-SUGGEST", DUE, met_at=DUE + DAY)
    assert in_october() == (1, 2)
