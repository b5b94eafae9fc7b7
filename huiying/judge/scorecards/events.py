"""What can happen to scorecards: figures are rows of an index; what the office aims at is said by people."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

TARGETS_SET = EventType("scorecards.targets_set", says=Text("定了三率的目标", "Targets of the scorecards were set"))

TYPES = (TARGETS_SET,)
