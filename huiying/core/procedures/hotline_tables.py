"""热线 as data: states, clocks and documents. Source: our procedures note, part 3.

The national documents set no day limits: every number here is a city's (C) or ours (P). packs.py has the cities' own.
"""

from huiying.core.deadlines import Limit, Measure
from huiying.core.procedures.model import Basis, Clock, Look, Paper, Setting, Source, State, StateKind
from huiying.core.words import Text

BEIJING = "北京市接诉即办工作条例"
WEIFANG = "潍坊市12345政务服务便民热线条例"
JINAN = "济南市12345市民服务热线条例"
LVLIANG = "吕梁市12345办法解读（2024）"
GUANGDONG = "广东省12345管理办法（2022）"
INSTRUMENT = "国办函〔2025〕66号"
KINDS = ("request", "complaint", "report", "suggestion", "inquiry", "praise", "objection")


def bj(article: str) -> Source:
    """An article of Beijing's ordinance, seen verbatim."""
    return Source(Basis.CITY, BEIJING, article)


def wf(article: str) -> Source:
    """An article of Weifang's ordinance, seen verbatim."""
    return Source(Basis.CITY, WEIFANG, article)


def jn(article: str) -> Source:
    """An article of Jinan's ordinance, seen verbatim."""
    return Source(Basis.CITY, JINAN, article)


def ll(article: str) -> Source:
    """A heading of Lüliang's official explanation."""
    return Source(Basis.CITY, LVLIANG, article)


NATIONAL = Source(Basis.NATIONAL, INSTRUMENT)
PRACTICE = Source(Basis.PRACTICE, "Huiying")
CHOICE = Source(Basis.CHOICE, "Huiying")

_O, _E, _A = StateKind.OPEN, StateKind.ENDED, StateKind.ARCHIVED


def _state(id_: str, zh: str, en: str, said_zh: str, said_en: str, kind: StateKind, look: Look) -> State:
    return State(id_, Text(zh, en), Text(said_zh, said_en), kind, look)


STATES = (
    _state("received", "已接诉（成单）", "received", "收到了，正在看该交给谁", "We have it and are finding the right unit", _O, Look.NEW),
    _state("laid_aside", "另置（疑似不是要办的事）", "set aside", "先放在一边了：看着不像是一件要办的事。期限照算，您可以要求再看一遍", "Set aside: it does not look like a matter to be handled. Time runs on; you can ask for a second look", _O, Look.HOLD),
    _state("answered", "当场答复", "answered at once", "已当场答复", "Answered at once", _E, Look.DONE),
    _state("emergency_passed", "已转紧急热线", "passed to an emergency line", "已转给紧急热线", "Passed to the emergency line", _E, Look.DONE),
    _state("route_told", "已告知法定途径", "route told", "要走法定途径，已告诉您怎么走", "A legal route applies; you have been told how to take it", _E, Look.DONE),
    _state("progress_told", "已告知进展或结果（同一诉求）", "progress told", "同一件事，进展或结果已告诉您", "The same matter: you have been told how it stands", _E, Look.DONE),
    _state("explained", "已解释说明（秘密、隐私）", "explained", "不能答复的原因已向您说明", "You have been told why it cannot be answered", _E, Look.DONE),
    _state("other_channel_told", "已告知市场、社会等渠道", "other channel told", "已告诉您可以找哪里", "You have been told where to go", _E, Look.DONE),
    _state("dissuaded", "已劝导", "dissuaded", "不能办，原因已向您说明", "It cannot be done; you have been told why", _E, Look.STOP),
    _state("conferring", "派单前会商", "conferring", "正在商量由哪个单位办", "The units are talking about who takes it", _O, Look.NEW),
    _state("dispatched", "已派单", "dispatched", "已交给负责的单位", "The responsible unit has it", _O, Look.NEW),
    _state("objected", "派单异议待审", "objection pending", "单位说不归它管，正在核实", "The unit says it is not theirs; this is being checked", _O, Look.STOP),
    _state("designating", "研究确定承办单位", "designating", "正在定由哪个单位办", "It is being settled which unit takes it", _O, Look.STOP),
    _state("handling", "办理中", "handling", "正在办", "Being handled", _O, Look.DOING),
    _state("coordinating", "提级协调", "coordinating", "一个单位办不了，正在协调", "One unit cannot do it alone; it is being coordinated", _O, Look.DOING),
    _state("interim_replied", "已阶段答复（跟踪中）", "interim reply given", "先答复了进展，还在办", "You were told how it stands; it goes on", _O, Look.DOING),
    _state("replied", "已答复待审", "replied", "单位已答复，热线正在审核", "The unit has answered; the hotline checks the answer", _O, Look.DOING),
    _state("terminating", "提请终止待审", "end proposed", "单位说办不下去，正在核实", "The unit says it cannot go on; this is being checked", _O, Look.STOP),
    _state("calling_back", "回访中", "calling back", "已答复，正在回访您", "Answered; we are calling you back", _O, Look.WAIT),
    _state("redispatched", "退回再办", "sent back", "没解决，退回单位再办", "Not resolved: the unit has to do it again", _O, Look.STOP),
    _state("terminated", "终止办理", "terminated", "不再办理，原因已向您说明", "It ends here; you have been told why", _E, Look.STOP),
    _state("withdrawn", "已撤回", "withdrawn", "您已撤回", "You withdrew it", _E, Look.HOLD),
    _state("closed", "已办结", "closed", "已办结，请您打分", "Closed; please rate it", _E, Look.DONE),
    _state("archived", "已归档", "archived", "已归档", "Archived", _A, Look.DONE),
)  # fmt: skip

