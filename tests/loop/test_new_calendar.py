"""A notice is published: provisional limits are counted anew, and so are those of the December it alters."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.services import seed_calendar
from huiying.foundation.office.services.notices import NoticeDay
from huiying.listen.voices.services.register import Spoken
from huiying.loop.new_calendar import publish_year
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW, open_liuxi

NEW_YEAR = [NoticeDay(date(2027, 1, n), False, "元旦") for n in (1, 2, 3)]


@pytest.fixture
def guo(db):
    """Guo, who keeps the office of the cast, as services take him."""
    cache.clear()
    cast = open_liuxi()
    by_guo = {"actor": cast.actor("guo"), "now": NOW}
    seed_calendar(**by_guo)
    yield by_guo
    cache.clear()


def _voice(received_at, channel="counter"):
    given = {"channel": channel, "kind": "request", "naming": "named", "text": "三盏路灯不亮", "language": "zh-hans"}
    spoken = Spoken(**given, received_at=received_at, wants="action", place_id=None)
    return receive_voice(spoken, identity={"name": "李桂英"}, actor=SPEAKER, now=received_at).voice


def _publish(guo, days=NEW_YEAR, year=2027):
    return publish_year(year, days=days, source="国办发明电〔2026〕9号", **guo)


@pytest.fixture
def december(guo):
    """A limit of 15 days that ends on Friday 1 January 2027, of which nobody knows yet that it is a holiday."""
    voice = _voice(datetime(2026, 12, 17, 1, 0, tzinfo=UTC))
    return Deadline.objects.get(case=voice.pk, due_on=date(2027, 1, 1))


def test_provisional_limit_moves_past_the_holiday(guo, december):
    assert december.provisional
    done = _publish(guo)
    december.refresh_from_db()
    assert (december.due_on, december.target_on) == (date(2027, 1, 4), date(2027, 1, 1))
    assert december.due_at == datetime(2027, 1, 4, 16, 0, tzinfo=UTC)
    assert not december.provisional
    assert (done.moved, done.settled) == (1, 1)


def test_moved_limit_is_an_event_of_its_case_and_sorts_the_queue(guo, december):
    _publish(guo)
    event = Event.objects.get(type="office.clocks_recounted")
    assert (event.subject_kind, event.subject_id) == ("case", december.case_id)
    assert event.public == {"clock": december.clock, "before": "2027-01-01", "after": "2027-01-04"}
    case = Case.objects.get(pk=december.case_id)
    due = Deadline.objects.filter(case=case, met_at__isnull=True, stopped_at__isnull=True).order_by("due_at").first()
    assert (case.next_due_at, case.next_clock) == (due.due_at, due.clock)


def test_met_and_stopped_limits_stay(guo, december):
    december.met_at = NOW
    december.save()
    assert _publish(guo).moved == 0
    december.refresh_from_db()
    assert december.due_on == date(2027, 1, 1)


def test_december_that_the_notice_alters_is_counted_anew(guo):
    voice = _voice(datetime(2026, 12, 12, 1, 0, tzinfo=UTC))
    before = Deadline.objects.get(case=voice.pk, due_on=date(2026, 12, 28))
    assert before.target_on == date(2026, 12, 27), "a Sunday, moved to Monday"
    _publish(guo, [*NEW_YEAR, NoticeDay(date(2026, 12, 27), True, "元旦")])
    before.refresh_from_db()
    assert before.due_on == date(2026, 12, 27)


def test_the_same_notice_again_moves_nothing(guo, december):
    _publish(guo)
    count = Event.objects.count()
    again = _publish(guo)
    assert (again.moved, again.settled) == (0, 0)
    assert Event.objects.count() == count


@pytest.mark.parametrize(
    ("clock", "hour", "was", "at", "becomes", "then"),
    [
        ("H-HANDLE", 1, date(2027, 1, 4), (2027, 1, 4, 16), date(2027, 1, 5), (2027, 1, 5, 16)),
        ("H-DISPATCH", 8, date(2027, 1, 1), (2027, 1, 1, 4), date(2027, 1, 4), (2027, 1, 4, 4)),
    ],
)
def test_working_days_and_half_days_are_counted_over_the_new_holiday(guo, clock, hour, was, at, becomes, then):
    voice = _voice(datetime(2026, 12, 28, 1, 0, tzinfo=UTC), channel="phone")
    start = datetime(2026, 12, 28 if clock == "H-HANDLE" else 31, hour, 0, tzinfo=UTC)
    row = Deadline.objects.create(
        case_id=voice.pk,
        clock=clock,
        version="1",
        started_at=start,
        due_on=was,
        target_on=was,
        due_at=datetime(*at, tzinfo=UTC),
        provisional=True,
    )
    _publish(guo)
    row.refresh_from_db()
    assert (row.due_on, row.due_at) == (becomes, datetime(*then, tzinfo=UTC))


def test_an_extension_keeps_its_days(guo):
    voice = _voice(datetime(2026, 12, 2, 1, 0, tzinfo=UTC))
    row = Deadline.objects.filter(case=voice.pk).order_by("due_at").first()
    Deadline.objects.filter(pk=row.pk).update(
        target_on=date(2027, 1, 1),
        due_on=date(2027, 1, 1),
        due_at=datetime(2027, 1, 1, 16, 0, tzinfo=UTC),
        extra_days=15,
        provisional=True,
    )
    _publish(guo)
    row.refresh_from_db()
    assert (row.target_on, row.due_on, row.extra_days) == (date(2027, 1, 1), date(2027, 1, 4), 15)


def test_day_that_a_person_named_stays(guo, december):
    Deadline.objects.filter(pk=december.pk).update(due_on=date(2026, 12, 31), target_on=date(2026, 12, 30))
    assert _publish(guo).moved == 0
