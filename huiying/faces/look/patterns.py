"""Invented examples for the pattern page: every component at least once, in both languages."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from huiying.core.deadlines import Due, Mark, Measure, Standing
from huiying.core.words import Text
from huiying.faces.look.days import DayField
from huiying.faces.look.parts import Act, Chip, Column, Link, NavItem, Option, QueueRow, Row, Slip, Step, Table
from huiying.faces.look.uploads import FileRow

_TAGS = (
    ("new", Text("刚到", "new")),
    ("doing", Text("办理中", "in progress")),
    ("wait", Text("等您打分", "waiting for you")),
    ("done", Text("已解决", "resolved")),
    ("stop", Text("被退回", "returned")),
    ("hold", Text("已停表", "clock stopped")),
)


def _due(on: date, *, noon: bool = False, provisional: bool = False) -> Due:
    at = datetime(on.year, on.month, on.day, 4 if noon else 16, tzinfo=UTC)
    return Due(on, on, at, Measure.days, provisional)


_FAR = (_due(date(2026, 12, 11)), Standing(Mark.far, 18, Measure.days))
_SOON = (_due(date(2026, 11, 25)), Standing(Mark.soon, 2, Measure.workdays))
_TODAY = (_due(date(2026, 11, 23), noon=True), Standing(Mark.today, 0, Measure.days))
_OVER = (_due(date(2026, 11, 19)), Standing(Mark.over, 2, Measure.days, late=True))
_PAUSED = (_due(date(2026, 12, 1)), Standing(Mark.paused, 9, Measure.days))
_PROVISIONAL = (_due(date(2027, 1, 21), provisional=True), Standing(Mark.far, 60, Measure.days))
_MET = (_due(date(2026, 11, 20)), Standing(Mark.met, 0, Measure.days))
_DUES = (
    (*_FAR, ""),
    (*_SOON, ""),
    (*_TODAY, ""),
    (*_OVER, ""),
    (*_PAUSED, Text("等听证", "hearing to come")),
    (*_PROVISIONAL, ""),
    (*_MET, Text("11月20日答复", "answered 20 November")),
)

_ROAD = (
    Step(Text("给您答复", "You get the answer"), "next", date(2026, 11, 30), latest=True),
    Step(Text("柳河镇在办", "Liuhe town is on it"), "now", datetime(2026, 11, 23, 1, 40, tzinfo=UTC)),
    Step(
        Text("县住建局退回", "Housing handed it back"),
        "back",
        date(2026, 11, 16),
        note=Text("村道路灯归镇里管。期限没有往后推。", "Village lamps are the town's. The limit did not move."),
    ),
    Step(Text("收到您的话", "We have your words"), "done", datetime(2026, 11, 13, 2, 12, tzinfo=UTC)),
)
_AHEAD = (
    Step(Text("已收到", "We have it"), "done", datetime(2026, 11, 23, 1, 40, tzinfo=UTC)),
    Step(Text("交到负责的单位", "The right unit has it"), "next", date(2026, 11, 24), latest=True),
    Step(Text("给您答复", "You get the answer"), "next", date(2026, 11, 30), latest=True),
    Step(
        Text("您来打分", "You judge it"),
        "next",
        note=Text("说“没解决”，就重新办。", "Say “not resolved” and it is taken up again."),
    ),
)
_FACTS = (
    Row(
        Text("到期", "Due"),
        Text("2026年12月11日（星期五），还剩 18 天", "Friday 11 December 2026, 18 days left"),
        note=Text("10月12日受理起 60 天，条例第三十四条", "60 days from acceptance on 12 October, Art. 34"),
    ),
    Row(Text("主办", "Lead unit"), Text("县自然资源局", "Natural Resources")),
)
_ANSWERS = (
    Row(
        Text("您说的事", "Your words"),
        Text("去小学的路三盏灯都不亮。", "All three lamps on the way to school are out."),
        quote=True,
        link=Link(Text("改", "Change"), "#"),
    ),
    Row(Text("地点", "Place"), Text("柳河村二组", "Liuhe village, group 2"), link=Link(Text("改", "Change"), "#")),
)
_CHIPS = (
    Chip(Text("全部", "All"), "#", 43, current=True),
    Chip(Text("超期", "Late"), "#", 2),
    Chip(Text("今天到期", "Due today"), "#", 3),
)
_NAV = (
    NavItem(Text("登记", "Intake"), "#"),
    NavItem(Text("调度", "Dispatch"), "#", count=4),
    NavItem(Text("我的办件", "My cases"), "#", current=True),
    NavItem(Text("审批", "Approvals"), "#"),
    NavItem(Text("管理", "Administration"), "#"),
)
_CASES = (
    QueueRow(
        "#",
        Text("安置房漏水，物业说等维修基金", "Resettlement flat leaks; the caretaker waits for the fund"),
        Text("青石街道", "Qingshi street"),
        "doing",
        Text("办理中", "in progress"),
        *_OVER,
        procedure=Text("热线", "Hotline"),
        hops=1,
        handler=Text("赵敏", "Zhao Min"),
    ),
    QueueRow(
        "#",
        Text("征地补偿款差 3 户没到账", "Compensation missing for three households"),
        Text("北塘村", "Beitang village"),
        "wait",
        Text("等补充", "waiting for more"),
        *_TODAY,
        procedure=Text("信访", "Letters and visits"),
        handler=Text("刘凯", "Liu Kai"),
    ),
    QueueRow(
        "#",
        Text("山林权属界线争议", "Who owns the forest on the ridge"),
        Text("东山村", "Dongshan village"),
        "hold",
        Text("已停表", "clock stopped"),
        *_PAUSED,
        reason=Text("等听证", "hearing to come"),
        procedure=Text("信访", "Letters and visits"),
        hops=1,
    ),
)
_ACTS = (
    Act(Text("写处理意见书", "Write the decision"), "#", "R"),
    Act(Text("联系诉求人", "Contact the people"), "#", "C"),
    Act(Text("申请延期", "Ask to extend"), "#", "E"),
)
_FORBIDDEN = Text("退回：已过 5 个工作日，不能退（第二十三条）", "Return: past 5 working days (Art. 23)")
_UNITS = Table(
    Text("各单位（按名称排，不排名次）", "Units, by name, not by rank"),
    (
        Column(Text("单位", "Unit")),
        Column(Text("在办", "Open"), number=True),
        Column(Text("超期", "Late"), number=True),
    ),
    ((Text("北塘乡", "Beitang"), 38, 0), (Text("青石街道", "Qingshi"), 121, 1), (Text("县交通局", "Transport"), 57, 0)),
)
_SLIP = Slip(
    "7304291658",
    "4821093755162048",
    (
        Text("11月24日 12:00 前交到单位", "At the unit by 24 November, 12:00"),
        Text("11月30日（星期一）前答复", "Answer by 30 November"),
    ),
    (Text("打 12345 也能查。", "You can also ask by phone: 12345."),),
)

_SOLVED = (
    ("yes", Text("解决了", "Yes")),
    ("partly", Text("解决了一部分", "In part")),
    ("no", Text("没解决", "No")),
)
_WISHES = (
    ("explanation", Option(Text("给个说法", "An explanation"))),
    ("action", Option(Text("把事办了", "Something done"), hint=Text("比如修好、清走、补发", "Mended, cleared, paid"))),
    ("unknown", Option(Text("说不好", "I don’t know"))),
)
_PLACES = (("", Text("请选一个", "Choose one")), ("1", Text("柳河镇", "Liuhe town")))


def _said(choices: tuple[tuple[str, Text], ...], english: bool) -> list[tuple[str, str]]:
    return [(value, words.say("en" if english else "zh")) for value, words in choices]


def _example_form(english: bool) -> forms.Form:
    """One field of each sort; the phone is wrong, so that the error shows."""

    def say(zh: str, en: str) -> str:
        return en if english else zh

    class Example(forms.Form):
        phone = forms.RegexField(
            r"^\d{11}$",
            label=say("电话", "Phone"),
            help_text=say("只用来给您回话", "Only to answer you"),
            error_messages={"invalid": say("电话少了一位，应是 11 位", "The number is one digit short; it has 11")},
            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        )
        words = forms.CharField(
            label=say("您要说什么事？", "What do you want to tell us?"), max_length=5000, widget=forms.Textarea
        )
        solved = forms.ChoiceField(
            label=say("事情解决了吗？", "Was it resolved?"), choices=_said(_SOLVED, english), widget=forms.RadioSelect
        )
        wishes = forms.MultipleChoiceField(
            label=say("怎样才算办好？", "What would put it right?"),
            choices=_WISHES,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        place = forms.ChoiceField(label=say("地点", "Place"), choices=_said(_PLACES, english), required=False)
        since = DayField(label=say("从哪天起的？", "Since when?"), required=False)
        agree = forms.BooleanField(label=say("可以打电话问我", "You may phone me"), required=False)

    data = {"phone": "1381234204", "words": say("三盏路灯都不亮。", "Three lamps are out."), "solved": "yes"}
    return Example(data | {"wishes": ["action"], "since_year": "2026", "since_month": "11", "since_day": "1"})


_FILES = (FileRow(1, "IMG_0417.pdf", "1.2 MB"), FileRow(2, "说明.txt", "3.1 KB", url="#", note="2026-11-23"))


def examples(*, english: bool = False) -> dict[str, Any]:
    """The context of the pattern pages."""
    return {
        "tags": _TAGS,
        "dues": _DUES,
        "road": _ROAD,
        "ahead": _AHEAD,
        "facts": _FACTS,
        "answers": _ANSWERS,
        "files": _FILES,
        "chips": _CHIPS,
        "nav": _NAV,
        "cases": _CASES,
        "acts": _ACTS,
        "forbidden": _FORBIDDEN,
        "units": _UNITS,
        "slip": _SLIP,
        "form": _example_form(english),
        "who": {
            "name": Text("赵敏", "Zhao Min").say("en" if english else "zh"),
            "unit": Text("自然资源局", "Natural Resources").say("en" if english else "zh"),
        },
        "search_url": "/patterns",
    }
