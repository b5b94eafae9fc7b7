"""What can stand in the way of the ladder of reviews."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class LineWrong(HuiyingError):
    """A unit was to be reviewed by itself or by one below it, or nothing was said of who reviews it."""

    code: ClassVar[str] = "appeal.line_wrong"
    sentence = Text(
        zh="请选一个上级机关；不在本平台的，写明向哪里申请或者为什么不再复核。不能由本单位或下级复查。",
        en="Please choose a body above, or write where to ask or why nobody reviews further. A unit is never "
        "reviewed by itself or by one below it.",
    )


class NotTheAdministrator(HuiyingError):
    """Only the administrator writes down who reviews whom."""

    code: ClassVar[str] = "appeal.not_administrator"
    sentence = Text(zh="这由系统管理员来定。", en="The administrator settles this.")
