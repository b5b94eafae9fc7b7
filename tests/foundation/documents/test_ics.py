"""Meetings for calendars: read back by a parser, and byte by byte as RFC 5545 wants them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from icalendar.cal import Component

from huiying.foundation.documents.ics import Appointment, Invited, appointment_ics

MEETING = Appointment(
    uid="meeting-3@lx.example",
    sequence=0,
    title="信访工作联席会议第三次会议：搅拌站扰民、丽水新城办证与公交改线三件事",
    words="议题：\n一、搅拌站；二、办证, 公交\\线路" * 6,
    venue="县政府三楼会议室, 东厅",
    starts_at=datetime(2026, 12, 7, 1, tzinfo=UTC),
    minutes=90,
    zone="Asia/Shanghai",
    made_at=datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
    organizer=Invited("县联席会议办公室", "lianxi@lx.example"),
    invited=(Invited("住建局; 质安站", "zj@lx.example"), Invited("县妇联")),
    url="https://lx.example/desk/meetings/3/",
)


def read(one: Appointment) -> tuple[Component, Component]:
    calendar = icalendar.Calendar.from_ical(appointment_ics(one))
    return calendar, calendar.walk("VEVENT")[0]


def test_an_invitation_is_read_back_as_it_was_meant() -> None:
    calendar, event = read(MEETING)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "REQUEST")
    assert [str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS")] == [
        MEETING.uid, MEETING.title, MEETING.words, MEETING.venue, MEETING.url, "CONFIRMED",
    ]  # fmt: skip
    assert event["SEQUENCE"] == 0
    assert event["DTSTAMP"].dt == MEETING.made_at
    assert str(event["ORGANIZER"]) == "mailto:lianxi@lx.example"
    assert event["ORGANIZER"].params["CN"] == "县联席会议办公室"


def test_time_is_that_of_the_place_and_its_zone_comes_along() -> None:
    calendar, event = read(MEETING)
    begins, ends = event["DTSTART"].dt, event["DTEND"].dt
    assert begins == datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert ends - begins == timedelta(minutes=90)
    assert b"DTSTART;TZID=Asia/Shanghai:20261207T090000" in appointment_ics(MEETING)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]


def test_who_is_invited_is_asked_to_answer_where_there_is_an_address() -> None:
    _, event = read(MEETING)
    first, second = event["ATTENDEE"]
    assert (str(first), first.params["CN"], first.params["RSVP"]) == ("mailto:zj@lx.example", "住建局; 质安站", "TRUE")
    assert (str(second), second.params["CN"], "RSVP" in second.params) == ("invalid:nomail", "县妇联", False)


def test_lines_are_folded_at_75_bytes_without_breaking_a_character() -> None:
    content = appointment_ics(MEETING)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")


def test_a_change_keeps_the_uid_and_a_cancellation_has_no_reminder() -> None:
    off = replace(MEETING, sequence=2, cancelled=True)
    calendar, event = read(off)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert str(event["UID"]) == MEETING.uid
    assert not event.walk("VALARM")
    assert read(MEETING)[1].walk("VALARM")[0]["TRIGGER"].dt == -timedelta(days=1)


def test_without_an_address_of_the_office_it_is_shown_and_asks_nobody() -> None:
    calendar, event = read(replace(MEETING, organizer=Invited("县联席会议办公室")))
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event  # RFC 5546, 3.2.1


@pytest.mark.parametrize("hostile", ["会\r\nATTENDEE:mailto:x@y.z", "会\nBEGIN:VALARM"])
def test_no_words_become_lines_of_their_own(hostile: str) -> None:
    said = replace(MEETING, title=hostile, venue=hostile, invited=(Invited(hostile, "a@b.cn"),))
    _, event = read(said)
    assert str(event["SUMMARY"]) == hostile.replace("\r\n", "\n")
    assert len(event.walk("VALARM")) == 1


def test_the_same_meeting_is_the_same_file() -> None:
    assert appointment_ics(MEETING) == appointment_ics(MEETING)
