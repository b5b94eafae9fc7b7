"""A meeting as a calendar file (RFC 5545, iTIP of RFC 5546): an invitation, a changed one, or its cancellation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Alarm, vCalAddress

ICS = "text/calendar"
PRODUCT = "-//Huiying//Meetings//ZH"
REMIND_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a calendar writes to or names. `email` "" where there is none: then nobody is asked to answer by mail."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """What stands in a calendar.

    `uid`: the same for ever; `sequence`: higher at each change. `starts_at` is aware; it is written in `zone`, an IANA
    name. `made_at`: when this state of it was made, aware. `organizer` with an e-mail makes it a request that
    calendars answer (METHOD REQUEST); without one it is only shown (PUBLISH).
    """

    uid: str
    sequence: int
    title: str
    words: str
    venue: str
    starts_at: datetime
    minutes: int
    zone: str
    made_at: datetime
    organizer: Invited
    invited: Sequence[Invited] = ()
    url: str = ""
    cancelled: bool = False

    @property
    def method(self) -> str:
        """What a calendar does with it."""
        if self.cancelled:
            return "CANCEL"
        return "REQUEST" if self.organizer.email else "PUBLISH"


def appointment_ics(one: Appointment) -> bytes:
    """The file in UTF-8, its lines folded at 75 bytes; the same appointment is the same bytes."""
    from icalendar import Calendar, Event

    zone = ZoneInfo(one.zone)
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.made_at)
    event.add("dtstart", one.starts_at.astimezone(zone))
    event.add("dtend", (one.starts_at + timedelta(minutes=one.minutes)).astimezone(zone))
    event.add("summary", one.title)
    event.add("location", one.venue)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    for name, value in (("description", one.words), ("url", one.url)):
        if value:
            event.add(name, value)
    event.add("organizer", _address(one.organizer))
    for guest in one.invited if one.method != "PUBLISH" else ():  # RFC 5546, 3.2.1: it names nobody
        event.add("attendee", _guest(guest))
    if not one.cancelled:
        event.add_component(_alarm(one.title))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", one.method)
    calendar.add_component(event)
    day = one.starts_at.astimezone(zone).date()
    calendar.add_missing_timezones(first_date=date(day.year, 1, 1), last_date=date(day.year + 1, 12, 31))
    return bytes(calendar.to_ical())


def _address(person: Invited) -> "vCalAddress":
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:{person.email}" if person.email else "invalid:nomail")
    address.params["CN"] = vText(person.name)
    return address


def _guest(person: Invited) -> "vCalAddress":
    from icalendar import vText

    address = _address(person)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    if person.email:
        address.params["RSVP"] = vText("TRUE")
    return address


def _alarm(title: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
