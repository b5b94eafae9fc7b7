"""热线: every act, row by row, after our procedures note 3.3 to 3.6."""

from huiying.core.procedures.aside_acts import ASIDE, aside_acts
from huiying.core.procedures.build import act, extend, meet, start, stop
from huiying.core.procedures.check_acts import end_check
from huiying.core.procedures.fields import (
    ANSWER,
    BASIS,
    CASES,
    COMPETENT_BODY,
    DAYS,
    HANDLER,
    LOOKED,
    PRIVATE_TEXT,
    PROPOSED_UNIT,
    PUBLIC,
    REASON,
    REASON_INSIDE,
    REQUESTS,
    SUPPORTING,
    UNIT,
    WHERE_TO_GO,
    optional,
    words,
)
from huiying.core.procedures.hotline_tables import NATIONAL, PRACTICE, STATES, bj, jn, ll, wf
from huiying.core.procedures.model import Choice, Field, FieldKind, Role, StateKind
from huiying.core.procedures.notice_acts import answer_objection
from huiying.core.procedures.supervision_acts import supervision_acts
from huiying.core.words import Text

OPEN = {state.id for state in STATES if state.kind is StateKind.OPEN}
ENDED = {state.id for state in STATES if state.kind is StateKind.ENDED}
UNARCHIVED = OPEN | ENDED
RATED = (ENDED | {"calling_back"}) - {"withdrawn"}
TOLD = {"answered", "route_told", "progress_told", "explained", "other_channel_told", "dissuaded", "terminated"}
STAFF = "receptionist dispatcher handler unit_head inspector callback_officer sealed_officer"
UNIT_CLOCKS = "H-HANDLE H-RETURN H-CONTACT"
ANSWERED = "H-HANDLE H-STATUTE H-PROMISED H-CAP H-REDO H-CONTACT H-URGENT"

CLASS = Field(
    "class", FieldKind.CHOICE, Text("哪一种情形", "Which case"),
    choices=(
        Choice("N1", Text("110、119、120、122 等紧急事项", "Emergency: 110, 119, 120, 122"), bj("11(3) item 1")),
        Choice("N2", Text("诉讼、仲裁、纪检监察、行政复议、信息公开、信访等途径", "Court, arbitration, discipline, reconsideration, disclosure or petition"), bj("11(3) item 2")),
        Choice("N3", Text("同一诉求正在办或已办毕，没有新情况新理由", "The same matter, in progress or done, nothing new"), bj("11(3) item 3")),
        Choice("N4", Text("涉及国家秘密、商业秘密、个人隐私", "State or business secrets, privacy"), bj("11(3) item 4")),
        Choice("N5", Text("超出承办单位职责，要找市场、社会等渠道", "Beyond the units' duties: market or society"), bj("11(3) item 5")),
        Choice("N6", Text("违反法律法规、违背公序良俗", "Against law or public morals"), bj("11(3) item 6")),
        Choice("N7", Text("恶意扰乱热线秩序（只就这一次来电）", "Disturbs the line on purpose (this call alone)"), bj("9(3)")),
    ),
)  # fmt: skip
SAME_CASE = words(
    "earlier_case", "原来那件的回执号", "Receipt number of the earlier matter", required=False, long=False, shown=True
)
TICKET_DAY = Field(
    "due_on", FieldKind.DAY, Text("工单上注明的办结日期", "Day named on the ticket"), required=False, shown=True,
    hint=Text("只有本市规定由工单注明期限时才填。", "Only where your city's rules let the ticket name the limit."),
)  # fmt: skip
SPECIAL = Field(
    "special", FieldKind.FLAG, Text("征地拆迁等特殊事项", "A listed special matter (land, demolition)"), required=False,
)  # fmt: skip
CONTACT_FORM = Field(
    "form", FieldKind.CHOICE, Text("方式", "How"),
    choices=(
        Choice("phone", Text("电话", "By phone")),
        Choice("met", Text("见面", "In person")),
        Choice("message", Text("短信或网上", "By message")),
    ),
)  # fmt: skip
INTERIM_GROUND = Field(
    "ground", FieldKind.CHOICE, Text("为什么还不能办结", "Why it cannot be finished yet"), shown=True,
    choices=(
        Choice("statute", Text("法定期限更长", "A law gives a longer limit"), jn("24 item 2")),
        Choice("obstacle", Text("受客观条件限制，暂时无法解决", "Outer circumstances stand in the way"), jn("24 item 3")),
    ),
)  # fmt: skip
PROMISED_DAY = Field("due_on", FieldKind.DAY, Text("最迟哪天给最终答复", "Day of the final answer"), shown=True)
END_GROUND = Field(
    "ground", FieldKind.CHOICE, Text("为什么办不下去", "Why it cannot go on"),
    choices=(
        Choice("not_for_hotline", Text("属于不应派单的情形", "It should not have been dispatched"), wf("19(1)")),
        Choice("uncooperative", Text("诉求人不配合，无法办理", "It cannot be done without the caller's help"), wf("21")),
    ),
)  # fmt: skip
END_VERDICT = Field(
    "verdict", FieldKind.CHOICE, Text("审核结果", "Decision"),
    choices=(Choice("terminated", Text("同意终止", "It ends")), Choice("handling", Text("继续办理", "It goes on"))),
)  # fmt: skip
REPLY_VERDICT = Field(
    "verdict", FieldKind.CHOICE, Text("审核结果", "Decision"),
    choices=(
        Choice("calling_back", Text("通过，进行回访", "Good: call back")),
        Choice("redispatched", Text("应办未办、照抄空泛或不实，退回", "Not done, copied, empty or untrue: back"), jn("27(2)")),
    ),
)  # fmt: skip
YES_NO = (Choice("yes", Text("是", "Yes")), Choice("no", Text("否", "No")))
CALL = (
    Field(
        "contacted", FieldKind.CHOICE, Text("联系上了吗", "Reached?"),
        choices=(
            Choice("yes", Text("联系上了", "Yes")),
            Choice("no_answer", Text("没人接", "No answer")),
            Choice("no_contact", Text("没有留联系方式", "No contact was left")),
        ),
    ),
    Field("solved", FieldKind.CHOICE, Text("诉求人说解决了吗", "Solved, says the caller?"), required=False, choices=YES_NO),
    Field(
        "satisfied", FieldKind.CHOICE, Text("满意吗", "Satisfied?"), required=False,
        choices=(Choice("yes", Text("满意", "Yes")), Choice("partly", Text("一般", "Partly")), Choice("no", Text("不满意", "No"))),
    ),
    Field("again", FieldKind.CHOICE, Text("要不要再办", "Does the caller want it done again?"), required=False, choices=YES_NO),
    words("words", "诉求人原话", "The caller's own words", required=False),
)  # fmt: skip
CONSENT = words("consent", "诉求人怎样同意的", "How the caller agreed", required=False)

