"""What can be got wrong at the desk alone."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class BackNeedsReason(HuiyingError):
    """A request for approval is sent back without a word."""

    code: ClassVar[str] = "desk.back_needs_reason"
    sentence = Text(
        zh="退回请写明理由，提的人要照着改。", en="Please say why you send it back, so that it can be mended."
    )
