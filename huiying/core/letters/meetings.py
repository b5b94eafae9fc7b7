"""Papers of the joint meeting, M01–M04, and the circular, M05.

No article says what they hold. Minutes carry no seal (GB/T 9704-2012, 10.3): the chair signs them.
"""

from huiying.core.letters.model import Document
from huiying.core.letters.sources import FILE, UNIT
from huiying.core.words import Text

_UNITS = Text("有关单位", "To the units concerned")

_HEAD_ZH = """
- 会议：{meeting}
- 时间：{begins}
- 地点：{venue}
- 主持：{chair}
"""
_HEAD_EN = """
- Meeting: {meeting}
- Time: {begins}
- Place: {venue}
- Chair: {chair}
"""

M01 = Document(
    "M01",
    Text("联席会议通知", "Invitation to a joint meeting"),
    UNIT,
    (),
    Text(
        f"""
请你单位派能作主的人参加下面的会议。
{_HEAD_ZH}- 时长：约{{length}}分钟

# 议题
[items]
+ {{item}}
[/items]

# 请做两件事
请最迟{{reply_by}}在系统里回复来不来；来不了的，写明原因。
议题材料已放在系统里，会前请看一遍。要补充材料，由提出议题的单位放上去。
[?contact]
有不清楚的，请打{{contact}}。
[/contact]
> 没有议题不开会。议题有变动，会另行通知。
""",
        f"""
Please send somebody who can decide for your unit to this meeting.
{_HEAD_EN}- Length: about {{length}} minutes

# Agenda
[items]
+ {{item}}
[/items]

# Two things to do
Say in the system by {{reply_by}} whether you come; if not, why.
The papers are in the system; please read them before the meeting. Whoever brings an item adds what is missing.
[?contact]
For questions call {{contact}}.
[/contact]
> Without an item there is no meeting. You are told when the agenda changes.
""",
    ),
)

M02 = Document(
    "M02",
    Text("联席会议议程和材料", "Agenda and papers of a joint meeting"),
    FILE,
    (),
    Text(
        f"""
{_HEAD_ZH}
# 议题一览
| 序号 | 议题 | 多少人关心 | 急不急 | 见效 | 提出单位 |
[items]
| {{no}} | {{item}} | {{care}} | {{urgent}} | {{effect}} | {{brought_by}} |
[/items]

[items]
# 议题{{no}}　{{item}}
[?question]
{{question}}
[/question]
[?paper]
{{paper}}
[/paper]
[?attached]
> 附件：{{attached}}
[/attached]
[/items]
""",
        f"""
{_HEAD_EN}
# Items
| No. | Item | How many care | Urgent | Effect | Brought by |
[items]
| {{no}} | {{item}} | {{care}} | {{urgent}} | {{effect}} | {{brought_by}} |
[/items]

[items]
# Item {{no}}. {{item}}
[?question]
{{question}}
[/question]
[?paper]
{{paper}}
[/paper]
[?attached]
> Files: {{attached}}
[/attached]
[/items]
""",
    ),
    sealed=False,
)

_SECTIONS = """
[sections]
# {heading}
{text}
[/sections]
"""
_SETTLED_ZH = """
[?resolutions]
# 定下的事
| 做什么 | 由谁做 | 最迟日期 | 以什么为凭 |
[resolutions]
| {what} | {owner} | {due_on} | {evidence} |
[/resolutions]
[/resolutions]
"""
_SETTLED_EN = """
[?resolutions]
# What was settled
| What | Who | By | Shown by |
[resolutions]
| {what} | {owner} | {due_on} | {evidence} |
[/resolutions]
[/resolutions]
"""
_SIGNED_ZH = """
[?signed_on]
> {chair}于{signed_on}签发。签发稿的校验值（SHA-256）：{sha256}
[/signed_on]
"""
_SIGNED_EN = """
[?signed_on]
> Signed by {chair} on {signed_on}. SHA-256 of what was signed: {sha256}
[/signed_on]
"""

M03 = Document(
    "M03",
    Text("联席会议纪要", "Minutes of a joint meeting"),
    FILE,
    (),
    Text(
        _HEAD_ZH
        + _SECTIONS
        + _SETTLED_ZH
        + """
[?amend_by]
> 征求意见稿。到会单位有要改的，请最迟{amend_by}提出。
[/amend_by]
"""
        + _SIGNED_ZH,
        _HEAD_EN
        + _SECTIONS
        + _SETTLED_EN
        + """
[?amend_by]
> Draft for those who were there. Say by {amend_by} what should read differently.
[/amend_by]
"""
        + _SIGNED_EN,
    ),
    sealed=False,
)

M04 = Document(
    "M04",
    Text("联席会议纪要（公开部分）", "Minutes of a joint meeting (published part)"),
    FILE,
    (),
    Text(
        _HEAD_ZH
        + _SECTIONS
        + _SETTLED_ZH
        + """
[?hidden]
> 另有{hidden}个部分不公开。
[/hidden]
"""
        + _SIGNED_ZH,
        _HEAD_EN
        + _SECTIONS
        + _SETTLED_EN
        + """
[?hidden]
> Parts that are not published: {hidden}.
[/hidden]
"""
        + _SIGNED_EN,
    ),
    sealed=False,
)

M05 = Document(
    "M05",
    Text("情况通报", "Circular"),
    _UNITS,
    (),
    Text(
        """
# {subject}
{words}

[?units]
# 涉及的单位
[units]
+ {name}
[/units]
[/units]

[?answer_by]
请最迟{answer_by}在系统里书面回复：认不认、怎么改、什么时候改好。
[/answer_by]
""",
        """
# {subject}
{words}

[?units]
# Units concerned
[units]
+ {name}
[/units]
[/units]

[?answer_by]
Please answer in the system by {answer_by}: whether it is so, what will be done, and by when.
[/answer_by]
""",
    ),
)

MEETINGS = (M01, M02, M03, M04, M05)