_HOTLINE = Text("热线机构", "hotline body")
_UNIT = Text("承办单位", "handling unit")


def _clock(
    id_: str, zh: str, en: str, limit: Limit | None, owner: Text, *sources: Source, setting: str = "",
    extension_max: int = 0, extension_times: int = 0, by_kind: tuple[tuple[str, Limit], ...] = (), chance: bool = False, outlives: bool = False,
) -> Clock:  # fmt: skip
    return Clock(
        id_, Text(zh, en), limit, owner, sources, setting=setting,
        extension_max=extension_max, extension_times=extension_times, by_kind=by_kind, chance=chance, outlives=outlives,
    )  # fmt: skip


def _workdays(length: int) -> Limit:
    return Limit(length, Measure.workdays)


CLOCKS = (
    _clock("H-DISPATCH", "派单", "dispatch", Limit(1, Measure.half_workdays), _HOTLINE, ll("3-4"), bj("11(2)"), setting="hotline.dispatch_half_workdays"),
    _clock("H-URGENT", "紧急响应", "urgent response", Limit(30, Measure.minutes), _UNIT, ll("4"), setting="hotline.urgent_minutes"),
    _clock("H-CONTACT", "首次联系", "first contact", _workdays(1), _UNIT, PRACTICE, bj("15 item 1"), setting="hotline.contact_workdays"),
    _clock("H-RETURN", "派单异议", "objection", _workdays(1), _UNIT, ll("2"), setting="hotline.return_workdays", chance=True),
    _clock("H-RETURN-DECIDE", "异议审核", "deciding the objection", _workdays(1), _HOTLINE, PRACTICE, bj("12(3)"), NATIONAL, setting="hotline.return_decide_workdays"),
    _clock("H-HANDLE", "办理", "handling", _workdays(5), _UNIT, wf("20"), jn("24"), ll("4"), bj("13"), setting="hotline.handle_workdays", extension_max=9, extension_times=3, by_kind=(("inquiry", _workdays(3)),)),
    _clock("H-STATUTE", "法定时限", "limit of another law", None, _UNIT, wf("20 item 2"), jn("24 item 2")),
    _clock("H-PROMISED", "承诺时限", "promised day", None, _UNIT, jn("24 item 3"), jn("24(2)"), wf("20 item 3")),
    _clock("H-REVIEW", "答复审核", "checking the answer", _workdays(1), _HOTLINE, PRACTICE, jn("27(1)"), setting="hotline.review_workdays"),
    _clock("H-CALLBACK", "回访", "call-back", _workdays(3), _HOTLINE, PRACTICE, jn("27(1)"), bj("23"), wf("25"), setting="hotline.callback_workdays"),
    _clock("H-REDO", "再办", "doing it again", _workdays(3), _UNIT, PRACTICE, jn("27(2)"), setting="hotline.redo_workdays"),
    _clock("H-SUPERVISE", "督办反馈", "answer to a supervision order", _workdays(5), _UNIT, wf("26"), jn("28"), PRACTICE, setting="hotline.supervise_workdays", outlives=True),
    _clock("H-CAP", "特殊事项最长", "longest for special matters", Limit(180, Measure.days), _UNIT, ll("4"), setting="hotline.cap_days"),
)  # fmt: skip


def _paper(code: str, zh: str, en: str, when_zh: str, when_en: str, *sources: Source, to_person: bool = True) -> Paper:
    return Paper(code, Text(zh, en), to_person, Text(when_zh, when_en), sources)


PAPERS = (
    _paper("H01", "诉求受理回执", "Receipt", "当场", "at once", PRACTICE),
    _paper("H02", "诉求工单", "Ticket", "派单时", "with the dispatch", bj("10"), bj("13"), jn("22"), to_person=False),
    _paper("H03", "不予受理（分类处理）告知", "Notice why it is not dispatched", "当场", "at once", wf("19(2)"), bj("11(3)")),
    _paper("H04", "派单异议申请（审核意见）", "Objection to the dispatch, and the decision", "1 个工作日内", "within 1 working day", bj("12(3)"), to_person=False),
    _paper("H05", "延期告知", "Notice of extension", "原期限届满前", "before the old day ends", bj("15 item 2")),
    _paper("H06", "阶段性答复", "Interim reply", "办理期限内", "within the handling limit", jn("24 item 2"), jn("24 item 3"), wf("20 item 3")),
    _paper("H07", "办理结果答复", "Answer", "办理期限内", "within the handling limit", bj("15 item 3"), wf("20"), jn("24")),
    _paper("H08", "终止办理解释", "Explanation why it ends", "终止前", "before it ends", wf("21"), jn("25")),
    _paper("H09", "回访记录", "Record of the call-back", "回访时", "with the call-back", bj("23"), jn("27(1)"), to_person=False),
    _paper("H10", "督办单", "Supervision order", "按单中日期", "by its date", wf("26"), jn("28"), to_person=False),
)  # fmt: skip


