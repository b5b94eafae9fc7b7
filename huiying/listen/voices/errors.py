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
