"""What can stand in the way of flags, orders, advice and measures."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class MayNotSupervise(HuiyingError):
    """Only some may do this; `who` is named."""

    code: ClassVar[str] = "supervision.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class SupervisionNeedsWords(HuiyingError):
    """Something that others have to understand was left nearly empty."""

    code: ClassVar[str] = "supervision.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，别人才看得明白。",
        en="Please write at least {least} characters, so that others understand it.",
    )


class SupervisionNamesSomebody(HuiyingError):
    """Words that several units read hold a name or a person's number."""

    code: ClassVar[str] = "supervision.names_somebody"
    sentence = Text(
        zh="督查只说单位和事，不能写出个人。{what}",
        en="Supervision is about units and matters; it names nobody. {what}",
    )


class SupervisionNeedsDay(HuiyingError):
    """No day for the answer, or one that is not ahead."""

    code: ClassVar[str] = "supervision.day_needed"
    sentence = Text(
        zh="请写明最迟哪天反馈，要填今天以后的日期。", en="Please give the last day to answer, after today."
    )


class SupervisionNeedsUnit(HuiyingError):
    """No unit, or one that is not there any more."""

    code: ClassVar[str] = "supervision.unit_needed"
    sentence = Text(zh="请选一个单位。", en="Please choose a unit.")


class TriggerUnknown(HuiyingError):
    """The reason is none of S1 to S7."""

    code: ClassVar[str] = "supervision.trigger_unknown"
    sentence = Text(zh="请选一个督办的缘由。", en="Please choose why it is supervised.")


class MatterErased(HuiyingError):
    """Erasing takes the words of a matter once and for all: none are written about it afterwards."""

    code: ClassVar[str] = "supervision.erased"
    sentence = Text(
        zh="这件诉求的内容已经删除，不能再督办，也不能再提建议。",
        en="What was said in this matter has been erased; no order or advice can be given on it.",
    )


class FlagGone(HuiyingError):
    """The flag is not there, is about something else, or was decided."""

    code: ClassVar[str] = "flag.gone"
    sentence = Text(
        zh="这条待研判已经有人处理了，请刷新看看。", en="This flag has been decided already; please look again."
    )


