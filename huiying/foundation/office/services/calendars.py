"""The calendar: years whose official notice is known, and days on which this office does otherwise."""

from collections.abc import Iterable
from datetime import date, datetime
from importlib.metadata import version

from django.db import transaction

from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.office.errors import DayOutsideYear, NoticeEmpty, NotOfOffice, SourceNeeded, YearSkipped
from huiying.foundation.office.models import CalendarDay, CalendarYear
from huiying.foundation.office.services.changing import record_change
from huiying.foundation.office.services.notices import NoticeDay

SHIPPED = "国务院办公厅放假通知（chinesecalendar {version}）"
"""The source of the years that are shipped."""
_DECEMBER = 12


def publish_calendar_year(
    year: int, *, actor: Actor, now: datetime, days: Iterable[NoticeDay], source: str, key: str | None = None
) -> CalendarYear:
    """Enter the official notice of a year, or correct it. Days the office has set itself stay as the office wants them.

    The notice may alter the December before; there the later notice holds.
    Raises SourceNeeded, NoticeEmpty, DayOutsideYear, YearSkipped.
    """
    given = {one.day: one for one in days}
    _refuse_notice(year, given, source)
    with transaction.atomic():
        _refuse_gap(year)
        before = _facts(year)
        row, _ = CalendarYear.objects.update_or_create(year=year, defaults={"source": source.strip()[:200]})
        _write(given, clear_year=year)
        record_change(
            "office.changed",
            "year.published",
            row,
            before=before,
            after=_facts(year),
            actor=actor,
            now=now,
            key=key,
            about={"year": year},
        )
    return row


def _refuse_notice(year: int, given: dict[date, NoticeDay], source: str) -> None:
    if not source.strip():
        raise SourceNeeded
    if not any(day.year == year for day in given):
        raise NoticeEmpty(year=year)
    for day in given:
        if day.year != year and (day.year, day.month) != (year - 1, _DECEMBER):
            raise DayOutsideYear(year=year, day=day.isoformat())


def _refuse_gap(year: int) -> None:
    last = CalendarYear.objects.order_by("-year").values_list("year", flat=True).first()
    if last is not None and year > last + 1:
        raise YearSkipped(year=year, needed=last + 1)


def _facts(year: int) -> dict[str, object]:
    """What a history says of a year: its source, and its days of rest and of work as the notice has them."""
    row = CalendarYear.objects.filter(year=year).first()
    if row is None:
        return {}
    official = [(one.day, _official(one)) for one in CalendarDay.objects.filter(day__year=year).order_by("day")]
    works = {day.isoformat(): notice[0] for day, notice in official if notice is not None}
    return {
        "source": row.source,
        "rests": [day for day, working in works.items() if not working],
        "works": [day for day, working in works.items() if working],
    }


def _official(row: CalendarDay) -> tuple[bool, str] | None:
    """(works, name) as the notice has the day, or None where it says nothing."""
    if not row.of_office:
        return row.working, row.name
    return (row.notice["working"], row.notice["name"]) if row.notice else None


def _write(given: dict[date, NoticeDay], *, clear_year: int) -> None:
    """Official days are replaced by those given; under a day of the office the notice is kept for later."""
    CalendarDay.objects.filter(day__year=clear_year, of_office=False).delete()
    CalendarDay.objects.filter(day__in=given, of_office=False).delete()
    own = {row.day: row for row in CalendarDay.objects.filter(of_office=True)}
    for day, row in own.items():
        if day in given:
            row.notice = {"working": given[day].working, "name": given[day].name}
        elif day.year == clear_year:
            row.notice = None
    CalendarDay.objects.bulk_update(own.values(), ["notice"])
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=day, working=one.working, name=one.name) for day, one in given.items() if day not in own]
    )


def set_office_day(
    day: date, *, actor: Actor, now: datetime, working: bool, name: str = "", key: str | None = None
) -> CalendarDay:
    """This office works, or rests, on `day` whatever the notice says; the notice is kept beneath."""
    with transaction.atomic():
        row = CalendarDay.objects.select_for_update().filter(day=day).first()
        before = _day_facts(row)
        row = row or CalendarDay(day=day)
        if not row.of_office and not row._state.adding:
            row.notice = {"working": row.working, "name": row.name}
        row.working, row.name, row.of_office = working, " ".join(name.split())[:40], True
        row.save()
        after = _day_facts(row)
        record_change("office.changed", "day.set", row, before=before, after=after, actor=actor, now=now, key=key)
    return row


def clear_office_day(day: date, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Back to what the notice, or else the week, says of `day`. Raises NotOfOffice."""
    with transaction.atomic():
        row = CalendarDay.objects.select_for_update().filter(day=day, of_office=True).first()
        if row is None:
            raise NotOfOffice
        before, about = _day_facts(row), About(row.subject_kind, row.subject_id)
        if row.notice is None:
            row.delete()
            after = {}
        else:
            row.working, row.name = row.notice["working"], row.notice["name"]
            row.of_office, row.notice = False, None
            row.save()
            after = _day_facts(row)
        record_change("office.changed", "day.cleared", about, before=before, after=after, actor=actor, now=now, key=key)


def _day_facts(row: CalendarDay | None) -> dict[str, object]:
    return {} if row is None else {"working": row.working, "name": row.name, "of_office": row.of_office}


def seed_calendar(*, actor: Actor, now: datetime) -> int:
    """Put in the years that are shipped and not yet known; the number of new ones. A second call adds nothing."""
    with transaction.atomic():
        known = list(CalendarYear.objects.order_by("year").values_list("year", flat=True))
        fresh = enter_shipped_years()
        record_change(
            "office.changed",
            "year.seeded",
            About("calendar_year", 0),
            before={"years": known},
            after={"years": sorted({*known, *fresh})},
            actor=actor,
            now=now,
            key=None,
        )
    return len(fresh)


def enter_shipped_years() -> list[int]:
    """Write the shipped years that are not known yet, and return them; the caller records it and forgets."""
    shipped = _shipped_days()
    known = set(CalendarYear.objects.values_list("year", flat=True))
    fresh = sorted({one.day.year for one in shipped} - known)
    taken = set(CalendarDay.objects.values_list("day", flat=True))
    source = SHIPPED.format(version=version("chinesecalendar"))
    CalendarYear.objects.bulk_create([CalendarYear(year=year, source=source) for year in fresh])
    days = [one for one in shipped if one.day.year in fresh and one.day not in taken]
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=one.day, working=one.working, name=one.name) for one in days], batch_size=200
    )
    return fresh


def _shipped_days() -> list[NoticeDay]:
    from chinese_calendar import Holiday
    from chinese_calendar.constants import holidays, workdays

    names = {holiday.value: holiday.chinese for holiday in Holiday}
    rests = [NoticeDay(day, False, names.get(name, "")) for day, name in holidays.items()]
    return rests + [NoticeDay(day, True, names.get(name, "")) for day, name in workdays.items()]
