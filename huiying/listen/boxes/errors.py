"""What a person can get wrong with a box."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class BoxNotFound(HuiyingError):
    """There is no such box, or it is not for this viewer."""

    code: ClassVar[str] = "box.not_found"
    sentence = Text(
        zh="没有这个意见箱，或者不归您管。请回到意见箱列表再选。",
        en="There is no such box, or it is not yours. Please go back to the list of boxes.",
    )


class SpotNeeded(HuiyingError):
    """A box without words for where it hangs."""

    code: ClassVar[str] = "box.spot_needed"
    sentence = Text(
        zh="请写明意见箱挂在哪里，比如“农贸市场东门内”。",
        en="Please write where the box hangs, such as “inside the east gate of the market”.",
    )


class SpotTaken(HuiyingError):
    """The unit has a box with the same words for its spot already."""

    code: ClassVar[str] = "box.spot_taken"
    sentence = Text(
        zh="这个单位已经有一个意见箱写着同样的位置。请写得更细一些，让人分得清。",
        en="This unit has a box with the same words already. Please say more exactly where it hangs.",
    )


class UnitRetired(HuiyingError):
    """The unit that is to empty a box is no longer in use."""

    code: ClassVar[str] = "box.unit_retired"
    sentence = Text(
        zh="这个单位已经停用。请另选一个开箱的单位。",
        en="This unit is no longer in use. Please choose another one to empty the box.",
    )


class SlipCountWrong(HuiyingError):
    """Nobody prints no slips, or more than a printer takes in one go."""

    code: ClassVar[str] = "box.slip_count"
    sentence = Text(
        zh="一次可以印 1 到 {most} 张纸条。请改一下张数。",
        en="Between 1 and {most} slips are printed in one go. Please change how many.",
    )


class BoxTakenDown(HuiyingError):
    """Something is to be done with a box that hangs no more."""

    code: ClassVar[str] = "box.taken_down"
    sentence = Text(
        zh="这个意见箱已经停用。要继续用，请先重新启用。",
        en="This box was taken down. To go on with it, please hang it up again first.",
    )


class VoidNeedsReason(HuiyingError):
    """Slips are to be voided without a word."""

    code: ClassVar[str] = "box.void_needs_reason"
    sentence = Text(
        zh="请写明为什么作废，比如“卡纸，没印出来”，至少 {least} 个字。",
        en="Please say why they are voided, such as “paper jam”, in at least {least} characters.",
    )


class NoSuchSlips(HuiyingError):
    """None of these numbers can be voided: not printed, voided before, or already taken in."""

    code: ClassVar[str] = "box.no_such_slips"
    sentence = Text(
        zh="这几个号里没有可以作废的纸条：没印过、已作废，或已经收进来了。请对照纸条上的号再填。",
        en="None of these slips can be voided: not printed, voided before, or taken in already. "
        "Please look at the numbers on the slips again.",
    )


class BatchNotFound(HuiyingError):
    """There is no such batch, or it is not for this viewer."""

    code: ClassVar[str] = "box.batch_not_found"
    sentence = Text(
        zh="没有这次开箱的记录，或者不归您管。请回到意见箱列表再选。",
        en="There is no such emptying, or it is not yours. Please go back to the list of boxes.",
    )


class BatchIsOpen(HuiyingError):
    """The box is being emptied already."""

    code: ClassVar[str] = "box.batch_open"
    sentence = Text(
        zh="这个意见箱正在清点，还没有两人签完。请先把那一次做完。",
        en="This box is being emptied already and not yet signed by two people. Please finish that one first.",
    )


class OpenedInFuture(HuiyingError):
    """A box cannot have been opened later than now, nor before it was emptied the last time."""

    code: ClassVar[str] = "box.opened_when"
    sentence = Text(
        zh="开箱时间不能晚于现在，也不能早于上一次开箱。请再看一下日期和时间。",
        en="A box is not opened in the future, nor before it was last emptied. Please look at day and hour again.",
    )


class BatchIsSigned(HuiyingError):
    """Somebody signed for what stands there; it does not change under a signature."""

    code: ClassVar[str] = "box.batch_signed"
    sentence = Text(
        zh="这一次已经有人签了字，内容不能再动。要改，请先收回签字。",
        en="Somebody has signed for this already, so nothing changes. To change it, take the signature back first.",
    )


class BatchIsClosed(HuiyingError):
    """Both have signed; what is wrong is corrected by a further record."""

    code: ClassVar[str] = "box.batch_closed"
    sentence = Text(
        zh="这一次两人都签了字，已经办结。要改，请用“更正”，写明理由，原来的记录会留着。",
        en="Both have signed and this is closed. To change it, use “Correct” with a reason; what stood there stays.",
    )


class CorrectionNeedsReason(HuiyingError):
    """A closed batch is to be corrected without a word."""

    code: ClassVar[str] = "box.correction_needs_reason"
    sentence = Text(
        zh="请写明为什么更正，至少 {least} 个字。不要写姓名和纸条上的话。",
        en="Please say why it is corrected, in at least {least} characters. Leave out names and what was written.",
    )


class SlipUnknown(HuiyingError):
    """No slip of this number was printed for the box."""

    code: ClassVar[str] = "box.slip_unknown"
    sentence = Text(
        zh="这个意见箱没有第 {number} 号纸条。请对照纸条再看一遍；别人自己带的纸，号码空着。",
        en="No slip {number} was printed for this box. Please look at the slip again; for a paper of the writer's own, "
        "leave the number empty.",
    )


class SlipOfAnotherBox(HuiyingError):
    """The slip was printed for another box."""

    code: ClassVar[str] = "box.slip_of_another"
    sentence = Text(
        zh="这张纸条是给“{box}”印的。请看看是不是放错了箱子；确实在这个箱里的，号码空着，当作自己带的纸登记。",
        en="This slip was printed for the box “{box}”. Please check; if it was in this one, leave the number empty and "
        "take it down as a paper of the writer's own.",
    )


class SlipTaken(HuiyingError):
    """The slip was taken in before; its receipt says which voice it is."""

    code: ClassVar[str] = "box.slip_taken"
    sentence = Text(
        zh="第 {number} 号纸条已经登记过了，回执号 {receipt}。没有再登记一次。",
        en="Slip {number} was taken in before, under the receipt {receipt}. It was not taken in twice.",
    )


class SlipNoted(HuiyingError):
    """The slip was noted before as waiting, unreadable or empty."""

    code: ClassVar[str] = "box.slip_noted"
    sentence = Text(
        zh="第 {number} 号纸条已经在册，还没有成为诉求（待录入、看不清或没写字）。请在清单里找到它再办。",
        en="Slip {number} is on the list already, but no voice yet (to be written down, unreadable or empty). "
        "Please go on with it there.",
    )


class PaperDone(HuiyingError):
    """The paper is a voice already, or there is no such paper."""

    code: ClassVar[str] = "box.paper_done"
    sentence = Text(
        zh="这张纸已经登记过了。请刷新页面看清单。",
        en="This paper is dealt with already. Please load the page again and look at the list.",
    )


class DifferenceNeedsReason(HuiyingError):
    """A difference is to be explained without a word."""

    code: ClassVar[str] = "box.difference_needs_reason"
    sentence = Text(
        zh="请写明差在哪里、查过什么，至少 {least} 个字。不要写姓名和纸条上的话。",
        en="Please say what the difference is and what was looked for, in at least {least} characters. "
        "Leave out names and what was written.",
    )


class NothingToExplain(HuiyingError):
    """There is no such difference any more."""

    code: ClassVar[str] = "box.nothing_to_explain"
    sentence = Text(
        zh="这一处已经对上了，不用说明。请刷新页面看现在的数。",
        en="There is no difference here any more. Please load the page again and look at the numbers.",
    )


class NotAllExplained(HuiyingError):
    """Two people cannot sign for what does not add up."""

    code: ClassVar[str] = "box.not_all_explained"
    sentence = Text(
        zh="还有 {count} 处没对上，也没写明原因。请先补齐或写明原因，再签字。",
        en="{count} differences are neither made good nor explained. Please do so before anybody signs.",
    )


class PapersWait(HuiyingError):
    """Scanned papers are still to be written down."""

    code: ClassVar[str] = "box.papers_wait"
    sentence = Text(
        zh="还有 {count} 张扫描的纸没有录入。请录入，或标为看不清、没写字，再签字。",
        en="{count} scanned papers are still to be written down. Please do so, or mark them, before anybody signs.",
    )


class FiguresChanged(HuiyingError):
    """Whoever signs saw other numbers than those that stand there now."""

    code: ClassVar[str] = "box.figures_changed"
    sentence = Text(
        zh="您打开这一页以后，数字变了。请看看现在的数，对的再签一次。",
        en="The numbers changed since you opened this page. Please look at them now, and sign once more if they are "
        "right.",
    )


class SignedAlready(HuiyingError):
    """The same person cannot sign twice."""

    code: ClassVar[str] = "box.signed_already"
    sentence = Text(
        zh="您已经签过了。第二个人要用自己的账号签，不能是同一个人。",
        en="You have signed already. The second signature is another person's, with a log-in of their own.",
    )


class MayNotSign(HuiyingError):
    """Whoever signs must be one who may empty this box."""

    code: ClassVar[str] = "box.may_not_sign"
    sentence = Text(
        zh="这位同志不管这个意见箱，不能签字。请由接访员、调度员或开箱单位的负责人签。",
        en="This person has nothing to do with this box and cannot sign. A receptionist, a dispatcher or the head of "
        "the unit that empties it can.",
    )


class NoSignature(HuiyingError):
    """There is no signature to take back."""

    code: ClassVar[str] = "box.no_signature"
    sentence = Text(zh="现在没有可以收回的签字。", en="There is no signature to take back now.")


class SlipInItsBox(HuiyingError):
    """A stub is right, but the slip it was torn from is not taken in yet."""

    code: ClassVar[str] = "box.slip_in_its_box"
    sentence = Text(
        zh="号和密码都对，纸条还没登记。您投的意见箱应在{day}前开箱，开箱后登记好就能查了。",
        en="Number and code are right; the slip is not taken in yet. Its box is to be opened by {day}; once the "
        "slip is taken in, you can follow it here.",
    )


class SlipNotRead(HuiyingError):
    """A stub is right, but its slip could not be read, or was empty, when the box was opened."""

    code: ClassVar[str] = "box.slip_not_read"
    sentence = Text(
        zh="号和密码都对，可是开箱时您的纸条看不清或者没写字，没能登记。请您再说一次：网上、窗口、电话都行。",
        en="Number and code are right, but nothing could be read on your slip when the box was opened, so it could not "
        "be taken in. Please tell us once more: here, at the counter or by phone.",
    )
