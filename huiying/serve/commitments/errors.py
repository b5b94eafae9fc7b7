"""What can stand in the way of making and keeping a promise."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class CommitmentNotFound(HuiyingError):
    """There is no such promise, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "commitment.not_found"
    sentence = Text(zh="没有这项承诺，或者您看不到它。", en="There is no such promise, or you may not see it.")


class MayNotKeepCommitment(HuiyingError):
    """Only some may do this with a promise; `who` are named."""

    code: ClassVar[str] = "commitment.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class CommitmentNeedsWords(HuiyingError):
    """A promise, a report or a reason without enough words to be understood."""

    code: ClassVar[str] = "commitment.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，说过的人才看得明白。",
        en="Please write at least {least} characters, so that those who spoke understand it.",
    )


class CommitmentTooLong(HuiyingError):
    """More words than a promise may have; `most` characters."""

    code: ClassVar[str] = "commitment.too_long"
    sentence = Text(
        zh="请写短一些，最多 {most} 个字；细节可以写进分项或进展。",
        en="Please write at most {most} characters; details can go into the parts or the reports.",
    )


class CommitmentNamesSomebody(HuiyingError):
    """Words of a promise hold a name or a person's number."""

    code: ClassVar[str] = "commitment.names_somebody"
    sentence = Text(
        zh="承诺和进展，说过的人和公众都可能读到。{what}",
        en="A promise and its reports are read by those who spoke, and may be read by anybody. {what}",
    )


class CommitmentNeedsOwner(HuiyingError):
    """No unit, or one that is not there any more."""

    code: ClassVar[str] = "commitment.owner_needed"
    sentence = Text(zh="请选由哪个单位来做。", en="Please choose the unit that does it.")


class CommitmentNeedsDay(HuiyingError):
    """No day, or one that is over."""

    code: ClassVar[str] = "commitment.day_needed"
    sentence = Text(
        zh="请写明哪一天前做到，从今天起的日子才行。", en="Please say by which day; it must be today or later."
    )


class CommitmentSameDay(HuiyingError):
    """The new day is the one that stands already."""

    code: ClassVar[str] = "commitment.same_day"
    sentence = Text(zh="这就是现在的日期。要改，请换一天。", en="This is the day that stands now. Choose another one.")


class CommitmentHiddenWhy(HuiyingError):
    """A promise is public unless there is a stated reason."""

    code: ClassVar[str] = "commitment.hidden_why"
    sentence = Text(
        zh="承诺都要公开。确实不能公开的，请写明理由。",
        en="Promises are public. If this one cannot be, please say why.",
    )


class CommitmentPartsWrong(HuiyingError):
    """Parts without words, with a weight outside 1 to 100, or due after the whole."""

    code: ClassVar[str] = "commitment.parts_wrong"
    sentence = Text(
        zh="每个分项要写明做什么、占多重（1 到 100），日期不晚于整项承诺。",
        en="Each part needs words and a weight of 1 to 100, and a day no later than the whole promise.",
    )


class CommitmentPartGone(HuiyingError):
    """The promise has no such part, or the part is done already."""

    code: ClassVar[str] = "commitment.part_gone"
    sentence = Text(zh="没有这个分项，或者它已经做完了。", en="There is no such part, or it is done already.")


class CommitmentPartsOpen(HuiyingError):
    """Parts are not done; `number` of them."""

    code: ClassVar[str] = "commitment.parts_open"
    sentence = Text(
        zh="还有 {number} 个分项没有做完。做完的请先逐项写明，再说整项兑现了。",
        en="{number} parts are not done. Report each that is, then say that the whole promise is kept.",
    )


class CommitmentOver(HuiyingError):
    """It was kept or dropped."""

    code: ClassVar[str] = "commitment.over"
    sentence = Text(
        zh="这项承诺已经结束。还要接着做，请先“重新打开”。",
        en="This promise is over. If there is more to do, reopen it first.",
    )


class CommitmentNotOver(HuiyingError):
    """Only what is over can be reopened."""

    code: ClassVar[str] = "commitment.not_over"
    sentence = Text(zh="这项承诺还没有结束。", en="This promise is not over.")


class CommitmentNotLate(HuiyingError):
    """A reason for lateness is given once the day is over."""

    code: ClassVar[str] = "commitment.not_late"
    sentence = Text(
        zh="这项承诺还没有到期。来不及的话，请改日期并写明理由。",
        en="This promise is not late. If it will not be ready, move its day and say why.",
    )
