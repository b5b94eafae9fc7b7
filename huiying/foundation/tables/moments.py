"""`parse_moment`: dates and times as Chinese offices write them, read only when there is one way to read them."""

import re
from datetime import datetime, timedelta, tzinfo

from huiying.foundation.tables.errors import UnclearMoment
from huiying.foundation.tables.numerals import plain_digits

EXCEL_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial counts local time
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_WEEKDAY = re.compile(r"[(\[（【]?(?:星期|礼拜|周)[一二三四五六日天][)\]）】]?")
_HALF = r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|晚|am|pm)?"
_TIME = (
    _HALF + r"\s*(?P<hour>\d{1,2})\s*(?:[:时点]\s*(?:(?P<minute>\d{1,2})\s*(?:[:分]\s*(?:(?P<second>\d{1,2})"
    r"(?:\.(?P<fraction>\d{1,6})\d*)?\s*秒?)?)?|(?P<by_words>半|整)?))\s*(?P<english>am|pm)?"
    r"\s*(?P<offset>z|[+-]\d{2}:?\d{2})?"
)
_DATE = (
    r"(?P<year>\d{4})\s*(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|年\s*(?P<month_cn>\d{1,2}|元)\s*月\s*(?P<day_cn>\d{1,2})\s*[日号]?)"
)
_WRITTEN = re.compile(rf"{_DATE}(?:[\sT,]*{_TIME})?", re.IGNORECASE)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

Parts = tuple[int, int, int, int, int, int, int]


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """The instant that `text` names, in `zone` unless it carries an offset of its own; a date alone is its midnight.

    Read: 2019-02-28T11:25:05, 2019/2/28 11:25, 2019.2.28, 20190228, 2019年2月28日 上午11时25分, 二〇一九年二月二十八日,
    full-width digits, weekdays beside the date, Excel serials (1900 system, five digits before the point).
    Raises UnclearMoment, also for two-digit years, a year that stands last, 上午12点 and 晚上12点 (which day?), days
    and hours that do not exist, and local times that a change of summer time repeats or leaves out.
    """
    written = plain_digits(_WEEKDAY.sub(" ", text)).strip()
    try:
        return _read(written, zone)
    except (ValueError, OverflowError) as err:
        raise UnclearMoment from err


def _read(written: str, zone: tzinfo) -> datetime:
    if found := _WRITTEN.fullmatch(written):
        return _from_written(found, zone)
    if packed := _PACKED.fullmatch(written):
        year, month, day, hour, minute, second = (int(part or 0) for part in packed.groups())
        return _local((year, month, day, hour, minute, second, 0), zone)
    if _SERIAL.fullmatch(written):
        return _from_serial(float(written), zone)
    raise ValueError


def _from_written(found: re.Match[str], zone: tzinfo) -> datetime:
    month = found["month"] or found["month_cn"].replace("元", "1")
    date = (int(found["year"]), int(month), int(found["day"] or found["day_cn"]))
    if found["hour"] is None:
        return _local((*date, 0, 0, 0, 0), zone)
    minute = 30 if found["by_words"] == "半" else int(found["minute"] or 0)
    clock = (minute, int(found["second"] or 0), int((found["fraction"] or "0").ljust(6, "0")))
    hour = _hour(int(found["hour"]), found["half"], found["english"])
    if hour == 24:
        return _end_of_day((*date, 0, *clock), zone, found["offset"])
    if found["offset"]:
        return _with_offset((*date, hour, *clock), found["offset"])
    return _local((*date, hour, *clock), zone)


def _end_of_day(parts: Parts, zone: tzinfo, offset: str | None) -> datetime:
    """24:00 is the midnight that follows (GB/T 7408); 24:01 is nothing."""
    if any(parts[3:]) or offset:
        raise ValueError
    return _local(parts, zone) + timedelta(days=1)


def _hour(hour: int, half: str | None, english: str | None) -> int:
    """The hour of the day, 0 to 24. Raises ValueError where the word and the number do not go together."""
    if half and english:
        raise ValueError
    word = (half or english or "").lower()
    if word in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise ValueError
        return hour % 12 + (12 if word == "pm" else 0)
    first, last, shift = HALVES[word]
    (found,) = {meant for meant in (hour, hour + shift) if first <= meant <= last}
    return found


HALVES = {
    "": (0, 24, 0),
    "凌晨": (0, 6, -12),
    "清晨": (3, 9, 0),
    "早上": (4, 11, 0),
    "早晨": (4, 11, 0),
    "上午": (0, 11, 0),
    "中午": (11, 14, 12),
    "下午": (12, 23, 12),
    "傍晚": (16, 20, 12),
    "晚上": (17, 23, 12),
    "晚": (17, 23, 12),
    "夜间": (18, 23, 12),
}
"""First and last hour of the day that the word can mean, and what may be added to the hour written."""


def _from_serial(serial: float, zone: tzinfo) -> datetime:
    local = EXCEL_DAY_ZERO + timedelta(seconds=round(serial * 86_400))
    return _local((local.year, local.month, local.day, local.hour, local.minute, local.second, 0), zone)


def _local(parts: Parts, zone: tzinfo) -> datetime:
    if not EARLIEST_YEAR <= parts[0] <= LATEST_YEAR:
        raise ValueError
    moment = datetime(*parts, tzinfo=zone)
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise ValueError
    return moment


def _with_offset(parts: Parts, offset: str) -> datetime:
    local = datetime(*parts)  # noqa: DTZ001 - the offset follows
    return datetime.fromisoformat(f"{local.isoformat()}{offset.upper()}")