class OrderNotFound(HuiyingError):
    """There is no such order, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "order.not_found"
    sentence = Text(zh="没有这份督办单，或者您看不到它。", en="There is no such order, or you may not see it.")


class OrderOpen(HuiyingError):
    """An order stands already; `number` is its id."""

    code: ClassVar[str] = "order.open"
    sentence = Text(
        zh="已经有一份督办单（{number} 号）没有结束。请先核实、结束它，或者提级督办。",
        en="Order {number} is not closed. Please verify and close it first, or raise it.",
    )


class OrderNotWaiting(HuiyingError):
    """It was answered already, or is over."""

    code: ClassVar[str] = "order.not_waiting"
    sentence = Text(
        zh="这份督办单不在等反馈：已经反馈过，或者已经结束。",
        en="This order does not wait for an answer: it was answered, or is over.",
    )


class OrderNotAnswered(HuiyingError):
    """There is no answer to verify."""

    code: ClassVar[str] = "order.not_answered"
    sentence = Text(
        zh="还没有反馈可以核实。过了期限没有反馈的，可以提级督办。",
        en="There is no answer to verify yet. Once its day is over, the order can be raised.",
    )


class OrderNotVerified(HuiyingError):
    """An answer that nobody has checked cannot be filed."""

    code: ClassVar[str] = "order.not_verified"
    sentence = Text(
        zh="反馈还没有核实。请先核实，再结束。", en="The answer is not verified. Please verify it, then close."
    )


class OrderNotToRaise(HuiyingError):
    """It is neither late nor found lacking."""

    code: ClassVar[str] = "order.not_to_raise"
    sentence = Text(
        zh="过了期限没有反馈，或者核实下来不满意，才能提级督办。",
        en="An order is raised when its day is over without an answer, or when its answer was found lacking.",
    )


class OrderAtTop(HuiyingError):
    """Three levels were gone up, or no unit stands above."""

    code: ClassVar[str] = "order.at_top"
    sentence = Text(
        zh="已经到最高一级，不能再提级。可以提建议、采取约谈等措施，或者提交联席会议。",
        en="It is at the highest level. You can give advice, take a measure, or bring it to the joint meeting.",
    )


class OrderOver(HuiyingError):
    """It was closed or raised."""

    code: ClassVar[str] = "order.over"
    sentence = Text(zh="这份督办单已经结束。", en="This order is over.")


class AdviceNotFound(HuiyingError):
    """There is no such advice, or the viewer may not see it."""

    code: ClassVar[str] = "advice.not_found"
    sentence = Text(zh="没有这条建议，或者您看不到它。", en="There is no such advice, or you may not see it.")


class AdviceNeedsReport(HuiyingError):
    """An advice on policy without the report above (条例 Art 40(2))."""

    code: ClassVar[str] = "advice.report_needed"
    sentence = Text(
        zh="完善政策的建议，请写明同时向谁报告（条例第四十条第二款）。",
        en="Please say to whom an advice on policy is also reported (Regulations Art 40(2)).",
    )


class AdviceNeedsConsequences(HuiyingError):
    """Nobody is to be held to account without serious consequences (条例 Art 40(3))."""

    code: ClassVar[str] = "advice.consequences_needed"
    sentence = Text(
        zh="追究责任的建议，请写明造成了什么严重后果（条例第四十条第三款）。",
        en="Please say which serious consequences it had; without them nobody is held to account (Art 40(3)).",
    )


class AdviceAnswered(HuiyingError):
    """Its feedback stands."""

    code: ClassVar[str] = "advice.answered"
    sentence = Text(zh="这条建议已经反馈过了。", en="This advice has been answered already.")


class MeasureNotFound(HuiyingError):
    """There is no such measure, or the viewer may not see it."""

    code: ClassVar[str] = "measure.not_found"
    sentence = Text(zh="没有这项措施，或者您看不到它。", en="There is no such measure, or you may not see it.")


class MeasureCauseGone(HuiyingError):
    """The order, issue or resolution that is said to have led to it is not there for this viewer."""

    code: ClassVar[str] = "measure.cause_gone"
    sentence = Text(
        zh="找不到引出这项措施的督办单、共性问题或会议决定，请重新选。",
        en="The order, issue or resolution behind this measure is not there; please choose again.",
    )


class MeasureDaysWrong(HuiyingError):
    """A measure without an end ahead of it, or longer than it may be; `most` days."""

    code: ClassVar[str] = "measure.days_wrong"
    sentence = Text(
        zh="每项措施都要有结束的日期：今天或以后，不早于开始那天，最长 {most} 天。",
        en="Each measure has an end: today or later, not before it begins, at most {most} days.",
    )


class MeasureOver(HuiyingError):
    """What came of it is written down already."""

    code: ClassVar[str] = "measure.over"
    sentence = Text(zh="这项措施已经结束，写明了结果。", en="This measure is over; what came of it is written down.")


class SignalNotFound(HuiyingError):
    """There is no such signal, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "signal.not_found"
    sentence = Text(zh="没有这条提醒，或者您看不到它。", en="There is no such reminder, or you may not see it.")


class SignalContested(HuiyingError):
    """The unit has objected already."""

    code: ClassVar[str] = "signal.contested"
    sentence = Text(
        zh="单位已经对这条提醒提过异议，请等督查员决定。",
        en="The unit has objected to this reminder already; an inspector decides it.",
    )


class ContestGone(HuiyingError):
    """Nobody objected, or it was decided."""

    code: ClassVar[str] = "contest.gone"
    sentence = Text(
        zh="这条异议已经决定过了，请刷新看看。", en="This objection has been decided already; please look again."
    )
