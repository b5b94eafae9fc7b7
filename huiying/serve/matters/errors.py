"""What can stand in the way of a list of practical matters."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class YearNotFound(HuiyingError):
    """There is no such year, nomination or line, or it is not shown to this viewer."""

    code: ClassVar[str] = "matter.not_found"
    sentence = Text(zh="没有这一年的清单，或者没有这一条。", en="There is no such list, or no such entry in it.")


class MayNotKeepList(HuiyingError):
    """Only some may do this; `who` names them."""

    code: ClassVar[str] = "matter.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class YearTaken(HuiyingError):
    """The year has its list."""

    code: ClassVar[str] = "matter.year_taken"
    sentence = Text(zh="{year}年的清单已经有了。", en="{year} has its list already.")


class YearOutOfRange(HuiyingError):
    """A year that a list can hardly be for."""

    code: ClassVar[str] = "matter.year_out_of_range"
    sentence = Text(zh="请写今年或明年，四位数字。", en="Write this year or the next, in four digits.")


class DaysOutOfOrder(HuiyingError):
    """The days of a year do not follow each other, or lie in the past."""

    code: ClassVar[str] = "matter.days_out_of_order"
    sentence = Text(
        zh="日期要按先后：提名截止、投票开始、投票截止、公布清单，都不能早于今天。",
        en="The days must follow each other, none before today: last day to nominate, first and last day of the vote, "
        "day of the list.",
    )


class NumbersOutOfRange(HuiyingError):
    """So many choices or lines make no vote."""

    code: ClassVar[str] = "matter.numbers_out_of_range"
    sentence = Text(
        zh="每张票能选的件数和清单的件数，都在 1 到 {most} 之间。",
        en="How many a ballot may name and how many the list has: each from 1 to {most}.",
    )


class CriteriaNeeded(HuiyingError):
    """A year without criteria."""

    code: ClassVar[str] = "matter.criteria_needed"
    sentence = Text(zh="请至少定一条筛选标准，先公布再筛选。", en="Set one criterion at least; it is published first.")


class NotNow(HuiyingError):
    """The year is at another stage."""

    code: ClassVar[str] = "matter.not_now"
    sentence = Text(zh="现在不在这个阶段：{stage}。", en="This is not for now; where it stands: {stage}.")


class TooEarly(HuiyingError):
    """People were told another day."""

    code: ClassVar[str] = "matter.too_early"
    sentence = Text(
        zh="公布过的日子是 {day}，那天过了才能往下走。", en="People were told {day}; go on once that day is over."
    )


class VoteNotOpen(HuiyingError):
    """A ballot outside the days of the vote."""

    code: ClassVar[str] = "matter.vote_not_open"
    sentence = Text(
        zh="现在不能投票。投票从 {start} 到 {end}。", en="There is no vote now. It runs from {start} to {end}."
    )


class NominationsClosed(HuiyingError):
    """A nomination after the last day."""

    code: ClassVar[str] = "matter.nominations_closed"
    sentence = Text(
        zh="提名已经截止。您的事可以随时说给我们听，一样有回执、有答复。",
        en="Nominations are over. You can tell us of it at any time, with a receipt and an answer of your own.",
    )


class MatterNeedsWords(HuiyingError):
    """A step that others have to understand was taken without a word."""

    code: ClassVar[str] = "matter.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，别人才看得明白。",
        en="Please write at least {least} characters, so that others understand it.",
    )


class MatterTooLong(HuiyingError):
    """More than the page holds; `most` characters."""

    code: ClassVar[str] = "matter.too_long"
    sentence = Text(zh="请写短一些，最多 {most} 个字。", en="Please write at most {most} characters.")


class MatterNamesSomebody(HuiyingError):
    """Words that everybody reads hold a name or a person's number."""

    code: ClassVar[str] = "matter.names_somebody"
    sentence = Text(zh="清单上的话，谁都能读到。{what}", en="What stands on the list is read by anybody. {what}")


class MatterNeedsTitle(HuiyingError):
    """A nomination or a line without a title."""

    code: ClassVar[str] = "matter.title_needed"
    sentence = Text(
        zh="请用一句话写明要办什么，比如“给北塘村修两座公厕”。",
        en="Say in one sentence what is to be done, for example “Two public toilets for Beitang village”.",
    )


class CaseNominated(HuiyingError):
    """The voice is behind a nomination of this year already."""

    code: ClassVar[str] = "matter.case_nominated"
    sentence = Text(
        zh="这件事今年已经提名，是第 {number} 号。", en="It is nominated this year already, number {number}."
    )


