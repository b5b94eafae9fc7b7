"""信访 as data: states, clocks and documents. Source: 信访工作条例 (in force 2022-05-01) and our procedures note, part 1."""

from huiying.core.deadlines import Limit, Measure
from huiying.core.procedures.model import Basis, Clock, Holder, Look, Paper, Setting, Source, State, StateKind
from huiying.core.words import Text

INSTRUMENT = "信访工作条例"
SIMPLE = "信访事项简易办理办法"


def law(article: str) -> Source:
    """An article of the Regulations, seen verbatim."""
    return Source(Basis.LAW, INSTRUMENT, article)


PRACTICE = Source(Basis.PRACTICE, "Huiying")
CHOICE = Source(Basis.CHOICE, "Huiying")
TRIAL = Source(Basis.NATIONAL, SIMPLE)

_O, _W, _E, _A = StateKind.OPEN, StateKind.WAITING, StateKind.ENDED, StateKind.ARCHIVED


def _state(id_: str, zh: str, en: str, said_zh: str, said_en: str, kind: StateKind, look: Look) -> State:
    return State(id_, Text(zh, en), Text(said_zh, said_en), kind, look)


STATES = (
    _state(
        "registered",
        "已登记",
        "registered",
        "收到了，正在看该交给谁",
        "We have it and are finding the right unit",
        _O,
        Look.NEW,
    ),
    _state(
        "laid_aside",
        "另置（疑似不是要办的事）",
        "set aside",
        "先放在一边了：看着不像是一件要办的事。期限照算，您可以要求再看一遍",
        "Set aside: it does not look like a matter to be handled. Time runs on; you can ask for a second look",
        _O,
        Look.HOLD,
    ),
    _state(
        "reported_up",
        "已报请本级党委政府",
        "reported up",
        "已报请党委和政府决定由谁办",
        "The party committee and government decide who takes it",
        _W,
        Look.WAIT,
    ),
    _state("forwarded", "已转送", "forwarded", "已转给负责的单位", "The responsible unit has it", _O, Look.NEW),
    _state(
        "assigned",
        "已交办",
        "assigned",
        "已交给负责的单位，限期办结",
        "The responsible unit has it with a date",
        _O,
        Look.NEW,
    ),
    _state(
        "objection_pending",
        "职权异议待核",
        "objection pending",
        "单位说不归它管，正在核实",
        "The unit says it is not theirs; this is being checked",
        _O,
        Look.STOP,
    ),
    _state(
        "competence_pending",
        "受理争议待定",
        "competence pending",
        "正在定由哪个单位办",
        "It is being settled which unit takes it",
        _O,
        Look.STOP,
    ),
    _state(
        "sealed",
        "检举控告专办",
        "sealed",
        "由专人保密办理",
        "Handled in confidence by a sealed officer",
        _O,
        Look.DOING,
    ),
    _state(
        "sealed_handed",
        "已转纪检监察机关",
        "handed to the discipline body",
        "已交有权机关",
        "Handed to the competent body",
        _E,
        Look.DONE,
    ),
    _state(
        "sealed_handling",
        "检举控告办理中",
        "sealed, in hand",
        "由专人保密办理",
        "Handled in confidence by a sealed officer",
        _O,
        Look.DOING,
    ),
    _state(
        "sealed_closed", "检举控告已反馈", "sealed, told", "已向您反馈", "You have been told the result", _E, Look.DONE
    ),
    _state(
        "handed_to_justice",
        "已转送政法部门",
        "handed to justice bodies",
        "已转送政法部门",
        "Handed to the justice bodies",
        _E,
        Look.DONE,
    ),
    _state(
        "guided", "已告知向有权机关提出", "guided", "已告诉您该找哪里", "You have been told where to go", _E, Look.DONE
    ),
    _state(
        "not_accepted",
        "不予受理",
        "not accepted",
        "不能受理，理由和去处已告诉您",
        "It cannot be accepted; you have been told why and where to go",
        _E,
        Look.STOP,
    ),
    _state(
        "no_longer_accepted",
        "不再受理",
        "no longer accepted",
        "已经复核，不再受理",
        "It had its final review and is not accepted again",
        _E,
        Look.STOP,
    ),
    _state("accepted", "已受理", "accepted", "已受理", "Accepted", _O, Look.DOING),
    _state(
        "route_introduced",
        "已导入法定程序",
        "route introduced",
        "要走别的法定程序，已告诉您怎么走",
        "Another legal route applies; you have been told how to take it",
        _E,
        Look.DONE,
    ),
    _state(
        "performing_duty",
        "履职办理中",
        "performing duty",
        "单位正在依职责办理",
        "The unit is doing its duty",
        _O,
        Look.DOING,
    ),
    _state("duty_answered", "已履职答复", "duty answered", "已答复", "Answered", _E, Look.DONE),
    _state(
        "studying", "建议研究论证中", "studying", "您的建议正在研究", "Your suggestion is being studied", _O, Look.DOING
    ),
    _state(
        "suggestion_answered",
        "建议已回复",
        "suggestion answered",
        "您的建议已回复",
        "Your suggestion has its answer",
        _E,
        Look.DONE,
    ),
    _state(
        "simple_handling", "简易办理中", "simple handling", "正在快办", "Being handled the quick way", _O, Look.DOING
    ),
    _state("simple_answered", "简易答复已送达", "simple answer given", "已答复", "Answered", _E, Look.DONE),
    _state("handling", "办理中", "handling", "正在办", "Being handled", _O, Look.DOING),
    _state(
        "opinion_issued",
        "已出具处理意见（待送达）",
        "opinion issued",
        "处理意见已出，正在送给您",
        "The opinion is written and on its way to you",
        _O,
        Look.DOING,
    ),
    _state(
        "opinion_delivered",
        "处理意见已送达",
        "opinion delivered",
        "已答复，等您打分",
        "Answered; please rate it",
        _W,
        Look.WAIT,
    ),
    _state("review_asked", "已申请复查", "review asked", "您已申请复查", "You asked for a review", _O, Look.NEW),
    _state("reviewing", "复查中", "reviewing", "上级正在复查", "The unit above is reviewing it", _O, Look.DOING),
    _state(
        "review_issued",
        "已出具复查意见（待送达）",
        "review written",
        "复查意见已出，正在送给您",
        "The review is written and on its way to you",
        _O,
        Look.DOING,
    ),
    _state(
        "review_delivered",
        "复查意见已送达",
        "review delivered",
        "复查意见已送达",
        "The review has been delivered",
        _W,
        Look.WAIT,
    ),
    _state(
        "final_asked",
        "已申请复核",
        "final review asked",
        "您已申请复核",
        "You asked for the final review",
        _O,
        Look.NEW,
    ),
    _state("final_reviewing", "复核中", "final reviewing", "正在复核", "The final review is under way", _O, Look.DOING),
    _state(
        "final_hearing",
        "复核听证中",
        "final hearing",
        "正在听证，期限暂停",
        "A hearing is held; the clock is stopped",
        _O,
        Look.HOLD,
    ),
    _state(
        "final_issued",
        "已出具复核意见（待送达）",
        "final review written",
        "复核意见已出，正在送给您",
        "The final review is written and on its way to you",
        _O,
        Look.DOING,
    ),
    _state(
        "final_delivered",
        "复核意见已送达",
        "final review delivered",
        "复核意见已送达",
        "The final review has been delivered",
        _E,
        Look.DONE,
    ),
    _state(
        "redo", "责令重新办理", "to be done again", "上级要求重新办理", "It has to be handled again", _O, Look.DOING
    ),
    _state("settled", "调解（和解）达成", "settled", "双方已达成协议", "Both sides have agreed", _E, Look.DONE),
    _state("withdrawn", "已撤回", "withdrawn", "您已撤回", "You withdrew it", _E, Look.HOLD),
    _state("concluded", "已办结", "concluded", "已办结", "Concluded", _E, Look.DONE),
    _state("archived", "已归档", "archived", "已归档", "Archived", _A, Look.DONE),
)

