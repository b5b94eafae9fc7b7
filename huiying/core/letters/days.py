"""Days and small numbers as they stand in letters."""

from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK = "一二三四五六日"
DIGITS = "零一二三四五六七八九"


def is_english(language: str) -> bool:
    """Whether a language tag means English; every other tag is written in Chinese."""
    return language.lower().startswith("en")


def day_words(day: date, language: str) -> str:
    """2026年11月22日 or 22 November 2026."""
    if is_english(language):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def moment_words(at: datetime, language: str) -> str:
    """2026年12月7日（星期一）9:00 or Monday 7 December 2026, 9:00; `at` as the clock on the wall shows it."""
    clock = f"{at.hour}:{at.minute:02}"
    if is_english(language):
        return f"{WEEKDAYS[at.weekday()]} {day_words(at, language)}, {clock}"
    return f"{day_words(at, language)}（星期{WEEK[at.weekday()]}）{clock}"


def chinese_number(number: int) -> str:
    """一 … 九十九, as articles and headings are numbered; `number` is 1 to 99."""
    tens, ones = divmod(number, 10)
    if not 1 <= number <= 99:
        raise ValueError(number)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def ordinal(number: int, language: str) -> str:
    """The number of a repeated section: 一, 二 … in Chinese, 1, 2 … in English."""
    return str(number) if is_english(language) else chinese_number(number)
