"""How days and times are said in a contact report, in both languages."""

from huiying.core.contact_time import Period
from huiying.core.words import Text
from huiying.judge.contacts.enums import DayKind

DAYS: dict[DayKind, Text] = {
    DayKind.RECEPTION: Text("接访", "Reception days"),
    DayKind.HOME_VISIT: Text("走访", "Home visits"),
    DayKind.FIELD_OFFICE: Text("现场办公", "Field offices"),
    DayKind.LINK_PLACE: Text("联系点", "Link places"),
    DayKind.LISTENING_SESSION: Text("座谈会", "Listening sessions"),
    DayKind.RESEARCH: Text("调研", "Field research"),
    DayKind.POLICY_TALK: Text("宣讲", "Policy talks"),
    DayKind.MEETING: Text("开会", "Meetings"),
}
_QUARTERS = (
    Text("{year} 年第一季度", "first quarter of {year}"),
    Text("{year} 年第二季度", "second quarter of {year}"),
    Text("{year} 年第三季度", "third quarter of {year}"),
    Text("{year} 年第四季度", "fourth quarter of {year}"),
)
_HALVES = (Text("{year} 年上半年", "first half of {year}"), Text("{year} 年下半年", "second half of {year}"))


def period_said(period: Period) -> Text:
    """2026 年第三季度 / third quarter of 2026."""
    which = _HALVES[period.first.month > 6] if period.half else _QUARTERS[(period.first.month - 1) // 3]
    return Text(which.zh.format(year=period.first.year), which.en.format(year=period.first.year))


def days_said(halves: int) -> Text:
    """Half-days as days: 3 are 1.5 天."""
    number = f"{halves / 2:g}"
    return Text(f"{number} 天", f"{number} day" if number == "1" else f"{number} days")
