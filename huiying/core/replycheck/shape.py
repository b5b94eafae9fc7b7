"""Shape of a reply: long enough, finished, said once, answering what would put it right."""

import re
from collections.abc import Iterator

from huiying.core.replycheck.finding import Finding, ReplyContext, finding
from huiying.core.words import Text

SHORTEST = 15
_PARAGRAPH_SHORTEST = 15
_LEFT_OVER = re.compile(
    r"\{[A-Za-z_][\w.]*\}|\[/?\??[a-z_]+\]|(?<![A-Za-z0-9])[XxＸ]{2,}(?![A-Za-z0-9])|×{2,}|○{2,}|＿{2,}|_{3,}|…{4,}"
    r"|某{2}(?:局|办|镇|街道|单位|部门|路|小区|社区|村|公司)|待补充|待填写?|此处填写|(?<=\d{3}年)[xX ]月"
    r"|\bTBD\b|\blorem ipsum\b",
    re.IGNORECASE,
)
_WANTS: dict[str, tuple[Text, re.Pattern[str]]] = {
    "explanation": (
        Text("一个说法", "an explanation"),
        re.compile(r"原因|因为|由于|是因|之所以|解释|说明|\bbecause\b|\breasons?\b|\bexplain", re.IGNORECASE),
    ),
    "fair_look": (
        Text("再公正地看一遍", "a fair second look"),
        re.compile(r"重新|复核|复查|再次|核实|核查|调查|\breview|\blooked again\b|\bchecked\b|\bexamin", re.IGNORECASE),
    ),
    "respect": (
        Text("尊重或者道歉", "respect or an apology"),
        re.compile(r"抱歉|道歉|歉意|对不起|批评教育|赔礼|态度|\bsorry\b|\bapolog", re.IGNORECASE),
    ),
    "action": (
        Text("把事情办了", "something done"),
        re.compile(r"[已将].{0,20}[修换装清拆改建停通完治补查设开关运]|整改|维修|\bwill\b|\bhas been\b|\bhave "
        r"been\b|\brepaired\b", re.IGNORECASE),
    ),
    "money": (
        Text("钱或者帮助", "money or help"),
        re.compile(r"元|补偿|赔偿|救助|补贴|补助|退款|退还|返还|发放|帮扶|\byuan\b|\bcompensat|\brefund"
        r"|\bpaid\b|\baid\b", re.IGNORECASE),
    ),
}  # fmt: skip

SHORT = Text("答复太短。请写明事实、依据和结论。", "The answer is very short. Give facts, basis and conclusion.")
LEFT_OVER = Text("这里还没填好。请填上或者去掉。", "This was left unfilled. Fill it in or take it out.")
TWICE = Text("这一段写了两遍。请留一遍。", "This paragraph stands twice. Keep one.")


def check_shape(text: str, context: ReplyContext) -> Iterator[Finding]:
    """Too short, places left open, paragraphs twice, no word on what would put it right."""
    if len("".join(text.split())) < SHORTEST:
        yield Finding("shape.short", "look", 0, len(text), text, SHORT)
    for match in _LEFT_OVER.finditer(text):
        yield finding("shape.left_over", "block", match, LEFT_OVER)
    yield from _twice(text)
    yield from _unanswered(text, context)


def _twice(text: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for match in re.finditer(r"[^\n]+", text):
        paragraph = "".join(match[0].split())
        if len(paragraph) >= _PARAGRAPH_SHORTEST and paragraph in seen:
            yield finding("shape.twice", "look", match, TWICE)
        seen.add(paragraph)


def _unanswered(text: str, context: ReplyContext) -> Iterator[Finding]:
    """Silent when the reply has its own answer to it; otherwise the whole text is looked through for such words."""
    if context.put_right.strip():
        return
    for want in sorted(context.wants & set(_WANTS)):
        name, words = _WANTS[want]
        if not words.search(text):
            says = Text(
                f"诉求人说要{name.zh}才算解决，答复里没有提到。请写一句。",
                f"The person said {name.en} would put it right; the answer does not speak of it. Add a sentence.",
            )
            yield Finding("shape.unanswered", "look", 0, 0, "", says)
