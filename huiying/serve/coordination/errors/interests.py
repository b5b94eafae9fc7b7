"""What can stand in the way of a table of interests, of answering it, and of the register of what is asked."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class InterestsNotFound(HuiyingError):
    """No such table, group or matter, or not for this reader (the two are not told apart)."""

    code: ClassVar[str] = "interests.not_found"
    sentence = Text(zh="没有这张利益表，或者您看不到它。", en="There is no such table, or you may not see it.")


class MayNotKeepInterests(HuiyingError):
    """Only those who look after the matter keep its table."""

    code: ClassVar[str] = "interests.may_not"
    sentence = Text(
        zh="利益表由管这件事的调度员或参谋员填写。有要补充的，请告诉他们。",
        en="The table is kept by the dispatchers and advisers who look after the matter. Tell them what is missing.",
    )


class InterestsNeedQuestion(HuiyingError):
    """No question, or one of a few letters."""

    code: ClassVar[str] = "interests.question_needed"
    sentence = Text(
        zh="请用一句话写明要定的是什么，比如“搅拌站搬到哪里”。",
        en="Say in one sentence what is to be settled, for example “Where the concrete plant moves to”.",
    )


class InterestsNeedSituation(HuiyingError):
    """A group without a situation."""

    code: ClassVar[str] = "interests.situation_needed"
    sentence = Text(
        zh="请写明是处在什么情况的人，比如“一百米以内的住户”。",
        en="Say what situation these people are in, for example “residents within 100 m”.",
    )


class InterestsNeedSource(HuiyingError):
    """A number of people without where it comes from."""

    code: ClassVar[str] = "interests.source_needed"
    sentence = Text(
        zh="请写明人数从哪里来，比如“社区登记”；不知道就把人数空着。",
        en="Say where the number of people comes from, for example “community register”; leave it empty if unknown.",
    )


class InterestsNeedGroup(HuiyingError):
    """A table without a group was to be published."""

    code: ClassVar[str] = "interests.group_needed"
    sentence = Text(zh="表里还没有一类人。请先填一类，再公开。", en="The table names nobody yet. Add a group first.")


class InterestGroupTaken(HuiyingError):
    """A situation was to be worded anew although somebody has said to be in it."""

    code: ClassVar[str] = "interests.group_taken"
    sentence = Text(
        zh="已经有人说自己属于这种情况，不能改成别的。请新增一类，这一类可以撤下。",
        en="Somebody has said to be in this situation; it cannot be worded anew. Add another, and take this one out.",
    )


class InterestsNameSomebody(HuiyingError):
    """Words that anybody may read hold a name or a person's number."""

    code: ClassVar[str] = "interests.names_somebody"
    sentence = Text(zh="表里的话谁都可能读到。{what}", en="What stands in the table may be read by anybody. {what}")


class InterestNothingSaid(HuiyingError):
    """Neither a situation nor words."""

    code: ClassVar[str] = "interests.nothing_said"
    sentence = Text(
        zh="请选一种情况；都不是的话，写一句您的情况。",
        en="Choose a situation; if it is none of them, write a sentence about yours.",
    )


class InterestAnswerUnknown(HuiyingError):
    """A situation or an effect that the table does not offer, or no longer."""

    code: ClassVar[str] = "interests.answer_unknown"
    sentence = Text(
        zh="您选的这一项已经不在表里，请重新选一次。", en="What you chose is no longer listed. Please choose again."
    )


class BurdenNotFound(HuiyingError):
    """No such line of the register."""

    code: ClassVar[str] = "burden.not_found"
    sentence = Text(zh="登记里没有这一条。", en="There is no such line in the register.")


class MayNotNoteBurden(HuiyingError):
    """Only for the own unit, or by the office for those below it."""

    code: ClassVar[str] = "burden.may_not"
    sentence = Text(
        zh="本单位要的表和报告，由本单位负责人登记；调度员、参谋员可以登记下面各单位的。",
        en="The head of a unit notes what that unit asks; dispatchers and advisers note what units below theirs ask.",
    )


class BurdenWrong(HuiyingError):
    """A number of the line cannot be."""

    code: ClassVar[str] = "burden.wrong"
    sentence = Text(
        zh="请写明要的是什么、为了什么；单位数、人数和次数至少是 1，每人每次花的时间最多 {most} 小时。",
        en="Say what is asked and what for; units, people and times are at least 1, hours of each at most {most}.",
    )
