"""What can stand in the way of looking at an identity or managing staff."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class MayNotReveal(HuiyingError):
    """The actor has no right to see this identity."""

    code: ClassVar[str] = "identity.may_not_reveal"
    sentence = Text(
        zh="您没有查看这个人身份的权限。要联系他，请用“请诉求人补充”。",
        en="You may not see who this is. To reach the person, please use “Ask the person for more”.",
    )


class ReasonNeeded(HuiyingError):
    """No reason, or one too short to mean anything, was given for looking at an identity."""

    code: ClassVar[str] = "identity.reason_needed"
    sentence = Text(
        zh="请写明为什么要看，至少 {least} 个字；诉求人会看到这个理由。",
        en="Please say why you need to see it, in at least {least} characters; the person will read this reason.",
    )
