"""On what grounds what a voice holds is erased, each with its item of 《个人信息保护法》 Art 47.

The items of the first paragraph: (1) the purpose is reached, cannot be reached, or no longer needs the information;
(2) the service has ended or the time of keeping is over; (3) consent is withdrawn; (4) it is handled against law or
agreement; (5) other cases by law, which is where an order of an authority stands. By the second paragraph nothing is
erased while a time of keeping set by law runs: whoever decides has to look at that, no table can.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from huiying.core.procedures.model import Basis, Source
from huiying.core.words import Text

LAW = "个人信息保护法"


class Ground(StrEnum):
    """Why it is erased; the public log tells it by this word."""

    CONSENT = "consent"
    PURPOSE = "purpose"
    UNLAWFUL = "unlawful"
    TIME = "time"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a ground is said to staff and to the speaker. `while_open`: also before the case has ended."""

    said: Text
    article: Text
    source: Source
    while_open: bool = False


def _reading(zh: str, en: str, item: int, *, while_open: bool = False) -> Reading:
    article = Text(
        f"《{LAW}》第四十七条第一款第{'一二三四五'[item - 1]}项",
        f"Personal Information Protection Law Art 47, first paragraph, item {item}",
    )
    return Reading(Text(zh, en), article, Source(Basis.LAW, LAW, f"47(1) item {item}"), while_open)


GROUNDS: Mapping[Ground, Reading] = {
    Ground.CONSENT: _reading("本人撤回同意", "The person withdrew consent", 3),
    Ground.PURPOSE: _reading("目的已经达到，或者不再需要", "The purpose is reached, or no longer needs it", 1),
    Ground.TIME: _reading("保存期限已满", "The time of keeping is over", 2),
    Ground.UNLAWFUL: _reading("违法或违反约定处理的", "It was kept against law or agreement", 4),
    Ground.ORDER: _reading("有权机关的命令", "An order of an authority", 5, while_open=True),
}
"""In the order in which a form offers them."""
