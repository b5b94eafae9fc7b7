"""How long what is kept: a default for each kind, how far an office may go, and on what it rests.

个人信息保护法 Art 19: the shortest time that the purpose needs, where no law says otherwise. 档案法 Art 13 and 14 and
档案法实施条例 Art 19: what belongs in the archives has the time that the office's own list gives it, and the archives
department approves that list; so the words of a matter are kept as long as the office's list says. The numbers below
are our choice where no article gives one.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Basis, Source
from huiying.core.words import Text

PIPL, ARCHIVES = "个人信息保护法", "档案法"


class Kept(StrEnum):
    """What has a time of keeping that an office sets."""

    IDENTITY = "identity"
    WORDS = "words"
    REPORT = "report"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Keeping:
    """`default`, `least`, `most`: months, from what `since` says. `source`: on what the keeping rests."""

    kind: Kept
    said: Text
    since: Text
    afterwards: Text
    default: int
    least: int
    most: int
    source: Source


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is kept for a time that nobody sets."""

    said: Text
    time: Text


_OVER = Text("办结之后，也没有期限在走", "once the matter is over and no limit runs")
KEEPING: Mapping[Kept, Keeping] = {
    row.kind: row
    for row in (
        Keeping(
            Kept.IDENTITY,
            Text(
                "您是谁：姓名、电话、邮箱、证件号、住址",
                "Who you are: name, phone, e-mail, identity number, address",
            ),
            _OVER,
            Text(
                "删除这些；说的话和答复留着，但不再知道是谁说的",
                "These are deleted; words and answers stay, and nobody knows any more who spoke",
            ),
            36,
            3,
            120,
            Source(Basis.LAW, PIPL, "19, 47(1) item 2"),
        ),
        Keeping(
            Kept.WORDS,
            Text("您说的话、答复、文书、照片和材料", "What you said, answers, documents, photos and papers"),
            _OVER,
            Text(
                "全部删除；只留办理的步骤和日期，用于统计",
                "All of it is deleted; steps and days stay, for the statistics",
            ),
            120,
            12,
            360,
            Source(Basis.LAW, ARCHIVES, "13, 14; 档案法实施条例 19"),
        ),
        Keeping(
            Kept.REPORT,
            Text("检举控告：说的话，和谁说的", "Reports of wrongdoing: what was said, and by whom"),
            Text("办结之后", "once the report is over"),
            Text("全部删除", "All of it is deleted"),
            120,
            36,
            360,
            Source(Basis.LAW, ARCHIVES, "13, 14"),
        ),
        Keeping(
            Kept.MAIL,
            Text(
                "没有变成诉求的来信：自动回复、广告、读不了的",
                "Mails that became no voice: automatic ones, advertising",
            ),
            Text("收到之后", "after they came"),
            Text("删除原件", "The originals are deleted"),
            12,
            1,
            36,
            Source(Basis.LAW, PIPL, "19"),
        ),
    )
}
FIXED = (
    Fixed(Text("没有寄出的草稿", "A draft that was not sent"), Text("24 小时", "24 hours")),
    Fixed(Text("回执页面的登录", "An opened receipt page"), Text("30 分钟不动就关", "Closes after 30 minutes")),
    Fixed(Text("短信和邮件的内容", "The words of messages to you"), Text("发出就删", "Until they are sent")),
    Fixed(
        Text("存证账本里的一行：种类、日期、随机名字", "The line in the public log: a type, days, a random name"),
        Text("一直留着；里面没有您说的话，也没有您是谁", "For ever; it holds neither your words nor who you are"),
    ),
)


class KeepingOutside(HuiyingError):
    """A time of keeping beyond its bounds, or no number. data: least, most (months)."""

    code = "keeping.outside"
    sentence = Text(
        zh="请填 {least} 到 {most} 之间的月数。",
        en="Write a number of months between {least} and {most}.",
    )


class KeptUnknown(HuiyingError):
    """Nothing of that name has a time of keeping."""

    code = "keeping.unknown"
    sentence = Text(zh="没有这一项，请从清单里选。", en="There is no such row; choose one of the list.")


def checked_months(kind: str, months: object) -> int:
    """`months` as they may be kept. Raises KeptUnknown, KeepingOutside."""
    if kind not in set(Kept):
        raise KeptUnknown
    row = KEEPING[Kept(kind)]
    try:
        number = int(str(months))
    except ValueError as err:
        raise KeepingOutside(least=row.least, most=row.most) from err
    if not row.least <= number <= row.most:
        raise KeepingOutside(least=row.least, most=row.most)
    return number


def over_since(today: date, months: int) -> date:
    """What ended on this day or before was kept long enough: the same day `months` earlier, or that month’s last."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
