"""What happens to the public log itself."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

KEY_ADDED = EventType("log.key_added", says=Text("存证账本启用签名密钥", "A key signs the public log"))
KEY_RETIRED = EventType("log.key_retired", says=Text("存证账本停用签名密钥", "A key signs the public log no more"))
RESTARTED = EventType("log.restarted", says=Text("存证账本另起一本", "The public log was begun anew"))

TYPES = (KEY_ADDED, KEY_RETIRED, RESTARTED)