def _setting(key: str, zh: str, en: str, default: int, least: int, most: int, basis: Basis) -> Setting:
    return Setting(key, Text(zh, en), default, basis, least, most)


_KIND_NAMES = {
    "request": Text("求决", "requests"),
    "complaint": Text("投诉", "complaints"),
    "report": Text("检举控告", "reports"),
    "suggestion": Text("建议", "suggestions"),
    "inquiry": Text("咨询", "questions"),
    "praise": Text("表扬", "praise"),
    "objection": Text("异议", "objections"),
}
_HANDLE = tuple(
    _setting(
        f"hotline.handle_workdays.{kind}", f"办理：{name.zh}（工作日）", f"Handling: {name.en} (working days)",
        3 if kind == "inquiry" else 5, 1, 15, Basis.CITY,
    )
    for kind, name in _KIND_NAMES.items()
)  # fmt: skip
SETTINGS = (
    Setting("hotline.pack", Text("采用哪个城市的期限", "Which city's limits"), "lvliang", Basis.CITY, choices=("lvliang", "weifang", "jinan", "guangdong", "beijing")),
    _setting("hotline.dispatch_half_workdays", "派单（半个工作日）", "Dispatch (half working days)", 1, 1, 2, Basis.CITY),
    _setting("hotline.urgent_minutes", "紧急响应（分钟）", "Urgent response (minutes)", 30, 1, 120, Basis.CITY),
    _setting("hotline.duty_minutes", "值班叫不到人，几分钟后叫下一位", "Minutes until the next on duty is called", 5, 2, 15, Basis.PRACTICE),
    _setting("hotline.contact_workdays", "首次联系（工作日）", "First contact (working days)", 1, 1, 3, Basis.PRACTICE),
    _setting("hotline.return_workdays", "派单异议（工作日）", "Objection (working days)", 1, 1, 5, Basis.CITY),
    _setting("hotline.return_decide_workdays", "异议审核（工作日）", "Deciding an objection (working days)", 1, 1, 5, Basis.PRACTICE),
    *_HANDLE,
    Setting("hotline.ticket_limit", Text("办理期限由谁定", "What sets the handling limit"), "pack", Basis.CITY, choices=("pack", "named")),
    Setting("hotline.extension", Text("能不能延期", "Extensions"), "counted", Basis.CITY, choices=("none", "counted", "statutory_only")),
    _setting("hotline.extension_times", "最多延期几次", "Extensions at most", 3, 0, 3, Basis.CITY),
    _setting("hotline.extension_workdays", "每次最多延几个工作日", "Working days per extension at most", 3, 1, 3, Basis.CITY),
    _setting("hotline.review_workdays", "答复审核（工作日）", "Checking an answer (working days)", 1, 1, 5, Basis.PRACTICE),
    _setting("hotline.callback_workdays", "回访（工作日）", "Call-back (working days)", 3, 1, 10, Basis.PRACTICE),
    Setting("hotline.aside_same_text", Text("网上一小时内一字不差的超过几件就另置（0 不用）", "Set aside by the web beyond so many of the very same words within an hour (0: never)"), 0, Basis.PRACTICE, least=0, most=1000),
    Setting("hotline.aside_only_links", Text("网上只有网址的另置", "Set aside by the web what is nothing but web addresses"), "off", Basis.PRACTICE, choices=("off", "on")),
    Setting("hotline.callback_on", Text("回访从何时起", "Call-back counts from"), "reply", Basis.CITY, choices=("reply", "limit")),
    _setting("hotline.redo_workdays", "再办（工作日）", "Doing it again (working days)", 3, 1, 10, Basis.PRACTICE),
    _setting("hotline.redispatches", "最多退回再办几次", "Times it may be sent back", 2, 1, 3, Basis.PRACTICE),
    _setting("hotline.supervise_workdays", "督办反馈（工作日）", "Answer to a supervision order (working days)", 5, 1, 30, Basis.PRACTICE),
    _setting("hotline.returns_per_unit", "每个单位可异议几次", "Objections per unit", 1, 0, 3, Basis.PRACTICE),
    _setting("hotline.remind_before_workdays", "到期前几个工作日提醒单位（0 不提醒）", "Working days before a limit at which the unit is reminded (0: never)", 1, 0, 10, Basis.PRACTICE),
    _setting("hotline.escalate_every_workdays", "逾期后每隔几个工作日往上报一级", "Working days late after which it is told one unit higher", 2, 1, 10, Basis.PRACTICE),
    _setting("hotline.cap_days", "特殊事项最长（日）", "Longest for special matters (days)", 180, 1, 180, Basis.CITY),
)  # fmt: skip
