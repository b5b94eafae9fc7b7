"""How decisions, what is found on the spot and circulars are said, in both languages."""

from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.serve.decisions.enums import CircularKind, DecisionState, Found

STATES: dict[DecisionState, tuple[Look, Text]] = {
    DecisionState.OPEN: (Look.DOING, Text(zh="正在落实", en="Being carried out")),
    DecisionState.CARRIED_OUT: (Look.DONE, Text(zh="已落实", en="Carried out")),
    DecisionState.ENDED: (Look.HOLD, Text(zh="不再落实", en="Ended, not carried out")),
}
FOUND: dict[Found, tuple[Look, Text]] = {
    Found.AS_REPORTED: (Look.DONE, Text(zh="跟报的一样", en="As reported")),
    Found.PARTLY: (Look.WAIT, Text(zh="只做到一部分", en="Done in part")),
    Found.NOT: (Look.STOP, Text(zh="跟报的不一样", en="Not as reported")),
}
CIRCULARS: dict[CircularKind, Text] = {
    CircularKind.NOTICE: Text(zh="情况通报", en="Circular"),
    CircularKind.PRAISE: Text(zh="表扬通报", en="Circular of praise"),
    CircularKind.CRITICISM: Text(zh="批评通报", en="Circular of criticism"),
}
