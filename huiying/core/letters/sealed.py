"""The letter inside a sealed parcel, D02 of a report of wrongdoing, with the slip that the receiver sends back.

It names neither the reporter nor anybody of the office (条例 Art 30(3)).
"""

from huiying.core.letters.model import Document, Must
from huiying.core.letters.sources import petition
from huiying.core.words import Text

PARCEL = Document(
    "D02.parcel",
    Text("检举控告材料转送函", "Letter handing on a report of wrongdoing"),
    Text("有权处理的机关", "To the competent body"),
    (
        Must("case_number", petition(22)),
        Must("received_on", petition(22)),
        Must("words", petition(30)),
        Must("parcel", petition(30)),
    ),
    Text(
        """
> 密封件。由收件机关指定的人拆封；不得转给、告知被反映的人和单位。

现将下列检举控告材料按管理权限转送你机关，请依规依纪依法处理。

- 登记编号：{case_number}
- 收到日期：{received_on}
- 密封件编号：{parcel}
- 管理权限：{power}
- 送达方式：{sent_by}

# 举报人的原话
{words}

# 请注意
举报人的姓名、联系方式不在本函里；确有需要的，由你机关书面提出，我单位另册密封提供。
对检举控告人的信息和检举控告内容，必须严格保密（《信访工作条例》第三十条第三款）。

# 签收回执（请填好寄回）
- 密封件编号：{parcel}，封口完好。
- 签收的部门和职务：____________
- 签收日期：____________
""",
        """
> Sealed parcel. It is opened by whom the receiving body has named, and neither passed nor told to the accused or\
 their unit.

We hand on the report of wrongdoing below to your body, which has the power to deal with it.

- Registration number: {case_number}
- Day received: {received_on}
- Parcel: {parcel}
- Power: {power}
- Sent: {sent_by}

# The reporter's words
{words}

# Please note
Neither the reporter's name nor how to reach them stands in this letter. If you need either, please ask in writing; we\
 send it in a sealed cover of its own.
Who reported and what was reported is kept strictly secret (Regulations on Petition Work, Article 30, paragraph 3).

# Receipt (please fill in and send back)
- Parcel {parcel}, its seal unbroken.
- Department and post that signs: ____________
- Day: ____________
""",
    ),
)

SEALED = (PARCEL,)
