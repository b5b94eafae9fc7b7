"""The calendar: shipped years, a new notice, days of the office's own."""

import json
from datetime import date

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.errors import (
    DayOutsideYear,
    NoticeEmpty,
    NoticeUnreadable,
    NotOfOffice,
    SourceNeeded,
    YearSkipped,
)
from huiying.foundation.office.models import CalendarDay, CalendarYear
from huiying.foundation.office.selectors import calendar, published_through
from huiying.foundation.office.services import (
    clear_office_day,
    publish_calendar_year,
    seed_calendar,
    set_office_day,
)
from huiying.foundation.office.services.notices import NoticeDay, read_notice
from tests.conftest import DATA

NEW_YEAR = date(2027, 1, 1)
NOTICE = """
# 2027
2027-01-01 至 2027-01-03 休 元旦
2026-12-27 班 元旦
2027年2月5日 休 春节
"""


@pytest.fixture
def seeded(by_guo):
    """The office with the years that are shipped."""
    seed_calendar(**by_guo)
    return by_guo


def test_shipped_years_make_the_calendar_and_come_once(seeded, last):
    assert published_through() == date(2026, 12, 31)
    assert not calendar().is_workday(date(2026, 10, 1))
    assert calendar().is_workday(date(2026, 10, 10))
    assert last().public["after"]["years"][-1] == 2026
    assert seed_calendar(**seeded) == 0
    assert Event.objects.count() == 1


@pytest.mark.parametrize("year", range(2018, 2027))
def test_shipped_years_agree_with_the_official_notices(year, seeded):
    path = DATA / "holidays" / f"{year}.json"
    if not path.exists():
        pytest.skip(f"{path.name} lies in HUIYING_TEST_DATA, which is not there")
    days = read_notice(path.read_text("utf-8"), year=year)
    assert days
    assert [one.day for one in days if calendar().is_workday(one.day) != one.working] == []


def test_notice_is_read_from_lines():
    days = read_notice(NOTICE, year=2027)
    assert days[0] == NoticeDay(date(2026, 12, 27), True, "元旦")
    assert days[1:4] == tuple(NoticeDay(date(2027, 1, n), False, "元旦") for n in (1, 2, 3))
    assert days[4] == NoticeDay(date(2027, 2, 5), False, "春节")


def test_notice_is_read_in_english_words():
    assert read_notice("2027-01-01 off New Year\n2027-01-09 work", year=2027) == (
        NoticeDay(NEW_YEAR, False, "New Year"),
        NoticeDay(date(2027, 1, 9), True),
    )


def test_notice_is_read_from_json():
    text = json.dumps({"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]})
    assert read_notice("\ufeff" + text, year=2027) == (NoticeDay(NEW_YEAR, False, "元旦"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2027-01-01 休 元旦\n2027-02-30 休", 2),
        ("元旦放三天", 1),
        ("2027-01-03 至 2027-01-01 休", 1),
        ("2027-01-01 至 2027-12-31 休", 1),
        ('{"days": [{"date": "2027-01-01", "isOffDay": "yes", "name": ""}]}', 1),
        ('{"days": [', 1),
        ('{"days": 7}', 1),
    ],
)
def test_unreadable_notice_names_the_line(text, line):
    with pytest.raises(NoticeUnreadable) as refused:
        read_notice(text, year=2027)
    assert refused.value.data["line"] == line


def test_notice_without_days_is_not_out_yet():
    for text in ("", "# later", '{"year": 2027, "days": []}'):
        with pytest.raises(NoticeEmpty) as refused:
            read_notice(text, year=2027)
        assert "2027" in refused.value.say("en")


def test_published_year_is_official_and_recorded(seeded, last):
    publish_calendar_year(2027, days=read_notice(NOTICE, year=2027), source="国办发明电〔2026〕9号", **seeded)
    assert published_through() == date(2027, 12, 31)
    assert not calendar().is_workday(NEW_YEAR)
    assert calendar().is_workday(date(2026, 12, 27)), "the notice alters the December before"
    event = last()
    assert (event.subject_kind, event.subject_id) == ("calendar_year", 2027)
    assert event.public["after"]["rests"] == ["2027-01-01", "2027-01-02", "2027-01-03", "2027-02-05"]
    assert event.public["after"]["source"].startswith("国办发明电")


def test_corrected_notice_replaces_the_first(seeded, last):
    publish_calendar_year(2027, days=read_notice(NOTICE, year=2027), source="first", **seeded)
    publish_calendar_year(2027, days=[NoticeDay(NEW_YEAR, False, "元旦")], source="second", **seeded)
    assert calendar().is_workday(date(2027, 2, 5))
    assert last().public["before"]["source"] == "first"
    assert CalendarYear.objects.get(year=2027).source == "second"


def test_wrong_notices_are_refused_with_nothing_changed(seeded):
    good = [NoticeDay(NEW_YEAR, False)]
    before = Event.objects.count()
    with pytest.raises(SourceNeeded):
        publish_calendar_year(2027, days=good, source=" ", **seeded)
    with pytest.raises(NoticeEmpty):
        publish_calendar_year(2027, days=[], source="x", **seeded)
    with pytest.raises(DayOutsideYear):
        publish_calendar_year(2027, days=[*good, NoticeDay(date(2026, 11, 30), False)], source="x", **seeded)
    with pytest.raises(YearSkipped) as refused:
        publish_calendar_year(2028, days=[NoticeDay(date(2028, 1, 1), False)], source="x", **seeded)
    assert refused.value.data == {"year": 2028, "needed": 2027}
    assert published_through().year == 2026
    assert Event.objects.count() == before


def test_day_of_the_office_holds_over_the_notice_and_gives_it_back(seeded, last):
    national_day = date(2026, 10, 1)
    set_office_day(national_day, working=True, name="国庆值班", **seeded)
    assert calendar().is_workday(national_day)
    assert last().public["before"] == {"working": False, "name": "国庆节", "of_office": False}
    set_office_day(national_day, working=True, name="窗口值班", **seeded)
    clear_office_day(national_day, **seeded)
    assert not calendar().is_workday(national_day)
    assert CalendarDay.objects.get(day=national_day).name == "国庆节"
    assert last().public["act"] == "day.cleared"


def test_day_of_the_office_on_a_plain_day_goes_back_to_the_week(seeded, last):
    monday = date(2026, 11, 23)
    set_office_day(monday, working=False, name="停电", **seeded)
    assert not calendar().is_workday(monday)
    clear_office_day(monday, **seeded)
    assert calendar().is_workday(monday)
    assert last().subject_id == 20261123
    with pytest.raises(NotOfOffice):
        clear_office_day(monday, **seeded)


def test_new_notice_waits_beneath_a_day_of_the_office(seeded):
    set_office_day(NEW_YEAR, working=True, **seeded)
    publish_calendar_year(2027, days=read_notice(NOTICE, year=2027), source="x", **seeded)
    assert calendar().is_workday(NEW_YEAR)
    clear_office_day(NEW_YEAR, **seeded)
    assert not calendar().is_workday(NEW_YEAR)
