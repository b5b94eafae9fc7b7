"""信访: every act, row by row, after our procedures note 1.6 to 1.21."""

from dataclasses import replace

from huiying.core.procedures.appeal_acts import appeal_acts
from huiying.core.procedures.aside_acts import aside_acts
from huiying.core.procedures.build import act, extend, meet, start, stop
from huiying.core.procedures.check_acts import end_check
from huiying.core.procedures.fields import (
    ANSWER,
    CASES,
    COMPETENT_BODY,
    DAYS,
    DUE_ON,
    EARLIER_CASE,
    FINAL_CASE,
    HANDLER,
    LEGAL_CLASS,
    LOOKED,
    PRIVATE_TEXT,
    PROPOSED_UNIT,
    PUBLIC,
    REASON,
    REASON_INSIDE,
    REQUESTS,
    SUPPORTING,
    TASKS,
    UNIT,
    WHERE_TO_GO,
    optional,
    words,
)
from huiying.core.procedures.mediation_acts import mediation_acts
from huiying.core.procedures.model import Act, Choice, Field, FieldKind, Role, StateKind
from huiying.core.procedures.notice_acts import answer_objection
from huiying.core.procedures.sealed_acts import sealed_acts
from huiying.core.procedures.supervision_acts import advice_acts, execution_acts, supervision_acts
from huiying.core.procedures.xinfang_tables import CHOICE, PRACTICE, STATES, TRIAL, law
from huiying.core.words import Text

HEAD = Role.UNIT_HEAD
NOTICE = "C-NOTICE-DIRECT C-NOTICE-FWD"
RECEIVER_CLOCKS = (start("C-NOTICE-FWD"), start("C-OBJECT"))
SEALED = {"sealed", "sealed_handed", "sealed_handling", "sealed_closed"}
OPEN = {state.id for state in STATES if state.kind is StateKind.OPEN}
OPEN_UNSEALED = OPEN - SEALED
UNARCHIVED = {state.id for state in STATES if state.kind is not StateKind.ARCHIVED}
ENDED = {state.id for state in STATES if state.kind is StateKind.ENDED}
RATED = (ENDED | {"opinion_delivered", "review_delivered"}) - {"withdrawn"}
FOLLOWED_UP = RATED - SEALED - {"final_delivered"}
WITHDRAWN_FROM = {state.id for state in STATES if state.kind in (StateKind.OPEN, StateKind.WAITING)} - SEALED
BEFORE_OPINION = {"registered", "forwarded", "assigned", "accepted", "handling", "studying", "simple_handling"}
DESK = "dispatcher handler"
STAFF = "receptionist dispatcher handler unit_head inspector callback_officer sealed_officer"

