"""What was asked of people in a quarter, and what came of it: counted from what was held, noted and promised."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from huiying.core.economy import Kept, Quarter, by_kind, by_unit, summed
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.office.selectors import calendar
from huiying.improve.insight.selectors.economy import hours_by_quarter, hours_per_result, quarter_figures
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.errors.interests import BurdenNotFound, BurdenWrong, MayNotNoteBurden
from huiying.serve.coordination.models import AgendaItem, Burden, Invitation, Meeting, Resolution, Series
from huiying.serve.coordination.selectors.burdens import burdens_in, units_to_note
from huiying.serve.coordination.services.burdens import BurdenData, change_burden, note_burden
from tests.cast import NOW, open_liuxi
from tests.faces.desk.conftest import granted
from tests.serve.coordination.interests import who
from tests.serve.coordination.issues import grants_of

pytestmark = pytest.mark.django_db
NOWADAYS = Quarter(2026, 4)
TODAY = date(2026, 11, 23)


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def form(cast):
    """Half an hour in each of twelve villages, every week."""
    return BurdenData(
        "form", "垃圾分类周报表", cast.units["housing"].pk, NOWADAYS, 12, 1, Decimal("0.5"), 13, "看各村分类做得怎样"
    )


def meeting(cast, *, starts=NOW, minutes=90, took=None, people=(), state="held", invited=3, series=None, reason=""):
    """A meeting: how long it was planned and how long it took, and how many came of each unit."""
    made = Meeting.objects.create(
        series=series,
        office=cast.units["petition"],
        title="联席会议",
        starts_at=starts,
        minutes=minutes,
        venue="三楼会议室",
        chair=cast.staff["sun"],
        state=state,
        reason=reason,
        made_at=starts,
        made_by=cast.staff["zhou"],
        began_at=starts if took else None,
        ended_at=starts + timedelta(minutes=took) if took else None,
    )
    units = ("land", "housing", "liuhe")[:invited]
    for at, unit in enumerate(units):
        came = people[at] if at < len(people) else 0
        Invitation.objects.create(meeting=made, unit=cast.units[unit], attended=came > 0, people=came)
    return made


def item(cast, of, *, outcome="settled", paper="", resolutions=0):
    made = AgendaItem.objects.create(
        meeting=of,
        position=of.items.count() + 1,
        kind="other",
        title="搅拌站",
        paper=paper,
        brought_by=cast.units["petition"],
        outcome=outcome,
        added_at=NOW,
        added_by=cast.staff["zhou"],
    )
    for at in range(resolutions):
        Resolution.objects.create(
            item=made, position=at + 1, kind="task", text="搬走", owner=cast.units["housing"], made_at=NOW
        )


def promise(cast, first, *, due=None, ended=None, state="open"):
    return Commitment.objects.create(
        words="修好三盏路灯",
        source="pledge",
        owner=cast.units["liuhe"],
        office=cast.units["petition"],
        made_on=first,
        first_due_on=first,
        due_on=due or first,
        state=state,
        ended_at=ended,
        made_at=NOW,
    )


def figures(quarter=NOWADAYS):
    return quarter_figures(quarter, TODAY, calendar())


def test_a_line_of_the_register_is_hours_of_people_with_an_event_and_a_leaf(cast, form):
    line = noted(cast, form, key="one")
    assert noted(cast, form, key="one") == line
    connection.finish_waiting()
    event = Event.objects.get(type="burden.noted")
    assert (event.subject_id, event.public["hours"], event.public["quarter"]) == (line.pk, "0.5", "2026-10-01")
    assert form.title not in str(event.public)
    assert LogEntry.objects.filter(event=event).exists()
    (asked,) = figures().asked
    assert (asked.kind, asked.unit, asked.times, asked.hours) == ("form", cast.units["housing"].pk, 13, Decimal("78.0"))
    assert figures(NOWADAYS.moved(-1)).asked == ()


def noted(cast, form, **more):
    granted(cast, "hu", "adviser", "office")
    return note_burden(form, **who(cast, "hu"), **more)


def test_a_line_is_changed_when_something_came_of_it(cast, form):
    line = noted(cast, form)
    change_burden(line.pk, replace(form, outcome="取消了这张表", times=4), **who(cast, "hu"))
    change_burden(line.pk, replace(form, outcome="取消了这张表", times=4), **who(cast, "hu"))
    assert [(one.outcome, one.times) for one in burdens_in(NOWADAYS)] == [("取消了这张表", 4)]
    assert Event.objects.get(type="burden.changed").public == {"times": 4}
    with pytest.raises(BurdenNotFound):
        change_burden(line.pk + 1, form, **who(cast, "hu"))


def test_a_head_notes_what_the_own_unit_asks_and_an_office_what_those_below_it_ask(cast, form):
    granted(cast, "chen", "dispatcher", "office")
    own = replace(form, unit_id=cast.units["land"].pk)
    note_burden(own, **who(cast, "qian"))
    note_burden(form, **who(cast, "chen"))
    for name, data in (("qian", form), ("zhou", form), ("zhao", own), ("sun", own), ("hotline", form)):
        with pytest.raises(MayNotNoteBurden):
            note_burden(data, **who(cast, name))
    with pytest.raises(MayNotNoteBurden):
        change_burden(burdens_in(NOWADAYS)[0].pk, own, **who(cast, "qian"))
    assert [unit.pk for unit in units_to_note(grants_of(cast, "qian"))] == [cast.units["land"].pk]
    assert len(units_to_note(grants_of(cast, "chen"))) == len(cast.units)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " 表 "},
        {"purpose": ""},
        {"kind": "wish"},
        {"units": 0},
        {"people": 0},
        {"times": 2_000_000},
        {"hours": Decimal(0)},
        {"hours": Decimal(10_000)},
    ],
)
def test_a_line_that_cannot_be_is_refused(cast, form, wrong):
    with pytest.raises(BurdenWrong):
        noted(cast, replace(form, **wrong))
    assert not Burden.objects.exists()


def test_meetings_cost_the_time_by_the_clock_of_those_who_came(cast, form):
    held = meeting(cast, minutes=60, took=90, people=(2, 3))
    meeting(cast, minutes=60, state="called")
    item(cast, held, paper="粉尘实测", resolutions=2)
    item(cast, held, outcome="put_off")
    noted(cast, form)
    view = figures()
    assert (view.meetings, view.papers, view.resolutions, view.put_off) == (1, 1, 2, 1)
    assert {kind: one.hours for kind, one in by_kind(view.asked).items()} == {
        "form": Decimal("78.0"),
        "meeting": Decimal("7.5"),
    }
    assert set(by_unit(view.asked)) == {cast.units["housing"].pk, cast.units["petition"].pk}
    assert (summed(view.asked).hours, hours_per_result(view)) == (Decimal("85.5"), Decimal("42.8"))
    assert hours_per_result(figures(NOWADAYS.moved(-1))) is None


def test_a_meeting_called_off_saves_what_it_would_have_cost_at_least(cast):
    series = Series.objects.create(office=cast.units["petition"], title="每月联席会议", starts=datetime.min.time())
    meeting(cast, starts=NOW - timedelta(days=30), took=60, people=(4, 4, 2), series=series)
    meeting(cast, series=series, state="off", reason="没有议题", minutes=120)
    meeting(cast, state="off", reason="没有议题", minutes=60, invited=2)
    view = figures()
    assert (view.called_off, view.saved) == (2, Decimal("22.0"))


def test_promises_count_in_the_quarter_that_was_promised_first(cast):
    done = datetime(2026, 11, 20, 4, tzinfo=UTC)
    promise(cast, date(2026, 11, 20), ended=done, state="kept")
    promise(cast, date(2026, 10, 20), due=date(2026, 11, 30), ended=done, state="kept")
    promise(cast, date(2026, 10, 20), ended=done, state="kept")
    promise(cast, date(2026, 10, 20))
    promise(cast, date(2026, 10, 20), ended=done, state="dropped")
    promise(cast, date(2026, 12, 31))
    promise(cast, date(2027, 1, 1))
    promise(cast, date(2026, 9, 30), due=date(2026, 10, 20))
    assert figures().promises == Kept(in_time=1, moved=1, late=1, open_late=1, dropped=1, waiting=1)


def test_a_quarter_begins_and_ends_with_the_days_of_the_office(cast, form):
    """16:30 UTC on the last of September is 00:30 on the first of October here."""
    meeting(cast, starts=datetime(2026, 9, 30, 16, 30, tzinfo=UTC), took=60, people=(1,))
    meeting(cast, starts=datetime(2026, 9, 30, 14, 30, tzinfo=UTC), took=60, people=(2,))
    noted(cast, replace(form, quarter=NOWADAYS.moved(-1)))
    last = [NOWADAYS.moved(-2), NOWADAYS.moved(-1), NOWADAYS]
    assert list(hours_by_quarter(last, calendar()).values()) == [Decimal(0), Decimal("80.0"), Decimal("1.0")]
    assert [figures(quarter).meetings for quarter in last] == [0, 1, 1]


def test_many_lines_are_read_with_few_questions(cast, form, django_assert_max_num_queries):
    granted(cast, "hu", "adviser", "office")
    for _ in range(3):
        note_burden(form, **who(cast, "hu"))
        meeting(cast, took=60, people=(1, 2))
    with django_assert_max_num_queries(10):
        assert summed(figures().asked).hours == Decimal("243.0")
