"""Letters to units: D21 urging execution, D22 as an order and as an advice (procedures-detail.md, section 2)."""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import UNIT, petition
from huiying.core.words import Text

D21 = Document(
    "D21",
    Text("意见执行督促函", "Letter urging execution"),
    UNIT,
    (Must("execution.what", petition(32)), Must("execution.by", petition(32))),
    Text(
        """
登记编号{case_number}的信访事项，处理意见已经送达信访人。其中支持的请求，请你单位执行：

| 做什么 | 最迟日期 |
[execution]
| {what} | {by} |
[/execution]

做到哪一步，请随时在承诺里写明；做完的，附上凭据。到期没有做到又没有说明的，将列入督办。

依据：《信访工作条例》第三十二条第二款。
""",
        """
The opinion on the petition with registration number {case_number} has reached the person. What it supports is for\
 you to carry out:

| What | By |
[execution]
| {what} | {by} |
[/execution]

Please report in the promise how it goes, and add what shows that it is done. What is neither done nor explained by its\
 day is put under supervision.

Basis: Regulations on Petition Work, Article 32, paragraph 2.
""",
    ),
)

D22_ORDER = Document(
    "D22.order",
    Text("督办函", "Supervision order"),
    UNIT,
    (Must("ground", petition(40)), Must("measures", petition(40)), Must("due_on", petition(40))),
    Text(
        """
登记编号{case_number}的信访事项，由{unit}办理，现予督办。

- 事项：{matter}
- 缘由：{ground}
- 要求：{measures}
- 最迟书面反馈：{due_on}

认为督办有误的，请在反馈里写明理由和依据。

依据：《信访工作条例》第四十条第一款。
""",
        """
The petition with registration number {case_number}, handled by {unit}, is put under supervision.

- Matter: {matter}
- Why: {ground}
- What is asked: {measures}
- Written answer by: {due_on}

If you hold the order to be wrong, please say why in your answer.

Basis: Regulations on Petition Work, Article 40, paragraph 1.
""",
    ),
)

D22_ADVICE = Document(
    "D22.advice",
    Text("改进工作、完善政策、追究责任建议书", "Advice to improve work or policy, or to hold to account"),
    UNIT,
    (
        Must("kind", petition(40)),
        Must("measures", petition(40)),
        Must("basis", petition(40)),
        Must("due_on", petition(40)),
    ),
    Text(
        """
在办理登记编号{case_number}的信访事项中发现问题，现提出建议。

- 哪一种：{kind}
- 建议：{measures}
- 依据：{basis}
[?consequences]
- 造成的严重后果：{consequences}
[/consequences]
[?reported_to]
- 同时报告：{reported_to}
[/reported_to]
- 最迟书面反馈采纳情况：{due_on}

依据：《信访工作条例》第四十条。
""",
        """
Handling the petition with registration number {case_number} has shown a problem. Our advice:

- Kind: {kind}
- Advice: {measures}
- Basis: {basis}
[?consequences]
- Serious consequences: {consequences}
[/consequences]
[?reported_to]
- Also reported to: {reported_to}
[/reported_to]
- Please say in writing whether you adopt it, by: {due_on}

Basis: Regulations on Petition Work, Article 40.
""",
    ),
)

SUPERVISION = (D21, D22_ORDER, D22_ADVICE)
