"""What can happen in appeals beside the acts of the procedure."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

ENDING = {
    "C-REVIEW-ASK": EventType(
        "appeal.review_ending",
        says=Text(
            "提醒本人：申请复查的时间快到了", "The person was reminded: the time to ask for a review is nearly over"
        ),
        speaker_says=Text("提醒您：申请复查到{day}为止", "A reminder: you can ask for a review until {day}"),
    ),
    "C-FINAL-ASK": EventType(
        "appeal.final_ending",
        says=Text(
            "提醒本人：申请复核的时间快到了",
            "The person was reminded: the time to ask for the final review is nearly over",
        ),
        speaker_says=Text("提醒您：申请复核到{day}为止", "A reminder: you can ask for the final review until {day}"),
    ),
}
"""By the clock of a right that ends soon."""
LINE_SET = EventType("review_line.set", says=Text("定了由哪里复查", "It was set who reviews"))
ADDRESS_SET = EventType(
    "own_address.set", says=Text("写明了别的法定途径去哪里", "It was written where another legal way leads")
)

TYPES: tuple[EventType, ...] = (*ENDING.values(), LINE_SET, ADDRESS_SET)
