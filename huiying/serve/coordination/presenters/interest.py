"""How interests and burdens are said, in both languages."""

from huiying.core.words import Text
from huiying.serve.coordination.enums import BurdenKind, InterestEffect

EFFECTS: dict[InterestEffect, Text] = {
    InterestEffect.GAIN: Text(zh="好处多", en="Mostly good"),
    InterestEffect.LOSS: Text(zh="坏处多", en="Mostly bad"),
    InterestEffect.BOTH: Text(zh="有好有坏", en="Good and bad"),
    InterestEffect.NONE: Text(zh="没什么影响", en="Hardly any"),
}
BURDENS: dict[BurdenKind, Text] = {
    BurdenKind.FORM: Text(zh="填表", en="Form"),
    BurdenKind.REPORT: Text(zh="报材料", en="Report"),
    BurdenKind.DOCUMENT: Text(zh="发文", en="Document"),
    BurdenKind.EVENT: Text(zh="领导活动", en="Leaders’ event"),
    BurdenKind.VISIT: Text(zh="检查考核", en="Inspection visit"),
}
