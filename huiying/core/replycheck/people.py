"""People in a reply: nobody is named, no number of a person stands in it."""

import re
from collections.abc import Iterator

from huiying.core.redaction import Kind, find
from huiying.core.replycheck.finding import Finding, Level, ReplyContext, finding
from huiying.core.words import Text

_SAYS: dict[Kind, tuple[Level, Text]] = {
    "name": (
        "block",
        Text("这是当事人的姓名。请改成“您”或者去掉。", "This is a person's name. Write “you” or leave it out."),
    ),
    "id_number": ("block", Text("这像身份证号码。请去掉。", "This looks like an identity number. Take it out.")),
    "bank_card": ("block", Text("这像银行卡号。请去掉。", "This looks like a bank card number. Take it out.")),
    "mobile": (
        "block",
        Text("这是手机号码。请换成单位的电话。", "This is a mobile number. Give the unit's phone instead."),
    ),
    "plate": ("block", Text("这是车牌号码。请去掉。", "This is a number plate. Take it out.")),
    "email": (
        "look",
        Text("这个邮箱是单位的吗？个人的请去掉。", "Is this the unit's address? Take out a private one."),
    ),
    "landline": ("look", Text("这个电话是单位的吗？请核对。", "Is this the unit's phone? Check the number.")),
    "address": (
        "look",
        Text("门牌会让人认出是谁。不必要就去掉。", "A door number shows who it is. Leave it out if you can."),
    ),
}
# The hundred and some commonest surnames; those that are mostly other words in a sentence (和 向 于 同 …) are left out.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵覃武钱戴严莫孔汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞柳骆祝柯阮裴"
)
_DOUBLE = "欧阳|司马|上官|诸葛|司徒|东方|尉迟|皇甫|夏侯|慕容"
# 相关 有关 机关 任何 如何: here the last sign is no surname.
_SURNAME = rf"(?:{_DOUBLE}|[{_SURNAMES}](?<![相有机]关)(?<![任如]何))"
_HONOURED = "先生|女士|小姐|大爷|大妈|大娘|阿姨|老人|师傅|同志|老师|大哥|大姐"
_COLLEAGUE = ("同志", "老师", "师傅")
_FULL = re.compile(
    rf"(?P<name>(?!任课|申报){_SURNAME}(?!{_HONOURED}|[某等的岁]|[{_SURNAMES}](?:{_HONOURED}))"
    rf"(?:(?![的等岁了和]|同学)[\u4e00-\u9fff]){{1,2}}?)(?:{_HONOURED}|\s?[（(](?:男|女|身份证|电话|手机|联系))"
)
_SHORT = re.compile(rf"{_SURNAME}(?:某{{1,2}})?(?:{_HONOURED}|同学)|{_SURNAME}某{{1,2}}")
_ENGLISH = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")

NAMED = Text("这像是一个人的姓名。公开的答复里不写姓名。", "This looks like a person's name. A reply names nobody.")
SURNAME = Text(
    "这里提到一个人的姓。公开的文字请用“您”或者去掉。", "A surname stands here. Write “you” or leave it out."
)


def check_people(text: str, context: ReplyContext) -> Iterator[Finding]:
    """Numbers and addresses of persons, given names, and what looks like a name."""
    allowed = {_plain(contact) for contact in context.office_contacts}
    for span in find(text, context.person_names):
        quote = text[span.start : span.end]
        if _plain(quote) not in allowed:
            level, says = _SAYS[span.kind]
            yield Finding(f"people.{span.kind}", level, span.start, span.end, quote, says)
    full = list(_FULL.finditer(text))
    for match in full:
        # Colleagues are called 同志 or 老师: naming one may be meant, so somebody looks.
        named: Level = "look" if match[0].endswith(_COLLEAGUE) else "block"
        yield finding("people.full_name", named, match, NAMED, "name")
    for pattern in (_SHORT, _ENGLISH):
        for match in pattern.finditer(text):
            if not any(other.start() <= match.start() < other.end() for other in full):
                yield finding("people.surname", "look", match, SURNAME)


def _plain(contact: str) -> str:
    return re.sub(r"[\s()（）\-—]", "", contact).casefold()
