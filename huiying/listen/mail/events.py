"""What happens to mails. Events carry numbers and codes; never an address, a subject or words."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

RECEIVED = EventType("mail.received", says=Text("收到来件", "Mail received"))
SET_ASIDE = EventType("mail.set_aside", says=Text("来件另置：不是诉求", "Mail set aside: it is no voice"))
TAKEN_UP = EventType("mail.taken_up", says=Text("来件登记为诉求", "Mail taken up as a voice"))
OPENED = EventType("mail.opened", says=Text("查看了来件原件", "The original of the mail was looked at"))
NAMES_OTHER = EventType(
    "mail.names_other",
    says=Text(
        "来件里写着回执号 {number}，但不是从那件留的地址发来的，已作为新诉求登记",
        "The mail names receipt {number} but does not come from the address given there; it was taken as a new voice",
    ),
)
LETTER_KEPT = EventType("letter.kept", says=Text("信件扫描存档", "Scan of the letter kept"))
FORGOTTEN = EventType(
    "mail.forgotten", says=Text("保存时间到了，来件原件已删除", "Its time is over: the original was deleted")
)
TYPES = (RECEIVED, SET_ASIDE, TAKEN_UP, OPENED, NAMES_OTHER, LETTER_KEPT, FORGOTTEN)
