"""What every service asks beside its standard fields. None is required: a sentence and a place are enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huiying.core.words import Text

KIND, WANTS, NAMING, PUBLISH = "KIND", "WANTS", "NAMING", "PUBLISH"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that may be chosen; `name` as people read it."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question with a list of answers, one of which may be chosen."""

    code: str
    asked: Text
    hint: Text
    values: tuple[Value, ...]

    def takes(self, key: str) -> bool:
        """Whether `key` is one of the answers."""
        return any(value.key == key for value in self.values)


def _values(*rows: tuple[str, str, str]) -> tuple[Value, ...]:
    return tuple(Value(key, Text(zh, en)) for key, zh, en in rows)


ATTRIBUTES = (
    Attribute(
        PUBLISH,
        Text("可以不带姓名公开这些话吗？", "May the words be published without a name?"),
        Text(
            "同意的，隐去个人信息后出现在公开列表里；不选就是不同意。",
            "If yes, they appear in the public list with personal details masked. Left out means no.",
        ),
        _values((NO, "不同意", "No"), (YES, "同意", "Yes")),
    ),
    Attribute(
        KIND,
        Text("说的是哪一种？", "What is it?"),
        Text(
            "举报干部违纪违法的，请到网上或当面说，这里不收。",
            "A breach of discipline or law by an official is reported on our own pages or in person, not here.",
        ),
        _values(
            ("request", "有事要办", "Ask for help or a solution"),
            ("complaint", "投诉", "Complaint"),
            ("suggestion", "建议", "Suggestion"),
            ("inquiry", "想问清楚", "Question"),
            ("praise", "表扬", "Praise"),
        ),
    ),
    Attribute(
        WANTS,
        Text("怎样才算解决？", "What would put it right?"),
        Text("答复要回应这一条。", "The answer will speak to it."),
        _values(
            ("explanation", "给个说法", "An explanation"),
            ("fair_look", "公道地再看一遍", "A fair second look"),
            ("respect", "尊重或者道歉", "Respect or an apology"),
            ("action", "把事办了", "Something done"),
            ("money", "钱或者帮助", "Money or help"),
            ("unknown", "还不知道", "I don't know"),
        ),
    ),
    Attribute(
        NAMING,
        Text("姓名告诉谁？", "Who may know the name?"),
        Text(
            "留了联系方式而不选的，按保护姓名处理；没留的是匿名。",
            "Left out means shielded where a contact is given, without a name where none is.",
        ),
        _values(
            ("named", "实名", "With my name"),
            ("shielded", "保护姓名", "Keep my name shielded"),
            ("anonymous", "匿名，联系方式不留存", "Without a name; contacts are not kept"),
        ),
    ),
)
BY_CODE = {attribute.code: attribute for attribute in ATTRIBUTES}


def definition(language: str) -> list[dict[str, Any]]:
    """The attributes as a service definition lists them, in `language`."""
    return list(_rows(language))


def _rows(language: str) -> Iterator[dict[str, Any]]:
    for order, one in enumerate(ATTRIBUTES, start=1):
        yield {
            "variable": True,
            "code": one.code,
            "datatype": "singlevaluelist",
            "required": False,
            "datatype_description": one.hint.say(language),
            "order": order,
            "description": one.asked.say(language),
            "values": [{"key": value.key, "name": value.name.say(language)} for value in one.values],
        }
