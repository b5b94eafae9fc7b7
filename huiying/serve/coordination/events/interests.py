"""What can happen to a table of interests and to the register of what is asked; nothing of it is in the public log."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

SAID = EventType(
    "case.interest_said",
    says=Text(zh="诉求人说了自己属于哪种情况", en="The speaker said which situation is theirs"),
    speaker_says=Text(zh="您说了自己的情况，和这件事对您的影响", en="You said what your situation is"),
)

TYPES = (
    EventType("interests.opened", says=Text(zh="开始填利益表", en="Table of interests begun")),
    EventType("interests.question_changed", says=Text(zh="改了要定的问题", en="Question changed")),
    EventType("interests.group_added", says=Text(zh="加了一类人", en="Group added")),
    EventType("interests.group_changed", says=Text(zh="改了一类人", en="Group changed")),
    EventType("interests.group_taken_out", says=Text(zh="撤下一类人", en="Group taken out")),
    EventType("interests.published", says=Text(zh="利益表公开", en="Table of interests published")),
    EventType("interests.hidden", says=Text(zh="利益表不再公开", en="Table of interests no longer public")),
    SAID,
    EventType("burden.noted", says=Text(zh="登记一项对基层的要求", en="Something asked of the base noted")),
    EventType("burden.changed", says=Text(zh="改了登记", en="Line of the register changed")),
)