TAKE = act(
    "take", "接诉成单", "Take", "", "received", "receptionist dispatcher speaker system",
    bj("10"), wf("18"), wf("11(3)"), jn("16"), jn("22"), documents="H01", clocks=(start("H-DISPATCH"),),
    told=("收到您的诉求", "We have your words"),
)  # fmt: skip

INTAKE = (
    act("answer_now", "当场答复", "Answer at once", "received", "answered", "receptionist", bj("11(1)"), wf("18(2)"), jn("23 item 1"), fields=(*ANSWER, BASIS), guards="is_inquiry", documents="H07", clocks=(*meet("H-DISPATCH"), *stop("H-URGENT")), told=("已当场答复", "Answered at once"), public="voice.answered", key="R", weight=60),
    act("not_dispatch", "不派单（分类处理）", "Do not dispatch", "received laid_aside", "emergency_passed route_told progress_told explained other_channel_told dissuaded", "receptionist dispatcher", bj("11(3)"), wf("19"), jn("23 item 3"), jn("25"), NATIONAL, fields=(CLASS, optional(COMPETENT_BODY), optional(WHERE_TO_GO), SAME_CASE, REASON), guards="class_complete", documents="H03", clocks=(*meet("H-DISPATCH"), *stop("H-URGENT")), approved_by=Role.DISPATCHER, approved_when="not_emergency", to_rule="by_class", told=("没有派单，理由已告诉您", "It was not dispatched; you have been told why"), public="voice.declined", weight=20),
    act("mark_urgent", "标记紧急", "Mark as urgent", "received dispatched", "", "receptionist dispatcher", ll("4"), bj("19"), bj("29"), fields=(words("danger", "危险是什么（人身安全、水、电、气、热等）", "What the danger is (life, water, power, gas, heat)"),), guards="not_urgent_yet", clocks=(start("H-URGENT"),), told=("按紧急事项办", "Handled as urgent"), key="U", weight=30),
    act("seal", "转入专办", "Seal", OPEN, "route_told", "receptionist dispatcher handler speaker system", bj("11(3) item 2"), jn("32(1)"), NATIONAL, clocks=stop("*"), told=("这是检举控告，改由专人保密接收", "It reports wrongdoing: a sealed officer receives it in confidence"), key="S", weight=2),
    act("confer", "会商", "Confer", "received", "conferring", "dispatcher", bj("12(2)"), NATIONAL, fields=(Field("units", FieldKind.UNITS, Text("和哪些单位商量", "Units asked")), words("question", "商量什么", "What is asked")), told=("正在商量由哪个单位办", "The units are talking about who takes it"), weight=15),
    act("conferred", "会商结束", "End the conferring", "conferring", "received", "dispatcher", bj("12(2)"), fields=(words("outcome", "商量的结果", "What came of it"),), weight=60),
    act("dispatch", "派单", "Dispatch", "received conferring", "dispatched", "dispatcher", bj("11(2)"), bj("12"), bj("13"), wf("22(3)"), wf("24"), jn("29"), NATIONAL, fields=(UNIT, SUPPORTING, TICKET_DAY, SPECIAL, REASON_INSIDE), guards="ticket_day", documents="H02", clocks=(*meet("H-DISPATCH"), start("H-HANDLE", from_field="due_on"), start("H-RETURN"), start("H-CONTACT"), start("H-CAP", "special")), told=("交给{unit}", "Given to {unit}"), public="voice.transferred", key="Z", weight=100),
)  # fmt: skip