ROUTE_INTRODUCED = Field(
    "route", FieldKind.CHOICE, Text("走哪条法定途径", "Which legal route"), shown=True,
    choices=(
        Choice("litigation", Text("诉讼、检察、公安程序（第三十一条第一项）", "Court, procuratorate, police (Art 31 item 1)"), law("31 item 1")),
        Choice("arbitration", Text("仲裁（第三十一条第二项）", "Arbitration (Art 31 item 2)"), law("31 item 2")),
        Choice("party_appeal", Text("党员申诉、申请复审（第三十一条第三项）", "Party appeal (Art 31 item 3)"), law("31 item 3")),
        Choice("admin_procedure", Text("行政复议、裁决、确认、许可、处罚（第三十一条第四项）", "Administrative procedure (Art 31 item 4)"), law("31 item 4")),
    ),
)  # fmt: skip
ROUTE_CHANGED = replace(
    ROUTE_INTRODUCED,
    choices=(*ROUTE_INTRODUCED.choices, Choice("duty", Text("本单位依法履职（第三十一条第五项）", "This body performs its duty (Art 31 item 5)"), law("31 item 5"))),
)  # fmt: skip
ROUTE_ACCEPTED = Field(
    "route", FieldKind.CHOICE, Text("办理途径", "Route"), required=False, shown=True,
    choices=(
        Choice("petition", Text("信访程序：60 日内出处理意见（第三十一条第六项）", "Petition: opinion within 60 days (Art 31 item 6)"), law("31 item 6")),
        Choice("duty", Text("本单位依法履职（第三十一条第五项）", "This body performs its duty (Art 31 item 5)"), law("31 item 5")),
    ),
)  # fmt: skip
REFUSAL_GROUND = Field(
    "ground", FieldKind.CHOICE, Text("依据", "Ground"), shown=True,
    choices=(Choice("not_a_petition", Text("不属于信访事项（条例第十七条）", "Not a matter of petition (Regulations Art 17)"), law("17")),),
)  # fmt: skip
FINAL_OPINION_ON = Field("final_opinion_on", FieldKind.DAY, Text("复核意见的日期", "Day of the final review opinion"))
COMPARED = words("compared", "两次的事实和理由对比", "Facts and reasons of both, compared")
AS = Field(
    "as", FieldKind.CHOICE, Text("转送还是交办", "Forward or assign"),
    choices=(Choice("forwarded", Text("转送", "Forward")), Choice("assigned", Text("交办", "Assign"))),
)  # fmt: skip
HEARD_ON = Field("heard_on", FieldKind.DAY, Text("听取日期", "Day"))
DELIVERED_ON = Field("delivered_on", FieldKind.DAY, Text("送达日期", "Day of delivery"))
PROOF = Field(
    "proof", FieldKind.CHOICE, Text("送达凭证", "Proof of delivery"),
    choices=(
        Choice("opened", Text("本人打开了链接或回执页", "Opened by the person on the receipt page")),
        Choice("signature", Text("本人签收", "Signed for")),
        Choice("post", Text("邮寄回执", "Postal receipt")),
        Choice("two_witnesses", Text("拒收，两人见证", "Refused, noted by two people")),
    ),
)  # fmt: skip
HOW_HEARD = Field(
    "form", FieldKind.CHOICE, Text("方式", "How"),
    choices=(
        Choice("met", Text("当面", "In person")),
        Choice("phone", Text("电话，已念给本人听", "By phone, read back")),
        Choice("written", Text("书面", "In writing")),
    ),
)  # fmt: skip
EXECUTION = words("execution", "执行方面还要说明的", "More about how it is carried out", required=False, shown=True)
WHO_SAW = words("finding", "查到什么，依据是什么", "What was found, and its source")
SAME_SIMPLE = tuple(
    Field(name, FieldKind.FLAG, Text(zh, en))
    for name, zh, en in (
        ("first_time", "初次提出", "Raised for the first time"),
        (
            "clear",
            "事实清楚、责任明确、争议不大、易于解决，或者可以当即答复、时限紧、已有承诺或结论（办法第四条）",
            "Clear and easy to solve; or answerable at once, urgent in daily life, promised or concluded (Art 4)",
        ),
        (
            "will_support",
            "诉求不会不予支持，也不涉及多个单位",
            "The request will not be refused and one unit alone is concerned",
        ),
    )
)
SIMPLE_PASSED_ON = Field(
    "simple", FieldKind.FLAG, Text("适合简易办理，要往下转", "Fit for the simple way, to be passed on"), required=False,
    hint=Text("从收到起 1 个工作日内转下去。", "Pass it on within 1 working day of receipt."),
)  # fmt: skip
SIMPLE_OUTCOME = Field(
    "outcome", FieldKind.CHOICE, Text("结论", "Outcome"), shown=True,
    choices=(Choice("supported", Text("予以支持", "Supported")), Choice("explained", Text("解释说明", "Explained"))),
)  # fmt: skip

REGISTER = act(
    "register", "登记", "Register", "", "registered", "receptionist dispatcher speaker system",
    law("19(1)"), law("20(3)"), law("21(2)"), law("22"), law("23(1)"), law("44 item 1"),
    documents="D01",
    clocks=(
        start("C-REG", "to_petition"), start("C-NOTICE-DIRECT", "direct"),
        start("C-NOTICE-FWD", "transferred"), start("C-OBJECT", "transferred"),
    ),
    told=("收到您的话", "We have your words"),
)  # fmt: skip

