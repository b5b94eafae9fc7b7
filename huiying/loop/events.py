"""What the loop itself causes, beside the rooms whose acts it joins."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

OFFICE_OPENED = EventType("office.opened", says=Text(zh="建立单位", en="Office opened"))
MODEL_TRAINED = EventType("model.trained", says=Text(zh="训练了类别模型", en="Model of categories trained"))
MODEL_ASKED = EventType("model.asked", says=Text(zh="要求训练类别模型", en="Training of the model of categories asked"))
OUTER_BROUGHT = EventType("open311.brought", says=Text(zh="从别的系统接来", en="Brought in from another system"))
OUTER_CHANGED = EventType(
    "open311.changed",
    says=Text(zh="来源系统有新进展", en="News from the system that it came from"),
    speaker_says=Text(zh="来源系统的进展：{reason}", en="News from the system that it came from: {reason}"),
    speaker_sees=frozenset({"reason"}),
)
OUTER_TOLD = EventType(
    "open311.told",
    says=Text(zh="承办单位的系统发来进展", en="News from the system of the unit that handles it"),
    speaker_says=Text(zh="{unit}的系统发来进展：{reason}", en="News from the system of {unit}: {reason}"),
    speaker_sees=frozenset({"reason"}),
)
TYPES = (OFFICE_OPENED, MODEL_TRAINED, MODEL_ASKED, OUTER_BROUGHT, OUTER_CHANGED, OUTER_TOLD)
