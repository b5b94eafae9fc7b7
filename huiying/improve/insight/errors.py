"""What can stand in the way of deciding about what the figures show."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class SignGone(HuiyingError):
    """There is no such sign any more, or somebody has decided about it."""

    code: ClassVar[str] = "sign.gone"
    sentence = Text(
        zh="这条苗头已有人处理，或者已经过去了。请回到列表看一看。",
        en="Somebody has decided about this sign already, or it is over. Please look at the list again.",
    )


class SignNeedsReason(HuiyingError):
    """A sign is not put away without a word."""

    code: ClassVar[str] = "sign.needs_reason"
    sentence = Text(
        zh="请写明看到了什么，或为什么先放下（至少 {least} 个字）。",
        en="Please say what you found, or why it is set aside (at least {least} characters).",
    )


class DecisionUnknown(HuiyingError):
    """A decision that is not offered."""

    code: ClassVar[str] = "sign.decision_unknown"
    sentence = Text(zh="请从给出的选项里选。", en="Please choose one of the answers given.")


class DifferenceGone(HuiyingError):
    """There is no such difference any more, or its reason stands there already."""

    code: ClassVar[str] = "difference.gone"
    sentence = Text(
        zh="这一条已经说明过，或者不再需要说明。请回到列表看一看。",
        en="The reason is stated already, or is not needed any more. Please look at the list again.",
    )


class DifferenceNeedsReason(HuiyingError):
    """A difference is explained by a sentence, not by a sign."""

    code: ClassVar[str] = "difference.needs_reason"
    sentence = Text(
        zh="请写明为什么不一样（至少 {least} 个字）。",
        en="Please say why it was different (at least {least} characters).",
    )


class NotYourUnit(HuiyingError):
    """The reason is stated by the unit whose decision or whose cases it is."""

    code: ClassVar[str] = "difference.not_your_unit"
    sentence = Text(
        zh="理由由作出决定的单位说明。请转告他们。",
        en="The unit that decided states the reason. Please pass this on to them.",
    )
