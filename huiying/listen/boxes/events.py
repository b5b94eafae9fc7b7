"""What can happen to a box: kept, slips printed for it, emptied by two people, corrected."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

BOX_CHANGED = EventType("box.changed", says=Text(zh="改了意见箱", en="Changed a suggestion box"))
SLIPS_PRINTED = EventType(
    "box.slips_printed", says=Text(zh="印了纸条 {first}–{last} 号", en="Printed slips {first} to {last}")
)
SLIPS_VOIDED = EventType("box.slips_voided", says=Text(zh="作废纸条 {count} 张", en="Voided {count} slips"))
EMPTYING_STARTED = EventType(
    "box.emptying_started", says=Text(zh="开箱，点数 {counted} 张", en="Box opened, {counted} papers counted")
)
RECOUNTED = EventType(
    "box.recounted", says=Text(zh="重新点数：{before} → {counted}", en="Counted again: {before} → {counted}")
)
PAPER_SCANNED = EventType("box.paper_scanned", says=Text(zh="扫描了第 {position} 张", en="Scanned paper {position}"))
PAPER_TAKEN = EventType("box.paper_taken", says=Text(zh="第 {position} 张登记为诉求", en="Paper {position} taken in"))
PAPER_NOTED = EventType(
    "box.paper_noted", says=Text(zh="第 {position} 张看不清或没写字", en="Paper {position} cannot be read or is empty")
)
DIFFERENCE_EXPLAINED = EventType(
    "box.difference_explained", says=Text(zh="写明了差数的原因", en="Explained a difference")
)
BATCH_SIGNED = EventType("box.batch_signed", says=Text(zh="签字，第 {nth} 人", en="Signed, person {nth}"))
SIGNATURE_TAKEN_BACK = EventType(
    "box.signature_taken_back", says=Text(zh="收回了签字", en="The signature was taken back")
)
BATCH_CORRECTED = EventType("box.batch_corrected", says=Text(zh="更正", en="Corrected"))
TYPES = (
    BOX_CHANGED,
    SLIPS_PRINTED,
    SLIPS_VOIDED,
    EMPTYING_STARTED,
    RECOUNTED,
    PAPER_SCANNED,
    PAPER_TAKEN,
    PAPER_NOTED,
    DIFFERENCE_EXPLAINED,
    BATCH_SIGNED,
    SIGNATURE_TAKEN_BACK,
    BATCH_CORRECTED,
)

ACTS = {
    "box.added": Text(zh="挂出了意见箱", en="Hung up the box"),
    "box.edited": Text(zh="改了意见箱的信息", en="Changed what is said about the box"),
    "box.retired": Text(zh="停用了意见箱", en="Took the box down"),
    "box.restored": Text(zh="重新启用了意见箱", en="Hung the box up again"),
}
"""What each `act` of `box.changed` is called in a history."""
