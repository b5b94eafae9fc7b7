"""The calendar: a year by months, the days this office sets itself, and the notice of a year."""

import calendar as months
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import Repeated, admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.dates import english, with_weekday
from huiying.faces.look.parts import Chip
from huiying.foundation.office import services
from huiying.foundation.office.history import Change, changes_of
from huiying.foundation.office.models import CalendarDay, CalendarYear
from huiying.foundation.office.selectors import calendar, calendar_days, published_through
from huiying.foundation.office.services.notices import read_notice
from huiying.loop.new_calendar import Published, publish_year

FIRST, LAST = 2000, 2199
MOST_BYTES = 200_000
_WEEK = months.Calendar(firstweekday=months.MONDAY)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month on the page. `look`: work, rest, make-up (work on a weekend), holiday, own."""

    day: date
    url: str
    look: str
    mark: str
    says: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month; weeks of seven cells, None where the day is of another month."""

    first: date
    weeks: list[list[Cell | None]]


@admin_page
def this_year(request: StaffRequest) -> HttpResponse:
    """The current year."""
    return redirect("desk:admin-year", request.viewer.today.year)


@admin_page
def year(request: StaffRequest, year: int) -> HttpResponse:
    """A year by months."""
    _check(year)
    known = CalendarYear.objects.filter(year=year).first()
    special = {row.day: row for row in calendar_days(year)}
    chips = [
        Chip(str(number), reverse("desk:admin-year", args=[number]), current=number == year)
        for number in range(year - 2, year + 3)
        if FIRST <= number <= LAST
    ]
    return show(request, "year.html", "calendar", {
        "year": year,
        "chips": chips,
        "known": known,
        "provisional": date(year, 12, 31) > published_through(),
        "through": published_through(),
        "months": [_month(year, month, special) for month in range(1, 13)],
        "own": [row for row in special.values() if row.of_office],
        "week": [_weekday(date(2024, 1, n)) for n in range(1, 8)],
        "history": history_table(_changes(year)),
    })  # fmt: skip


def _weekday(day: date) -> tuple[str, str]:
    """星期一 and 一; Monday and Mon."""
    whole = date_format(day, "l")
    return whole, date_format(day, "D") if english() else whole[-1]


def _check(year: int) -> None:
    if not FIRST <= year <= LAST:
        raise Http404


