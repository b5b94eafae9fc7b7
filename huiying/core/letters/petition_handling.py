"""Petition letters of handling, D07, D08, D10–D12, D14, D15, D19 and D23 (procedures-detail.md, section 2)."""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import FILE, PERSON, REVIEW_LAW, petition
from huiying.core.words import Text

_SENDER = Text("交办单位", "To the assigning office")
_ABOVE = Text("上级机关", "To the superior body")

D07 = Document(
    "D07",
    Text("法定途径告知书", "Notice of the legal route"),
    PERSON,
    (
        Must("procedure_name", petition(31)),
        Must("reason", petition(31)),
        Must("competent_body", petition(31)),
    ),
    Text(
        """
您提出的事（登记编号{case_number}），本单位于{received_on}收到。这件事要走{procedure_name}，由{competent_body}作出决定。这不是不管，是走能解决问题的那条路。

- 为什么：{reason}
- 走哪条途径：{procedure_name}
- 向谁提出：{competent_body}
- 怎样开始：{start_how}
- 期限：{procedure_limit}
[?papers]

# 需要带的材料
[papers]
+ {name}
[/papers]
[/papers]

依据：《信访工作条例》第三十一条{route_item}。这个程序如果不收您的申请，请把它的书面答复交给我们，我们接着办。
""",
        """
We received your petition (registration number {case_number}) on {received_on}. The way for it is {procedure_name},\
 and {competent_body} decides. You are not turned away: this is the road that can settle it.

- Why: {reason}
- Route: {procedure_name}
- Where to apply: {competent_body}
- How to start: {start_how}
- Time limit: {procedure_limit}
[?papers]

# Papers to bring
[papers]
+ {name}
[/papers]
[/papers]

Basis: Regulations on Petition Work, Article 31, {route_item}. If that procedure turns your application away, bring\
 us its written answer and we will go on.
""",
    ),
)

D08 = Document(
    "D08",
    Text("履行法定职责答复书", "Answer on the performance of a legal duty"),
    PERSON,
    (
        Must("done", petition(31)),
        Must("basis", petition(31)),
        Must("reconsideration_body", REVIEW_LAW),
        Must("reconsideration_limit", REVIEW_LAW),
    ),
    Text(
        """
您要求本单位履行法定职责的申请（登记编号{case_number}），本单位于{received_on}收到，现答复如下。

- 您的请求：{request}
- 办理情况：{done}
- 依据：{basis}

# 您的权利
您对本答复不服的，可以在{reconsideration_limit}向{reconsideration_body}申请行政复议。
[?court]
也可以在{court_limit}向{court}提起行政诉讼。
[/court]
属于不履行法定职责的，依照《行政复议法》第二十三条，应当先申请行政复议，对复议决定不服的再提起行政诉讼。
""",
        """
On {received_on} we received your application that we perform a legal duty (registration number {case_number}). Our\
 answer:

- You asked: {request}
- What was done: {done}
- Basis: {basis}

# Your rights
If you disagree, you can apply to {reconsideration_body} for administrative reconsideration, {reconsideration_limit}.
[?court]
You can also bring an action in {court}, {court_limit}.
[/court]
Where a legal duty was not performed, Article 23 of the Administrative Reconsideration Law asks you to apply for \
reconsideration first; the court comes after it.
""",
    ),
)