_DISPATCHER = Text("信访部门", "petition department")
_RECEIVER = Text("收到的单位", "receiving body")
_HANDLER = Text("承办单位", "handling body")
_SENDER = Text("交办单位", "sender")
_SPEAKER = Text("诉求人", "the person")
_REVIEWER = Text("复查机关", "reviewing body")


def _clock(
    id_: str, zh: str, en: str, limit: Limit | None, owner: Text, *sources: Source,
    holder: Holder = Holder.OFFICE, setting: str = "", extension_max: int = 0, pause_cap: str = "", outlives: bool = False, chance: bool = False,
) -> Clock:  # fmt: skip
    return Clock(
        id_,
        Text(zh, en),
        limit,
        owner,
        sources,
        holder,
        setting,
        extension_max,
        0,
        bool(pause_cap),
        pause_cap,
        outlives=outlives,
        chance=chance,
    )


def _days(length: int) -> Limit:
    return Limit(length, Measure.days)


def _workdays(length: int) -> Limit:
    return Limit(length, Measure.workdays)


CLOCKS = (
    _clock("C-REG", "登记转送交办", "register and forward", _days(15), _DISPATCHER, law("22(1)"), setting="xinfang.register_days"),
    _clock("C-NOTICE-DIRECT", "告知是否受理", "notice whether it is accepted", _days(15), _RECEIVER, law("23(1)"), law("23(2)"), setting="xinfang.notice_days"),
    _clock("C-NOTICE-FWD", "告知是否受理", "notice whether it is accepted", _days(15), _RECEIVER, law("23(3)"), setting="xinfang.notice_days"),
    _clock("C-OBJECT", "职权异议", "objection", _workdays(5), _RECEIVER, law("23(3)"), setting="xinfang.object_workdays", chance=True),
    _clock("C-OBJECT-DECIDE", "异议核实", "deciding the objection", _workdays(2), _SENDER, law("23(3)"), CHOICE, setting="xinfang.object_decide_workdays"),
    _clock("C-ASSIGN", "交办期限", "date of the assignment", None, _HANDLER, law("22(1)"), outlives=True),
    _clock("C-HANDLE", "办理", "handling", _days(60), _HANDLER, law("34"), setting="xinfang.handle_days", extension_max=30),
    _clock("C-DELIVER", "送达", "delivery", _workdays(5), _HANDLER, law("35"), CHOICE, setting="xinfang.deliver_workdays"),
    _clock("C-REVIEW-ASK", "申请复查", "asking for a review", _days(30), _SPEAKER, law("35"), holder=Holder.CITIZEN, setting="xinfang.review_ask_days", outlives=True),
    _clock("C-REVIEW", "复查", "review", _days(30), _REVIEWER, law("35"), setting="xinfang.review_days"),
    _clock("C-FINAL-ASK", "申请复核", "asking for the final review", _days(30), _SPEAKER, law("36(1)"), holder=Holder.CITIZEN, setting="xinfang.final_ask_days"),
    _clock("C-FINAL", "复核", "final review", _days(30), Text("复核机关", "final-review body"), law("36(1)"), law("36(2)"), setting="xinfang.final_days", pause_cap="xinfang.final_hearing_cap_days"),
    _clock("C-SIMPLE-ACCEPT", "简易受理", "simple: accept", _workdays(3), _RECEIVER, TRIAL, setting="xinfang.simple_accept_workdays"),
    _clock("C-SIMPLE-HOP", "简易逐级转送", "simple: forward down", _workdays(1), Text("中间各级", "each level between"), TRIAL, setting="xinfang.simple_hop_workdays"),
    _clock("C-SIMPLE", "简易办理", "simple: answer", _workdays(10), _HANDLER, TRIAL, setting="xinfang.simple_workdays"),
    _clock("C-REDO", "重新办理", "handling again", _days(30), _HANDLER, PRACTICE, setting="xinfang.redo_days"),
    _clock("C-SUGGEST", "建议回复", "answer to a suggestion", _days(60), _HANDLER, law("29"), PRACTICE, setting="xinfang.suggestion_days"),
    _clock("C-FOLLOWUP", "回头办理", "follow-up", _workdays(10), _HANDLER, PRACTICE, setting="xinfang.followup_workdays", outlives=True),
    _clock("C-ADVICE", "建议采纳反馈", "answer to an advice", _days(30), Text("被建议单位", "addressed body"), law("40(4)"), PRACTICE, setting="xinfang.advice_feedback_days", outlives=True),
    _clock("C-SUPERVISE", "督办反馈", "answer to a supervision order", _workdays(10), Text("被督办单位", "addressed body"), law("40(1)"), PRACTICE, setting="xinfang.supervise_workdays", outlives=True),
)  # fmt: skip


