"""The agreement of both sides, D16: mediated (D16) or settled by themselves (D16.settle); before it the letters to the
other side, T01 and T02.

条例 Art 33 asks for it in writing; its contents follow 人民调解法 Art 29. The names of both sides are written by hand
where they sign: no name of a person lies in the database.
"""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import petition
from huiying.core.words import Text

_BOTH = Text("双方当事人", "To both sides")
_MEDIATION = Text("《人民调解法》第二十九条", "People's Mediation Law (人民调解法), Article 29")
_MUST = (
    Must("dispute", _MEDIATION),
    Must("content", petition(33)),
    Must("performance", _MEDIATION),
)
_SIDES_ZH = """
- 登记编号：{case_number}
- 事项：{matter}
- 甲方（提出诉求的一方，姓名手写）：＿＿＿＿＿＿＿＿
- 乙方（姓名或者名称手写）：＿＿＿＿＿＿＿＿
"""
_SIDES_EN = """
- Registration number: {case_number}
- Matter: {matter}
- First side (who brought the matter; name by hand): ____________
- Second side (name by hand): ____________
"""
_TERMS_ZH = """
# 纠纷的主要事实、争议事项和各方责任
{dispute}

# 协议内容
{content}

# 履行的方式和期限
{performance}
[?execution]

| 做什么 | 由谁做 | 最迟日期 |
[execution]
| {what} | {who} | {by} |
[/execution]
[/execution]

# 说明
- 本协议由双方自愿达成，内容在政策法规允许的范围内。
- 一方不履行的，另一方可以告诉办理单位，信访事项恢复办理；也可以依法向人民法院起诉。
"""
_TERMS_EN = """
# Main facts, what was in dispute, and who answers for what
{dispute}

# What was agreed
{content}

# How and by when it is performed
{performance}
[?execution]

| What | Who | By |
[execution]
| {what} | {who} | {by} |
[/execution]
[/execution]

# Notes
- Both sides agreed of their own free will, within what policy and law allow.
- If one side does not keep it, the other can tell the unit, and the matter is handled again; or go to court.
"""
_SIGNED_ZH = """
# 签名、盖章或者按指印
- 甲方：＿＿＿＿＿＿＿＿
- 乙方：＿＿＿＿＿＿＿＿
"""
_SIGNED_EN = """
# Signatures, seals or fingerprints
- First side: ____________
- Second side: ____________
"""
_DAY_ZH = "- 日期：{signed_on}\n"
_DAY_EN = "- Day: {signed_on}\n"

D16 = Document(
    "D16",
    Text("调解协议书", "Mediation agreement"),
    _BOTH,
    _MUST,
    Text(
        _SIDES_ZH
        + _TERMS_ZH
        + """[?court_until]
- 双方认为有必要的，可以在{court_until}前共同向人民法院申请司法确认（《人民调解法》第三十三条）。
[/court_until]
"""
        + _SIGNED_ZH
        + "- 调解员：＿＿＿＿＿＿＿＿\n"
        + _DAY_ZH,
        _SIDES_EN
        + _TERMS_EN
        + """[?court_until]
- If both sides think it needed, they can ask the court together until {court_until} to confirm it (People's Mediation \
Law, Article 33).
[/court_until]
"""
        + _SIGNED_EN
        + "- Mediator: ____________\n"
        + _DAY_EN,
    ),
)

D16_SETTLE = Document(
    "D16.settle",
    Text("和解协议书", "Settlement agreement"),
    _BOTH,
    _MUST,
    Text(_SIDES_ZH + _TERMS_ZH + _SIGNED_ZH + _DAY_ZH, _SIDES_EN + _TERMS_EN + _SIGNED_EN + _DAY_EN),
)

_OTHER = Text("对方当事人", "To the other side")
_FREE = Text("《人民调解法》第二十三条", "People's Mediation Law (人民调解法), Article 23")

T01 = Document(
    "T01",
    Text("调解邀请函", "Invitation to mediation"),
    _OTHER,
    (Must("about", _FREE), Must("contact", _FREE)),
    Text(
        """
有一件同您（贵单位）有关的事，正在由我们办理，建议双方坐下来调解。

- 登记编号：{case_number}
- 要调解的事：{about}

# 请先知道
- 愿不愿意由您定。不愿意、中途不想谈了，都可以，不记原因，也不会因此对您不利。
- 双方都同意才开始，由双方选同一位调解员。
- 您提出的方案只有调解员知道；您说可以转告，才会告诉对方。调解结束，方案就删除。
- 谈成了，双方签书面协议；谈不成，这件事照常办理。
[?mediators]

# 可以选的调解员
[mediators]
+ {name}，{body}
[/mediators]
[/mediators]

# 怎样答复
到我们这里来，打电话{contact}，或者填好下面的回执寄回来，都可以。

# 回执
- 愿意调解，还是不愿意：＿＿＿＿＿＿＿＿
- 想请哪一位调解（谁都行也可以）：＿＿＿＿＿＿＿＿
- 姓名（单位）和日期：＿＿＿＿＿＿＿＿
""",
        """
We are handling a matter that concerns you, and suggest that both sides sit down and mediate.

- Registration number: {case_number}
- What is to be settled: {about}

# Please know first
- It is for you to say. You may decline or stop at any time: no reason is noted, and nothing is held against you.
- It begins once both sides agree, with a mediator whom both choose.
- What you offer is known to the mediator alone, and passed on only if you say so. It is deleted when mediation ends.
- If you agree, both sides sign in writing; if not, the matter is handled as before.
[?mediators]

# Mediators to choose from
[mediators]
+ {name}, {body}
[/mediators]
[/mediators]

# How to answer
Come to us, call {contact}, or fill in the slip below and send it back.

# Slip
- Do you agree to mediation: ____________
- Whom would you like as the mediator (or anybody): ____________
- Name and day: ____________
""",
    ),
)

T02 = Document(
    "T02",
    Text("调解时间通知", "Notice of a meeting of the mediation"),
    _OTHER,
    (Must("meets_on", _FREE), Must("venue", _FREE)),
    Text(
        """
双方同意调解的事，定于下面的时间见面。

- 登记编号：{case_number}
- 要调解的事：{about}
- 日期：{meets_on}
- 时间：{begins}
- 地点：{venue}
- 调解员：{mediator}

来不了，或者不想再谈了，请打电话{contact}，说一声就行，不用写原因。
""",
        """
Both sides agreed to mediate. The meeting is set as follows.

- Registration number: {case_number}
- What is to be settled: {about}
- Day: {meets_on}
- Time: {begins}
- Place: {venue}
- Mediator: {mediator}

If you cannot come, or no longer want to mediate, just call {contact}; you need give no reason.
""",
    ),
)

SETTLEMENT = (D16, D16_SETTLE, T01, T02)
