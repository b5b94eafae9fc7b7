"""帮扶: the programmes by which a household in hardship is helped, and which of them the law has posted in public.

Source: 《社会救助暂行办法》(2019); Art 61 keeps in confidence what need not be posted. The law names no number
of days: seven is our practice. What is posted is the least: programme, village, days and where to object.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from huiying.core.procedures.model import Basis, Source
from huiying.core.words import Text

INSTRUMENT = "社会救助暂行办法"
POSTED_DAYS = 7
LONGEST_POSTED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Programme:
    """`posted`: it is posted in the household's village or community before it is granted. `may_hurry`: in an emergency
    it is given first (Art 48)."""

    id: str
    name: Text
    where: Text
    sources: tuple[Source, ...]
    posted: bool = False
    may_hurry: bool = False


def _law(*articles: str) -> tuple[Source, ...]:
    return tuple(Source(Basis.LAW, INSTRUMENT, article) for article in articles)


_TOWN = Text("乡镇人民政府、街道办事处", "the town or street office")
_JOBS = Text("街道、社区公共就业服务机构", "the public employment service")
_UNIONS = Text("本单位工会、当地妇联、残联等", "the union, women's or disabled persons' federation")
_CHARITIES = Text("慈善组织、社会工作站", "a charity or social work station")
_VILLAGE = Text("村（居）委会、志愿者", "the village committee or volunteers")
_PRACTICE = (Source(Basis.PRACTICE, ""),)

_TABLE = (
    Programme("living", Text("最低生活保障", "Minimum living allowance"), _TOWN, _law("11", "61"), posted=True),
    Programme(
        "temporary", Text("临时救助", "Temporary relief"), _TOWN, _law("47", "48", "61"), posted=True, may_hurry=True
    ),
    Programme("medical", Text("医疗救助", "Medical assistance"), _TOWN, _law("30", "61"), posted=True),
    Programme("housing", Text("住房救助", "Housing assistance"), _TOWN, _law("40", "61"), posted=True),
    Programme("school", Text("教育救助", "Help with school"), Text("就读学校", "the school"), _law("34", "36")),
    Programme("job", Text("就业救助", "Help to find work"), _JOBS, _law("42", "44")),
    Programme("union", Text("工会、妇联、残联等群团帮扶", "Help by a mass organisation"), _UNIONS, _PRACTICE),
    Programme("charity", Text("慈善和社会帮扶", "Help by a charity or neighbours"), _CHARITIES, _law("52", "56")),
    Programme("service", Text("上门代办、照料等服务", "Errands, care and other service"), _VILLAGE, _PRACTICE),
)
PROGRAMMES: Mapping[str, Programme] = {one.id: one for one in _TABLE}


def posted_until(posted_on: date, days: int) -> date:
    """The last day of a posting that begins on `posted_on`; the day itself is not counted (民法典 Art 201)."""
    return posted_on + timedelta(days=days)


def may_be_given(programme: Programme, *, until: date | None, hurried: bool, on: date) -> bool:
    """Whether it may be given on `on`: after its posting, or at once where the law lets it hurry."""
    if not programme.posted or (hurried and programme.may_hurry):
        return True
    return until is not None and on > until
