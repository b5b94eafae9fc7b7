"""检举控告: what a sealed officer does with a report (条例 Art 30); procedures note 1.11.

The limits are those of the discipline bodies (Art 23(4)): no clock of ours runs. The receipt shows that it was received,
handed to a competent body, and that a result was told; no unit, no topic, no day.
"""

from huiying.core.procedures.build import act, start
from huiying.core.procedures.fields import words
from huiying.core.procedures.guards.sealed import FEEDBACK_WAYS
from huiying.core.procedures.model import Act, Choice, Field, FieldKind, Role
from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.core.procedures.xinfang_tables import CHOICE, PRACTICE, law
from huiying.core.words import Text

IN_HAND = "sealed sealed_handling"
WITH_OFFICER = "sealed sealed_handling sealed_handed"

ACCUSED = Field(
    "accused", FieldKind.UNIT, Text("被反映的人在哪个单位", "Unit of the person who is reported"),
    hint=Text(
        "记下以后，这个单位和它下面的人都看不到、也不能经手这一件；您自己在里面的话，您也看不到了。",
        "Once noted, nobody of this unit or below it sees or touches this; if you belong to it, neither do you.",
    ),
)  # fmt: skip
BODY = words("competent_body", "转送哪个有权处理的机关", "Competent body it is handed to", long=False)
BODY_HERE = Field(
    ADDRESSED, FieldKind.UNIT, Text("这个机关在本平台的名称（有的话选）", "The same body on this platform, if it is here"), required=False,
)  # fmt: skip
POWER = words("power", "按管理权限为什么归它", "Why it has the power (who manages the person)", long=False)
PARCEL = words("parcel", "密封件编号", "Number of the sealed parcel", long=False)
SENT_BY = Field(
    "sent_by", FieldKind.CHOICE, Text("怎样送的", "How it was sent"),
    choices=(
        Choice("confidential_post", Text("机要通信", "Confidential post")),
        Choice("by_hand", Text("专人送达", "By hand")),
        Choice("own_system", Text("纪检监察机关的专用系统", "The discipline bodies' own system")),
    ),
)  # fmt: skip
RECEIVED_ON = Field("received_on", FieldKind.DAY, Text("对方签收的日期", "Day on which it was signed for"))
SIGNED_BY = words("signed_by", "签收的部门和职务（不写姓名）", "Department and post that signed (no name)", long=False)
OWN_POWER = words("power", "本机关凭哪一条有权处理", "On which rule this body may handle it", long=False)
PERSONNEL = words("body", "通报给哪个组织人事部门", "Personnel body that is informed", long=False)
SERIOUS = Field(
    "serious", FieldKind.FLAG, Text("情节重大", "A serious matter"), required=False,
    hint=Text(
        "重大的，还要报告本级党委主要负责同志和分管组织工作的负责同志（第三十条第二款）。",
        "If serious, the head of the party committee and the leader for personnel are told too (Art 30(2)).",
    ),
)  # fmt: skip
ALSO_TOLD = words(
    "also_told", "还报告了谁（职务）、哪天", "Who else was told (posts), and when", long=False, required=False
)
WAY = Field("way", FieldKind.CHOICE, Text("结果怎样告诉您", "How you want to be told"), choices=FEEDBACK_WAYS)
HOW = Field("how", FieldKind.CHOICE, Text("怎样反馈的", "How it was told"), choices=FEEDBACK_WAYS)
ON_RECEIPT = Field(
    "words", FieldKind.LONG, Text("写在回执页上的话", "Words for the receipt page"), required=False, shown=True,
    hint=Text(
        "只有本人选了在回执页上看，才写。不写单位、姓名和职务。",
        "Only where the person chose the receipt page. Name no unit, person or post.",
    ),
)  # fmt: skip
RECORD = words("record", "反馈了什么（只有专办员看得到）", "What was told (seen by sealed officers alone)")
WHY_NONE = words("reason", "为什么不是检举控告", "Why it is no report of wrongdoing")
ASKED_THEM = Field(
    "agreed", FieldKind.CHOICE, Text("本人同意吗", "Does the person agree?"),
    choices=(
        Choice("met", Text("同意：当面说的", "Yes, said in person")),
        Choice("phone", Text("同意：电话里说的", "Yes, said on the phone")),
        Choice("added", Text("同意：在回执页上写的", "Yes, written on the receipt page")),
        Choice("unreachable", Text("联系不上（没有留，或者试过三次）", "Not reachable (left nothing, or tried three times)")),
    ),
    hint=Text("本人不同意，就不解除。", "If they do not agree, it stays sealed."),
)  # fmt: skip
THEY_AGREE = Field(
    "agreed", FieldKind.FLAG, Text("本人同意，或者联系不上", "The person agrees, or cannot be reached"),
    hint=Text(
        "督查员会看到：这件事可能有人打击报复或者泄露了消息。看不到是谁说的、说了什么。",
        "Inspectors will see that somebody may have retaliated or leaked in that matter; not who said so, nor what.",
    ),
)  # fmt: skip


