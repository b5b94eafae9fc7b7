"""What can happen around identities, staff and units."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

IDENTITY_VIEWED = EventType(
    "identity.viewed",
    says=Text(zh="查看了诉求人身份", en="Looked at who spoke"),
    speaker_says=Text(zh="有工作人员查看了您的身份", en="A member of staff looked at who you are"),
    speaker_sees=frozenset({"reason"}),
)
TYPES = (IDENTITY_VIEWED,)
