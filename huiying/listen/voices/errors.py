"""What a person can get wrong when speaking or looking up a voice."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class ReceiptUnknown(HuiyingError):
    """No voice has this number together with this code; which of the two is wrong is not said."""

    code: ClassVar[str] = "voice.receipt_unknown"
    sentence = Text(
        zh="回执号和查询密码对不上。请对照小票或照片再输一次；小票丢了，可以带证件到窗口补办。",
        en="The receipt number and the code do not belong together. Please check your slip and try again; "
        "if the slip is lost, the counter can issue a new one after an identity check.",
    )


class TryAgainLater(HuiyingError):
    """Wrong codes were tried for this number; the next try has to wait `seconds`."""

    code: ClassVar[str] = "voice.try_again_later"
    sentence = Text(
        zh="这个回执号刚才输错了几次。请等 {seconds} 秒再试，您的事不受影响。",
        en="Wrong codes were entered for this receipt. Please wait {seconds} seconds and try again; "
        "your matter is not affected.",
    )


class LinkExpired(HuiyingError):
    """A link from a mail or SMS is too old or never existed."""

    code: ClassVar[str] = "voice.link_expired"
    sentence = Text(
        zh="这个链接已经过期。请用回执号和查询密码查进展。",
        en="This link has expired. Please use your receipt number and code instead.",
    )


class DraftGone(HuiyingError):
    """A draft is older than 24 hours or was never there."""

    code: ClassVar[str] = "voice.draft_gone"
    sentence = Text(
        zh="草稿只保存 24 小时，这一份已经没有了。请从头再写一次。",
        en="A draft is kept for 24 hours and this one is gone. Please start again.",
    )


class ContactMissing(HuiyingError):
    """Named or shielded, but neither a name nor a way to be reached was given."""

    code: ClassVar[str] = "voice.contact_missing"
    sentence = Text(
        zh="实名或保密都要留个联系方式。不想留，请选“不留名”。",
        en="With your name, or shielded, please leave a way to reach you. If you would rather not, choose “no name”.",
    )


class CompareLater(HuiyingError):
    """What was given did not agree several times; the next comparison has to wait `minutes`."""

    code: ClassVar[str] = "voice.compare_later"
    sentence = Text(
        zh="刚才几次都对不上。请等 {minutes} 分钟再核对，或者改看证件、回拨当初留的电话。",
        en="It did not agree several times. Please wait {minutes} minutes, or look at papers, or call back the phone "
        "that was left.",
    )


class NothingToCompare(HuiyingError):
    """Nothing was given, or the person left nothing of the kind."""

    code: ClassVar[str] = "voice.nothing_to_compare"
    sentence = Text(
        zh="没有可以核对的：当初没有留这一项，或者这里还没填。请改看证件或回拨电话。",
        en="There is nothing to compare: it was not left at the time, or nothing is filled in here. Please look at "
        "papers or call back instead.",
    )


class MayNotServe(HuiyingError):
    """Only a receptionist or dispatcher of the office that has the voice; a sealed one only its sealed officer."""

    code: ClassVar[str] = "voice.may_not_serve"
    sentence = Text(
        zh="这张回执不归本窗口办。请对方凭查询密码在网上看，或者到受理它的窗口去。",
        en="This receipt is not for this desk. The person can follow it with the code, or go to the desk that took it "
        "in.",
    )


class SayHowChecked(HuiyingError):
    """Nothing was said of how the clerk knew who is before them."""

    code: ClassVar[str] = "voice.say_how_checked"
    sentence = Text(
        zh="请选是怎么核对身份的。",
        en="Please say how the identity was checked.",
    )


class TooManyAttachments(HuiyingError):
    """The voice has as many files as it may have. data: limit."""

    code: ClassVar[str] = "voice.too_many_attachments"
    sentence = Text(
        zh="这件事已经有 {limit} 个文件了，不能再加。还有重要材料，请送到窗口，或加在补充的话里说明。",
        en="This matter already has {limit} files, and no more can be added. Please bring what else matters to the "
        "counter, or describe it in words.",
    )


class VoiceIsErased(HuiyingError):
    """Nothing is added to what was erased."""

    code: ClassVar[str] = "voice.is_erased"
    sentence = Text(
        zh="这件诉求已经按规定删除，不能再加东西。",
        en="This voice was erased; nothing can be added to it any more.",
    )
