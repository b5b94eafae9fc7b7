"""Early signs, like cases that were decided differently, and places where people wait much longer.

Counts below five are never written: the selectors bring no row with fewer, and a bound below five stays empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from huiying.core.fairness import OUTCOMES, Outcome
from huiying.core.growth import LEAST_COUNT
from huiying.core.words import Text
from huiying.foundation.tables.columns import Cell, Column, Holds
from huiying.improve.insight.models import EarlySign, SlowPlace
from huiying.improve.insight.selectors.differences import SEES_DIFFERENCES, Seen, pairs_for, seen, slow_for
from huiying.improve.insight.selectors.signs import SEES_SIGNS, signs_answered, signs_open
from huiying.loop.export_lists.kind import Found, ListKind, Reader
from huiying.serve.casework.models import Case
from huiying.serve.casework.presenters.queue import KINDS as VOICE_KINDS

_REASON = Column("reason", Text("说明", "Reason"))
SIGN_COLUMNS = (
    Column("category", Text("类别", "Category")),
    Column("place", Text("地点", "Place")),
    Column("count", Text("件数", "Voices"), Holds.NUMBER),
    Column("days", Text("天数", "Days"), Holds.NUMBER),
    Column("usual_from", Text("平常从（少于 5 留空）", "Usually from (empty below 5)"), Holds.NUMBER),
    Column("usual_to", Text("平常到（少于 5 留空）", "Usually to (empty below 5)"), Holds.NUMBER),
    Column("first_on", Text("首次发现", "First seen"), Holds.DAY),
    Column("last_on", Text("算到", "Counted up to"), Holds.DAY),
    Column("decision", Text("处理", "Decided")),
    _REASON,
)
_PAIR = (
    Column("number", Text("回执号", "Receipt number")),
    Column("title", Text("标题", "Title")),
    Column("outcome", Text("结果", "Outcome")),
    Column("decided_on", Text("决定日", "Decided on"), Holds.DAY),
)
PAIR_COLUMNS = (
    *_PAIR,
    *(
        Column(f"other_{column.key}", Text(f"另一件{column.head.zh}", f"Other: {column.head.en}"), column.holds)
        for column in _PAIR
    ),
    Column("unit", Text("单位", "Unit")),
    _REASON,
)
SLOW_COLUMNS = (
    Column("category", Text("类别", "Category")),
    Column("place", Text("地点", "Place")),
    Column("kind", Text("类型", "Kind")),
    Column("unit", Text("单位", "Unit")),
    Column("cases", Text("这里件数", "Cases here"), Holds.NUMBER),
    Column("others", Text("别处件数", "Cases elsewhere"), Holds.NUMBER),
    Column("median_days", Text("这里一半在几天内答复", "Half answered within days here"), Holds.NUMBER),
    Column("median_days_elsewhere", Text("别处一半在几天内答复", "Half answered within days elsewhere"), Holds.NUMBER),
    Column("last_on", Text("算到", "Counted up to"), Holds.DAY),
    _REASON,
)
Rows = Iterator[tuple[int, Sequence[Cell]]]


def _signs(reader: Reader, _asked: Mapping[str, Any]) -> Found:
    """What grows now, then what was decided."""
    shown = {sign.pk: sign for sign in (*signs_open(), *signs_answered(reader.today))}
    return Found(list(shown), lambda ids: ((pk, _sign(shown[pk])) for pk in ids))


def _sign(sign: EarlySign) -> tuple[Cell, ...]:
    answer = getattr(sign, "answer", None)
    return (
        str(sign.category or ""),
        str(sign.place or ""),
        sign.count,
        sign.span,
        _told(sign.low),
        _told(sign.high),
        sign.first_on,
        sign.last_on,
        str(answer.get_decision_display()) if answer else "",
        answer.reason if answer else "",
    )


def _told(count: int) -> int | None:
    return count if count >= LEAST_COUNT else None


def _is_answered(asked: Mapping[str, Any]) -> bool:
    return asked.get("only") == "answered"


def _pairs(reader: Reader, asked: Mapping[str, Any]) -> Found:
    pairs = pairs_for(reader.grants).filter(answer__isnull=not _is_answered(asked))

    def rows(ids: Sequence[int]) -> Rows:
        found = {one.pair.pk: one for one in seen(pairs.filter(pk__in=list(ids)), reader.grants)}
        return ((pk, _pair(found[pk])) for pk in ids if pk in found)

    return Found(list(pairs.values_list("pk", flat=True)), rows)


def _pair(shown: Seen) -> tuple[Cell, ...]:
    found = shown.pair
    return (
        *_side(found.case, shown.case_visible, found.outcome),
        found.decided_on,
        *_side(found.other, shown.other_visible, found.other_outcome),
        found.other_decided_on,
        str(found.unit),
        _reason(found),
    )


def _side(case: Case, visible: bool, outcome: str) -> tuple[Cell, ...]:
    """Number and title only of a case that the reader may open."""
    said = OUTCOMES[Outcome(outcome)].say(get_language() or "")
    return (case.voice.number, case.voice.heading, said) if visible else ("", "", said)


def _slow(reader: Reader, asked: Mapping[str, Any]) -> Found:
    shown = {
        place.pk: place
        for place in slow_for(reader.grants, reader.today).filter(answer__isnull=not _is_answered(asked))
    }
    return Found(list(shown), lambda ids: ((pk, _slow_place(shown[pk])) for pk in ids))


def _slow_place(place: SlowPlace) -> tuple[Cell, ...]:
    return (
        str(place.category),
        str(place.place),
        VOICE_KINDS[place.kind].say(get_language() or ""),
        str(place.unit),
        place.cases,
        place.others,
        place.median,
        place.median_of_others,
        place.last_on,
        _reason(place),
    )


def _reason(found: Any) -> str:
    answer = getattr(found, "answer", None)
    return answer.reason if answer else ""


KINDS = (
    ListKind("signs", Text("苗头", "Early signs"), SEES_SIGNS, SIGN_COLUMNS, _signs),
    ListKind("alike", Text("同样的事同样办", "Like cases decided differently"), SEES_DIFFERENCES, PAIR_COLUMNS, _pairs),
    ListKind("slow", Text("明显更慢的地方", "Places that wait longer"), SEES_DIFFERENCES, SLOW_COLUMNS, _slow),
)
