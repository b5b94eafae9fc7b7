"""Tone: plain and civil, nobody labelled, nobody sent away without a word where to go."""

import re
from collections.abc import Iterator

from huiying.core.replycheck.finding import Finding, Level, finding
from huiying.core.words import Text

_LABEL = Text("这是给人下定论。请只写事情。", "This labels a person. Write about the matter only.")
_RUDE = Text("这话伤人。请换成客气的说法。", "This is hurtful. Say it civilly.")
_AWAY = Text(
    "这是把人推开。请写清楚找谁、怎么找。", "This sends the person away. Say who can help and how to reach them."
)
_TEACH = Text("这像在教训人。请说明事实和依据。", "This lectures. Give the facts and the basis.")
_THREAT = Text("这像在吓唬人。请去掉。", "This reads as a threat. Take it out.")
_BUREAU = Text("这句话没有内容。请写谁在什么时候做什么。", "This says nothing. Write who does what by when.")

_PHRASES: tuple[tuple[str, Level, Text, str], ...] = (
    ("tone.label", "block", _LABEL, "刁民|缠访|闹访|无理取闹|胡搅蛮缠|无事生非|没事找事|不可理喻|别有用心"
    "|素质(?:太)?[低差]|老上访|钉子户"),
    ("tone.label", "block", _LABEL, r"\btrouble-?makers?\b|\bhysterical\b|\bvexatious\b|\bnuisance caller\b"),
    ("tone.rude", "block", _RUDE, "爱信不信|随便你|你去告|有本事你|少管闲事|懂不懂法|别再?来烦|滚[出蛋开]|胡说八道"
    "|睁眼说瞎话|活该"),
    ("tone.rude", "block", _RUDE, r"\bshut up\b|\bnonsense\b|\bridiculous\b|\bstop complaining\b|\bwasting our "
    r"time\b"),
    ("tone.away", "look", _AWAY, "请自行解决|[你您](?:们|家|本人)?自(?:行|己)(?:解决|想办法)"
    "|不归我们?[局办镇]?管|不归本[局办镇]管|与我[们局办镇]?无关"
    "|不是我们的(?:事|责任)|爱莫能助|找别的部门|不要再(?:反映|投诉|打电话)|请勿(?:重复|再次?)(?:反映|投诉)"),
    ("tone.away", "look", _AWAY, r"\bnot our (?:problem|responsibility|business)\b|\b(?:deal with|solve|sort) "
    r"(?:it|this) yourself\b|\bdo not (?:call|write|ask) again\b"),
    ("tone.teach", "look", _TEACH, "后果自负|[你您]应[该当]?(?:知道|明白|清楚|懂得)|众所周知|难道[你您]|[你您]难道"
    "|早就(?:说|告诉|答复)过|已经说过多少|请[你您]端正|望[你您]自重|无理要求|不合理诉求"),
    ("tone.teach", "look", _TEACH, r"\byou (?:should|ought to) (?:know|have known|understand)\b|\bas everyone "
    r"knows\b|\bunreasonable demands?\b|\bas we have already told you\b"),
    ("tone.threat", "block", _THREAT, "否则将?(?:依法)?(?:追究|拘留|处理)[你您]"),
    ("tone.threat", "block", _THREAT, "[你您]将[被受到]{1,2}(?:拘留|处罚|追究)"),
    ("tone.threat", "block", _THREAT, r"\bor face (?:the )?consequences\b"),
)  # fmt: skip
_COMPILED = tuple((code, level, says, re.compile(words, re.IGNORECASE)) for code, level, says, words in _PHRASES)
_YOU = re.compile("你(?!们?[局办单处科所县镇乡区市委院校部厅])")
YOU = Text("对来信的人用“您”。", "Address the person as 您.")

_EMPTY = re.compile(
    "高度重视|正在(?:积极)?(?:研究|处理|协调|推进|跟进|核实|办理)(?:中|之中)?|积极(?:协调|推进|配合|沟通)"
    "|进一步(?:加强|研究|完善|规范|加大)"
    "|认真(?:落实|研究|对待|核实|处理|调查)|持续(?:关注|跟进|推进)|尽快(?:处理|解决|落实|办理|核实)"
    "|依法依规(?:处理|办理)?|切实(?:加强|维护|做好|解决)"
    "|加大.{0,6}力度|多措并举|统筹推进|妥善(?:处理|解决)|及时(?:处理|解决|办理|跟进)|感谢[您你]?(?:的"
    "|对)?.{0,12}(?:理解|支持|关注|信任|监督|来信|留言)(?:和支持|与支持)?"
    "|欢迎.{0,8}(?:监督|反映)|祝[您你].{0,8}(?:愉快|健康|幸福)|[您你]好|网友|[您你]?(?:所)?反映的?(?:问题|情况"
    "|事项|诉求)?(?:收悉|已收悉|已收到)?"
    "|我(?:局|办|镇|们|单位|街道|中心)|相关(?:部门|单位|问题|工作|情况)|有关(?:部门|单位|问题|工作)|对此|将会?"
    "|已|并|后续|下一步|工作|问题|解决|办理|处理|安排|专人|部署|要求|组织"
)  # fmt: skip
_EMPTY_SIGNS = re.compile(
    "高度重视|正在(?:积极)?(?:研究|处理|协调|推进|跟进|核实|办理)|积极(?:协调|推进)|进一步|认真(?:落实|研究"
    "|对待)|尽快|依法依规|妥善|持续|及时"
    r"|\b(?:attach great importance|looking into|under consideration|being studied|actively coordinat|in due course)",
    re.IGNORECASE,
)
_EMPTY_EN = re.compile(
    r"dear \w+|thank you[^.!]*|we (?:attach great importance|are (?:looking into|studying|actively coordinating"
    r"|considering))[^.!]*"
    r"|(?:it|this|the matter|your (?:case|request|matter)) is (?:under consideration|being studied|being looked "
    r"into)[^.!]*"
    r"|we will [^.!]*in due course|as soon as possible",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\w]|_")
_CONTENT_LEFT = 12


def check_tone(text: str) -> Iterator[Finding]:
    """Labels, rudeness, threats, brushing off, lecturing; 你 for 您, told once."""
    for code, level, says, pattern in _COMPILED:
        for match in pattern.finditer(text):
            yield finding(code, level, match, says)
    if you := _YOU.search(text):
        yield finding("tone.you", "look", you, YOU)


def check_empty(text: str) -> Iterator[Finding]:
    """The whole reply is made of phrases such as "we attach great importance, it is being studied"."""
    sign = _EMPTY_SIGNS.search(text)
    if sign and len(_LETTERS.sub("", _EMPTY_EN.sub("", _EMPTY.sub("", text)))) <= _CONTENT_LEFT:
        yield finding("shape.empty", "look", sign, _BUREAU)
