"""The agreement of both sides, D16: mediated (D16) or settled by themselves (D16.settle).

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

SETTLEMENT = (D16, D16_SETTLE)
