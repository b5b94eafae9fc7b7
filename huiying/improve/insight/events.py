"""What people decide about what the figures show. That a figure was computed is no event."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

SIGN_LOOKED_INTO = EventType("sign.looked_into", says=Text("苗头：已了解", "Early sign looked into"))
SIGN_SET_ASIDE = EventType("sign.set_aside", says=Text("苗头：先放下", "Early sign set aside"))
SIGN_MADE_ISSUE = EventType("sign.made_issue", says=Text("苗头：立为共性问题", "Early sign made into an issue"))
DIFFERENCE_EXPLAINED = EventType(
    "difference.explained", says=Text("公道：单位说明了不一样的理由", "Like cases: the unit stated why they differ")
)

TYPES = (SIGN_LOOKED_INTO, SIGN_SET_ASIDE, SIGN_MADE_ISSUE, DIFFERENCE_EXPLAINED)
