"""Mails that a machine sent: answering them would begin a conversation of two machines (RFC 3834, RFC 2919)."""

import re
from collections.abc import Mapping

from huiying.core.mail.letter import Automatic

_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_LISTS = ("list-id", "list-unsubscribe", "mailing-list", "x-mailing-list")
_REPLIES = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-ms-exchange-inbox-rules-loop")
_VACATION = re.compile(
    r"(?:自动回复|自动答复|自動回覆|休假自动回复|automatic reply|auto[- ]?reply|auto[- ]?response"
    r"|out of (?:the )?office|away from (?:the )?office)\s*[:：]",
    re.IGNORECASE,
)


def automatic(heads: Mapping[str, str], subject: str) -> Automatic | None:
    """Why it is no mail of a person; None where it may be one. `heads`: header values by lower-case name."""
    if heads.get("auto-submitted", "no").partition(";")[0].strip().lower() not in ("", "no"):
        return Automatic.SUBMITTED
    if heads.get("return-path", "").replace(" ", "") == "<>":
        return Automatic.NO_SENDER
    if any(name in heads for name in _REPLIES) or _VACATION.match(subject.strip()):
        return Automatic.VACATION
    if heads.get("precedence", "").strip().lower() in _BULK or any(name in heads for name in _LISTS):
        return Automatic.LIST
    return None
