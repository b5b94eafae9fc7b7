"""What can stand in the way of a rating."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NothingSaid(HuiyingError):
    """None of the questions was answered."""

    code: ClassVar[str] = "rating.nothing_said"
    sentence = Text(zh="请至少回答一个问题。", en="Please answer at least one question.")


class AlreadyRated(HuiyingError):
    """This round of handling has its rating."""

    code: ClassVar[str] = "rating.already"
    sentence = Text(
        zh="这一次办理您已经打过分了。事情有变化，可以补充说明。",
        en="You have rated this round already. If something has changed, please add it in words.",
    )


class AnswerUnknown(HuiyingError):
    """An answer that the question does not offer."""

    code: ClassVar[str] = "rating.answer_unknown"
    sentence = Text(zh="请从给出的答案里选。", en="Please choose one of the answers given.")


class NotToJudge(HuiyingError):
    """The promise is still being kept, or the voice did not lead to it."""

    code: ClassVar[str] = "rating.not_to_judge"
    sentence = Text(
        zh="这项承诺还在做，没有到期。单位说做到了，或者过了日子，您再来说做到没有。",
        en="This promise is still being kept. Judge it once the unit says it is kept, or once its day is over.",
    )


class NotToAsk(HuiyingError):
    """The four questions are for those who came, called or were visited."""

    code: ClassVar[str] = "encounter.not_to_ask"
    sentence = Text(
        zh="这四个问题只问当面说、打电话说的人。对答复怎么看，可以在下面打分。",
        en="These questions are for people who came, called or were visited. You can judge the answer itself below.",
    )


class EncounterTold(HuiyingError):
    """The four questions were answered for this voice."""

    code: ClassVar[str] = "encounter.already"
    sentence = Text(
        zh="这四个问题您已经答过了，只算一次。还有话要说，可以补充说明。",
        en="You have answered these questions; they count once. If there is more to say, please add it in words.",
    )


class MayNotPassOn(HuiyingError):
    """Praise is passed on by a dispatcher who sees the case."""

    code: ClassVar[str] = "praise.may_not"
    sentence = Text(
        zh="表扬由看得到这件事的调度员转给单位。请转告他们。",
        en="A dispatcher who sees this case passes praise on. Please tell them.",
    )


class PraiseNeedsUnit(HuiyingError):
    """No unit, or one that is not there any more."""

    code: ClassVar[str] = "praise.unit_needed"
    sentence = Text(zh="请选表扬的是哪个单位。", en="Please choose the unit that earned it.")


class PraisePassed(HuiyingError):
    """This unit has had it already."""

    code: ClassVar[str] = "praise.passed"
    sentence = Text(
        zh="这份表扬已经转给这个单位了。也夸了别的单位的，请选那个单位。",
        en="This unit has had it already. If another earned it too, please choose that one.",
    )


class PraiseNeedsWords(HuiyingError):
    """Too few words to be understood, or more than fit on the board; `least`, `most` characters."""

    code: ClassVar[str] = "praise.words_needed"
    sentence = Text(
        zh="请写 {least} 到 {most} 个字：夸的是什么事。",
        en="Please say what was done well, in {least} to {most} characters.",
    )


class PraiseNamesSomebody(HuiyingError):
    """Words of praise hold a name or a person's number."""

    code: ClassVar[str] = "praise.names_somebody"
    sentence = Text(
        zh="表扬转给单位，不写人名和号码，夸的人和被夸的人都一样。{what}",
        en="Praise goes to a unit; it names neither who spoke nor who is praised. {what}",
    )


class PraiseNotToPublish(HuiyingError):
    """The speaker has not agreed to publication."""

    code: ClassVar[str] = "praise.not_to_publish"
    sentence = Text(
        zh="本人没有同意公开，只转给单位，不上墙。",
        en="The speaker has not agreed to publication: pass it on without the board.",
    )