D10 = Document(
    "D10",
    Text("听取陈述笔录", "Record of hearing the person"),
    FILE,
    (Must("facts", petition(31)), Must("reasons", petition(31)), Must("heard_on", petition(31))),
    Text(
        """
- 登记编号：{case_number}
- 时间：{heard_on}
- 方式和地点：{place}
- 陈述人：{speaker}
- 听取人：{heard_by}
- 记录人：{recorder}

# 请求
{request}

# 陈述的事实
{facts}

# 陈述的理由
{reasons}

[?questions]
# 问答
[questions]
- 问：{question}
- 答：{answer}
[/questions]

[/questions]
以上记录已读给陈述人听或者交其看过，内容与所说一致。

- 陈述人签名：＿＿＿＿＿＿＿＿
- 听取人签名：＿＿＿＿＿＿＿＿
""",
        """
- Registration number: {case_number}
- Time: {heard_on}
- How and where: {place}
- Person heard: {speaker}
- Heard by: {heard_by}
- Recorded by: {recorder}

# What is asked
{request}

# Facts stated
{facts}

# Reasons stated
{reasons}

[?questions]
# Questions and answers
[questions]
- Question: {question}
- Answer: {answer}
[/questions]

[/questions]
This record was read out or shown to the person, who says that it is as spoken.

- Signature of the person heard: ＿＿＿＿＿＿＿＿
- Signature of the hearer: ＿＿＿＿＿＿＿＿
""",
    ),
    sealed=False,
)