def _changes(year: int) -> list[Change]:
    days = [c for c in changes_of(["calendar_day"], most=200) if c.subject_id // 10_000 == year]
    kept = [*changes_of(["calendar_year"], about={"year": year}), *days]
    return sorted(kept, key=lambda change: change.at, reverse=True)


def _month(year: int, month: int, special: dict[date, CalendarDay]) -> Month:
    weeks = [
        [_cell(day, special.get(day)) if day.month == month else None for day in week]
        for week in _WEEK.monthdatescalendar(year, month)
    ]
    return Month(date(year, month, 1), weeks)


def _cell(day: date, row: CalendarDay | None) -> Cell:
    works = row.working if row else day.isoweekday() <= 5
    url = reverse("desk:admin-day", args=[day.isoformat()])
    words = _("working day") if works else _("day of rest")
    says = f"{with_weekday(day)} {words} {row.name if row else ''}".strip()
    if row is None:
        return Cell(day, url, "work" if works else "rest", "", says)
    mark = _("work") if works else _("off")
    return Cell(day, url, "own" if row.of_office else "makeup" if works else "holiday", mark, says)


class DayForm(KeyedForm):
    """What this office does on a day."""

    working = forms.TypedChoiceField(
        label=gettext_lazy("On this day the office"),
        choices=[("yes", gettext_lazy("works")), ("no", gettext_lazy("rests"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether the office works or rests")},
    )
    name = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Such as 春节值班 or 停电. It stands in the calendar."),
        max_length=40,
        required=False,
    )


@admin_page
def day(request: StaffRequest, day: str) -> HttpResponse:
    """Let the office work or rest on a day, or go back to the notice."""
    on = _day(day)
    row = CalendarDay.objects.filter(day=on).first()
    works = row.working if row else on.isoweekday() <= 5
    clearing = request.POST.get("act") == "clear"
    initial = {"working": "yes" if works else "no", "name": row.name if row and row.of_office else ""}
    posted = request.POST if request.method == "POST" else None
    form = DayForm(None if clearing else posted, initial=initial)
    clear = KeyedForm(posted if clearing else None)
    actor, now = request.viewer.actor, request.viewer.now

    def act(values: dict[str, Any], key: str) -> CalendarDay:
        return services.set_office_day(on, actor=actor, now=now, key=key, **values)

    def back(_values: dict[str, Any], key: str) -> bool:
        services.clear_office_day(on, actor=actor, now=now, key=key)
        return True

    done: object = None
    if posted is not None:
        done = carry_out(request, clear, back) if clearing else carry_out(request, form, act)
    if done is not None:
        said(request, _("Kept. Limits that start from now on count it; running limits keep their day."))
        return redirect("desk:admin-year", on.year)
    return show(request, "day.html", "calendar", {
        "form": clear if clearing else form,
        "edit": form,
        "clear": clear,
        "row": row,
        "title": with_weekday(on, year=True),
        "works": works,
        "back_url": reverse("desk:admin-year", args=[on.year]),
        "history": history_table(changes_of(["calendar_day"], subject_id=_number(on))),
    })  # fmt: skip


def _number(on: date) -> int:
    return CalendarDay(day=on).subject_id


def _day(text: str) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError as err:
        raise Http404 from err
    _check(on.year)
    return on


class NoticeForm(KeyedForm):
    """The notice of a year, as lines or as a file."""

    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("Number or address of the notice of the State Council's General Office."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write where the notice comes from")},
    )
    lines = forms.CharField(
        label=gettext_lazy("The days"),
        help_text=gettext_lazy(
            "One day or span a line: 2027-01-01 休 元旦, 2027-02-05 至 2027-02-12 休 春节, 2027-02-14 班 春节. "
            "Days that follow the week need no line."
        ),
        max_length=20_000,
        required=False,
        widget=forms.Textarea,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("The same lines as a text file, or JSON in the form of holiday-cn."),
        required=False,
    )

    def clean_file(self) -> str:
        """What the file says."""
        given = self.cleaned_data["file"]
        if not given:
            return ""
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a year's notice. Choose another one."))
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError as err:
            raise forms.ValidationError(_("This file is no text in UTF-8. Save it as text in UTF-8.")) from err

    def clean(self) -> dict[str, Any]:
        """One of the two has to be there."""
        values = dict(super().clean() or {})
        if not (values.get("lines") or values.get("file")) and not self.errors:
            self.add_error("lines", _("Write the days of the notice, or choose a file"))
        return values


@admin_page
def notice(request: StaffRequest, year: int) -> HttpResponse:
    """Enter or correct the notice of a year; limits counted without it are counted anew."""
    _check(year)
    known = CalendarYear.objects.filter(year=year).first()
    initial = {"source": known.source if known else "", "lines": _lines(year)}
    form = NoticeForm(request.POST or None, request.FILES or None, initial=initial)
    viewer = request.viewer

    def act(values: dict[str, Any], key: str) -> Published:
        days = read_notice(values["file"] or values["lines"], year=year)
        return publish_year(year, actor=viewer.actor, now=viewer.now, days=days, source=values["source"], key=key)

    if request.method == "POST" and (done := carry_out(request, form, act)):
        moved = 0 if isinstance(done, Repeated) else done.moved
        counted = ngettext(
            "%(count)s running limit has another last day now.",
            "%(count)s running limits have another last day now.",
            moved,
        ) % {"count": moved}
        said(request, _("The calendar of %(year)s is entered.") % {"year": year} + " " + counted)
        return redirect("desk:admin-year", year)
    return show(request, "notice.html", "calendar", {
        "form": form,
        "title": _("Notice of holidays %(year)s") % {"year": year},
        "back_url": reverse("desk:admin-year", args=[year]),
        "calendar": calendar(),
    })  # fmt: skip


def _lines(year: int) -> str:
    """The official days as the lines that would enter them."""
    return "\n".join(_line(row) for row in calendar_days(year) if not row.of_office or row.notice)


def _line(row: CalendarDay) -> str:
    kept = row.notice or {"working": row.working, "name": row.name}
    return f"{row.day.isoformat()} {'班' if kept['working'] else '休'} {kept['name']}".strip()
