"""Days in a reply: that exist, on their weekday, in the right tense."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from re import Match

from huiying.core.letters.days import MONTHS, day_words
from huiying.core.replycheck.finding import Finding, ReplyContext, finding, sentence_around
from huiying.core.words import Text

_ZH = re.compile(
    r"(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]"
    r"(?P<more>\s?[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天]))?"
)
_ISO = re.compile(r"(?<![\d.\-/])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d\-/])")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?!\s?\d{1,2}\s?[日号])")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = "|".join(MONTHS)
_DAY_NAME = "|".join(_WEEKDAYS_EN)
_EN = re.compile(
    rf"(?:(?P<weekday>{_DAY_NAME}),?\s)?\b(?P<day>\d{{1,2}})\s(?P<month>{_NAME})(?:\s(?P<year>\d{{4}}))?\b"
)
_EN_US = re.compile(
    rf"(?:(?P<weekday>{_DAY_NAME}),?\s)?\b(?P<month>{_NAME})\s(?P<day>\d{{1,2}})\b(?:,?\s(?P<year>\d{{4}}))?"
)
_WEEKDAYS = {**{name: at for at, name in enumerate("一二三四五六日")}, "天": 6}
_WEEKDAYS |= {name: at for at, name in enumerate(_WEEKDAYS_EN)}
_LEAP_YEAR = 2000
_SURE_DAYS = 31
_DONE = re.compile(r"已经?(?!定于|安排|计划|约定|要求|通知|责成|督促)|完成了|\b(?:was|were|has been|have been|had)\b")
_AHEAD = re.compile(r"将|拟|计划|预计|定于|安排|之?前|以前|争取|力争|截至|届时|\b(?:will|by|before|until|plan|due)\b")
_INTEND = re.compile(r"(?:将于|拟于|计划于|预计于)\s?$|\bwill (?:\w+ ){0,3}on $")
# A licence may run for years: neither done nor promised.
_VALID = re.compile(r"有效期|期限|到期|\bvalid\b|\bexpir")
_RECEIVED = re.compile(
    r"^[日号]?[）)]?(?:来信|来访|来电|反映|提出|留言|投诉|提交)|^.{0,12}(?:反映|提出|留言|投诉|来信|来访|来电)的"
)

NO_SUCH_DAY = Text("没有这一天。请核对日期。", "There is no such day. Check the date.")
IN_FUTURE = Text(
    "这一天还没到，却写成已经做了。请核对日期或说法。", "This day lies ahead, yet it is told as done. Check it."
)
IN_PAST = Text(
    "这一天已经过了，却写成将要做。请核对日期或说法。", "This day is past, yet it is told as to come. Check it."
)


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match[str]
    year: int | None
    month: int
    day: int
    weekday: str | None

    def on(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def check_dates(text: str, context: ReplyContext) -> Iterator[Finding]:
    """Days that do not exist, weekdays that do not fit, tenses against the calendar, promises after the last day."""
    for match in _YEAR_MONTH.finditer(text):
        if not 1 <= int(match["month"]) <= 12:
            yield finding("date.none", "block", match, NO_SUCH_DAY)
    for found in _found(text):
        if found.on(found.year or _LEAP_YEAR) is None:
            yield finding("date.none", "block", found.match, NO_SUCH_DAY)
            continue
        day = _meant(found, context.today)
        if day is not None:
            yield from _weekday(found, day)
            yield from _tense(text, found, day, context)


def _found(text: str) -> Iterator[_Found]:
    for pattern in (_ZH, _ISO, _EN, _EN_US):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = MONTHS.index(parts["month"]) + 1 if parts["month"] in MONTHS else int(parts["month"])
            year = int(parts["year"]) if parts["year"] else None
            yield _Found(match, year, month, int(parts["day"]), parts.get("weekday"))


def _meant(found: _Found, today: date) -> date | None:
    """The day itself, or without a year the one nearest to today (None: 29 February with no such day near)."""
    if found.year:
        return found.on(found.year)
    near = [day for year in (today.year - 1, today.year, today.year + 1) if (day := found.on(year))]
    return min(near, key=lambda day: abs(day - today), default=None)


def _weekday(found: _Found, day: date) -> Iterator[Finding]:
    if not found.weekday or _WEEKDAYS[found.weekday] == day.weekday():
        return
    zh, en = "星期" + "一二三四五六日"[day.weekday()], _WEEKDAYS_EN[day.weekday()]
    says = Text(f"{day_words(day, 'zh')}是{zh}。请核对。", f"{day_words(day, 'en')} is a {en}. Check which is meant.")
    yield finding("date.weekday", "block" if found.year else "look", found.match, says)


def _tense(text: str, found: _Found, day: date, context: ReplyContext) -> Iterator[Finding]:
    match = found.match
    sentence = sentence_around(text, match.start(), match.end())
    ahead, valid = bool(_AHEAD.search(sentence)), bool(_VALID.search(sentence))
    if _lies_ahead(found, day, context.today) and _DONE.search(sentence) and not ahead and not valid:
        yield finding("date.future_done", "look", match, IN_FUTURE)
    if day < context.today and _INTEND.search(text[max(0, match.start() - 30) : match.start()]):
        yield finding("date.past_promise", "look", match, IN_PAST)
    if context.last_day and day > context.last_day and ahead and not valid:
        yield finding("date.after_last_day", "look", match, _late(context.last_day))
    if context.received_on and _says_received(text, match) and day != context.received_on:
        yield finding("date.received", "look", match, _received(context.received_on))


def _lies_ahead(found: _Found, day: date, today: date) -> bool:
    """Without a year only the next weeks count: "12 December" told in May may well be the last one."""
    return day > today and (found.year is not None or (day - today).days <= _SURE_DAYS)


def _says_received(text: str, match: Match[str]) -> bool:
    near = text[max(0, match.start() - 6) : match.start()]
    return bool(re.search("您[于在]?$", near)) and bool(_RECEIVED.search(text[match.end() : match.end() + 20]))


def _late(last: date) -> Text:
    return Text(
        f"这一天晚于这件事的最后期限{day_words(last, 'zh')}。请改早，或者先办延期。",
        f"This is after the last day of the case, {day_words(last, 'en')}. Promise earlier, or extend first.",
    )


def _received(day: date) -> Text:
    return Text(
        f"登记的收到日期是{day_words(day, 'zh')}。请核对。",
        f"The day on record is {day_words(day, 'en')}. Check which is right.",
    )