D11 = Document(
    "D11",
    Text("信访处理意见书", "Opinion on a petition"),
    PERSON,
    (
        Must("requests.request", petition(32)),
        Must("requests.facts", petition(32)),
        Must("requests.outcome", petition(32)),
        Must("requests.decision", petition(32)),
        Must("requests.basis", petition(32)),
        Must("review_body", petition(35)),
        Must("review_days", petition(35)),
    ),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{received_on}收到，于{accepted_on}受理，于{heard_on}听取了您陈述的事实和理由，并作了调查核实。现提出处理意见如下。

[requests]
# 第{no}项请求
- 您的请求：{request}
- 事实和理由：{facts}
- 处理意见：{outcome}。{decision}
- 法律法规依据：{basis}
[?explanation]
- 解释说明：{explanation}
[/explanation]

[/requests]
[?put_right]
# 您说怎样才算解决
{put_right}

[/put_right]
[?execution]
# 由谁执行
| 做什么 | 执行单位 | 最迟日期 |
[execution]
| {what} | {who} | {by} |
[/execution]

[/execution]
# 您的权利
您对本处理意见不服的，可以自收到本意见书之日起{review_days}日内，请求{review_body}复查。{review_how}
""",
        """
We received your petition (registration number {case_number}) on {received_on}, accepted it on {accepted_on}, heard\
 your facts and reasons on {heard_on}, and looked into the matter. This is our opinion.

[requests]
# Request {no}
- You asked: {request}
- Facts and reasons: {facts}
- Decision: {outcome}. {decision}
- Legal basis: {basis}
[?explanation]
- Explanation: {explanation}
[/explanation]

[/requests]
[?put_right]
# What you said would put it right
{put_right}

[/put_right]
[?execution]
# Who carries it out
| What | Who | By |
[execution]
| {what} | {who} | {by} |
[/execution]

[/execution]
# Your rights
If you disagree with this opinion, you can ask {review_body} for a review within {review_days} days of receiving \
it. {review_how}
""",
    ),
)

D12 = Document(
    "D12",
    Text("延长办理期限告知书", "Notice of a longer time limit"),
    PERSON,
    (Must("reason", petition(34)), Must("new_due_on", petition(34)), Must("approver", petition(34))),
    Text(
        """
您提出的信访事项（登记编号{case_number}），本单位于{accepted_on}受理，原定最迟{old_due_on}办结。因情况复杂，经{approver}批准，延长{extra_days}日，最迟{new_due_on}办结。

- 为什么要延长：{reason}
- 已经做了：{progress}
- 联系方式：{contact}

依据：《信访工作条例》第三十四条，延长期限不得超过30日。
""",
        """
We accepted your petition (registration number {case_number}) on {accepted_on} and were to settle it by \
{old_due_on}. The matter is complex; {approver} has approved {extra_days} more days. It will be settled by \
{new_due_on}.

- Why longer: {reason}
- Done so far: {progress}
- Contact: {contact}

Basis: Regulations on Petition Work, Article 34; the extension may not exceed 30 days.
""",
    ),
)

D14 = Document(
    "D14",
    Text("信访事项办结报告", "Report that a petition is settled"),
    _SENDER,
    (Must("case_number", petition(22)), Must("result", petition(22))),
    Text(
        """
你单位于{assigned_on}交办的信访事项（登记编号{case_number}）已经办结，现报告如下。

- 事项：{matter}
- 办理结果：{result}
- 处理意见书：{opinion_number}
- 送达情况：{delivery}
[?execution_state]
- 执行情况：{execution_state}
[/execution_state]
[?rating]
- 信访人评价：{rating}
[/rating]
""",
        """
The petition that you assigned to us on {assigned_on} (registration number {case_number}) is settled. We report:

- Matter: {matter}
- Result: {result}
- Opinion: {opinion_number}
- Delivery: {delivery}
[?execution_state]
- Carried out: {execution_state}
[/execution_state]
[?rating]
- The person's rating: {rating}
[/rating]
""",
    ),
)

D15 = Document(
    "D15",
    Text("建议意见回复函", "Reply to a suggestion"),
    Text("建议人", "Dear contributor"),
    (Must("decision", petition(29)), Must("suggestion", petition(29))),
    Text(
        """
您的建议（登记编号{case_number}），本单位于{received_on}收到，并作了研究论证。谢谢您替大家想着。

- 您的建议：{suggestion}
- 研究结果：{decision}
- 理由：{reason}
[?next_step]
- 接下来：{next_step}
[/next_step]
[?owner]
- 由谁做：{owner}
[/owner]
[?due_on]
- 最迟日期：{due_on}
[/due_on]

这是对建议的回复，不是信访处理意见书，没有复查和复核。您可以评价这次回复，有新的想法可以随时再说。
""",
        """
We received your suggestion (registration number {case_number}) on {received_on} and studied it. Thank you for \
thinking of everybody.

- Your suggestion: {suggestion}
- Result: {decision}
- Reason: {reason}
[?next_step]
- Next: {next_step}
[/next_step]
[?owner]
- Who does it: {owner}
[/owner]
[?due_on]
- By: {due_on}
[/due_on]

This is a reply to a suggestion and not an opinion on a petition, so there is no review of it. You can rate this \
reply and speak up again at any time.
""",
    ),
)

D19 = Document(
    "D19",
    Text("重大紧急信访事项报告", "Report of a serious or urgent petition"),
    _ABOVE,
    (Must("facts", petition(25)), Must("measures", petition(25)), Must("proposal", petition(22))),
    Text(
        """
现将下列重大、紧急信访事项报告如下。

- 登记编号：{case_number}
- 收到时间：{received_on}
- 地点：{place}
- 涉及人数：{people_count}

# 情况
{facts}

# 已采取的措施
{measures}

# 建议
{proposal}

- 联系方式：{contact}
""",
        """
We report the serious or urgent petition below.

- Registration number: {case_number}
- Time received: {received_on}
- Place: {place}
- People concerned: {people_count}

# Facts
{facts}

# Measures taken
{measures}

# Proposal
{proposal}

- Contact: {contact}
""",
    ),
)

D23 = Document(
    "D23",
    Text("回头办理答复", "Follow-up answer"),
    PERSON,
    (),
    Text(
        """
您在{rated_on}评价“没有解决”（登记编号{case_number}）。我们又看了一遍，现答复如下。

- 查了什么：{checked}
- 谁查的：{checked_by}
- 结果：{result}
[?next_step]
- 接下来：{next_step}
[/next_step]

[?review_until]
# 您的权利没有变
您申请复查、复核的期限到{review_until}为止，回头办理不会延长这个期限。
[/review_until]
这是补充答复，不是第二份信访处理意见书。
""",
        """
On {rated_on} you rated this “not resolved” (registration number {case_number}). We looked again. Our answer:

- What was checked: {checked}
- By whom: {checked_by}
- Result: {result}
[?next_step]
- Next: {next_step}
[/next_step]

[?review_until]
# Your rights are unchanged
Your right to ask for a review or final review ends on {review_until}; this follow-up does not extend it.
[/review_until]
This is a supplementary answer, not a second opinion on the petition.
""",
    ),
)

HANDLING = (D07, D08, D10, D11, D12, D14, D15, D19, D23)
