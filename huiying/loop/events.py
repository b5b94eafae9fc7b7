"""What the loop itself causes, beside the rooms whose acts it joins."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

OFFICE_OPENED = EventType("office.opened", says=Text(zh="建立单位", en="Office opened"))
TYPES = (OFFICE_OPENED,)