INTAKE = (
    act("classify", "分类", "Classify", "registered accepted forwarded assigned", "", DESK, law("29"), law("30"), law("31"), TRIAL, fields=(LEGAL_CLASS, SIMPLE_PASSED_ON), guards="simple_passed_on", clocks=(start("C-SIMPLE-HOP", "passed_on_simply"), *stop("C-SIMPLE-HOP", "not_simple_after_all")), key="F", weight=20),
    act("seal", "转入专办", "Seal", OPEN_UNSEALED, "sealed", f"{DESK} receptionist speaker system", law("22(2)"), law("30"), clocks=stop("*"), told=("由专人保密办理", "A sealed officer handles it in confidence"), key="S", weight=2),
    act("report_urgent", "重大紧急报告", "Report as urgent", OPEN_UNSEALED, "", "dispatcher unit_head", law("25"), fields=(words("facts", "情况", "Facts"), words("measures", "已采取的措施", "Measures taken")), documents="D19", weight=3),
    act("report_up", "报请党委政府决定", "Report up", "registered", "reported_up", "dispatcher", law("22(1)"), fields=(words("facts", "情况", "Facts"), words("proposal", "建议", "Proposal")), documents="D19", clocks=(*meet("C-REG"), *stop("C-SIMPLE-HOP")), told=("已报请党委和政府决定由谁办", "The party committee and government decide who takes it"), weight=4),
    act("government_decides", "党委政府决定", "Record the decision", "reported_up", "forwarded assigned", "dispatcher", law("22(1)"), fields=(AS, UNIT, optional(DUE_ON), words("decision", "决定内容", "Decision", shown=True)), guards="assigned_with_day", to_field="as", documents="D02@forwarded D09@assigned", clocks=(*RECEIVER_CLOCKS, start("C-ASSIGN", "assigns", from_field="due_on")), told=("党委和政府定了，由{unit}办", "It was decided that {unit} takes it"), public="voice.transferred", weight=90),
    act("forward", "转送", "Forward", "registered", "forwarded", "dispatcher", law("22(1)"), fields=(UNIT, SUPPORTING, REASON_INSIDE), documents="D02", clocks=(*meet("C-REG C-SIMPLE-HOP"), *RECEIVER_CLOCKS), told=("转给{unit}", "Forwarded to {unit}"), public="voice.transferred", key="Z", weight=100),
    act("assign", "交办", "Assign", "registered", "assigned", "dispatcher", law("22(1)"), fields=(UNIT, SUPPORTING, DUE_ON, REASON_INSIDE), guards="due_day_ahead", documents="D09", clocks=(*meet("C-REG"), *stop("C-SIMPLE-HOP"), *RECEIVER_CLOCKS, start("C-ASSIGN", from_field="due_on")), told=("交给{unit}，限期办结", "Assigned to {unit} with a date"), public="voice.transferred", key="J", weight=80),
    act("forward_down", "向下转送", "Forward within the system", "registered forwarded assigned", "forwarded assigned", "handler", law("23(1)"), fields=(UNIT, optional(AS), optional(DUE_ON), REASON), guards="assigned_with_day", to_rule="handed_down", documents="D02@forwarded D09@assigned D04", clocks=(*meet(f"{NOTICE} C-SIMPLE-HOP"), *stop("C-OBJECT"), *RECEIVER_CLOCKS, start("C-ASSIGN", "assigns", from_field="due_on")), told=("转给{unit}", "Forwarded to {unit}"), public="voice.transferred", weight=25),
    act("hand_to_justice", "转送政法部门", "Hand to the justice bodies", "registered", "handed_to_justice", "dispatcher", law("22(2)"), fields=(COMPETENT_BODY, WHERE_TO_GO, REASON), documents="D06", clocks=meet("C-REG"), told=("已转送政法部门：{competent_body}", "Handed to the justice bodies: {competent_body}"), public="voice.transferred", weight=30),
    act("guide_justice", "释法引导", "Explain the law and guide", "registered", "guided", "receptionist dispatcher", law("20(2)"), law("22(2)"), fields=(COMPETENT_BODY, WHERE_TO_GO, REASON), documents="D06", clocks=meet(f"C-REG {NOTICE}"), told=("这件事该找{competent_body}", "This belongs to {competent_body}"), public="voice.declined", weight=30),
    act("guide", "告知向有权机关提出", "Tell where to go", "registered laid_aside", "guided", "handler", law("23(1)"), law("23(2)"), fields=(COMPETENT_BODY, WHERE_TO_GO, REASON), guards="asked_directly", documents="D05", clocks=meet(NOTICE), told=("这件事该找{competent_body}", "This belongs to {competent_body}"), public="voice.declined", weight=30),
    act("refuse_same", "不予受理（下级正在办）", "Decline: in progress below", "registered laid_aside", "not_accepted", DESK, law("19(3)"), fields=(EARLIER_CASE, COMPETENT_BODY, WHERE_TO_GO, REASON), guards="in_progress_below", documents="D05", clocks=meet(f"C-REG {NOTICE}"), told=("不予受理：同一事项正在{competent_body}办理", "Not accepted: the same matter is in progress at {competent_body}"), public="voice.declined", weight=10),
    act("refuse_final", "不再受理（已复核）", "Decline: had its final review", "registered", "no_longer_accepted", DESK, law("36(3)"), fields=(FINAL_CASE, FINAL_OPINION_ON, COMPARED, REASON), guards="final_opinion_named had_final_review", documents="D05", clocks=meet(f"C-REG {NOTICE}"), told=("已经复核，不再受理", "It had its final review and is not accepted again"), public="voice.declined", weight=9),
    act("refuse_other", "不予受理（其他）", "Decline: other ground", "registered laid_aside forwarded assigned", "not_accepted", "handler", CHOICE, law("44 item 2"), fields=(REFUSAL_GROUND, COMPETENT_BODY, WHERE_TO_GO, REASON), documents="D05", clocks=(*meet(f"C-REG {NOTICE}"), *stop("C-OBJECT C-ASSIGN")), approved_by=HEAD, told=("不予受理，该找{competent_body}", "Not accepted; please go to {competent_body}"), public="voice.declined", weight=5),
    act("accept", "受理", "Accept", "registered forwarded assigned competence_pending", "accepted studying", "handler", law("23"), law("24"), law("31"), law("34"), fields=(LEGAL_CLASS, ROUTE_ACCEPTED, words("steps", "接下来怎么办（写给诉求人）", "What happens next (for the person)", required=False, shown=True)), to_rule="accepted_as", documents="D03", clocks=(*meet(NOTICE), *stop("C-OBJECT C-REG C-SIMPLE-HOP"), start("C-HANDLE", "route_six"), *stop("C-HANDLE", "not_route_six"), start("C-SUGGEST", "suggestion")), told=("受理了，由{unit}办", "Accepted; {unit} is on it"), public="voice.accepted", key="A", weight=100),
    act("undo_refusal", "撤销不予受理", "Undo the refusal", "not_accepted no_longer_accepted guided", "registered", "superior inspector handler", law("44 item 2"), fields=(REASON,), clocks=(start("C-REG", "at_petition"), start("C-NOTICE-DIRECT", "direct", today=True), start("C-NOTICE-FWD", "transferred", today=True)), told=("撤销了不予受理，重新登记", "The refusal was undone; it is registered again"), public="voice.reopened", weight=10),
    act("notice_missed", "逾期未告知", "Notice limit passed", "forwarded assigned registered laid_aside objection_pending competence_pending", "", "system", law("23"), CHOICE, guards="notice_over", clocks=(start("C-HANDLE", "claim_not_running"),), once="late_notice", told=("告知期限已过，已标记逾期；办理期限照算", "The notice is late and marked so; the time to handle it counts all the same"), on_miss_of=NOTICE),
)  # fmt: skip

