"""What happens to the public log itself."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

KEY_ADDED = EventType("log.key_added", says=Text("公开日志启用签名密钥", "A key signs the public log"))
KEY_RETIRED = EventType("log.key_retired", says=Text("公开日志停用签名密钥", "A key signs the public log no more"))
RESTARTED = EventType("log.restarted", says=Text("公开日志另起一本", "The public log was begun anew"))

TYPES = (KEY_ADDED, KEY_RETIRED, RESTARTED)
