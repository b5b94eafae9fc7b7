"""What can stand in the way of a contact report."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class ReportNotFound(HuiyingError):
    """There is no such report or day, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "contact.not_found"
    sentence = Text(zh="没有这份报告，或者您看不到它。", en="There is no such report, or you may not see it.")


class MayNotReport(HuiyingError):
    """Only some may do this; `who` are named."""

    code: ClassVar[str] = "contact.may_not"
    sentence = Text(zh="这一步由{who}来做。", en="This step is for {who}.")


class PeriodUnknown(HuiyingError):
    """Neither a quarter nor a half-year, or one that has not begun."""

    code: ClassVar[str] = "contact.period_unknown"
    sentence = Text(zh="请选一个已经开始的季度或半年。", en="Please choose a quarter or half-year that has begun.")


class PeriodRuns(HuiyingError):
    """It is published once its time is over."""

    code: ClassVar[str] = "contact.period_runs"
    sentence = Text(
        zh="这段时间还没有过完。先留着草稿，过完了再公布。",
        en="This time is not over yet. Keep the draft, and publish it when it is.",
    )


class ReportThere(HuiyingError):
    """This leader has a report on this time already."""

    code: ClassVar[str] = "contact.there"
    sentence = Text(
        zh="这段时间的报告已经有了，请打开它来改。", en="There is a report on this time already. Open that one."
    )


class ReportPublished(HuiyingError):
    """It stays as it was published."""

    code: ClassVar[str] = "contact.published"
    sentence = Text(
        zh="报告已经公布，不能再改。要更正，请写进下一份。",
        en="The report is published and stays as it is. Put a correction into the next one.",
    )


class ReportNeedsWords(HuiyingError):
    """Too few words to be understood, or too many; `least`, `most` characters."""

    code: ClassVar[str] = "contact.words_needed"
    sentence = Text(
        zh="听到了什么、做了什么，都要写，每段 {least} 到 {most} 个字。",
        en="Say what you heard and what was done, in {least} to {most} characters each.",
    )


class ReportNamesSomebody(HuiyingError):
    """Words hold a name or a person's number."""

    code: ClassVar[str] = "contact.names_somebody"
    sentence = Text(
        zh="报告人人都能看，不写群众的姓名和号码。{what}",
        en="Everybody reads the report: it names nobody who spoke. {what}",
    )


class DayWrong(HuiyingError):
    """A day ahead of today, not half or whole, or more than a whole day in all."""

    code: ClassVar[str] = "contact.day_wrong"
    sentence = Text(
        zh="请选今天或以前的日子，半天或一天；一天里各项加起来不超过一天。",
        en="Choose today or earlier, half a day or a whole one; all of one day together is at most one day.",
    )
