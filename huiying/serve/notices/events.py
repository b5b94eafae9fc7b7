"""What can happen to a public notice. Ids, days and counts alone; the words of a notice are the office's own."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

DRAFTED = EventType("notice.drafted", says=Text("起草了公示", "Drafted a notice"))
REWRITTEN = EventType("notice.rewritten", says=Text("改了草稿", "Changed the draft"))
ASKED = EventType("notice.asked", says=Text("交给另一个人核对", "Gave it to a second person to check"))
RETURNED = EventType("notice.returned", says=Text("核对后退回修改", "Sent back after the check"))
PUBLISHED = EventType("notice.published", says=Text("核对后公示", "Checked and published"))
DROPPED = EventType("notice.dropped", says=Text("草稿不用了", "Dropped the draft"))
OBJECTED = EventType("notice.objected", says=Text("有人提出异议", "Somebody objected"))
ENDED = EventType("notice.ended", says=Text("公示期满", "The days for objections are over"))
RESULT_WRITTEN = EventType("notice.result_written", says=Text("写了公示结果", "Wrote the result"))
RESULT_PUBLISHED = EventType("notice.result_published", says=Text("公布了公示结果", "Published the result"))
TYPES = (
    *(DRAFTED, REWRITTEN, ASKED, RETURNED, PUBLISHED, DROPPED),
    *(OBJECTED, ENDED, RESULT_WRITTEN, RESULT_PUBLISHED),
)
