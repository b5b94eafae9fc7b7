"""Hotline letters H01–H10 (procedures-detail.md, section 3.6). No text of national law asks for their contents.

What an office may not drop is taken from the cities' ordinances named there, so their articles are examples:
BJ 北京市接诉即办工作条例, WF 潍坊市12345政务服务便民热线条例, JN 济南市12345市民服务热线条例.
"""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import CALLER, FILE, UNIT
from huiying.core.words import Text

_HOTLINE = Text("热线工作机构", "To the hotline")

H01 = Document(
    "H01",
    Text("诉求受理回执", "Receipt for a request"),
    CALLER,
    (),
    Text(
        """
您说的事，我们收到了，给您留了底。

- 编号：{case_number}
- 收到日期：{received_on}
[?receipt_code]
- 查询码：{receipt_code}
[/receipt_code]
- 事项：{matter}
- 最迟答复日期：{due_on}

# 接下来
{next_steps}
> 查询码请自己收好，凭编号和查询码查看进展、补充、评价、撤回。
""",
        """
We have what you told us, and it is on record.

- Number: {case_number}
- Day received: {received_on}
[?receipt_code]
- Code: {receipt_code}
[/receipt_code]
- Matter: {matter}
- Answer by: {due_on}

# What happens next
{next_steps}
> Keep the code to yourself. With the number and the code you can follow, add to, rate and withdraw this request.
""",
    ),
    sealed=False,
)

H02 = Document(
    "H02",
    Text("诉求工单", "Work order"),
    UNIT,
    (),
    Text(
        """
- 工单编号：{case_number}
- 收到日期：{received_on}
- 派单日期：{sent_on}
- 诉求人：{caller}
- 地点：{place}
- 事项：{matter}
- 主办单位：{lead}
[?supporting]
- 协办单位：{supporting}
[/supporting]
- 办理期限：{limit}
- 最迟答复日期：{due_on}
- 异议期限：最迟{object_due_on}
> 请先联系诉求人，再办理。诉求人的联系方式由平台保管，请通过平台联系。
""",
        """
- Work order: {case_number}
- Day received: {received_on}
- Sent on: {sent_on}
- Caller: {caller}
- Place: {place}
- Matter: {matter}
- Lead unit: {lead}
[?supporting]
- Supporting units: {supporting}
[/supporting]
- Time limit: {limit}
- Answer by: {due_on}
- Object by: {object_due_on}
> Contact the caller first. The platform keeps the caller's contact; please reach the caller through it.
""",
    ),
    sealed=False,
)

H03 = Document(
    "H03",
    Text("不予派单告知", "Notice that no work order is sent"),
    CALLER,
    (
        Must("reason", Text("潍坊条例第十九条第二款", "Weifang ordinance, Article 19")),
        Must("route", Text("北京条例第十一条", "Beijing ordinance, Article 11")),
    ),
    Text(
        """
您说的事（编号{case_number}），我们于{received_on}收到。这件事不派单，下面是原因和可以走的路。

- 情形：{class_name}
- 原因：{reason}
- 可以这样去：{route}
[?contact]
- 联系方式：{contact}
[/contact]

您不同意的，可以要求我们再看一遍。
""",
        """
We received your request (number {case_number}) on {received_on}. No work order is sent; here are the reason and \
the way to go.

- Class: {class_name}
- Reason: {reason}
- Where to go: {route}
[?contact]
- Contact: {contact}
[/contact]

If you disagree, you can ask us for a second look.
""",
    ),
    sealed=False,
)

H04_OBJECTION = Document(
    "H04.objection",
    Text("派单异议申请", "Objection to a work order"),
    _HOTLINE,
    (Must("reason", Text("北京条例第十二条", "Beijing ordinance, Article 12")),),
    Text(
        """
{sent_on}派来的工单{case_number}，不属于我单位的职责范围，申请改派。

- 事项：{matter}
- 理由：{reason}
- 依据：{article}
- 建议承办单位：{proposed_unit}
""",
        """
Work order {case_number} of {sent_on} is not within our duties; please send it elsewhere.

- Matter: {matter}
- Reason: {reason}
- Basis: {article}
- Unit proposed: {proposed_unit}
""",
    ),
)

H04_DECISION = Document(
    "H04.decision",
    Text("派单异议审核意见", "Decision on an objection to a work order"),
    UNIT,
    (Must("decision", Text("北京条例第十二条", "Beijing ordinance, Article 12")),),
    Text(
        """
你单位{objected_on}对工单{case_number}提出的异议，审核意见如下。

- 意见：{decision}
- 理由：{reason}
- 承办单位：{unit}
- 最迟答复日期：{due_on}
""",
        """
On {objected_on} you objected to work order {case_number}. We decide:

- Decision: {decision}
- Reason: {reason}
- Unit in charge: {unit}
- Answer by: {due_on}
""",
    ),
)

H05 = Document(
    "H05",
    Text("延期告知", "Notice of a later answer"),
    CALLER,
    (
        Must("reason", Text("北京条例第十五条", "Beijing ordinance, Article 15")),
        Must("new_due_on", Text("北京条例第十五条", "Beijing ordinance, Article 15")),
    ),
    Text(
        """
您说的事（编号{case_number}）由{unit}办理，原定最迟{old_due_on}答复，现改为最迟{new_due_on}答复。

- 为什么要延期：{reason}
- 已经做了：{progress}
[?contact]
- 联系方式：{contact}
[/contact]
""",
        """
{unit} is handling your request (number {case_number}). The answer was due by {old_due_on}; it will now come by \
{new_due_on}.

- Why later: {reason}
- Done so far: {progress}
[?contact]
- Contact: {contact}
[/contact]
""",
    ),
    sealed=False,
)

