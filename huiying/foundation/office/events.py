"""What can happen to what an administrator keeps: one type, whose `act` says which change it was."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

OFFICE_CHANGED = EventType("office.changed", says=Text(zh="改了单位设置", en="Changed what the office keeps"))
CLOCKS_RECOUNTED = EventType(
    "office.clocks_recounted",
    says=Text(
        zh="放假安排公布后重算期限：{before} → {after}",
        en="Counted anew after the notice of holidays: {before} → {after}",
    ),
    speaker_says=Text(
        zh="新的放假安排公布了，最迟日期重新算过", en="The notice of holidays is out; the last day was counted anew"
    ),
)
TYPES = (OFFICE_CHANGED, CLOCKS_RECOUNTED)

ACTS = {
    "profile.saved": Text(zh="改了单位信息", en="Changed the office's profile"),
    "second_factor.asked": Text(zh="定了哪些角色要第二道验证", en="Set which roles need a second factor"),
    "web.paused": Text(zh="暂停网上接收", en="Paused what comes by the web"),
    "web.resumed": Text(zh="恢复网上接收", en="Opened the web again"),
    "place.added": Text(zh="加了地点", en="Added a place"),
    "place.changed": Text(zh="改了地点", en="Changed a place"),
    "place.retired": Text(zh="停用了地点", en="Retired a place"),
    "place.restored": Text(zh="恢复了地点", en="Restored a place"),
    "category.added": Text(zh="加了类别", en="Added a category"),
    "category.changed": Text(zh="改了类别", en="Changed a category"),
    "category.retired": Text(zh="停用了类别", en="Retired a category"),
    "category.restored": Text(zh="恢复了类别", en="Restored a category"),
    "category.unit_set": Text(zh="定了常办单位", en="Set the unit that usually handles it"),
    "category.seeded": Text(zh="放入了自带的类别", en="Put in the categories that are shipped"),
    "year.published": Text(zh="录入了放假安排", en="Entered a year's notice of holidays"),
    "year.seeded": Text(zh="放入了自带的放假安排", en="Put in the notices of holidays that are shipped"),
    "day.set": Text(zh="单独定了一天", en="Set a day of its own"),
    "day.cleared": Text(zh="取消了单独定的一天", en="Took back a day of its own"),
    "letter.saved": Text(zh="改了文书模板", en="Changed the wording of a letter"),
    "letter.reset": Text(zh="恢复了自带的文书模板", en="Went back to the shipped wording of a letter"),
    "intake.chosen": Text(zh="改了渠道走的程序", en="Changed which procedure a channel follows"),
    "keeping.set": Text(zh="改了保存时间", en="Changed how long things are kept"),
    "limit.set": Text(zh="改了期限", en="Changed a limit"),
    "limit.reset": Text(zh="恢复了默认期限", en="Went back to the default limit"),
}
"""What each `act` of `office.changed` is called in a history."""