OBJECTION = (
    act("object", "提出异议", "Object", "forwarded assigned", "objection_pending", "handler", law("23(3)"), fields=(REASON, PROPOSED_UNIT), guards="in_time_to_object may_still_return", clocks=(*meet("C-OBJECT"), *stop("C-SIMPLE-HOP"), start("C-OBJECT-DECIDE")), approved_by=HEAD, told=("{unit}说这件事不归它管，正在核实。您的期限不受影响", "{unit} says it is not theirs; this is being checked. Your time limit does not move"), key="O", weight=40),
    act("consent_return", "同意退回", "Agree to take it back", "objection_pending", "registered", "dispatcher superior", law("23(3)"), fields=(REASON,), guards="sender_decides", clocks=(*meet("C-OBJECT-DECIDE"), *stop("C-NOTICE-FWD C-OBJECT C-ASSIGN"), start("C-REG", "to_petition"), start("C-NOTICE-DIRECT", "not_to_petition")), told=("同意退回，马上转给别的单位", "Taken back; another unit gets it now"), weight=90),
    act("refuse_return", "不同意退回", "Refuse the return", "objection_pending", "forwarded assigned", "dispatcher superior", law("23(3)"), fields=(REASON,), guards="sender_decides", to_rule="after_objection", clocks=meet("C-OBJECT-DECIDE"), told=("核实过了，仍由{unit}办", "Checked: it stays with {unit}"), weight=80),
    act("to_dispute", "转受理争议", "Take to the competence track", "objection_pending", "competence_pending", "dispatcher superior handler", law("24"), fields=(words("positions", "双方意见", "Positions of both sides"),), clocks=meet("C-OBJECT-DECIDE"), told=("正在定由哪个单位办", "It is being settled which unit takes it"), weight=30),
    act("late_object", "逾期请求退回", "Ask to hand back late", "forwarded assigned", "", "handler", CHOICE, fields=(REASON_INSIDE,), guards="may_ask_late", weight=4),
)  # fmt: skip


