"""The search of staff among cases: words and filters, joined with what the viewer may see before anything is counted.

Sealed cases are in no index of words and in no list here: their number opens them, for who may. Newest first is the
order in which the office recorded them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huiying.core.procedures import procedure
from huiying.core.procedures.model import State
from huiying.core.search import Query
from huiying.foundation.office.models import Category, Place, in_language
from huiying.foundation.people.models import Grant, Unit
from huiying.foundation.search.asking import best, holding, walk
from huiying.foundation.search.collecting import MOST_COUNTED, Chunks, Count, Hits, collect, collect_best, every, page
from huiying.foundation.search.indexing import Words
from huiying.foundation.search.rows import Kind, Part
from huiying.listen.voices.models import ERASED
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import prepared
from huiying.serve.casework.selectors.among import Among
from huiying.serve.casework.selectors.findable import stored_words
from huiying.serve.casework.selectors.queues import Counted
from huiying.serve.casework.selectors.visible import visible_unsealed

PAGE_ROWS = 20
COSTS_OF_READING = 4
"""Owners that are walked past in the time in which one is read (measured: 4 and 15 µs)."""
_COLUMNS = (
    "voice_id procedure state unit__name unit__name_en voice__number voice__title voice__received_at "
    "voice__place__name voice__place__name_en voice__place_words lead_case_id joined"
).split()


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked beside the words; empty: all. A unit, place or category stands for all below it.

    `standing`: a kind of states; `state`: one of them; received from `since` on and before `before`.
    """

    standing: str = ""
    state: str = ""
    unit: Unit | None = None
    place: Place | None = None
    category: Category | None = None
    kind: str = ""
    channel: str = ""
    since: datetime | None = None
    before: datetime | None = None

    def where(self) -> Q:
        """The filter on Case."""
        asked = {
            "standing": self.standing,
            "state": self.state,
            "voice__kind": self.kind,
            "voice__channel": self.channel,
            "voice__received_at__gte": self.since,
            "voice__received_at__lt": self.before,
        }
        found = Q(**{name: value for name, value in asked.items() if value})
        for name, top in (("unit_id", self.unit), ("voice__place_id", self.place), ("category_id", self.category)):
            if top is not None:
                found &= Q(**{f"{name}__in": _ids_below(top)})
        return found


@dataclass(frozen=True, slots=True)
class FoundCase:
    """One row. `lead`: the receipt number of the case it is joined to, where the viewer sees that one.

    `joined`: how many are joined to it.
    """

    case_id: int
    number: str
    title: str
    state: State
    unit: str
    place: str
    received_at: datetime
    lead: str
    joined: int
    said: tuple[Words, ...]


def cases_found(
    asked: Query | None,
    filters: Filters,
    grants: Iterable[Grant],
    *,
    below: int | None = None,
    best_first: bool = False,
) -> tuple[Hits, list[FoundCase]]:
    """One page and how many there are. Without words every case that the filters let through.

    Newest first, cases below `below`; with `best_first` those that match best, `below` of them left out.
    """
    grants = list(grants)
    sees = visible_unsealed(grants) & filters.where()
    among = Among(sees)
    if asked is None:
        hits = _listed(Case.objects.filter(sees), below)
    elif best_first:
        rank = partial(best, Kind.CASE, asked)
        hits = collect_best(_walk(asked, among), among, rank, after=below or 0, rows=PAGE_ROWS)
    else:
        hits = collect(_walk(asked, among), among, below=below, rows=PAGE_ROWS)
    return hits, _rows(hits.ids, grants, with_words=asked is not None)


def every_case_found(
    asked: Query | None, filters: Filters, grants: Iterable[Grant]
) -> tuple[Iterator[int], QuerySet[Case]]:
    """All that `cases_found` shows page by page, newest first: their ids, and the cases through the same filter."""
    sees = visible_unsealed(grants) & filters.where()
    cases = Case.objects.filter(sees)
    if asked is None:
        return iter(cases.order_by("-pk").values_list("pk", flat=True)), cases
    among = Among(sees)
    return every(_walk(asked, among), among), cases


