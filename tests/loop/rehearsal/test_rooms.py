"""The rooms of the demo: boxes of which one is overdue and one was emptied by two, and somebody on duty at any hour."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.boxes.models import Batch, Box
from huiying.listen.boxes.selectors.figures import figures_of
from huiying.listen.boxes.selectors.public import box_of
from huiying.listen.boxes.selectors.standing import standings
from huiying.listen.duty.models import Shift
from huiying.listen.duty.selectors.roster import gaps_ahead, people_of, posts_answering
from huiying.listen.voices.models import Voice
from huiying.loop.rehearsal import demo
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
MONDAY_NIGHT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
AFTER_THE_HOLIDAYS = datetime(2026, 10, 8, 1, 0, tzinfo=UTC)
NEW_YEAR = datetime(2026, 1, 1, 4, 0, tzinfo=UTC)


def visible_to_the_sealed_officer():
    officer = Staff.objects.get(username="tangyi")
    return Case.objects.filter(visible_cases(officer.grants.all()), sealed=True)


def filled(now):
    demo.fill(voices=0, seed=1, months=1, now=now, progress=lambda _done, _all: None)


@pytest.mark.parametrize("now", [SUNDAY, MONDAY_NIGHT, AFTER_THE_HOLIDAYS, NEW_YEAR], ids=str)
def test_boxes_and_duty_are_lively_at_any_day_of_the_year(now):
    filled(now)
    one_box_of_three_is_overdue(now)
    two_people_signed_for_a_batch_that_adds_up(now)
    somebody_of_the_hotline_answers_now_and_for_two_weeks(now)
    nobody_is_written_to_and_nothing_lies_in_the_future(now)


def one_box_of_three_is_overdue(now):
    days = calendar()
    found = standings(Box.objects.all(), today=days.local_date(now), days=days)
    assert [one.overdue for one in found] == [True, False, False]
    assert found[0].box.place.name_en.startswith("Liuhe")
    assert not [one for one in found if one.begun]
    assert {one.box.slips.count() for one in found} == {20}


def two_people_signed_for_a_batch_that_adds_up(now):
    batch = Batch.objects.get()
    assert batch.is_closed
    assert {batch.signed_by.username, batch.closed_by.username} == {"wang", "mahui"}
    figures = figures_of(batch)
    assert (figures.counted, figures.voices, figures.own, figures.unreadable) == (6, 5, 1, 1)
    assert (figures.gap, figures.unexplained) == (0, 0)
    assert [one.slip.number for one in figures.explained_slips] == [4]
    assert calendar().is_workday(calendar().local_date(batch.opened_at))
    assert timedelta() < now - batch.opened_at < timedelta(days=12)
    assert {box_of(voice) for voice in Voice.objects.exclude(kind__in=("report", "objection"))} == {batch.box}
    assert visible_to_the_sealed_officer().count() == 1


def somebody_of_the_hotline_answers_now_and_for_two_weeks(now):
    hotline = Unit.objects.get(hotline_body=True)
    (answering,) = posts_answering(now=now)
    assert answering.post.unit == hotline
    for days in (0, 7):
        assert gaps_ahead([hotline], now=now + timedelta(days=days)) == []
    shifts = list(Shift.objects.all())
    assert len(shifts) == 4 * 14
    staff = set(Staff.objects.filter(unit=hotline))
    assert all(len(people_of(shift)) == 2 and set(people_of(shift)) <= staff for shift in shifts)
    firsts = [people_of(shift)[0] for shift in Shift.objects.order_by("starts_at")]
    assert all(one != after for one, after in pairwise(firsts))


def nobody_is_written_to_and_nothing_lies_in_the_future(now):
    assert not Message.objects.exists()
    assert not Event.objects.filter(happened_at__gt=now).exists()
    assert not Event.objects.filter(at__gt=now).exists()