class SealedNotNominated(HuiyingError):
    """A report of wrongdoing, or an erased voice, takes no part."""

    code: ClassVar[str] = "matter.sealed"
    sentence = Text(zh="这一件不能提名。", en="This one cannot be nominated.")


class NominationDecided(HuiyingError):
    """Somebody has dealt with it."""

    code: ClassVar[str] = "matter.nomination_decided"
    sentence = Text(zh="这一条已经有人处理过了。", en="Somebody has dealt with this one already.")


class NotTheSame(HuiyingError):
    """A nomination cannot be joined to this one."""

    code: ClassVar[str] = "matter.not_the_same"
    sentence = Text(
        zh="只能并到同一年里另一条已公布、没有并掉的提名。",
        en="Join it to another nomination of the year that is shown and stands on its own.",
    )


class ScreeningIncomplete(HuiyingError):
    """A criterion without an answer, or a no without words."""

    code: ClassVar[str] = "matter.screening_incomplete"
    sentence = Text(
        zh="每条标准都要写“符合”或“不符合”；不符合的，请写明原因。",
        en="Answer every criterion with yes or no, and give the reason of every no.",
    )


class NominationsWaiting(HuiyingError):
    """The vote cannot begin while nominations wait for a clerk or for screening."""

    code: ClassVar[str] = "matter.nominations_waiting"
    sentence = Text(
        zh="还有 {count} 条提名没有处理完或没有筛选完。请先看完，每条都要有结果。",
        en="{count} nominations still wait for a decision or for screening. Each needs its result first.",
    )


class NothingToVoteOn(HuiyingError):
    """No nomination met every criterion."""

    code: ClassVar[str] = "matter.nothing_to_vote_on"
    sentence = Text(zh="没有一条提名通过筛选，没有可投的。", en="No nomination met every criterion; there is no vote.")


class MatterNeedsOwner(HuiyingError):
    """No unit, or one that is not there any more."""

    code: ClassVar[str] = "matter.owner_needed"
    sentence = Text(zh="请选由哪个单位来办。", en="Please choose the unit that does it.")


class LineNeedsDay(HuiyingError):
    """A line without a day, or due in the past."""

    code: ClassVar[str] = "matter.day_needed"
    sentence = Text(
        zh="请写明哪一天前办好，不能早于今天。", en="Say by which day it is done; it must not be in the past."
    )


class LineNeedsReason(HuiyingError):
    """A line that the vote did not choose."""

    code: ClassVar[str] = "matter.line_reason_needed"
    sentence = Text(
        zh="这一条不是投票选上的。请写明为什么列进来，大家看得到。",
        en="The vote did not choose this line. Say why it is on the list; everybody reads it.",
    )


class MoneyWrong(HuiyingError):
    """Less than nothing, or more than a county ever has."""

    code: ClassVar[str] = "matter.money_wrong"
    sentence = Text(zh="金额不对，请再看一遍。", en="This amount cannot be right; look at it again.")


class MilestonesWrong(HuiyingError):
    """Milestones without words, with a weight outside 1 to 100, or due after the line."""

    code: ClassVar[str] = "matter.milestones_wrong"
    sentence = Text(
        zh="每个节点要有内容和 1 到 100 的分量，日期不能晚于这一条的办结日期。",
        en="Each milestone needs words and a weight from 1 to 100, and no later day than the line itself.",
    )


class ListIncomplete(HuiyingError):
    """What the vote chose is neither on the list nor left out with a reason."""

    code: ClassVar[str] = "matter.list_incomplete"
    sentence = Text(
        zh="投票选上的第 {numbers} 号还没有着落。请列进清单，或者写明为什么不列。",
        en="The vote chose number {numbers}. Put each on the list, or say why it is left out.",
    )


class ListEmpty(HuiyingError):
    """A list without a line."""

    code: ClassVar[str] = "matter.list_empty"
    sentence = Text(zh="清单里还没有一条。", en="There is no line on the list yet.")


class LinesStillOpen(HuiyingError):
    """A year is closed once every line is done or dropped."""

    code: ClassVar[str] = "matter.lines_open"
    sentence = Text(
        zh="还有 {count} 条没有办完。办完或者写明不办的原因，才能结束这一年。",
        en="{count} lines are not done. Each is done, or dropped with a reason, before the year is closed.",
    )