H06 = Document(
    "H06",
    Text("阶段性答复", "Interim answer"),
    CALLER,
    (
        Must("progress", Text("济南条例第二十四条", "Jinan ordinance, Article 24")),
        Must("final_day", Text("济南条例第二十四条", "Jinan ordinance, Article 24")),
    ),
    Text(
        """
您说的事（编号{case_number}）由{unit}办理，现在还不能办完。

- 进展：{progress}
- 为什么现在办不完：{reason}
- 接下来怎么做：{measures}
- 最终答复日期：最迟{final_day}
[?contact]
- 联系方式：{contact}
[/contact]
""",
        """
{unit} is handling your request (number {case_number}). It cannot be finished yet.

- Progress: {progress}
- Why not yet: {reason}
- What will be done: {measures}
- Final answer by: {final_day}
[?contact]
- Contact: {contact}
[/contact]
""",
    ),
    sealed=False,
)

H07 = Document(
    "H07",
    Text("办理结果答复", "Answer with the result"),
    CALLER,
    (
        Must("requests.facts", Text("北京条例第十五条", "Beijing ordinance, Article 15")),
        Must("requests.result", Text("北京条例第十五条", "Beijing ordinance, Article 15")),
    ),
    Text(
        """
您说的事（编号{case_number}），我们于{received_on}收到，由{unit}办理，现答复如下。

[requests]
# {no}、{request}
- 事实：{facts}
- 依据：{basis}
- 结果：{result}
[/requests]

[?put_right]
# 您说怎样才算解决
{put_right}

[/put_right]
这件事解决了没有，请您评价。没有解决的，您可以要求再办。
""",
        """
We received your request (number {case_number}) on {received_on}; {unit} handled it. The answer:

[requests]
# {no}. {request}
- Facts: {facts}
- Basis: {basis}
- Result: {result}
[/requests]

[?put_right]
# What you said would put it right
{put_right}

[/put_right]
Was it resolved? Please rate it. If not, you can ask that it be taken up again.
""",
    ),
)

H08_PROPOSAL = Document(
    "H08.proposal",
    Text("终止办理提请", "Proposal to end a work order"),
    _HOTLINE,
    (Must("ground", Text("潍坊条例第二十一条", "Weifang ordinance, Article 21")),),
    Text(
        """
工单{case_number}由我单位办理，现提请终止办理。

- 事项：{matter}
- 情形：{ground}
- 理由：{reason}
- 已经做了：{progress}
""",
        """
We are handling work order {case_number} and propose to end it.

- Matter: {matter}
- Ground: {ground}
- Reason: {reason}
- Done so far: {progress}
""",
    ),
)

H08_EXPLANATION = Document(
    "H08.explanation",
    Text("终止办理说明", "Explanation why a request is ended"),
    CALLER,
    (Must("reason", Text("潍坊条例第二十一条", "Weifang ordinance, Article 21")),),
    Text(
        """
您说的事（编号{case_number}）不再继续办理，说明如下。

- 情形：{ground}
- 原因：{reason}
- 还可以走的路：{route}

您有新情况、新理由的，可以重新提出。
""",
        """
Your request (number {case_number}) will not be taken further. We explain:

- Ground: {ground}
- Reason: {reason}
- Ways that remain: {route}

If you have new facts or reasons, please speak up again.
""",
    ),
    sealed=False,
)

H09 = Document(
    "H09",
    Text("回访记录", "Record of a call-back"),
    FILE,
    (
        Must("contacted", Text("济南条例第二十七条", "Jinan ordinance, Article 27")),
        Must("resolved", Text("济南条例第二十七条", "Jinan ordinance, Article 27")),
        Must("satisfied", Text("济南条例第二十七条", "Jinan ordinance, Article 27")),
    ),
    Text(
        """
- 编号：{case_number}
- 承办单位：{unit}
- 回访日期：{called_on}
- 回访岗位：{called_by}
- 第几次联系：{tries}

# 三个回答
- 联系过您吗：{contacted}
- 解决了吗：{resolved}
- 满意吗：{satisfied}

[?words]
# 诉求人的话
{words}
[/words]
""",
        """
- Number: {case_number}
- Unit in charge: {unit}
- Called on: {called_on}
- Called by (post): {called_by}
- Tries: {tries}

# Three answers
- Were you contacted: {contacted}
- Was it resolved: {resolved}
- Are you satisfied: {satisfied}

[?words]
# In the caller's words
{words}
[/words]
""",
    ),
    sealed=False,
)

H10 = Document(
    "H10",
    Text("督办单", "Supervision order"),
    UNIT,
    (
        Must("facts", Text("潍坊条例第二十六条", "Weifang ordinance, Article 26")),
        Must("measures", Text("潍坊条例第二十六条", "Weifang ordinance, Article 26")),
        Must("due_on", Text("潍坊条例第二十六条", "Weifang ordinance, Article 26")),
    ),
    Text(
        """
工单{case_number}由你单位办理，现予督办。

- 事项：{matter}
- 情况：{facts}
- 要求：{measures}
- 最迟反馈日期：{due_on}

请按期书面反馈。
""",
        """
You are handling work order {case_number}. It is now under supervision.

- Matter: {matter}
- Facts: {facts}
- What is asked: {measures}
- Report by: {due_on}

Please report in writing by that day.
""",
    ),
)

HOTLINE = (H01, H02, H03, H04_OBJECTION, H04_DECISION, H05, H06, H07, H08_PROPOSAL, H08_EXPLANATION, H09, H10)
