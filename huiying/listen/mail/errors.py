"""What a person can get wrong with mails."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class MailSettled(HuiyingError):
    """A mail that is a voice already, or belongs to one, was to be taken up or set aside."""

    code: ClassVar[str] = "mail.settled"
    sentence = Text(
        zh="这封来件已经有着落了，刚才的操作没有再做一遍。请看它现在的去向。",
        en="This mail has been dealt with already; nothing was done a second time. See what became of it.",
    )


class MailReasonNeeded(HuiyingError):
    """No reason, or one too short to mean anything. data: least."""

    code: ClassVar[str] = "mail.reason_needed"
    sentence = Text(
        zh="请写明为什么，至少 {least} 个字；督查员会看到。不要写姓名和来件内容。",
        en="Say why, in at least {least} characters; the inspector reads it. Leave out names and what the mail says.",
    )


class OriginalGone(HuiyingError):
    """The original was never kept, or was erased with its voice."""

    code: ClassVar[str] = "mail.original_gone"
    sentence = Text(
        zh="这封来件没有留下原件。可以到邮箱里看，那里的邮件我们从不删除。",
        en="No original of this mail is kept here. Look into the mailbox itself, where we never delete a mail.",
    )
