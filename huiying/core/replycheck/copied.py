"""How much of a reply stands word for word in another one, courtesy apart (docs/algorithms/reply-check.md)."""

import re
import unicodedata

from huiying.core.replycheck.finding import Finding
from huiying.core.words import Text

ALIKE = 0.7
"""From this share on a reply is hinted as another's copy."""
RUN = 8
"""Signs in a row that two texts share by copying rather than by chance."""
LEAST = 40
"""A reply that says less of its own than so many signs is not compared: much of it is alike by nature."""
LONGEST = 20_000
"""Signs of a reply that are compared."""
OWN_SHARE = 0.45
"""Of a clause that says something, at least so much is left without the words of courtesy."""

_CLAUSE = re.compile(r"[，。；：！？、,;:!?.\n\r（）()《》“”\"【】\[\]]+")
_SIGNS = re.compile(r"[^\W\d_]+")
_COURTESY = re.compile(
    "尊敬的|亲爱的|敬爱的|群众|市民|网友|网民|先生|女士|朋友|您好|你好|感谢|谢谢|多谢|衷心|诚挚|再次|非常|首先|今后|一直以来"
    "|我们|我局|我办|我街道|我镇|我乡|我县|我区|我市|我委|我中心|我院|我校|我单位|单位|部门|各级|有关|相关|具体|以上|上述|所"
    "|您|你|我|对于|关于|针对|对|向|在|将|已|并|的|了|和|与|及|给|由|为|是|就|请|现|如|若|能|会"
    "|支持|理解|监督|关心|关注|信任|厚爱|配合|参与|工作|事业|发展|一如既往"
    "|留言|来信|来电|来访|帖文|贴文|信件|诉求|投诉|咨询|问政|反映|反应|提出|意见|建议|问题|情况|事项|内容|平台|信箱|通过"
    "|收到|收悉|知悉|受理|高度重视|重视|立即|及时|第一时间|认真|组织|安排|人员|进行|调查|核实|核查|了解|研究|处理|办理|核处|转交|转办|交办|转"
    "|答复|回复|回应|解答|回答|反馈|告知|如下|特此|此复|结果|敬请|留意|期待|欢迎|如果|其他|还有|仍有|任何|疑问|不明|需要|新的|多提|宝贵"
    "|联系|电话|致电|来电|拨打|热线|方式|直接|热忱|竭诚|服务|办公|时间|祝|生活|愉快|身体|健康|万事|顺意|顺心|如意|工作顺利|谅解|不便"
    r"|\b(?:thanks?|dear|sir|madam|for|your|you|the|of|to|and|we|our|us|have|has|been|is|are|a|in|on|with|this|that|it"
    r"|message|letter|complaint|questions?|reply|answers?|as|follows|following|received|attention|support|trust"
    r"|understanding|please|contact|call|further|kind|regards|sincerely|matters?)\b",
    re.IGNORECASE,
)


def copy_of(number: str, share: float) -> Finding:
    """The hint. `number`: the other receipt's, "" where whoever reads may not see that case."""
    percent = int(share * 100)
    other = Text(f"回执号 {number} ", f"receipt {number}") if number else Text("另一件", "another case")
    says = Text(
        f"这份答复有 {percent}% 与{other.zh}的答复一样。请看写的是不是这一件。",
        f"{percent}% of this answer stands in the answer to {other.en}. Check that it speaks of this matter.",
    )
    return Finding("copied.reply", "look", 0, 0, "", says)


def share_copied(text: str, other: str) -> float:
    """0 to 1: how much of what `text` says stands in `other` in runs of RUN signs; 0 where it says little itself."""
    own = own_clauses(text)
    total = sum(map(len, own))
    if total < LEAST:
        return 0.0
    whole = "".join(_signs(clause) for clause in _CLAUSE.split(other[:LONGEST]))
    runs = {whole[at : at + RUN] for at in range(len(whole) - RUN + 1)}
    return sum(_covered(clause, runs, whole) for clause in own) / total


def own_clauses(text: str) -> list[str]:
    """The letters of each clause that is more than courtesy, without blanks, marks and digits."""
    clauses = (_signs(clause) for clause in _CLAUSE.split(text[:LONGEST]) if _says_something(clause))
    return [clause for clause in clauses if clause]


def _says_something(clause: str) -> bool:
    signs = _signs(clause)
    left = _signs(_COURTESY.sub(" ", clause))
    return len(left) >= OWN_SHARE * len(signs)


def _signs(text: str) -> str:
    return "".join(_SIGNS.findall(unicodedata.normalize("NFKC", text))).casefold()


def _covered(clause: str, runs: set[str], whole: str) -> int:
    """How many signs of the clause lie in one of the runs; a shorter clause is found as a whole or not at all."""
    if len(clause) < RUN:
        return len(clause) if clause in whole else 0
    covered, end = 0, 0
    for at in range(len(clause) - RUN + 1):
        if clause[at : at + RUN] in runs:
            covered += at + RUN - max(at, end)
            end = at + RUN
    return covered
