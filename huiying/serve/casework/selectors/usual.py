"""Which unit usually handles a category at a place: what was settled, what was written down, what was done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from huiying.core.usual_unit import usual_unit
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import CompetenceRule, HandledCount, UsualUnit

RULE, SETTLED = "rule", "settled"
"""In `source`: the id of the category whose usual unit was written down; the id of the case in which it was decided.
Else `category`, `place` (absent: everywhere), `handled` and `of`."""


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit and, in ids and counts, why."""

    unit_id: int
    source: Mapping[str, int]


def unit_for(category: Category, place: Place | None) -> UnitFound | None:
    """The unit that usually handles such a case; None where nothing says so.

    What was settled between units comes first, but for a finer category of which something is written down.
    """
    settled, written = _settled(category, place), _written_down(category)
    if settled is not None and (written is None or settled.fineness >= len(written.category.path)):
        return UnitFound(settled.unit_id, {SETTLED: settled.case_id})
    return UnitFound(written.unit_id, {RULE: written.category_id}) if written else _done(category, place)


@dataclass(frozen=True, slots=True, order=True)
class _Rule:
    """A decision; of two the greater one fits better: finer, nearer, later."""

    fineness: int
    nearness: int
    decided_on: date
    case_id: int
    unit_id: int


def _settled(category: Category, place: Place | None) -> _Rule | None:
    """The decision of the finest category and the nearest place; of equals the last one."""
    here = Q(place=None) | Q(place__in=_ids(place.path) if place else [])
    rules = CompetenceRule.objects.filter(here, category__in=_ids(category.path), unit__active=True)
    columns: Sequence[str] = ("category__path", "place__path", "decided_on", "case_id", "unit_id")
    rows = (_Rule(len(above), len(where or ""), *rest) for above, where, *rest in rules.values_list(*columns))
    return max(rows, default=None)


def _written_down(category: Category) -> UsualUnit | None:
    """The entry of the finest category that has one."""
    entries = UsualUnit.objects.filter(category__in=_ids(category.path), unit__active=True)
    return max(entries.select_related("category"), key=lambda entry: len(entry.category.path), default=None)


def _done(category: Category, place: Place | None) -> UnitFound | None:
    """What the counts say, the finest category and the nearest place first."""
    categories, places = _ids(category.path)[::-1], _ids(place.path)[::-1] if place else []
    names = [(one, where) for one in categories for where in (*places, None)]
    rows = list(_rows(category))
    found = usual_unit([_counts(rows, one, where) for one, where in names])
    if found is None:
        return None
    at_category, at_place = names[found.at]
    source = {"category": at_category, "handled": found.handled, "of": found.total}
    return UnitFound(found.unit, source if at_place is None else source | {"place": at_place})


@dataclass(frozen=True, slots=True)
class _Row:
    categories: frozenset[int]
    places: frozenset[int]
    unit: int
    cases: int


def _rows(category: Category) -> Iterable[_Row]:
    """The counts of all that lies under the widest category of this one."""
    widest = "/".join(category.path.split("/")[:2]) + "/"
    counts = HandledCount.objects.filter(category__path__startswith=widest, unit__active=True)
    columns: Sequence[str] = ("category__path", "place__path", "unit", "cases")
    for above, where, unit, cases in counts.values_list(*columns):
        yield _Row(frozenset(_ids(above)), frozenset(_ids(where or "")), unit, cases)


def _counts(rows: Iterable[_Row], category: int, place: int | None) -> dict[int, int]:
    counts: Counter[int] = Counter()
    for row in rows:
        if category in row.categories and (place is None or place in row.places):
            counts[row.unit] += row.cases
    return dict(counts)


def _ids(path: str) -> list[int]:
    return [int(number) for number in path.split("/") if number]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the administrator's table; `said`: who usually handles it by the counts, where they are clear."""

    category: Category
    unit: Unit | None
    said: Unit | None
    source: Mapping[str, Any]


def table() -> list[Entry]:
    """What was written down, and what the counts say of every category of the first two levels that has any."""
    written = {entry.category_id: entry.unit for entry in UsualUnit.objects.select_related("unit")}
    counted = {number for row in HandledCount.objects.values_list("category__path", flat=True) for number in _ids(row)}
    shown = Category.objects.filter(pk__in=written.keys() | counted).select_related("parent__parent").order_by("path")
    done = {
        one.pk: _done(one, None)
        for one in shown
        if one.pk in counted and (one.pk in written or one.path.count("/") < 4)
    }
    units = Unit.objects.in_bulk([found.unit_id for found in done.values() if found])
    rows = []
    for one in shown:
        found = done.get(one.pk)
        if one.pk in written or (found and found.source.get("category") == one.pk):
            rows.append(
                Entry(one, written.get(one.pk), units[found.unit_id] if found else None, found.source if found else {})
            )
    return rows
