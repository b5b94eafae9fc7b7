"""How notices, their days and what they must not tell are said, in both languages."""

from collections.abc import Iterable
from datetime import date

from huiying.core.deadlines import Limit, Measure
from huiying.core.letters.days import day_words
from huiying.core.procedures.model import Look
from huiying.core.redaction import Kind, Span
from huiying.core.words import Text
from huiying.serve.notices.enums import NoticeState, Outcome

STATES: dict[NoticeState, tuple[Look, Text]] = {
    NoticeState.DRAFT: (Look.HOLD, Text(zh="草稿", en="Draft")),
    NoticeState.ASKED: (Look.WAIT, Text(zh="等人核对", en="Waits for the check")),
    NoticeState.OPEN: (Look.DOING, Text(zh="公示中", en="Open to objections")),
    NoticeState.ENDED: (Look.WAIT, Text(zh="期满，等结果", en="Days over, result to come")),
    NoticeState.RESULT: (Look.DONE, Text(zh="已公布结果", en="Result is out")),
    NoticeState.DROPPED: (Look.HOLD, Text(zh="不用了", en="Dropped")),
}
OUTCOMES: dict[Outcome, Text] = {
    Outcome.CONFIRMED: Text(zh="按公示的办", en="It is done as announced"),
    Outcome.CHANGED: Text(zh="改了以后再办", en="It is done with changes"),
    Outcome.CALLED_OFF: Text(zh="不办了", en="It is called off"),
}
_TELLS: dict[Kind, Text] = {
    "name": Text("姓名", "a name"),
    "id_number": Text("身份证号", "an identity number"),
    "bank_card": Text("银行卡号", "a bank card number"),
    "mobile": Text("手机号", "a mobile number"),
    "landline": Text("不是单位的电话", "a phone number that is not an office's"),
    "email": Text("不是单位的邮箱", "a mail address that is not an office's"),
    "plate": Text("车牌号", "a number plate"),
    "address": Text("家庭住址", "a home address"),
}


def tells(found: Iterable[tuple[Span, str]]) -> Text:
    """What is too much, each with its words: 身份证号“…”."""
    rows = [(_TELLS[span.kind], quote) for span, quote in found]
    return Text(
        "、".join(f"{kind.zh}“{quote}”" for kind, quote in rows),
        ", ".join(f"{kind.en} “{quote}”" for kind, quote in rows),
    )


def length(limit: Limit) -> Text:
    """5 个工作日."""
    if limit.measure is Measure.workdays:
        return Text(f"{limit.length} 个工作日", f"{limit.length} working days")
    return Text(f"{limit.length} 日", f"{limit.length} days")


def day(on: date) -> Text:
    """A day in both languages."""
    return Text(day_words(on, "zh-hans"), day_words(on, "en"))


def days_left(last: date, *, today: date) -> Text:
    """In words, as long as objections are open and afterwards."""
    left = (last - today).days
    if left < 0:
        return Text(f"公示期已满（到{day_words(last, 'zh-hans')}为止）", f"Closed on {day_words(last, 'en')}")
    if left == 0:
        return Text("今天是最后一天", "Today is the last day")
    many = "" if left == 1 else "s"
    return Text(
        f"还有 {left} 天，到{day_words(last, 'zh-hans')}为止", f"{left} more day{many}, through {day_words(last, 'en')}"
    )
