"""What happens on duty. Events carry ids, instants and counts; never a number, a name or a note."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

TYPES = (
    EventType("duty.post_set", says=Text(zh="定了值班岗位和电话", en="Duty post and number set")),
    EventType("duty.shift_added", says=Text(zh="排了一个班", en="Shift added")),
    EventType("duty.shift_changed", says=Text(zh="改了一个班", en="Shift changed")),
    EventType("duty.shift_removed", says=Text(zh="撤了一个班", en="Shift removed")),
    EventType("duty.week_copied", says=Text(zh="照这一周往后排了 {shifts} 个班", en="Week copied: {shifts} shifts")),
    EventType("duty.contact_set", says=Text(zh="改了自己的值班电话", en="Own number for duty changed")),
    EventType("duty.called", says=Text(zh="紧急事项叫了值班人", en="Somebody on duty called for an urgent matter")),
    EventType("duty.answered", says=Text(zh="值班人已应答", en="Answered by somebody on duty")),
    EventType("duty.unanswered", says=Text(zh="叫遍了没有人应答", en="Everybody was called and nobody answered")),
    EventType("duty.handed_over", says=Text(zh="交班签字", en="Handover signed by who leaves")),
    EventType("duty.taken_over", says=Text(zh="接班签字", en="Handover signed by who comes")),
)