OBJECTION = (
    act("sign_for", "签收", "Sign for it", "dispatched", "handling", "handler", bj("14(1)"), clocks=meet("H-RETURN"), told=("{unit}签收了，开始办", "{unit} has signed for it and started"), public="voice.accepted", key="A", weight=100),
    act("object", "派单异议（退单）", "Object", "dispatched", "objected", "handler unit_head", bj("12(3)"), wf("22(1)"), ll("2"), fields=(REASON, words("duty_basis", "依据（三定规定或清单哪一条）", "Basis (which line of the unit's duties)", long=False), PROPOSED_UNIT), guards="return_in_time may_still_return", documents="H04", clocks=(*meet("H-RETURN"), start("H-RETURN-DECIDE")), told=("{unit}说这件事不归它管，正在核实。您的期限不受影响", "{unit} says it is not theirs; this is being checked. Your time limit does not move"), key="O", weight=40),
    act("allow_return", "同意改派", "Allow the return", "objected", "received", "dispatcher", bj("12(3)"), NATIONAL, fields=(REASON,), guards="sender_decides", documents="H04", clocks=(*meet("H-RETURN-DECIDE"), *stop(UNIT_CLOCKS), start("H-DISPATCH", today=True)), told=("同意退回，马上交给别的单位", "Taken back; another unit gets it now"), weight=90),
    act("refuse_return", "驳回异议", "Refuse the return", "objected", "handling", "dispatcher", bj("12(3)"), fields=(REASON,), guards="sender_decides", documents="H04", clocks=meet("H-RETURN-DECIDE"), told=("核实过了，仍由{unit}办", "Checked: it stays with {unit}"), weight=80),
    act("to_designate", "研究确定", "Take to a decision", "objected", "designating", "dispatcher", wf("22(2)"), NATIONAL, fields=(words("positions", "各方意见", "What each side says"),), clocks=meet("H-RETURN-DECIDE"), told=("正在定由哪个单位办", "It is being settled which unit takes it"), weight=30),
    act("designate", "指定承办单位", "Name the unit", "designating", "dispatched", "dispatcher", wf("22(2)"), NATIONAL, fields=(UNIT, SUPPORTING, words("decision", "决定和理由", "Decision and reasons", shown=True)), documents="H02", clocks=(*stop(UNIT_CLOCKS, "other_unit"), start("H-HANDLE", "other_unit"), start("H-CONTACT", "other_unit")), told=("定了，由{unit}办", "Settled: {unit} takes it"), public="voice.transferred", weight=90),
)  # fmt: skip

