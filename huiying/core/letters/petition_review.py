"""Petition letters of hearings and reviews, D13, D17, D18 and D20 (procedures-detail.md, section 2)."""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import PERSON, petition
from huiying.core.words import Text

D13 = Document(
    "D13",
    Text("听证通知书", "Notice of a hearing"),
    Text("诉求人、承办单位", "To both sides"),
    (Must("about", petition(31)), Must("hearing_on", petition(31)), Must("hearing_place", petition(31))),
    Text(
        """
登记编号{case_number}的信访事项，本单位决定举行听证，请双方到场。

- 事项：{matter}
- 要弄清什么：{about}
- 时间：{hearing_on}{hearing_at}
- 地点：{hearing_place}
- 主持人：{host}

# 您的权利
- 可以自己来，也可以请一位代理人或者陪同的人来。
- 主持人或者记录人跟这件事有利害关系的，可以要求换人。
- 需要翻译、手语、无障碍通道的，请提前告诉我们，不收费。
- 可以带证据和证人，可以提问，可以不同意对方说的。
- 看过笔录再签字；跟说的不一样，当场改。

# 期限
{clock_effect}

- 联系方式：{contact}
""",
        """
A hearing will be held on the petition with registration number {case_number}. Both sides are asked to come.

- Matter: {matter}
- What it is to find out: {about}
- Time: {hearing_on}, {hearing_at}
- Place: {hearing_place}
- Host: {host}

# Your rights
- Come yourself, or with somebody who speaks for you or stands by you.
- If the host or the recorder has an interest in the matter, you can ask for somebody else.
- If you need an interpreter, sign language or step-free access, tell us before; it is free.
- Bring evidence and witnesses, ask questions, and say where you disagree.
- Read the record before you sign it; what is not as it was said is changed on the spot.

# Time limit
{clock_effect}

- Contact: {contact}
""",
    ),
)

D17 = Document(
    "D17",
    Text("复查（复核）申请收件回执", "Receipt of a request for review"),
    PERSON,
    (),
    Text(
        """
您对登记编号{case_number}的信访事项申请{asked}，已经收到。

- 收到日期：{asked_on}
- 由谁办：{office}
- 最迟哪天给您书面答复：{due_on}
- 您说哪里不对：{wrong}

经办过这件事的人不参加{asked}。原来答应您的事照做，不因为{asked}停下来。依据：《信访工作条例》第{review_article}条。
""",
        """
Your request for {asked} of the petition with registration number {case_number} has arrived.

- Received on: {asked_on}
- Who does it: {office}
- Written answer by: {due_on}
- What you hold to be wrong: {wrong}

Nobody who handled the matter takes part. What you were promised is carried out meanwhile. Basis: Regulations on \
Petition Work, Article {review_article}.
""",
    ),
)

_REVIEWED_ZH = """
- 结论：{result}

# 查明的事实
{facts}

# 理由和决定
{reasons}

- 依据：{basis}
[?result_rule]
- 这个结论依据的规定：{result_rule}
[/result_rule]
[?redo]

# 重新办理
- 要重新办什么：{redo}
[?redo_by]
- 最迟办完：{redo_by}
[/redo_by]
- 新的处理意见出来以后，您对它不服，可以再申请复查。
[/redo]
"""
_REVIEWED_EN = """
- Result: {result}

# Facts found
{facts}

# Reasons and decision
{reasons}

- Basis: {basis}
[?result_rule]
- Rule that allows this result: {result_rule}
[/result_rule]
[?redo]

# To be done again
- What: {redo}
[?redo_by]
- By: {redo_by}
[/redo_by]
- If you disagree with the new opinion, you can ask for a review of it.
[/redo]
"""

D18 = Document(
    "D18",
    Text("信访事项复查意见书", "Review opinion"),
    PERSON,
    (Must("result", petition(35)), Must("facts", petition(35)), Must("reasons", petition(35))),
    Text(
        "\n您不服{decided_by}对信访事项（登记编号{case_number}）作出的处理意见，向本机关申请复查。本机关复查终结，意见如下。\n"
        + _REVIEWED_ZH
        + """
[?final_body]

# 您的权利
您对本复查意见不服的，可以自收到本意见书之日起{final_days}日内，请求{final_body}复核。可以凭回执在网上提出，也可以书面提出。
[/final_body]
[?highest]

# 复核
按{highest}，本复查意见为最终意见，不再复核。
[/highest]
""",
        "\nYou asked us to review the opinion of {decided_by} on your petition (registration number {case_number}). "
        "Our review has ended; this is our opinion.\n"
        + _REVIEWED_EN
        + """
[?final_body]

# Your rights
If you disagree with this opinion, you can ask {final_body} for a final review within {final_days} days of receiving \
it, on line with your receipt or in writing.
[/final_body]
[?highest]

# Final review
By {highest}, this review is final; no other follows.
[/highest]
""",
    ),
)

D20 = Document(
    "D20",
    Text("信访事项复核意见书", "Final review opinion"),
    PERSON,
    (Must("result", petition(36)), Must("reasons", petition(36))),
    Text(
        """
您不服登记编号{case_number}的信访事项的复查意见，向本机关申请复核。本机关复核终结，意见如下。
[?hearing]
- 听证：{hearing}举行过听证，听证时间不算在期限里
[/hearing]
"""
        + _REVIEWED_ZH
        + """
# 以后怎么办
- 您对复核意见不服，仍然以同一事实和理由提出信访请求的，\
各级党委和政府信访部门、其他机关和单位不再受理（《信访工作条例》第三十六条第三款）。
- 有新的事实或者理由，可以作为新的一件事再说。
- 符合别的法定途径的，可以依法申请行政复议、提起诉讼、申请仲裁，或者向监察机关、检察机关反映。
- 生活确有困难的，可以申请帮扶救助，也可以申请法律援助。
""",
        """
You asked us for the final review of the petition with registration number {case_number}. It has ended; this is our \
opinion.
[?hearing]
- Hearing: held on {hearing}; its days do not count towards the time limit
[/hearing]
"""
        + _REVIEWED_EN
        + """
# What comes after
- Who disagrees and asks again with the same facts and reasons is no longer accepted by petition departments or other \
bodies (Regulations on Petition Work, Article 36(3)).
- New facts or reasons can be raised as a new matter.
- Where another legal way applies, you can ask for administrative reconsideration, go to court, ask for arbitration, or\
 turn to the supervisory or procuratorial bodies.
- In real hardship you can ask for help, and for legal aid.
""",
    ),
)

REVIEW = (D13, D17, D18, D20)
