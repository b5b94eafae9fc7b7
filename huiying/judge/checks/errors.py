"""What can stand in the way of a draw, a call-back and an unannounced check."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class CheckNotFound(HuiyingError):
    """There is no such draw, call-back or check, or it is not shown to this viewer."""

    code: ClassVar[str] = "check.not_found"
    sentence = Text(zh="没有这一项，或者您不能看。", en="There is no such thing, or you may not see it.")


class MayNotCheck(HuiyingError):
    """Only some may do this; `who` names them."""

    code: ClassVar[str] = "check.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class DrawDaysWrong(HuiyingError):
    """The period begins today or earlier, ends before it begins, or is longer than a year."""

    code: ClassVar[str] = "draw.days_wrong"
    sentence = Text(
        zh="抽签要预先公告：开始的日子最早是明天，结束不早于开始，最长一年。",
        en="A draw is announced beforehand: the period begins tomorrow at the earliest, and lasts a year at most.",
    )


class DrawNumberDayWrong(HuiyingError):
    """The public number comes out at a time at which somebody could make use of it."""

    code: ClassVar[str] = "draw.number_day_wrong"
    sentence = Text(
        zh="公共号码的开奖日：回访在这一期结束以后；暗访在明天以后、开始以前。这样谁也没法提前算出结果。",
        en="The public number comes out after the period of call-backs; for unannounced checks after today and before "
        "the period. Only so nobody can work the result out beforehand.",
    )


class DrawOverlaps(HuiyingError):
    """There is a draw for these days: whoever could announce several would choose among them."""

    code: ClassVar[str] = "draw.overlaps"
    sentence = Text(
        zh="这几天已经有一次抽签（{start} 到 {end}）。同一段时间只能公告一次，免得挑着用。",
        en="There is a draw for these days already ({start} to {end}). One period has one draw, so that nobody chooses "
        "among several.",
    )


class DrawSizeWrong(HuiyingError):
    """None, or more than can ever be done."""

    code: ClassVar[str] = "draw.size_wrong"
    sentence = Text(zh="抽多少，请写 1 到 {most}。", en="Write how many are drawn, from 1 to {most}.")


class DrawNumberUnnamed(HuiyingError):
    """Nobody is told which public number is mixed in."""

    code: ClassVar[str] = "draw.number_unnamed"
    sentence = Text(
        zh="请用一行写明掺入哪个公共号码，比如“福利彩票双色球第 2027001 期”，最多 {most} 个字。",
        en="Name the public number in one line, for example “Welfare Lottery, double colour, no. 2027001”; {most} "
        "characters at most.",
    )


class GridEmpty(HuiyingError):
    """No channel, no place or no whole week to draw from."""

    code: ClassVar[str] = "draw.grid_empty"
    sentence = Text(
        zh="请至少选一个渠道、一个地方，时间里至少有完整的一周（周一到周日）。",
        en="Choose one channel and one place at least, and a period with one whole week from Monday to Sunday.",
    )


class DrawNotNow(HuiyingError):
    """It is drawn once, after its list was fixed and its public number came out."""

    code: ClassVar[str] = "draw.not_now"
    sentence = Text(
        zh="现在还不能抽：名册封存、{day} 的号码公布以后才抽，只抽一次。",
        en="This is not the time: it is drawn once, after the list is fixed and the number of {day} is out.",
    )


class NotIndependent(HuiyingError):
    """The caller has to do with the handling."""

    code: ClassVar[str] = "call_back.not_independent"
    sentence = Text(
        zh="这件事是{unit}办的，您和它有关系，不能由您回访。请换一个人。",
        en="{unit} handled this and you have to do with it. Somebody else has to call.",
    )


class CallBackDone(HuiyingError):
    """It is done already."""

    code: ClassVar[str] = "call_back.done"
    sentence = Text(zh="这一个已经回访过了。", en="This call-back is done already.")


class CallTooSoon(HuiyingError):
    """Three tries in a row are one try."""

    code: ClassVar[str] = "call_back.too_soon"
    sentence = Text(
        zh="刚打过。两次之间至少隔 {hours} 小时，换个时间更容易找到人。",
        en="Somebody has just tried. Leave {hours} hours between two tries; another time is better.",
    )


class NothingAnswered(HuiyingError):
    """Reached, but no question was answered."""

    code: ClassVar[str] = "call_back.nothing_answered"
    sentence = Text(
        zh="请至少记下一个问题的回答；对方一个都不愿答，请选“不愿回答”。",
        en="Write down one answer at least; where the person answers none, choose “did not want to answer”.",
    )


class ReasonWanted(HuiyingError):
    """Something was ended without a word."""

    code: ClassVar[str] = "check.reason_wanted"
    sentence = Text(zh="请写明原因，至少 {least} 个字。", en="Give the reason, in {least} characters at least.")


class CheckWordsTooLong(HuiyingError):
    """More than the page holds."""

    code: ClassVar[str] = "check.too_long"
    sentence = Text(zh="请写短一些，最多 {most} 个字。", en="Please write at most {most} characters.")


class CheckNotNow(HuiyingError):
    """The check is at another step."""

    code: ClassVar[str] = "check.not_now"
    sentence = Text(
        zh="这次暗访现在是“{state}”，不能做这一步。", en="This check is at “{state}”; the step is not for now."
    )


class NotThisTest(HuiyingError):
    """The voice did not come through the door of the check in its week, or is answered already."""

    code: ClassVar[str] = "check.not_this_test"
    sentence = Text(
        zh="这件诉求不是从抽到的渠道、在那一周来的，或者来了两天以上、已经有了答复。这时不能再说它是暗访，免得把办得不好的件摘出去。",
        en="This voice did not come through the channel that was drawn in its week, or it came more than two days ago "
        "and is answered. It cannot become a test any more, so that nobody takes bad cases out of the figures.",
    )


class ResultIncomplete(HuiyingError):
    """Nothing was found out."""

    code: ClassVar[str] = "check.result_incomplete"
    sentence = Text(
        zh="请写明这扇门进去了没有、电话有没有人接。", en="Say whether anybody was there, or the call was answered."
    )