HANDLING = (
    act("contact", "联系诉求人", "Contact the caller", "handling", "", "handler", bj("15 item 1"), fields=(CONTACT_FORM, words("record", "说了什么", "What was said")), clocks=meet("H-CONTACT H-URGENT"), told=("{unit}联系了您", "{unit} contacted you"), key="H", weight=60),
    act("escalate", "提级协调", "Take it higher", "handling", "coordinating", "handler dispatcher", bj("20"), wf("23"), jn("29"), jn("30"), fields=(words("why", "为什么本单位解决不了", "Why the unit cannot solve it"),), told=("一个单位办不了，正在协调", "One unit cannot do it alone; it is being coordinated"), weight=10),
    act("settle_escalation", "协调结束", "Settle the coordination", "coordinating", "handling", "handler dispatcher", bj("20"), wf("23"), jn("29"), jn("30"), fields=(words("decision", "协调的结果", "What was decided", shown=True),), told=("协调过了，由{unit}接着办", "It was coordinated; {unit} goes on with it"), weight=90),
    act("extend", "延期", "Extend", "handling", "", "handler unit_head", ll("4"), bj("15 item 2"), fields=(DAYS, REASON), guards="hotline_extension hotline_days_fit", documents="H05", clocks=(extend("H-HANDLE"),), approved_by=Role.DISPATCHER, told=("延期 {days} 个工作日", "{days} more working days"), public="voice.extended", key="E", weight=15),
    act("interim_reply", "阶段答复", "Interim reply", "handling", "interim_replied", "handler", jn("24 item 2"), jn("24 item 3"), wf("20 item 2"), wf("20 item 3"), bj("15 item 2"), fields=(INTERIM_GROUND, *PUBLIC, PROMISED_DAY, optional(BASIS), PRIVATE_TEXT, LOOKED), guards="due_day_ahead statute_named within_cap", documents="H06", clocks=(*meet("H-HANDLE H-CONTACT H-URGENT"), start("H-PROMISED", from_field="due_on"), start("H-STATUTE", "by_statute", from_field="due_on")), told=("{unit}先答复了进展，最迟{due_on}给最终答复", "{unit} told you how it stands; the final answer comes by {due_on}"), public="voice.extended", key="I", weight=40),
    act("reply", "答复", "Reply", "handling interim_replied redispatched", "replied", "handler unit_head", bj("15 item 3"), wf("20"), jn("24"), fields=(*ANSWER, REQUESTS, BASIS, words("evidence", "凭证（照片、单据编号等）", "Evidence (photo, slip number)", required=False)), documents="H07", clocks=(*meet(ANSWERED), start("H-REVIEW")), told=("{unit}答复了您", "{unit} answered you"), public="voice.answered", key="R", weight=100),
    act("cannot", "不能办理的解释", "Explain why not", "handling", "replied", "handler", jn("24 item 4"), fields=(*ANSWER, BASIS, words("other_ways", "还可以怎么办", "What else can be done", shown=True)), documents="H07", clocks=(*meet(ANSWERED), start("H-REVIEW")), told=("{unit}说明了为什么不能办", "{unit} explained why it cannot be done"), public="voice.answered", weight=35),
    act("propose_end", "提请终止", "Propose to end it", "handling", "terminating", "handler", wf("21"), fields=(END_GROUND, words("reason", "书面理由", "Reason in writing")), weight=5),
    act("decide_end", "终止审核", "Decide on the end", "terminating", "terminated handling", "dispatcher", wf("21"), fields=(END_VERDICT, REASON), to_field="verdict", documents="H08@terminated", clocks=stop("*", "ends"), told=("热线核实了单位提出的终止办理", "The hotline has checked the unit's proposal to end it"), public="", weight=90),
    act("stop_repeat", "不再办理说明", "Decline the same again", "handling", "terminated", "handler", jn("25"), fields=(SAME_CASE, BASIS, REASON), guards="done_before", documents="H08", clocks=stop("*"), approved_by=Role.DISPATCHER, told=("同一件事已依法办过，没有新情况，不再办理", "The same matter was dealt with by law and nothing is new: it ends here"), public="voice.declined", weight=4),
)  # fmt: skip

