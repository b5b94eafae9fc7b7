"""What people say of promises, of how they were met, and in praise: in the life of their case, or of the promise itself
where nobody knows who said it."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

PROMISE_JUDGED = EventType(
    "case.promise_judged",
    says=Text("诉求人说了承诺做到没有", "The speaker said whether the promise was kept"),
    speaker_says=Text("您说了承诺做到没有", "You said whether the promise was kept"),
)
MATTER_ACCEPTED = EventType(
    "case.matter_found",
    says=Text("诉求人验收了实事", "The speaker said whether it is there and works"),
    speaker_says=Text("您说了这件实事办没办成", "You said whether it is there and works"),
)
MATTER_FOUND = EventType("commitment.found", says=Text("群众验收了", "Somebody said whether it is there and works"))
ENCOUNTER_JUDGED = EventType(
    "case.encounter_judged",
    says=Text("诉求人说了接待得怎么样", "The speaker said how they were met"),
    speaker_says=Text("您说了接待得怎么样", "You said how you were met"),
)
PRAISE_PASSED = EventType(
    "case.praise_passed",
    says=Text("表扬转给了单位", "Praise was passed on"),
    speaker_says=Text("您的表扬转给了{unit}", "Your praise was passed on to {unit}"),
)

TYPES = (PROMISE_JUDGED, MATTER_ACCEPTED, MATTER_FOUND, ENCOUNTER_JUDGED, PRAISE_PASSED)
