"""What can be wrong with a draw."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NumberTooShort(HuiyingError):
    """A public number that somebody could have tried out beforehand."""

    code: ClassVar[str] = "draw.number_too_short"
    sentence = Text(
        zh="请照公布的样子，把这个号码的全部数字都写上，至少 {least} 位。",
        en="Write every digit of the public number as it was published, {least} at least.",
    )


class DrawFileBroken(ValueError):
    """A file that is no told draw, or whose parts do not fit each other."""