def sealed_acts() -> tuple[Act, ...]:
    """The rows, in the order of the note; noting the accused unit, the receiver's receipt and the way are ours."""
    officer = Role.SEALED_OFFICER
    return (
        act("name_accused", "记下被反映人所在单位", "Note the accused unit", IN_HAND, "", "sealed_officer speaker", law("30(3)"), PRACTICE, fields=(ACCUSED,), guards="not_accused", weight=60),
        act("hand_sealed", "转送纪检监察机关", "Hand to the discipline body", "sealed", "sealed_handed", officer, law("22(2)"), law("30(1)"), fields=(BODY, BODY_HERE, POWER, PARCEL, SENT_BY), guards="not_accused body_not_accused", documents="D02", told=("已交给有权处理的机关", "Handed to the body that may deal with it"), public="voice.transferred", weight=100),
        act("parcel_received", "收到签收回执", "Receipt of the parcel is back", "sealed_handed", "", officer, law("30(1)"), PRACTICE, fields=(RECEIVED_ON, SIGNED_BY), guards="not_accused parcel_out signed_by_today", weight=90),
        act("keep_sealed", "有权处理机关自办", "Keep and handle", "sealed", "sealed_handling", officer, law("30(1)"), fields=(OWN_POWER,), guards="not_accused", weight=50),
        act("inform_personnel", "通报组织人事部门", "Inform the personnel body", IN_HAND, "", officer, law("30(2)"), fields=(PERSONNEL, SERIOUS, ALSO_TOLD), guards="not_accused serious_is_told", weight=20),
        act("choose_feedback", "选怎样反馈", "Choose how to be told", WITH_OFFICER, "", "speaker", law("30(1)"), PRACTICE, fields=(WAY,)),
        act("feedback", "反馈", "Tell the reporter", "sealed_handling", "sealed_closed", officer, law("30(1)"), fields=(HOW, ON_RECEIPT, RECORD), guards="not_accused by_the_chosen_way words_where_read", told=("按规定向您反馈了结果", "You were told the result as the rules provide"), public="voice.answered", weight=70),
        act("tell_inspectors", "提请督查（打击报复、泄露）", "Tell the inspectors (retaliation, leak)", WITH_OFFICER, "", officer, law("40(1)"), law("46 item 5"), CHOICE, fields=(THEY_AGREE,), guards="not_accused", weight=15),
        act("unseal", "解除专办", "Unseal", "sealed", "registered", officer, CHOICE, fields=(WHY_NONE, ASKED_THEM), guards="not_accused", clocks=(start("C-REG", "to_petition"), start("C-NOTICE-DIRECT", "not_to_petition")), approved_by=Role.SEALED_OFFICER, two_people=True, told=("不是检举控告，按一般信访办", "It is no report of wrongdoing; it is handled as a petition"), weight=5),
    )  # fmt: skip