def _settles(
    id_: str, zh: str, en: str, who: str, article: str, label_zh: str, label_en: str, from_: str = "competence_pending"
) -> Act:
    return act(
        id_, zh, en, from_, "accepted", who, law(article),
        fields=(UNIT, SUPPORTING, words("decision", label_zh, label_en, shown=True)),
        documents="D03", clocks=(*meet(NOTICE), *stop("C-OBJECT C-REG C-SIMPLE-HOP"), start("C-HANDLE", "claim_not_running")),
        told=("定了，由{unit}办", "Settled: {unit} takes it"), public="voice.accepted", weight=60,
    )  # fmt: skip


COMPETENCE = (
    _settles("negotiate", "协商受理", "Settle by agreement", "handler dispatcher", "24(1)", "协商结果", "What was agreed"),
    _settles("superior_decides", "共同上一级决定", "Decided by the common superior", "superior", "24(1)", "决定和理由", "Decision and reasons"),
    _settles("joint_coordinates", "联席会议协调", "Settled by the joint meeting", "dispatcher joint_office", "24(1)", "联席会议决定和理由", "Resolution and reasons"),
    _settles("successor", "承继机关受理", "Taken by the successor body", "dispatcher superior", "24(2)", "依据", "Basis", "competence_pending registered"),
    _settles("government_names", "指定受理", "Named by the government", "dispatcher government", "24(2)", "指定文书", "Decision"),
)  # fmt: skip

