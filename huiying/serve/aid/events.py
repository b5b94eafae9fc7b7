"""What can happen to an aid. None of it is public; whoever was helped reads it where it came from their voice."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

OPENED = EventType("aid.opened", says=Text(zh="开始帮扶", en="Began to help a household"))
PLANNED = EventType("aid.help_planned", says=Text(zh="列了一项帮扶", en="Planned one thing to give"))
POSTED = EventType("aid.posted", says=Text(zh="在村（社区）公示了一项救助", en="Posted one help in the village"))
GIVEN = EventType("aid.help_given", says=Text(zh="一项帮扶落实了", en="Gave one thing"))
DROPPED = EventType(
    "aid.help_dropped", says=Text(zh="一项帮扶不给了，写明了理由", en="Dropped one thing, with the reason")
)
VISITED = EventType("aid.visited", says=Text(zh="回访看了看", en="Went to see how it stands"))
ENDED = EventType("aid.ended", says=Text(zh="帮扶结束", en="Ended the aid"))
TYPES = (OPENED, PLANNED, POSTED, GIVEN, DROPPED, VISITED, ENDED)
