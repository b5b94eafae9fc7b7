"""What can happen to a file after it was kept."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

REFUSED = EventType(
    "file.refused",
    says=Text(zh="补查毒发现文件带病毒，已锁住", en="A later scan found the file infected; it was locked away"),
)
EVENTS = (REFUSED,)
