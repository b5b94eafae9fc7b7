"""Petition letters of intake and routing, D01–D06 and D09 (procedures-detail.md, section 2)."""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import PERSON, UNIT, petition
from huiying.core.words import Text

_BODY = Text("有关单位", "To the body concerned")

_REFUSAL_END_ZH = """
[?complain_to]
您对这个决定有意见的，可以向{complain_to}反映。
[/complain_to]
"""
_REFUSAL_END_EN = """
[?complain_to]
If you disagree with this decision, you can complain to {complain_to}.
[/complain_to]
"""

D01 = Document(
    "D01",
    Text("信访事项登记回执", "Receipt for a petition"),
    PERSON,
    (),
    Text(
        """
您说的事，我们收到了，给您留了底。

- 登记编号：{case_number}
- 收到日期：{received_on}
- 渠道：{channel}
[?receipt_code]
- 查询码：{receipt_code}
[/receipt_code]

# 您说的是
{words}

# 接下来
{next_steps}
最迟{due_on}给您答复或者书面告知。

# 怎样查询和评价
{query_how}
> 查询码请自己收好。凭登记编号和查询码，可以查看进展、补充、评价、撤回。
""",
        """
We have what you told us, and it is on record.

- Registration number: {case_number}
- Day received: {received_on}
- Channel: {channel}
[?receipt_code]
- Code: {receipt_code}
[/receipt_code]

# What you said
{words}

# What happens next
{next_steps}
You will have an answer or a written notice by {due_on}.

# How to follow and rate it
{query_how}
> Keep the code to yourself. With the number and the code you can follow, add to, rate and withdraw this petition.
""",
    ),
    sealed=False,
)

D02 = Document(
    "D02",
    Text("信访事项转送函", "Letter forwarding a petition"),
    UNIT,
    (
        Must("case_number", petition(22)),
        Must("matter", petition(22)),
        Must("received_on", petition(22)),
    ),
    Text(
        """
现将下列信访事项转送你单位，请依照《信访工作条例》办理。

- 登记编号：{case_number}
- 收到日期：{received_on}
- 类别：{legal_class}
- 事项：{matter}
- 转送理由：{reason}

[?papers]
# 随函材料
[papers]
+ {name}
[/papers]
[/papers]

# 请注意
属于你单位职权范围的，请自收到之日起15日内书面告知信访人接收情况以及处理途径和程序，最迟{notice_due_on}。
不属于你单位或者本系统职权范围的，请自收到之日起5个工作日内提出异议，写明详细理由，最迟{object_due_on}；经我单位核实同意后，交还材料。
""",
        """
We forward the petition below to you. Please handle it under the Regulations on Petition Work.

- Registration number: {case_number}
- Day received: {received_on}
- Class: {legal_class}
- Matter: {matter}
- Why you: {reason}

[?papers]
# Papers enclosed
[papers]
+ {name}
[/papers]
[/papers]

# Please note
If the matter is yours, tell the person in writing within 15 days of receipt that you have it, by which route and \
in which steps; at the latest on {notice_due_on}.
If it belongs neither to you nor to your system, object within 5 working days with detailed reasons, at the latest \
on {object_due_on}; hand the papers back only after we have agreed.
""",
    ),
)

D03 = Document(
    "D03",
    Text("信访事项受理告知书", "Notice that a petition is accepted"),
    PERSON,
    (
        Must("received_on", petition(23)),
        Must("accepted_on", petition(44)),
        Must("route", petition(23)),
        Must("steps", petition(23)),
    ),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{received_on}收到，于{accepted_on}受理。依照《信访工作条例》第二十三条，告知如下：

- 办理单位：{unit}
- 处理途径：{route}
- 处理程序：{steps}
- 办理期限：{limit}
[?due_on]
- 最迟办结日期：{due_on}
[/due_on]
- 联系方式：{contact}

您认为办理人员与这件事或者与当事人有直接利害关系的，可以要求其回避。
""",
        """
We received your petition (registration number {case_number}) on {received_on} and accepted it on {accepted_on}. As\
 Article 23 of the Regulations on Petition Work asks, we tell you:

- Unit in charge: {unit}
- Route: {route}
- Steps: {steps}
- Time limit: {limit}
[?due_on]
- Settled by: {due_on}
[/due_on]
- Contact: {contact}

If you think that somebody handling this has a direct interest in the matter or is close to a party, you can ask \
that this person step aside.
""",
    ),
)

D04 = Document(
    "D04",
    Text("信访事项转送（交办）告知书", "Notice where a petition was sent"),
    PERSON,
    (Must("sent_to", petition(23)),),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{received_on}收到。这件事属于本系统{sent_to}的职权范围，已于{sent_on}{sent_how}{sent_to}办理。

- 去向：{sent_to}
- 联系方式：{contact}

{sent_to}会书面告知您接收情况以及处理途径和程序。您凭登记编号和查询码可以随时查看。
""",
        """
We received your petition (registration number {case_number}) on {received_on}. It belongs to {sent_to}, a body of \
our own system; on {sent_on} we sent it there ({sent_how}).

- Sent to: {sent_to}
- Contact: {contact}

{sent_to} will tell you in writing that it has your petition, by which route and in which steps it will be handled.\
 You can follow it with your number and code at any time.
""",
    ),
)

