"""What stands on posters and slips: Chinese large, English small, both on the same paper."""

from dataclasses import dataclass

from huiying.core.words import Text


@dataclass(frozen=True, slots=True)
class Block:
    """One of the boxes of a poster."""

    title: Text
    lines: tuple[Text, ...]


HEADLINE = Text("有事您说，件件有回音", "Speak up. Every voice gets an answer.")
BOX = Text("意见箱", "Suggestion box")
SCAN = Text("扫码就能说，不用注册", "Scan and speak up; no account")
WAYS = Text("三种说法，一样办", "Three ways, handled the same")
BY_SCAN = Text("手机扫左边的码，两分钟写完", "Scan the code with your phone: two minutes")
BY_SLIP = Text("取一张纸条，写好投进箱里；自己带纸也行", "Take a slip, write, drop it in; your own paper will do")
BY_PHONE = Text("打电话", "Call")
BY_COUNTER = Text("到窗口当面说", "Come to the counter")
_ANYTHING = Text("求助、投诉、建议、提问、感谢", "A need, a complaint, an idea, a question, thanks")
WHAT_AT_BOX = Block(
    Text("可以说什么", "What you can say"),
    (
        _ANYTHING,
        Text(
            "检举违纪违法请扫码，纸条开箱人会读",
            "Report wrongdoing by scanning: slips are read here",
        ),
    ),
)
WHAT = Block(
    Text("可以说什么", "What you can say"),
    (_ANYTHING, Text("检举干部违纪违法，只有专办员看得到", "Reports of wrongdoing are read by one officer alone")),
)
NO_NAME = Block(
    Text("不留名也行", "No name needed"),
    (
        Text("一样登记，一样办", "Registered and handled all the same"),
        Text("不要写别人的姓名、身份证号", "Please write no names or numbers of others"),
    ),
)
_AGAIN = Text("没解决，说一声就再办一次", "Not resolved? Say so and it is done once more")
_FOLLOW = Text("回执号和密码能查进展、打分", "Number and code let you follow and rate")
KEEP_STUB = Block(Text("存根收好", "Keep the stub"), (_FOLLOW, _AGAIN))
KEEP = Block(Text("回执收好", "Keep the receipt"), (_FOLLOW, _AGAIN))
BY_WHEN = Text("什么时候答复", "When you get an answer")
FROM_OPENING = Text("开箱那天就算收到", "The day the box is opened is the day we have it")
FROM_TODAY = Text("说的当天就算收到", "The day you say it is the day we have it")
TWO_OPEN = Text("两人清点签字，张数公布", "two people count, sign and publish how many")
DANGER = Text("有危险，不要写：打 110、120", "In danger? Do not write: call 110 or 120")
RHYTHMS = {
    "workday": Text("每个工作日开箱", "Opened every working day"),
    "week": Text("每周开箱一次", "Opened once a week"),
    "fortnight": Text("每两周开箱一次", "Opened once every two weeks"),
    "month": Text("每月开箱一次", "Opened once a month"),
}

SLIP = {
    "say": Text("您要说什么事？", "What do you want to tell us?"),
    "kind": Text("是什么事", "Tick one"),
    "kinds": (
        Text("要解决", "to solve"),
        Text("投诉", "complaint"),
        Text("建议", "idea"),
        Text("想问", "question"),
        Text("感谢", "thanks"),
    ),
    "where": Text("在哪里", "Where"),
    "contact": Text("姓名、电话（可以不留）", "Name, phone (you may leave it out)"),
    "number": Text("纸条号", "Slip"),
    "cut": Text("沿线撕下，自己留着", "Tear off and keep"),
    "receipt": Text("回执号", "Receipt number"),
    "code": Text("查询密码", "Secret code"),
    "follow": Text("开箱后扫码或上网查：", "Once the box is opened, scan or look here:"),
    "private": Text("密码只有这里有，不要写在左边。", "The code stands only here. Do not write it on the left."),
}