def _paper(code: str, zh: str, en: str, when_zh: str, when_en: str, *sources: Source, to_person: bool = True) -> Paper:
    return Paper(code, Text(zh, en), to_person, Text(when_zh, when_en), sources)


PAPERS = (
    _paper("D01", "信访事项登记回执", "Receipt of registration", "当场", "at once", law("21(2)"), PRACTICE),
    _paper("D02", "信访事项转送函", "Letter forwarding the matter", "15 日内", "within 15 days", law("22"), to_person=False),
    _paper("D03", "信访事项受理告知书", "Notice of acceptance", "当场或 15 日内", "on the spot or within 15 days", law("23"), law("44")),
    _paper("D04", "信访事项转送（交办）告知书", "Notice where it went", "当场或 15 日内", "on the spot or within 15 days", law("23(1)"), law("23(2)")),
    _paper("D05", "不予（不再）受理告知书", "Notice of refusal, or where to go", "当场或 15 日内", "on the spot or within 15 days", law("23"), law("19(3)"), law("36(3)")),
    _paper("D06", "涉法涉诉事项转送函（引导告知）", "Litigation matter: forwarded or guided", "15 日内", "within 15 days", law("22(2)")),
    _paper("D07", "法定途径告知书", "Notice of the legal route", "15 日内", "within 15 days", law("31"), law("23")),
    _paper("D08", "履行法定职责告知（答复）书", "Answer on a duty performed", "依专门法律", "as that law says", law("31")),
    _paper("D09", "信访事项交办函", "Letter assigning the matter", "15 日内", "within 15 days", law("22(1)"), to_person=False),
    _paper("D10", "听取陈述（谈话）笔录", "Record of hearing the person", "出具处理意见前", "before the opinion", law("31"), law("19(1)")),
    _paper("D11", "信访处理意见书", "Handling opinion", "60 日内（可延 30 日）", "within 60 (+30) days", law("31"), law("32"), law("34")),
    _paper("D12", "延长办理期限告知书", "Notice of extension", "原期限届满前", "before the old day ends", law("34")),
    _paper("D13", "听证通知书", "Notice of a hearing", "听证 5 个工作日前", "5 working days before", law("31"), law("36(2)")),
    _paper("D14", "信访事项办结报告", "Report that an assigned matter is done", "交办期限内", "by the date of the assignment", law("22(1)"), to_person=False),
    _paper("D15", "建议意见回复函", "Answer to a suggestion", "60 日内", "within 60 days", law("29"), PRACTICE),
    _paper("D16", "调解（和解）协议书", "Settlement", "达成时", "at the agreement", law("33")),
    _paper("D17", "复查（复核）申请收件回执", "Receipt of a request for review", "当场", "at once", PRACTICE),
    _paper("D18", "信访事项复查意见书", "Review opinion", "30 日内", "within 30 days", law("35")),
    _paper("D19", "重大紧急信访事项报告", "Report of an urgent matter", "及时", "at once", law("22"), law("25"), to_person=False),
    _paper("D20", "信访事项复核意见书", "Final review opinion", "30 日内（听证时间不计）", "within 30 days without hearing time", law("36")),
    _paper("D21", "意见执行督促函", "Letter urging execution", "随处理意见", "with the opinion", law("32(2)"), to_person=False),
    _paper("D22", "督办函", "Supervision order", "按函中日期", "by its date", law("40"), to_person=False),
    _paper("D23", "回头办理答复", "Follow-up answer", "10 个工作日内", "within 10 working days", PRACTICE),
    _paper("D24", "信访情况年度报告", "Annual report", "每年", "yearly", law("41"), to_person=False),
)  # fmt: skip


