"""What the invented county asked of its base in this quarter and the last."""

from decimal import Decimal

from huiying.core.economy import Quarter
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.coordination.enums import BurdenKind
from huiying.serve.coordination.services.burdens import BurdenData, note_burden

# kind · what · by whom · units · people of each · hours of each · times · what for · what came of it · money in yuan
LINES = (
    (BurdenKind.FORM, "网格巡查日报表", "city", 12, 3, "0.5", 60, "汇总各处巡查", "和热线数据重复，下季度起停报", 0),
    (BurdenKind.REPORT, "冬季安全自查报告", "emergency", 18, 1, "6", 1, "掌握隐患", "查出 7 处，整改 5 处", 0),
    (BurdenKind.EVENT, "乡村旅游启动仪式", "culture", 6, 12, "4", 1, "宣传", "", 38_000),
    (BurdenKind.VISIT, "检查组到村检查", "centre", 9, 4, "3", 2, "看落实", "发现问题 4 个，当场改 2 个", 1_200),
)  # fmt: skip


def fill_register(hands: Hands) -> None:
    """The same asked in both quarters, but that the form was asked for half as often."""
    now = Quarter(hands.today.year, (hands.today.month - 1) // 3 + 1)
    for quarter, share in ((now.moved(-1), 1), (now, 2)):
        for kind, title, unit, units, people, hours, times, purpose, outcome, yuan in LINES:
            line = BurdenData(
                kind.value, title, hands.unit(unit), quarter, units, people, Decimal(hours), max(1, times // share),
                purpose, outcome, yuan * 100,
            )  # fmt: skip
            note_burden(line, **hands.office())