D05_GUIDE = Document(
    "D05.guide",
    Text("应向有权机关提出告知书", "Notice of the body that can deal with this"),
    PERSON,
    (Must("reason", petition(23)), Must("competent_body", petition(23))),
    Text(
        """
您提出的事（登记编号{case_number}），本单位于{received_on}收到。这件事归{competent_body}管，不属于本单位和本系统的职权范围：{reason}

# 可以这样去
- 有权处理的机关：{competent_body}
- 地址：{competent_address}
- 电话：{competent_phone}

依据：《信访工作条例》第二十三条。
"""
        + _REFUSAL_END_ZH,
        """
We received your petition (registration number {case_number}) on {received_on}. {competent_body} can decide this; \
it belongs neither to us nor to our system: {reason}

# How to go there
- Competent body: {competent_body}
- Address: {competent_address}
- Phone: {competent_phone}

Basis: Regulations on Petition Work, Article 23.
"""
        + _REFUSAL_END_EN,
    ),
)

D05_SAME = Document(
    "D05.refuse_same",
    Text("不予受理告知书", "Notice that a petition is not accepted"),
    PERSON,
    (Must("reason", petition(19)), Must("earlier_case", petition(19))),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{received_on}收到。同一件事已经由{competent_body}受理或者正在办理（登记编号{earlier_case}），还在规定期限内，本单位不再另行受理。

- 理由：{reason}
- 办理单位：{competent_body}
- 地址和电话：{competent_address}

依据：《信访工作条例》第十九条第三款。您有新的事实，可以向{competent_body}补充，也可以重新提出。
"""
        + _REFUSAL_END_ZH,
        """
We received your petition (registration number {case_number}) on {received_on}. {competent_body} has accepted or is \
handling the same matter (registration number {earlier_case}) and is within its time limit, so we do not open it a \
second time.

- Reason: {reason}
- Unit in charge: {competent_body}
- Address and phone: {competent_address}

Basis: Regulations on Petition Work, Article 19, third paragraph. If you have new facts, give them to {competent_body} \
or speak up again.
"""
        + _REFUSAL_END_EN,
    ),
)

D05_FINAL = Document(
    "D05.refuse_final",
    Text("不再受理告知书", "Notice that a petition is no longer accepted"),
    PERSON,
    (Must("reason", petition(36)), Must("earlier_case", petition(36))),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{received_on}收到。这件事已经复核，复核意见书为{earlier_case}。您这次以同一事实和理由提出，依照《信访工作条例》第三十六条，不再受理。

- 比对情况：{reason}

您有新的事实和理由的，可以作为新的事项提出。
[?other_ways]
# 还可以走的路
{other_ways}
[/other_ways]
"""
        + _REFUSAL_END_ZH,
        """
We received your petition (registration number {case_number}) on {received_on}. The matter has had its final \
review; the opinion is {earlier_case}. You now bring the same facts and reasons, and under Article 36 of the \
Regulations on Petition Work it is no longer accepted.

- What was compared: {reason}

If you have new facts and reasons, you can bring them as a new matter.
[?other_ways]
# Ways that remain
{other_ways}
[/other_ways]
"""
        + _REFUSAL_END_EN,
    ),
)