def _setting(key: str, zh: str, en: str, default: int, least: int, most: int, basis: Basis) -> Setting:
    return Setting(key, Text(zh, en), default, basis, least, most)


_LAW_LIMITS = (
    ("xinfang.register_days", "登记转送交办（日）", "Register and forward (days)", 15),
    ("xinfang.notice_days", "告知是否受理（日）", "Notice whether accepted (days)", 15),
    ("xinfang.object_workdays", "职权异议（工作日）", "Objection (working days)", 5),
    ("xinfang.handle_days", "办理（日）", "Handling (days)", 60),
    ("xinfang.review_days", "复查（日）", "Review (days)", 30),
    ("xinfang.final_days", "复核（日）", "Final review (days)", 30),
)
SETTINGS = (
    *(_setting(key, zh, en, days, 1, days, Basis.LAW) for key, zh, en, days in _LAW_LIMITS),
    _setting("xinfang.review_ask_days", "申请复查（日）", "Asking for a review (days)", 30, 30, 365, Basis.LAW),
    _setting("xinfang.final_ask_days", "申请复核（日）", "Asking for the final review (days)", 30, 30, 365, Basis.LAW),
    _setting("xinfang.returns_per_unit", "每个单位可异议几次", "Objections per unit", 1, 0, 3, Basis.PRACTICE),
    _setting("xinfang.object_decide_workdays", "异议核实（工作日）", "Deciding an objection (working days)", 2, 1, 5, Basis.CHOICE),
    _setting("xinfang.deliver_workdays", "送达（工作日）", "Delivery (working days)", 5, 1, 10, Basis.CHOICE),
    _setting("xinfang.redo_days", "重新办理（日）", "Handling again (days)", 30, 1, 60, Basis.PRACTICE),
    _setting("xinfang.suggestion_days", "建议回复（日）", "Answer to a suggestion (days)", 60, 1, 90, Basis.PRACTICE),
    _setting("xinfang.followup_workdays", "回头办理（工作日）", "Follow-up (working days)", 10, 1, 20, Basis.PRACTICE),
    _setting("xinfang.followup_rounds", "回头办理次数", "Rounds of follow-up", 2, 1, 3, Basis.PRACTICE),
    _setting("xinfang.advice_feedback_days", "建议采纳反馈（日）", "Answer to an advice (days)", 30, 1, 60, Basis.PRACTICE),
    _setting("xinfang.supervise_workdays", "督办反馈（工作日）", "Answer to a supervision order (working days)", 10, 1, 30, Basis.PRACTICE),
    _setting("xinfang.remind_before_workdays", "到期前几个工作日提醒单位（0 不提醒）", "Working days before a limit at which the unit is reminded (0: never)", 2, 0, 10, Basis.PRACTICE),
    _setting("xinfang.escalate_every_workdays", "逾期后每隔几个工作日往上报一级", "Working days late after which it is told one unit higher", 3, 1, 10, Basis.PRACTICE),
    _setting("xinfang.final_hearing_cap_days", "复核听证最长（日）", "Longest final hearing (days)", 30, 1, 60, Basis.PRACTICE),
    _setting("xinfang.hearing_notice_workdays", "听证几个工作日前通知", "Working days between the notice of a hearing and the hearing", 5, 1, 20, Basis.PRACTICE),
    Setting("xinfang.review_may_change", Text("复查、复核可以变更处理意见", "A review may change the opinion"), "on", Basis.PRACTICE, choices=("on", "off")),
    Setting("xinfang.review_may_redo", Text("复查、复核可以撤销并责令重新办理", "A review may annul the opinion and order it done again"), "on", Basis.PRACTICE, choices=("on", "off")),
    _setting("xinfang.simple_accept_workdays", "简易受理（工作日）", "Simple: accept (working days)", 3, 1, 3, Basis.NATIONAL),
    _setting("xinfang.simple_hop_workdays", "简易逐级转送（工作日）", "Simple: forward (working days)", 1, 1, 1, Basis.NATIONAL),
    _setting("xinfang.simple_workdays", "简易办理（工作日）", "Simple: answer (working days)", 10, 1, 10, Basis.NATIONAL),
    Setting("xinfang.late_acceptance", Text("逾期未告知时 60 日从何时起", "60 days after a late notice count from"), "count_from_limit", Basis.CHOICE, choices=("count_from_limit", "count_from_receipt")),
    Setting("xinfang.late_object", Text("逾期异议", "Late objection"), "ask_sender", Basis.CHOICE, choices=("ask_sender", "refuse")),
    Setting("xinfang.aside_same_text", Text("网上一小时内一字不差的超过几件就另置（0 不用）", "Set aside by the web beyond so many of the very same words within an hour (0: never)"), 0, Basis.PRACTICE, least=0, most=1000),
    Setting("xinfang.aside_only_links", Text("网上只有网址的另置", "Set aside by the web what is nothing but web addresses"), "off", Basis.PRACTICE, choices=("off", "on")),
    Setting("count.rollover_office", Text("办理期限遇休息日顺延", "An office's last day moves past days of rest"), "on", Basis.CHOICE, choices=("on", "off")),
)  # fmt: skip