HANDLING = (
    act("introduce", "导入法定程序", "Introduce the legal route", "accepted registered", "route_introduced", "handler", law("31 item 1"), law("31 item 2"), law("31 item 3"), law("31 item 4"), fields=(ROUTE_INTRODUCED, COMPETENT_BODY, WHERE_TO_GO, words("how", "怎么申请、多长期限、要带什么", "How to start, within what time, which papers", shown=True), REASON), documents="D07", clocks=(*meet(f"C-REG {NOTICE}"), *stop("C-HANDLE C-OBJECT")), told=("这件事要走法定程序：{competent_body}", "A legal route applies: {competent_body}"), public="voice.declined", weight=20),
    act("route_came_back", "程序不受理退回", "The route is closed", "route_introduced", "accepted", "handler", CHOICE, fields=(REASON,), documents="D03", clocks=(start("C-HANDLE"),), told=("那边不受理，改由{unit}办", "That route is closed; {unit} takes it"), public="voice.accepted", weight=20),
    act("begin_duty", "开始履职", "Begin the duty", "accepted", "performing_duty", "handler", law("31 item 5"), guards="route_five", clocks=stop("C-HANDLE"), told=("{unit}依职责办理", "{unit} is doing its duty"), weight=20),
    act("answer_duty", "履职答复", "Answer", "performing_duty", "duty_answered", "handler", law("31 item 5"), fields=(*PUBLIC, words("basis", "依据", "Basis", shown=True, long=False), words("remedies", "复议、诉讼的途径和期限", "How to appeal to reconsideration or court, and by when", shown=True), PRIVATE_TEXT, LOOKED), documents="D08", approved_by=HEAD, told=("{unit}答复了您", "{unit} answered you"), public="voice.answered", key="R", weight=100),
    act("begin", "开始办理", "Begin", "accepted", "handling", "handler", law("31 item 6"), guards="route_six", clocks=(start("C-HANDLE", "handle_not_running"),), told=("{unit}开始办", "{unit} started on it"), key="B", weight=100),
    act("hear_person", "听取陈述", "Record what the person said", "handling redo", "", "handler", law("31 item 6"), fields=(HEARD_ON, HOW_HEARD, words("record", "陈述要点", "What was said")), documents="D10", told=("听了您的陈述", "You were heard"), key="H", weight=60),
    act("investigate", "调查核实", "Record a finding", "handling redo", "", "handler", law("31 item 6"), fields=(WHO_SAW,), told=("做了调查核实", "The facts were looked into"), key="V", weight=55),
    act("extend", "延期", "Extend", "handling", "", "handler unit_head", law("34"), fields=(DAYS, REASON), guards="handling_runs extension_fits", documents="D12", clocks=(extend("C-HANDLE"),), approved_by=HEAD, two_people=True, told=("情况复杂，延期 {days} 天", "It is complex: {days} more days"), public="voice.extended", key="E", weight=15),
    act("reroute", "改变途径", "Change the route", "handling", "route_introduced performing_duty", "handler", law("31"), CHOICE, fields=(ROUTE_CHANGED, optional(COMPETENT_BODY), optional(WHERE_TO_GO), REASON), guards="route_complete", to_rule="rerouted", documents="D07", clocks=stop("C-HANDLE"), approved_by=HEAD, told=("办理途径改了，理由和怎么走已告诉您", "The route was changed; you have been told why and how to go on"), public="voice.declined", weight=8),
    act("issue_opinion", "出具处理意见书", "Issue the opinion", "handling redo", "opinion_issued", "handler unit_head", law("31 item 6"), law("32"), law("32(2)"), fields=(REQUESTS, *ANSWER, TASKS, EXECUTION), guards="mediator_stays_out route_six heard_and_investigated hearing_over has_requests tasks_in_time", documents="D11", clocks=(*meet("C-HANDLE C-REDO"), start("C-DELIVER")), approved_by=HEAD, told=("{unit}出了处理意见", "{unit} wrote its opinion"), public="voice.answered", key="R", weight=90),
    act("deliver", "送达", "Record the delivery", "opinion_issued", "opinion_delivered", "handler receptionist speaker system", law("32"), law("35"), fields=(DELIVERED_ON, PROOF), guards="delivery_proven", clocks=(*meet("C-DELIVER"), start("C-REVIEW-ASK")), told=("处理意见已送达，请您打分", "The opinion has reached you; please rate it"), key="D", weight=100),
    act("correct_opinion", "更正处理意见", "Correct the opinion", "opinion_delivered", "opinion_issued", "unit_head", CHOICE, fields=(REASON, *ANSWER), documents="D11", clocks=(*stop("C-REVIEW-ASK"), start("C-DELIVER")), told=("处理意见有更正，会重新送达", "The opinion was corrected and will be delivered again"), public="voice.answered", weight=5),
    act("lapse", "期满未申请", "Review time over", "opinion_delivered review_delivered simple_answered", "concluded", "system", CHOICE, guards="asking_time_over promises_settled", clocks=stop("C-REVIEW-ASK C-FINAL-ASK"), told=("申请复查、复核的期限到了，这件事办结", "The time to ask for a review is over; the matter is concluded"), on_miss_of="C-REVIEW-ASK C-FINAL-ASK"),
    act("report_done", "报办结报告", "Send the report of completion", (ENDED | {"opinion_delivered", "review_delivered"}) - SEALED - {"withdrawn"}, "", "handler", law("22(1)"), fields=(words("report", "办理结果和送达、评价情况", "Result, delivery and rating"),), documents="D14", clocks=meet("C-ASSIGN"), weight=30),
)  # fmt: skip

