"""What the loop itself causes, beside the rooms whose acts it joins."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

OFFICE_OPENED = EventType("office.opened", says=Text(zh="建立单位", en="Office opened"))
MODEL_TRAINED = EventType("model.trained", says=Text(zh="训练了类别模型", en="Model of categories trained"))
MODEL_ASKED = EventType("model.asked", says=Text(zh="要求训练类别模型", en="Training of the model of categories asked"))
TYPES = (OFFICE_OPENED, MODEL_TRAINED, MODEL_ASKED)