D05_OTHER = Document(
    "D05.refuse_other",
    Text("不予受理告知书", "Notice that a petition is not accepted"),
    PERSON,
    (Must("reason", petition(23)), Must("article", petition(23)), Must("competent_body", petition(23))),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{received_on}收到，经审查不予受理。

- 理由：{reason}
- 依据：{article}

# 可以这样去
- 有权处理的机关：{competent_body}
- 地址：{competent_address}
- 电话：{competent_phone}
"""
        + _REFUSAL_END_ZH,
        """
We received your petition (registration number {case_number}) on {received_on} and do not accept it.

- Reason: {reason}
- Basis: {article}

# Where you can go
- Competent body: {competent_body}
- Address: {competent_address}
- Phone: {competent_phone}
"""
        + _REFUSAL_END_EN,
    ),
)

D06_LETTER = Document(
    "D06.letter",
    Text("涉法涉诉事项转送函", "Letter forwarding a matter of litigation"),
    _BODY,
    (Must("matter", petition(22)), Must("received_on", petition(22))),
    Text(
        """
现将下列涉法涉诉来信转送你单位，请依法处理。

- 登记编号：{case_number}
- 收到日期：{received_on}
- 事项：{matter}
[?papers]

# 随函材料
[papers]
+ {name}
[/papers]
[/papers]

依据：《信访工作条例》第二十二条第二款。
""",
        """
We forward the letter below, which concerns litigation. Please deal with it under the law.

- Registration number: {case_number}
- Day received: {received_on}
- Matter: {matter}
[?papers]

# Papers enclosed
[papers]
+ {name}
[/papers]
[/papers]

Basis: Regulations on Petition Work, Article 22, second paragraph.
""",
    ),
)

D06_GUIDANCE = Document(
    "D06.guidance",
    Text("涉法涉诉事项引导告知书", "Notice on a matter of litigation"),
    PERSON,
    (Must("competent_body", petition(20)), Must("start_how", petition(20))),
    Text(
        """
您反映的事（登记编号{case_number}），本单位于{received_on}收到。这件事要由{competent_body}依法定程序处理：{reason}

- 到哪里：{competent_body}
- 地址：{competent_address}
- 电话：{competent_phone}
- 怎样提出：{start_how}

依据：《信访工作条例》第二十条第二款、第二十二条第二款。法律程序有期限，请早去。
""",
        """
We received your petition (registration number {case_number}) on {received_on}. {competent_body} decides this by a \
procedure laid down in law: {reason}

- Where: {competent_body}
- Address: {competent_address}
- Phone: {competent_phone}
- How to start: {start_how}

Basis: Regulations on Petition Work, Articles 20 and 22, second paragraphs. The procedure has time limits: please \
go soon.
""",
    ),
)

D09 = Document(
    "D09",
    Text("信访事项交办函", "Letter assigning a petition"),
    UNIT,
    (
        Must("matter", petition(22)),
        Must("due_on", petition(22)),
        Must("feedback", petition(22)),
    ),
    Text(
        """
现将下列信访事项交你单位办理。

- 登记编号：{case_number}
- 收到日期：{received_on}
- 类别：{legal_class}
- 事项：{matter}
- 交办期限：最迟{due_on}
- 反馈要求：{feedback}

请在交办期限内办结，并提交办结报告。
[?papers]

# 随函材料
[papers]
+ {name}
[/papers]
[/papers]

# 请注意
属于你单位职权范围的，请自收到之日起15日内书面告知信访人，最迟{notice_due_on}。
不属于你单位或者本系统职权范围的，请自收到之日起5个工作日内提出异议，写明详细理由，最迟{object_due_on}。
""",
        """
We assign the petition below to you.

- Registration number: {case_number}
- Day received: {received_on}
- Class: {legal_class}
- Matter: {matter}
- Settle it by: {due_on}
- Report back: {feedback}

Please settle it within this period and send a report of the result.
[?papers]

# Papers enclosed
[papers]
+ {name}
[/papers]
[/papers]

# Please note
If the matter is yours, tell the person in writing within 15 days of receipt, at the latest on {notice_due_on}.
If it belongs neither to you nor to your system, object within 5 working days with detailed reasons, at the latest \
on {object_due_on}.
""",
    ),
)

INTAKE = (D01, D02, D03, D04, D05_GUIDE, D05_SAME, D05_FINAL, D05_OTHER, D06_LETTER, D06_GUIDANCE, D09)
