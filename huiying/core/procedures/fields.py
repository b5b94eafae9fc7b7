"""Fields that several acts ask for."""

from dataclasses import replace

from huiying.core.procedures.model import Choice, Field, FieldKind
from huiying.core.words import Text


def words(name: str, zh: str, en: str, *, shown: bool = False, required: bool = True, long: bool = True) -> Field:
    """A field of free words; `shown` when the speaker reads it on the receipt."""
    kind = FieldKind.LONG if long else FieldKind.TEXT
    return Field(name, kind, Text(zh, en), required=required, shown=shown, most=5_000 if long else 200)


def optional(field: Field) -> Field:
    """The same field, which may stay empty."""
    return replace(field, required=False)


REASON = words("reason", "理由", "Reason", shown=True)
REASON_INSIDE = words("reason", "理由（只在内部可见）", "Reason (seen by staff only)")
UNIT = Field("unit", FieldKind.UNIT, Text("交给哪个单位", "Which unit"))
SUPPORTING = Field("supporting", FieldKind.UNITS, Text("协办单位", "Supporting units"), required=False)
PROPOSED_UNIT = Field(
    "proposed_unit", FieldKind.UNIT, Text("建议由哪个单位办", "Which unit should have it"), required=False
)
COMPETENT_BODY = words("competent_body", "应当找哪个机关", "Which body to go to", shown=True, long=False)
WHERE_TO_GO = words("where_to_go", "地址和电话", "Its address and phone", shown=True, long=False)
DUE_ON = Field("due_on", FieldKind.DAY, Text("办结期限", "To be finished by"))
DAYS = Field("days", FieldKind.NUMBER, Text("延长几天", "How many days"), shown=True)
FINAL_CASE = words(
    "earlier_case",
    "原来那件的回执号，以前的写复核意见书文号",
    "Receipt number of the earlier case; of an old one, the number of the final review opinion",
    long=False,
    shown=True,
)
EARLIER_CASE = words(
    "earlier_case",
    "原来那件的回执号",
    "Receipt number of the earlier case",
    long=False,
    shown=True,
)
PUBLIC_TEXT = Field(
    "public_text", FieldKind.LONG, Text("给诉求人看的答复", "Answer for the person"), shown=True, most=20_000
)
EASY_TEXT = Field(
    "easy_text",
    FieldKind.LONG,
    Text("用浅白的话再答一遍", "The answer once more in easy words"),
    required=False,
    shown=True,
    most=2_000,
    hint=Text(
        "诉求人要浅白的答复：短句、日常话，先说结果，再说要做什么。回执上先显示这一段，正式答复在下面。",
        "The person asked for easy words: short sentences of every day, the result first, then what to do. The receipt "
        "shows this first, the official answer below it.",
    ),
)
NO_EASY = words(
    "no_easy",
    "不写浅白答复的理由（只在内部可见）",
    "Why there is no easy answer (seen by staff only)",
    required=False,
    long=False,
)
PUBLIC = (PUBLIC_TEXT, EASY_TEXT, NO_EASY)
PRIVATE_TEXT = Field(
    "private_text", FieldKind.LONG, Text("只在内部可见的说明", "Note for staff only"), required=False, most=20_000
)
PUTS_RIGHT = words(
    "puts_right", "对“怎样才算解决”的回应", "Answer to what would put it right", shown=True, required=False
)
BASIS = words("basis", "依据", "Basis", shown=True, long=False)
LEGAL_CLASS = Field(
    "legal_class",
    FieldKind.CHOICE,
    Text("属于哪一类", "Legal class"),
    choices=(
        Choice("claim", Text("申诉求决类（第三十一条）", "Claim (Art 31)")),
        Choice("suggestion", Text("建议意见类（第二十九条）", "Suggestion (Art 29)")),
    ),
)
LOOKED = Field(
    "looked",
    FieldKind.FLAG,
    Text("提示都看过了，就这样发", "I have looked at the hints; send it as it is"),
    required=False,
)
ANSWER = (*PUBLIC, PUTS_RIGHT, PRIVATE_TEXT, LOOKED)
REQUESTS = Field("requests", FieldKind.REQUESTS, Text("逐项处理", "Request by request"), required=False, shown=True)
TASKS = Field(
    "tasks",
    FieldKind.TASKS,
    Text("逐项写：由谁在什么时候前做什么", "Item by item: who does what by when"),
    required=False,
    hint=Text(
        "每一项都成为一项承诺：诉求人在回执上看得到进展，到期没做到会自己说出来。",
        "Each becomes a promise: the person follows it on the receipt, and a day that passes is told by itself.",
    ),
)
CASES = Field("case", FieldKind.CASE, Text("并到哪一件（回执号）", "Join to which case (receipt number)"))
HANDLER = Field("handler", FieldKind.STAFF, Text("承办人", "Handler"))
