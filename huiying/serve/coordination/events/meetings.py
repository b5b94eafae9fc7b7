"""What can happen to a meeting, and what of it stands in the life of a case that it was about. None is public."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

CASE_ON_AGENDA = EventType(
    "case.meeting_entered",
    says=Text(zh="列入联席会议议题", en="Put on the agenda of the joint meeting"),
    speaker_says=Text(zh="要上联席会议，由几个单位一起商量", en="It goes to the joint meeting, where units settle it"),
)
CASE_LEFT_AGENDA = EventType(
    "case.meeting_left",
    says=Text(zh="从联席会议议题中撤下", en="Taken off the agenda of the joint meeting"),
    speaker_says=Text(zh="这次不上联席会议了", en="It is not on the agenda of the joint meeting any more"),
)
CASE_PUT_OFF = EventType(
    "case.meeting_put_off",
    says=Text(zh="联席会议没有议定，放到以后", en="Put off by the joint meeting"),
    speaker_says=Text(
        zh="联席会议这次没有议定，下次接着商量", en="The joint meeting has not settled it yet; it goes on"
    ),
)

TYPES = (
    EventType("meeting_series.made", says=Text(zh="定了例会", en="Regular meeting set up")),
    EventType("meeting_series.changed", says=Text(zh="改了例会", en="Regular meeting changed")),
    EventType("meeting_series.ended", says=Text(zh="停了例会", en="Regular meeting ended")),
    EventType("meeting.planned", says=Text(zh="排了会议", en="Meeting planned")),
    EventType("meeting.changed", says=Text(zh="改了时间、地点或主持人", en="Time, place or chair changed")),
    EventType("meeting.called", says=Text(zh="发了会议通知", en="Invitations sent")),
    EventType("meeting.called_off", says=Text(zh="取消了会议", en="Called off")),
    EventType("meeting.begun", says=Text(zh="会议开始", en="Meeting begun")),
    EventType("meeting.attended", says=Text(zh="记了到会情况", en="Attendance noted")),
    EventType("meeting.held", says=Text(zh="会议结束", en="Meeting ended")),
    EventType("meeting.ordered", says=Text(zh="排了议题的先后", en="Agenda put in order")),
    EventType("meeting.standing_written", says=Text(zh="写了首个议题的材料", en="Standing item written")),
    EventType("meeting.invited", says=Text(zh="请了单位", en="Unit invited")),
    EventType("meeting.left_out", says=Text(zh="写了不请的原因", en="Not invited, with a reason")),
    EventType("meeting.uninvited", says=Text(zh="撤了邀请", en="Invitation taken back")),
    EventType("meeting.answered", says=Text(zh="单位答复了来不来", en="Unit said whether it comes")),
    EventType("agenda_item.added", says=Text(zh="加了议题", en="Item added")),
    EventType("agenda_item.changed", says=Text(zh="改了议题", en="Item changed")),
    EventType("agenda_item.removed", says=Text(zh="撤了议题", en="Item taken off")),
    EventType("agenda_item.paper_put", says=Text(zh="附了材料", en="Paper put before the meeting")),
    EventType("agenda_item.discussed", says=Text(zh="记了讨论情况", en="Discussion noted")),
    EventType("agenda_item.put_off", says=Text(zh="放到以后", en="Put off")),
    EventType("agenda_item.taken_up", says=Text(zh="重新议", en="Taken up again")),
    EventType("resolution.made", says=Text(zh="形成决定", en="Resolution made")),
    EventType("resolution.changed", says=Text(zh="改了决定", en="Resolution changed")),
    EventType("resolution.removed", says=Text(zh="撤了决定", en="Resolution taken back")),
    EventType("resolution.done", says=Text(zh="决定已执行到办件", en="Put into effect")),
    EventType("resolution.refused", says=Text(zh="决定没有执行成，办件已有变化", en="Could not take effect")),
    EventType("minutes.drafted", says=Text(zh="起草了纪要", en="Minutes drafted")),
    EventType("minutes.changed", says=Text(zh="改了纪要", en="Minutes changed")),
    EventType("minutes.sent", says=Text(zh="纪要送到会单位看", en="Minutes sent to those who were there")),
    EventType("minutes.amendment_wished", says=Text(zh="提了修改意见", en="A change was asked for")),
    EventType("minutes.amendment_answered", says=Text(zh="答复了修改意见", en="A wish for a change was answered")),
    EventType("minutes.signed", says=Text(zh="纪要已签发", en="Minutes signed")),
    EventType("minutes.published", says=Text(zh="公开了纪要的公开部分", en="Published part of the minutes published")),
    CASE_ON_AGENDA,
    CASE_LEFT_AGENDA,
    CASE_PUT_OFF,
)
