"""公示: which notices there are, how long each stays open to objections, what it may tell, when its result may follow.

Sources: 招标投标法实施条例 Art 54; 公务员法 Art 32; for the others the rule that the row names, or our practice;
民法典 Arts 201, 203 for the counting; 个人信息保护法 Art 6 for the shortest data. An office may lengthen a period,
never shorten it. What is posted of one household before it is helped is `aid`'s own.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Literal

from huiying.core.deadlines import Due, Limit, Measure, due
from huiying.core.procedures.model import Basis, Source
from huiying.core.redaction import Span, find
from huiying.core.words import Text
from huiying.core.workdays import Calendar

Bar = Literal["still_open", "unanswered"]
Part = Literal["kept", "gone", "new"]
LONGEST = 90
"""In the measure of the kind; our practice: who was concerned still remembers it then."""
RESULT_WITHIN = Limit(5, Measure.workdays)
"""After its last day; our practice, for no rule names a limit."""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`period`: the shortest. `names_people`: it cannot be understood without the names of those concerned.
    `suspends`: what it announces rests while an objection is open. `answer`: an objection's own limit."""

    id: str
    name: Text
    period: Limit
    sources: tuple[Source, ...]
    answer: Limit
    answer_sources: tuple[Source, ...]
    names_people: bool = False
    suspends: bool = False


_PRACTICE = (Source(Basis.PRACTICE, ""),)
_BIDS = (Source(Basis.LAW, "招标投标法实施条例", "54"),)
_RECRUITS = (Source(Basis.LAW, "公务员法", "32"),)
_SINGLE = (Source(Basis.NATIONAL, "政府采购非招标采购方式管理办法", "38"),)
# The article of the text of 2014; that of the text of 2019 was not read.
_CADRES = (Source(Basis.NATIONAL, "党政领导干部选拔任用工作条例(2014)", "41"),)
_FIVE = Limit(5, Measure.workdays)
_THREE_DAYS = Limit(3, Measure.days)


def _kind(key: str, name: Text, sources: tuple[Source, ...] = _PRACTICE, *, names_people: bool = False) -> NoticeKind:
    return NoticeKind(key, name, _FIVE, sources, _FIVE, _PRACTICE, names_people)


_TABLE = (
    NoticeKind(
        "bids",
        Text("中标候选人", "Candidates of a call for bids"),
        _THREE_DAYS,
        _BIDS,
        _THREE_DAYS,
        _BIDS,
        suspends=True,
    ),
    _kind("single_source", Text("单一来源采购", "Purchase from a single source"), _SINGLE),
    _kind("recruits", Text("拟录用公务员", "Civil servants to be recruited"), _RECRUITS, names_people=True),
    _kind("appointment", Text("任职", "Appointment"), _CADRES, names_people=True),
    _kind("pay", Text("薪酬福利", "Pay and welfare")),
    _kind("titles", Text("职称评审", "Professional titles"), names_people=True),
    NoticeKind("hardship", Text("困难帮扶", "Hardship aid"), Limit(7, Measure.days), _PRACTICE, _FIVE, _PRACTICE),
    _kind("decision", Text("决定事项", "Decision")),
    _kind("other", Text("其他事项", "Other matter")),
)
KINDS: Mapping[str, NoticeKind] = {one.id: one for one in _TABLE}


def period(kind: NoticeKind, length: int | None = None) -> Limit:
    """How long a notice of `kind` is open, in the measure of its kind; ValueError where it would be shorter."""
    if length is None:
        return kind.period
    if not kind.period.length <= length <= LONGEST:
        raise ValueError(f"a notice of this kind is open for {kind.period.length} to {LONGEST} {kind.period.measure}")
    return Limit(length, kind.period.measure)


def open_through(published_at: datetime, limit: Limit, calendar: Calendar) -> Due:
    """The last day for objections: the day of publication is day 0, a last day of rest moves on."""
    return due(published_at, limit, calendar)


def too_much(
    kind: NoticeKind, text: str, *, names: Sequence[str] = (), contacts: Collection[str] = ()
) -> tuple[Span, ...]:
    """What `text` tells of people beyond what a notice of `kind` needs.

    `names`: people known to be concerned. `contacts`: the office's own numbers and addresses, which may stand.
    """
    found = find(text, () if kind.names_people else names)
    return tuple(span for span in found if text[span.start : span.end] not in contacts)


def result_barred(last_day: date, unanswered: int, *, on: date) -> Bar | None:
    """Why the result may not be published on `on`: the period has not passed, or an objection has no answer yet."""
    if on <= last_day:
        return "still_open"
    return "unanswered" if unanswered else None


def suspended(kind: NoticeKind, unanswered: int) -> bool:
    """Whether what is announced must rest until its objections are answered."""
    return kind.suspends and unanswered > 0


_FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[零〇一二三四五六七八九十百千万亿]+")
_SIGNS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


def restarts(before: str, after: str, *, slip: bool) -> bool:
    """Whether the period begins anew with a change: always but for a slip of the pen that leaves every figure as it
    was. Our practice: what people were to look at is another thing then."""
    return not slip or _FIGURES.findall(before) != _FIGURES.findall(after)


def changes(before: str, after: str) -> tuple[tuple[Part, str], ...]:
    """What stayed, what went and what came between two versions, in the order of reading; word by word, Chinese sign by
    sign."""
    old, new = _SIGNS.findall(before), _SIGNS.findall(after)
    found: list[tuple[Part, str]] = []
    for kind, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("kept", "".join(old[i:j])))
            continue
        pairs: tuple[tuple[Part, str], ...] = (("gone", "".join(old[i:j])), ("new", "".join(new[k:n])))
        found += [(part, text) for part, text in pairs if text]
    return tuple(found)