TALK = (
    act("ask_more", "请诉求人补充", "Ask the person for more", OPEN_UNSEALED, "", "handler dispatcher receptionist", PRACTICE, fields=(words("question", "想问什么", "What to ask", shown=True),), told=("想请您补充", "Please tell us more"), key="C", weight=12),
    act("add", "补充", "Add words", UNARCHIVED, "", "speaker", law("21(2)"), fields=(words("words", "补充的内容", "What you want to add", shown=True),), told=("您补充了情况", "You added to it")),
    act("note", "记录", "Note", UNARCHIVED, "", STAFF, PRACTICE, fields=(words("note", "只在内部可见的记录", "Note for staff only"),), key="N", weight=11),
    act("rate", "评价", "Rate", RATED | {"concluded"}, "", "speaker", law("21(2)"), PRACTICE, guards="no_follow_up_open", told=("您打了分", "You rated it")),
    act("hand_over", "分给承办人", "Give to a handler", OPEN_UNSEALED | {"opinion_delivered"}, "", "unit_head handler dispatcher", PRACTICE, fields=(HANDLER,), key="G", weight=14),
)  # fmt: skip

SUGGESTIONS = (
    act("study", "研究论证", "Study", "accepted", "studying", "handler", law("29(1)"), guards="is_suggestion", clocks=(*stop("C-HANDLE"), start("C-SUGGEST")), told=("您的建议正在研究", "Your suggestion is being studied"), weight=10),
    act("adopt", "采纳", "Adopt", "studying", "suggestion_answered", "handler", law("29(1)"), fields=(*PUBLIC, words("measure", "谁在什么时候前做什么", "Who does what by when", shown=True), TASKS, PRIVATE_TEXT, LOOKED), guards="tasks_in_time", documents="D15", clocks=meet("C-SUGGEST"), approved_by=HEAD, told=("{unit}采纳了您的建议", "{unit} adopted your suggestion"), public="voice.answered", key="R", weight=90),
    act("adopt_partly", "部分采纳", "Adopt in part", "studying", "suggestion_answered", "handler", law("29(1)"), fields=(*PUBLIC, words("measure", "谁在什么时候前做什么", "Who does what by when", shown=True), TASKS, REASON, PRIVATE_TEXT, LOOKED), guards="tasks_in_time", documents="D15", clocks=meet("C-SUGGEST"), approved_by=HEAD, told=("{unit}采纳了您的部分建议", "{unit} adopted part of your suggestion"), public="voice.answered", weight=85),
    act("not_adopt", "未采纳", "Do not adopt", "studying", "suggestion_answered", "handler", PRACTICE, fields=(*PUBLIC, REASON, PRIVATE_TEXT, LOOKED), documents="D15", clocks=meet("C-SUGGEST"), approved_by=HEAD, told=("{unit}没有采纳，并说明了理由", "{unit} did not adopt it and said why"), public="voice.answered", weight=80),
    act("reward", "奖励", "Reward", "suggestion_answered", "", "unit_head", law("29(2)"), fields=(words("rule", "依据什么规定奖励", "Rule applied"),), told=("您的建议得到奖励", "Your suggestion is rewarded")),
)  # fmt: skip

SIMPLE = (
    act("enter_simple", "适用简易办理", "Handle the simple way", "registered forwarded", "simple_handling", "handler", TRIAL, fields=SAME_SIMPLE, guards="simple_fits", clocks=(start("C-SIMPLE-ACCEPT"), *meet(f"C-SIMPLE-ACCEPT {NOTICE}"), *stop("C-OBJECT C-REG C-SIMPLE-HOP"), start("C-SIMPLE"), start("C-HANDLE", "claim_not_running")), told=("{unit}正在快办", "{unit} handles it the quick way"), public="voice.accepted", weight=50),
    act("answer_simple", "简易答复", "Answer", "simple_handling", "simple_answered", "handler", TRIAL, law("35"), CHOICE, fields=(SIMPLE_OUTCOME, *ANSWER, words("basis", "依据", "Basis", shown=True, long=False), words("remedies", "不服怎么办（请求复查的途径和期限）", "How to ask for a review, and by when", required=False, shown=True)), clocks=(*meet("C-SIMPLE C-HANDLE"), start("C-REVIEW-ASK", "decides_claim")), told=("{unit}答复了您", "{unit} answered you"), public="voice.answered", key="R", weight=90),
    act("to_ordinary", "转普通办理", "Move to the ordinary procedure", "simple_handling", "accepted", "handler speaker inspector", CHOICE, fields=(REASON,), clocks=(*stop("C-SIMPLE"), start("C-HANDLE", "handle_not_running")), documents="D03", told=("转为普通办理", "It is now handled the ordinary way"), weight=10),
)  # fmt: skip

