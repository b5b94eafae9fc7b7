"""How issues and proposals are said: states, who may do what, why a case belongs, in both languages."""

from collections.abc import Sequence

from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.serve.coordination.enums import IssueState

STATES: dict[IssueState, tuple[Look, Text]] = {
    IssueState.OPEN: (Look.NEW, Text(zh="待定办法", en="Open")),
    IssueState.PLANNED: (Look.DOING, Text(zh="正在解决", en="Being solved")),
    IssueState.SOLVED: (Look.DONE, Text(zh="已解决", en="Solved")),
    IssueState.SET_DOWN: (Look.HOLD, Text(zh="已结束", en="Ended")),
}


def shared_words(places: Sequence[str], words: Sequence[str]) -> Text:
    """ "same place 丽水新城, same words 搅拌站 噪音"; empty when nothing can be named."""
    zh, en = [], []
    if places:
        zh.append("地点相同：" + " ".join(places))
        en.append("same place: " + " ".join(places))
    if words:
        zh.append("用词相同：" + " ".join(words))
        en.append("same words: " + " ".join(words))
    return Text(zh="；".join(zh), en="; ".join(en))


def likeness(closeness: float) -> Text:
    """How close a case is to the others, in a word; the score itself means little to people."""
    if closeness >= CLOSE:
        return Text(zh="与其他件很像", en="very like the others")
    if closeness >= NEAR:
        return Text(zh="与其他件相像", en="like the others")
    return Text(zh="与其他件有些像，请看一看", en="somewhat like the others; please look")


CLOSE, NEAR = 0.6, 0.35
