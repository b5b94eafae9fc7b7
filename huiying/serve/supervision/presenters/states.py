"""How flags, objections, orders, advice and measures are said, in both languages."""

from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.serve.supervision.enums import Adoption, AdviceKind, ContestState, FlagState, MeasureKind, OrderState

FLAGS: dict[FlagState, tuple[Look, Text]] = {
    FlagState.FLAGGED: (Look.WAIT, Text(zh="待研判", en="To be looked at")),
    FlagState.DISMISSED: (Look.HOLD, Text(zh="看过，不督办", en="Looked at, no order")),
    FlagState.ORDERED: (Look.DOING, Text(zh="已督办", en="Ordered")),
}
CONTESTS: dict[ContestState, tuple[Look, Text]] = {
    ContestState.ASKED: (Look.WAIT, Text(zh="单位有异议", en="Contested")),
    ContestState.UPHELD: (Look.DONE, Text(zh="异议成立", en="The unit is right")),
    ContestState.REFUSED: (Look.STOP, Text(zh="异议不成立", en="It stands")),
}
ORDERS: dict[OrderState, tuple[Look, Text]] = {
    OrderState.ORDERED: (Look.WAIT, Text(zh="等反馈", en="Waits for the answer")),
    OrderState.ANSWERED: (Look.DOING, Text(zh="已反馈，待核实", en="Answered, to be checked")),
    OrderState.VERIFIED: (Look.DOING, Text(zh="已核实", en="Checked")),
    OrderState.CLOSED: (Look.DONE, Text(zh="已结束", en="Closed")),
    OrderState.RAISED: (Look.STOP, Text(zh="不满意，升一级", en="Not satisfied, raised a level")),
}
ADVICE: dict[AdviceKind, Text] = {
    AdviceKind.IMPROVE: Text(zh="改进工作建议", en="Advice to improve the work"),
    AdviceKind.POLICY: Text(zh="完善政策建议", en="Advice to improve a policy"),
    AdviceKind.ACCOUNT: Text(zh="追究责任建议", en="Advice to hold to account"),
}
ADOPTIONS: dict[Adoption, tuple[Look, Text]] = {
    Adoption.ADOPTED: (Look.DONE, Text(zh="采纳", en="Adopted")),
    Adoption.PARTLY: (Look.DOING, Text(zh="部分采纳", en="Adopted in part")),
    Adoption.NOT: (Look.STOP, Text(zh="没有采纳", en="Not adopted")),
}
NO_FEEDBACK = (Look.WAIT, Text(zh="等书面反馈", en="Waits for a written answer"))
MEASURES: dict[MeasureKind, Text] = {
    MeasureKind.TALK: Text(zh="约谈", en="Called in for a talk"),
    MeasureKind.LISTED: Text(zh="挂牌督办", en="Listed for supervision"),
    MeasureKind.DEADLINE: Text(zh="责令限期整改", en="Told to put it right by a day"),
    MeasureKind.INSPECTION: Text(zh="专项督查", en="Special inspection"),
}
