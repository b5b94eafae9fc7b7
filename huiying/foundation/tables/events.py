"""What happens to tables that go out. Events carry the kind of list, counts and the format; never words or filters."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

TYPES = (
    EventType("export.asked", says=Text(zh="申请后台导出：{kind}", en="Export asked for: {kind}")),
    EventType("export.made", says=Text(zh="导出了 {rows} 行：{kind}", en="Exported {rows} rows: {kind}")),
    EventType("export.failed", says=Text(zh="导出没有完成：{kind}", en="Export could not be made: {kind}")),
    EventType("export.cancelled", says=Text(zh="取消了导出：{kind}", en="Export cancelled: {kind}")),
    EventType("export.expired", says=Text(zh="导出文件到期删除：{kind}", en="Export file deleted: {kind}")),
)
