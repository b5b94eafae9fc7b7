"""督办: an inspector orders, the unit answers in writing, the inspector closes; in both procedures.

A machine only flags (条例 Art 40: the petition department supervises). An order may be given again, one level up: then
the clock starts anew. The steps of one order stand in serve/supervision; here is what they do to a case.
"""

from dataclasses import replace

from huiying.core.procedures.build import act, meet, start, stop
from huiying.core.procedures.fields import TASKS, optional, words
from huiying.core.procedures.model import Act, Choice, Field, FieldKind, Source
from huiying.core.procedures.xinfang_tables import law
from huiying.core.words import Text

ADDRESSED = "addressed"
"""Whom an order, an advice or a letter goes to; clocks that the act starts are owed by it."""

TRIGGERS = (
    Choice("S1", Text("未按规定登记、转送、交办", "Not registered, forwarded or assigned as it should be"), law("43")),
    Choice("S2", Text("未按规定受理或告知", "Not accepted, or the person not told, as it should be"), law("44")),
    Choice("S3", Text("逾期办结、拖延", "Late, or put off"), law("45 item 1")),
    Choice("S4", Text("推诿、敷衍、弄虚作假", "Passed around, done for show, or untrue"), law("40(1)")),
    Choice("S5", Text("拒不执行处理意见", "The opinion is not carried out"), law("42 item 4")),
    Choice("S6", Text("泄露检举材料、打击报复", "A report of wrongdoing leaked, or retaliation"), law("46 item 5")),
    Choice("S7", Text("多次回头办理、多人同一问题", "Taken up again and again, or raised by many")),
    Choice("P1", Text("看了身份信息，之后没有办", "An identity was looked at and nothing followed")),
)
TRIGGER = Field("trigger", FieldKind.CHOICE, Text("因为什么督办", "Why it is supervised"), choices=TRIGGERS)
ASKED = words("asked", "查到什么，要求做什么", "What was found, and what is asked")
_TO = Field(
    ADDRESSED, FieldKind.UNIT, Text("发给哪个单位", "To which unit"), required=False,
    hint=Text("不选就是正在办的单位。", "Left empty: the unit that has it."),
)  # fmt: skip
_BY = optional(Field("due_on", FieldKind.DAY, Text("最迟哪天书面反馈", "Last day of the written answer")))

ADVICE_KINDS = (
    Choice("improve", Text("改进工作建议", "To improve the work"), law("40(1)")),
    Choice("policy", Text("完善政策建议", "To improve a policy"), law("40(2)")),
    Choice("account", Text("追究责任建议", "To hold to account"), law("40(3)")),
)
ADVICE_KIND = Field("kind", FieldKind.CHOICE, Text("哪一种建议", "Which kind of advice"), choices=ADVICE_KINDS)
REPORTED_TO = Field(
    "reported_to", FieldKind.TEXT, Text("同时向谁报告", "To whom it is also reported"), required=False, most=120,
    hint=Text(
        "完善政策的建议要同时报告本级党委和政府（第四十条）。",
        "An advice on policy is also reported to the own party committee and government (Art 40).",
    ),
)  # fmt: skip
CONSEQUENCES = Field(
    "consequences", FieldKind.LONG, Text("造成了什么严重后果", "Which serious consequences it had"),
    required=False, most=5_000,
    hint=Text(
        "只有造成严重后果的，才能建议追究责任（第四十条）。",
        "Nobody is to be held to account without serious consequences (Art 40).",
    ),
)  # fmt: skip
ADOPTIONS = (
    Choice("adopted", Text("采纳", "Adopted")),
    Choice("partly", Text("部分采纳", "Adopted in part")),
    Choice("not", Text("没有采纳", "Not adopted")),
)
ADOPTION = Field("adoption", FieldKind.CHOICE, Text("采纳了吗", "Was it adopted?"), choices=ADOPTIONS)

_EXECUTES = replace(_TO, label=Text("由哪个单位执行", "Which unit carries it out"), required=True, hint=None)
_ITEMS = replace(TASKS, required=True, hint=None)


def execution_acts() -> tuple[Act, ...]:
    """条例 Art 32(2): whoever supports a request urges the bodies concerned to carry it out; each item is a promise."""
    delivered = (
        "opinion_delivered concluded review_asked reviewing review_issued review_delivered final_asked final_reviewing "
        "final_hearing final_issued final_delivered"
    )
    return (
        act("order_execution", "督促执行", "Urge the execution", delivered, "", "handler system", law("32(2)"), fields=(_EXECUTES, _ITEMS), documents="D21", told=("已经发函，督促{addressed}把处理意见里答应的事做到", "A letter urges {addressed} to carry out what the opinion promises"), weight=28),
        act("execution_done", "执行完毕", "Executed", delivered, "", "handler", law("32(2)"), fields=(words("evidence", "做了什么，有什么为凭", "What was done, and what shows it", shown=True),), guards="execution_urged promises_settled", told=("处理意见里答应的事做完了。做没做到，请您说", "What the opinion promised is done. Whether it was, please say"), weight=27),
    )  # fmt: skip


def supervision_acts(from_: set[str], clock: str, paper: str, *sources: Source) -> tuple[Act, ...]:
    """Ordering, answering, closing, from `from_`; `clock` runs until the answer, `paper` is the order."""
    return (
        act("order_supervision", "督办", "Order supervision", from_, "", "inspector", *sources, fields=(TRIGGER, ASKED, _BY, _TO), guards="not_sealed named_day_ahead", documents=paper, clocks=(*stop(clock), start(clock, from_field="due_on")), told=("督查员督办了这件事，要求限期书面反馈", "An inspector supervises this matter and asks for a written answer by a day"), weight=16),
        act("answer_supervision", "督办反馈", "Answer the order", from_, "", "handler unit_head system", *sources, fields=(words("answer", "书面反馈", "Written answer"),), guards="order_unanswered", clocks=meet(clock), told=("有关单位对督办作了书面反馈，督查员来核实", "The unit answered the order in writing; the inspector checks it"), weight=5),
        act("close_supervision", "督办结束", "Close the order", from_, "", "inspector system", *sources, fields=(words("finding", "核实的结果", "What was found"),), guards="under_supervision", clocks=stop(clock), told=("督查员核实过了，这次督办结束", "The inspector has checked it; this supervision is over"), weight=18),
    )  # fmt: skip


def advice_acts(from_: set[str]) -> tuple[Act, ...]:
    """条例 Art 40: advice that a case led to, and the written feedback whether it is adopted (paragraph 4)."""
    given = (ADVICE_KIND, optional(_TO), ASKED, words("basis", "依据", "Basis"), REPORTED_TO, CONSEQUENCES, _BY)
    fed_back = (ADOPTION, words("answer", "书面反馈", "Written answer"))
    return (
        act("give_advice", "提出建议", "Give advice", from_, "", "inspector", law("40(2)"), law("40(3)"), law("40(4)"), fields=given, guards="not_sealed no_advice_open advice_complete named_day_ahead", documents="D22", clocks=(start("C-ADVICE", from_field="due_on"),), told=("督查员就这件事向有关单位提出了建议", "The inspector gave advice because of this matter"), weight=3),
        act("answer_advice", "反馈采纳情况", "Answer the advice", from_, "", "unit_head system", law("40(4)"), fields=fed_back, guards="advice_open", clocks=meet("C-ADVICE"), told=("有关单位对建议作了书面反馈", "The advice was answered in writing"), weight=5),
    )  # fmt: skip