def _listed(cases: QuerySet[Case], below: int | None) -> Hits:
    newest = cases.order_by("-pk").values_list("pk", flat=True)
    if below is None:
        ids = list(newest[: MOST_COUNTED + 1])
        return page(ids[: PAGE_ROWS + 1], _count(len(ids)), PAGE_ROWS)
    ids = list(newest.filter(pk__lt=below)[: PAGE_ROWS + 1])
    return page(ids, _count(cases.order_by().values("pk")[: MOST_COUNTED + 1].count()), PAGE_ROWS)


def _count(number: int) -> Count:
    return Count(min(number, MOST_COUNTED), number > MOST_COUNTED)


def _walk(asked: Query, among: Among) -> Chunks:
    """Everybody's cases that match; of a viewer who sees few the rest are read, once that is no further."""

    def chunks(below: int | None) -> Iterator[list[int]]:
        walked = 0
        for chunk in walk(Kind.CASE, asked, below=below):
            yield chunk
            walked += len(chunk)
            if chunk and (few := among.few_below(chunk[-1])) is not None and len(few) * COSTS_OF_READING <= walked:
                yield holding(Kind.CASE, asked, few)
                return

    return chunks


def _rows(ids: Sequence[int], grants: Sequence[Grant], *, with_words: bool) -> list[FoundCase]:
    if not ids:
        return []
    read = {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in prepared.rows(_shown, Q(pk__in=list(ids)))}
    leads = _numbers({row["lead_case_id"] for row in read.values()} - {None}, grants)
    said = _said(ids) if with_words else {}
    return [_row(read[case_id], leads, said.get(case_id, ())) for case_id in ids if case_id in read]


def _numbers(leads: Collection[int], grants: Sequence[Grant]) -> dict[int, str]:
    """The receipt numbers of those that the viewer sees: a lead may be sealed since, or lie with others."""
    if not leads:
        return {}
    return dict(Case.objects.filter(visible_unsealed(grants), pk__in=leads).values_list("pk", "voice__number"))


def _shown(chosen: Q) -> QuerySet[Case, Any]:
    joined = (
        Case.objects.filter(lead_case=OuterRef("pk"), sealed=False, voice__revealed_at=None)
        .order_by()
        .values("lead_case")
    )
    counted = Case.objects.annotate(joined=Coalesce(Subquery(joined.values_list(Counted())), 0))
    return counted.filter(chosen).values_list(*_COLUMNS)


def _row(row: Mapping[str, Any], leads: Mapping[int, str], said: Sequence[Words]) -> FoundCase:
    place = in_language(row["voice__place__name"] or "", row["voice__place__name_en"] or "")
    return FoundCase(
        case_id=row["voice_id"],
        number=row["voice__number"],
        title=row["voice__title"] or in_language(ERASED.zh, ERASED.en),
        state=procedure(row["procedure"]).state(row["state"]),
        unit=in_language(row["unit__name"], row["unit__name_en"]),
        place=place or row["voice__place_words"],
        received_at=row["voice__received_at"],
        lead=leads.get(row["lead_case_id"], ""),
        joined=row["joined"],
        said=tuple(said),
    )


def _said(ids: Sequence[int]) -> dict[int, list[Words]]:
    """What can be found of these cases, but for their titles, which are shown anyway."""
    found: dict[int, list[Words]] = defaultdict(list)
    for words in stored_words(ids):
        if words.part is not Part.TITLE:
            found[words.owner].append(words)
    return found


def _ids_below(top: Unit | Place | Category) -> list[int]:
    """Of a unit, place or category and of all below it."""
    return list(type(top)._default_manager.filter(path__startswith=top.path).values_list("pk", flat=True))
