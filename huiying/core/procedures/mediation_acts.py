"""调解、和解: settling a matter by agreement (条例 Art 33; 人民调解法); procedures note 1.14.

The time to handle the matter runs on during a mediation. What the sides offer one another stands in no act: offers lie
sealed in serve/mediation and are gone when it ends.
"""

from huiying.core.procedures.build import act, start
from huiying.core.procedures.fields import TASKS, words
from huiying.core.procedures.model import Act, Basis, Choice, Field, FieldKind, Source
from huiying.core.procedures.xinfang_tables import CHOICE, PRACTICE, law
from huiying.core.words import Text

BEFORE = "accepted handling reviewing"


def mediation_law(article: str) -> Source:
    """An article of 中华人民共和国人民调解法 (in force 2011-01-01)."""
    return Source(Basis.LAW, "人民调解法", article)


ABOUT = words("about", "要调解的是什么", "What is to be settled", shown=True)
WITHIN = Field(
    "within", FieldKind.FLAG, Text("在裁量权范围内，不违反政策法规的强制性规定（第三十三条）", "Within discretion and against no mandatory rule (Art 33)"),
)  # fmt: skip
HOW = Field(
    "how", FieldKind.CHOICE, Text("怎样表示同意的", "How they agreed"),
    choices=(
        Choice("receipt", Text("本人在回执页上", "By themselves, with the receipt")),
        Choice("signed", Text("书面，已签字", "In writing, signed")),
        Choice("met", Text("当面", "In person")),
        Choice("phone", Text("电话，已念给本人听", "By phone, read back")),
    ),
)  # fmt: skip
MEDIATOR = Field(
    "mediator", FieldKind.STAFF, Text("双方选定的调解员，或者替外面的调解员记录的人", "The mediator both chose, or who writes for them here"),
)  # fmt: skip
TERMS = (
    words("dispute", "纠纷的主要事实、争议事项和各方责任", "Main facts, what was in dispute, and who answers for what", shown=True),
    words("content", "协议内容", "What was agreed", shown=True),
    words("performance", "履行的方式和期限", "How and by when it is performed", shown=True),
    TASKS,
    Field("signed_on", FieldKind.DAY, Text("双方签名、盖章或者按指印的日期", "Day on which both sides signed")),
)  # fmt: skip
"""Contents after 人民调解法 Art 29; who the sides are is written by hand on the paper, so that no name lies in a row."""
COMMITTEE = Field(
    "committee", FieldKind.FLAG, Text("由人民调解委员会主持调解", "A people's mediation committee mediated"), required=False,
    hint=Text("只有这样，双方才可以在 30 日内共同申请司法确认（人民调解法第三十三条）。", "Only then can both sides ask the court to confirm it within 30 days (People's Mediation Law Art 33)."),
)  # fmt: skip
EVIDENCE = words("evidence", "怎么知道已经履行", "What shows that it was kept", shown=True, required=False)
WHAT_NOT = words("words", "哪一条没有做到", "What was not kept", shown=True)


def mediation_acts() -> tuple[Act, ...]:
    """The rows, in the order of the note."""
    return (
        act("ask_mediation", "请求调解", "Ask for mediation", BEFORE, "", "speaker", law("33"), mediation_law("17"), guards="may_settle no_mediation_open mediation_not_asked", told=("您想请人调解，{unit}看能不能调解，再去问对方", "You asked for mediation; {unit} sees whether it can be and asks the other side")),
        act("offer_mediation", "引导调解", "Offer mediation", BEFORE, "", "handler mediator", law("33"), fields=(ABOUT, WITHIN), guards="may_settle no_mediation_open", told=("建议双方调解。愿不愿意由您定，随时可以停，办理期限照算", "Mediation is offered. Whether is for you to say; you can stop at any time, and the time limit runs on"), weight=12),
        act("agree_mediation", "诉求人同意调解", "The person agrees to mediation", BEFORE, "", "speaker handler mediator", law("33"), mediation_law("17"), fields=(HOW,), guards="mediation_awaits_speaker", told=("您同意调解", "You agreed to mediation")),
        act("other_agrees", "对方同意调解", "The other side agrees to mediation", BEFORE, "", "handler mediator", law("33"), mediation_law("17"), fields=(HOW,), guards="mediation_awaits_other not_by_receipt", told=("对方同意调解", "The other side agreed to mediation")),
        act("begin_mediation", "开始调解", "Begin the mediation", BEFORE, "", "handler mediator", law("33"), mediation_law("19"), fields=(MEDIATOR,), guards="both_sides_agreed mediator_is_no_handler", told=("双方都同意，调解员也定了，调解开始", "Both sides agreed and the mediator is chosen: the mediation begins")),
        act("reach", "达成调解协议", "Reach an agreement", BEFORE, "settled", "mediator", law("33"), mediation_law("29"), mediation_law("33"), fields=(*TERMS, COMMITTEE), guards="mediation_running signed_already tasks_in_time", documents="D16", told=("双方签了调解协议，照协议办", "Both sides signed the agreement; it is carried out now"), public="voice.answered"),
        act("settle", "自行和解", "Record a settlement", BEFORE, "settled", "handler", law("33"), fields=TERMS, guards="may_settle no_mediation_open signed_already tasks_in_time", documents="D16", told=("双方自己谈拢，签了和解协议，照协议办", "Both sides settled it themselves and signed; it is carried out now"), public="voice.answered", weight=7),
        act("fail", "未达成协议", "No agreement", BEFORE, "", "mediator", law("33"), guards="mediation_running", told=("调解没有谈成，不记是谁的原因，办理接着往下走", "The mediation ended without an agreement; no blame is recorded, and the handling goes on")),
        act("stop_mediation", "停止调解", "Stop the mediation", BEFORE, "", "speaker handler mediator", mediation_law("23"), guards="mediation_open", told=("调解停下来了，不记是谁的原因，办理接着往下走", "The mediation was stopped; no blame is recorded, and the handling goes on")),
        act("settlement_kept", "协议履行完毕", "The settlement was kept", "settled", "", "speaker handler mediator", mediation_law("31"), PRACTICE, fields=(EVIDENCE,), guards="settlement_stands evidence_of_staff", told=("协议做到了", "What was agreed has been done")),
        act("breach", "不履行协议", "Settlement not kept", "settled", "handling reviewing", "speaker system handler", CHOICE, fields=(WHAT_NOT,), guards="settlement_stands", to_rule="settlement_broken", clocks=(start("*"),), told=("协议没有做到，这件事接着办", "What was agreed was not done; the matter is handled again"), public="voice.reopened"),
    )  # fmt: skip