FOLLOW_UP = (
    act("open_follow_up", "要求回头办理", "Ask for a follow-up", FOLLOWED_UP, "", "speaker callback_officer", PRACTICE, fields=(words("words", "哪里没有解决", "What is not resolved", shown=True),), guards="no_follow_up_open rounds_left", clocks=(start("C-FOLLOWUP"),), told=("您说没解决，单位要回头再办", "You said it is not resolved; the unit looks at it again"), public="voice.reopened"),
    act("reply_follow_up", "回头办理答复", "Answer the follow-up", FOLLOWED_UP, "", "handler", PRACTICE, fields=(*PUBLIC, PRIVATE_TEXT, LOOKED), guards="follow_up_open", documents="D23", clocks=meet("C-FOLLOWUP"), told=("{unit}再次答复了您。复查的期限不受影响", "{unit} answered again. Your time to ask for a review does not change"), public="voice.answered", key="R", weight=95),
)  # fmt: skip

WITHDRAWAL = (
    act("withdraw", "撤回", "Withdraw", WITHDRAWN_FROM, "withdrawn", "speaker", PRACTICE, fields=(words("reason", "理由", "Reason", required=False),), clocks=stop("*"), told=("您撤回了这件事", "You withdrew this"), public="voice.withdrawn"),
    end_check(UNARCHIVED, PRACTICE),
    act("undo_withdraw", "取消撤回", "Undo the withdrawal", "withdrawn", " ".join(sorted(WITHDRAWN_FROM)), "speaker", PRACTICE, guards="undo_in_time", to_rule="back_where_it_was", clocks=(start("*"),), told=("您取消了撤回，接着办", "You undid the withdrawal; it goes on"), public="voice.reopened"),
)  # fmt: skip

JOINING = (
    act("join", "并案", "Join", BEFORE_OPINION, "", "dispatcher handler system", PRACTICE, fields=(CASES, REASON_INSIDE), guards="no_opinion_yet not_sealed may_lead", told=("和同一件事的其他诉求一起办。您的回执、期限、打分都不变", "Handled together with others on the same matter. Your receipt, time limits and rating stay your own"), key="M", weight=13),
    act("separate", "分开办", "Part again", UNARCHIVED, "", "dispatcher handler", PRACTICE, fields=(REASON_INSIDE,), guards="is_joined", told=("{by}把它和其他诉求分开了，单独接着办", "{by} parted it from the others; it goes on by itself"), weight=7),
)  # fmt: skip

END = (
    act("conclude", "办结", "Conclude", "suggestion_answered duty_answered simple_answered settled final_delivered route_introduced handed_to_justice guided not_accepted no_longer_accepted withdrawn sealed_handed sealed_closed", "concluded", "handler dispatcher sealed_officer", law("22(1)"), PRACTICE, guards="withdrawal_settled report_given asking_time_over promises_settled settlement_kept parcel_acknowledged", told=("这件事办结", "The matter is concluded"), weight=6),
    act("archive", "归档", "Archive", "concluded", "archived", "archivist sealed_officer", PRACTICE, fields=(words("retention", "保管期限和依据", "Retention and its basis", long=False),), guards="no_follow_up_open no_order_unanswered", weight=10),
)  # fmt: skip


SUPERVISION = (
    *execution_acts(),
    *supervision_acts(UNARCHIVED - SEALED, "C-SUPERVISE", "D22", law("40(1)")),
    *advice_acts(UNARCHIVED - SEALED),
)

RIGHTS = (*sealed_acts(), *appeal_acts(), *mediation_acts())

ACTS = (*INTAKE, *aside_acts("registered", PRACTICE), *OBJECTION, answer_objection("registered forwarded assigned accepted handling simple_handling", "simple_answered", f"C-REG {NOTICE} C-HANDLE C-SIMPLE", PRACTICE), *COMPETENCE, *HANDLING, *TALK, *SUGGESTIONS, *SIMPLE, *FOLLOW_UP, *WITHDRAWAL, *JOINING, *END, *SUPERVISION, *RIGHTS)  # fmt: skip
