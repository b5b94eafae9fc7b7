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