AFTER = (
    act("check_reply", "审核答复", "Check the answer", "replied", "calling_back redispatched", "dispatcher", jn("27(1)"), jn("27(2)"), fields=(REPLY_VERDICT, REASON_INSIDE), guards="rounds_left_if_back", to_field="verdict", clocks=(*meet("H-REVIEW"), start("H-CALLBACK", "reply_passes"), start("H-REDO", "reply_goes_back")), told=("热线审核了答复", "The hotline checked the answer"), key="V", weight=90),
    act("call_back", "回访", "Call back", "calling_back", "calling_back closed redispatched", "callback_officer", bj("23"), jn("27(1)"), wf("25"), fields=CALL, guards="call_complete", to_rule="called_back", documents="H09", clocks=(*meet("H-CALLBACK", "call_done"), start("H-REDO", "sent_again_by_call")), told=("回访了您", "You were called back"), key="K", weight=100),
    act("redispatch", "退回再办", "Send back", "calling_back closed", "redispatched", "dispatcher", jn("27(2)"), fields=(REASON,), guards="rounds_left not_sealed", clocks=(*meet("H-CALLBACK"), start("H-REDO")), told=("没解决，退回{unit}再办", "Not resolved: {unit} has to do it again"), public="voice.reopened", weight=20),
    act("open_follow_up", "要求再办", "Ask for another round", {"closed", "calling_back"} | TOLD, "redispatched received", "speaker callback_officer", PRACTICE, jn("27(2)"), fields=(words("words", "哪里没有解决", "What is not resolved", shown=True),), guards="rounds_left not_sealed", to_rule="taken_up_again", clocks=(*meet("H-CALLBACK"), start("H-REDO", "was_dispatched"), start("H-DISPATCH", "was_not_dispatched")), told=("您说没解决，再办一次", "You said it is not resolved; it is taken up again"), public="voice.reopened"),
    act("to_petition", "转信访程序", "Move to petition", OPEN | {"closed"}, "closed", "speaker dispatcher", PRACTICE, NATIONAL, fields=(CONSENT,), guards="consented not_sealed", clocks=stop("*"), told=("按您的意思转为信访，新的回执会给您", "Moved to the petition procedure as you wished; you get a new receipt"), weight=8),
    act("close", "办结", "Close", "calling_back", "closed", "system", PRACTICE, clocks=stop("H-CALLBACK"), told=("办结。没能回访到您，您随时可以打分", "Closed. You were not reached by phone; you can rate it at any time"), on_miss_of="H-CALLBACK"),
    act("archive", "归档", "Archive", ENDED, "archived", "archivist sealed_officer", PRACTICE, fields=(words("retention", "保管期限和依据", "Retention and its basis", long=False),), guards="no_order_unanswered", weight=10),
)  # fmt: skip

TALK = (
    act("ask_more", "请诉求人补充", "Ask the person for more", OPEN, "", "handler dispatcher receptionist", PRACTICE, bj("15 item 1"), fields=(words("question", "想问什么", "What to ask", shown=True),), told=("想请您补充", "Please tell us more"), key="C", weight=12),
    act("add", "补充", "Add words", UNARCHIVED, "", "speaker", PRACTICE, fields=(words("words", "补充的内容", "What you want to add", shown=True),), told=("您补充了情况", "You added to it")),
    act("note", "记录", "Note", UNARCHIVED, "", STAFF, PRACTICE, fields=(words("note", "只在内部可见的记录", "Note for staff only"),), key="N", weight=11),
    act("rate", "评价", "Rate", RATED, "", "speaker", bj("8(2)"), wf("14"), PRACTICE, told=("您打了分", "You rated it")),
    act("hand_over", "分给承办人", "Give to a handler", OPEN, "", "unit_head handler dispatcher", PRACTICE, fields=(HANDLER,), key="G", weight=14),
    act("join", "并单", "Join", OPEN - {ASIDE}, "", "dispatcher system", NATIONAL, PRACTICE, fields=(CASES, REASON_INSIDE), guards="not_sealed not_joined may_lead", told=("和同一件事的其他诉求一起办。您的回执、期限、打分都不变", "Handled together with others on the same matter. Your receipt, time limits and rating stay your own"), key="M", weight=13),
    act("separate", "分开办", "Part again", UNARCHIVED, "", "dispatcher", PRACTICE, fields=(REASON_INSIDE,), guards="is_joined", told=("{by}把它和其他诉求分开了，单独接着办", "{by} parted it from the others; it goes on by itself"), weight=7),
    act("withdraw", "撤回", "Withdraw", OPEN, "withdrawn", "speaker", PRACTICE, fields=(words("reason", "理由", "Reason", required=False),), clocks=stop("*"), told=("您撤回了这件事", "You withdrew this"), public="voice.withdrawn"),
    end_check(UNARCHIVED, PRACTICE),
    act("undo_withdraw", "取消撤回", "Undo the withdrawal", "withdrawn", " ".join(sorted(OPEN)), "speaker", PRACTICE, guards="undo_in_time", to_rule="back_where_it_was", clocks=(start("*"),), told=("您取消了撤回，接着办", "You undid the withdrawal; it goes on"), public="voice.reopened"),
)  # fmt: skip

SUPERVISION = supervision_acts(UNARCHIVED, "H-SUPERVISE", "H10", wf("26"), jn("28"))

ACTS = (
    *INTAKE,
    *aside_acts("received", PRACTICE),
    *OBJECTION,
    answer_objection(
        "received dispatched handling", "answered", "H-DISPATCH H-RETURN H-HANDLE H-CONTACT", PRACTICE, documents="H07"
    ),
    *HANDLING,
    *AFTER,
    *TALK,
    *SUPERVISION,
)
