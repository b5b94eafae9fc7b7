"""What can happen to a contact report and the days that it counts."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

DAY_NOTED = EventType("contact_day.noted", says=Text("记下怎么用的一天", "A day was noted"))
DAY_REMOVED = EventType("contact_day.removed", says=Text("去掉一天的记录", "A day was taken out"))
DRAFTED = EventType("contact_report.drafted", says=Text("起草了联系群众工作报告", "Contact report drafted"))
CHANGED = EventType("contact_report.changed", says=Text("改了报告", "Report changed"))
REFRESHED = EventType("contact_report.refreshed", says=Text("重新统计", "Figures counted anew"))
PUBLISHED = EventType("contact_report.published", says=Text("公布了报告", "Report published"))

TYPES = (DAY_NOTED, DAY_REMOVED, DRAFTED, CHANGED, REFRESHED, PUBLISHED)
