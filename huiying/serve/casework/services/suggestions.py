"""Rows of suggestions: written by the worker, brought up to date when a person sets the category. No events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from huiying.core.procedures.model import StateKind
from huiying.foundation.office.models import Category
from huiying.serve.casework.models import Case, Suggestion
from huiying.serve.casework.selectors.usual import unit_for

OPEN = (StateKind.OPEN.value, StateKind.WAITING.value)
_FIELDS = ("category", "probability", "words", "model_date", "unit", "source")


@dataclass(frozen=True, slots=True)
class Told:
    """What a model tells of a voice."""

    category_id: int
    probability: float
    words: Sequence[str]


def suggest(told: Mapping[int, Told], *, model_date: date) -> int:
    """Write what a model tells of cases, by id; how many. The caller holds the transaction.

    Sealed, erased and finished cases get none.
    """
    cases = open_cases(told)
    categories = Category.objects.filter(active=True).in_bulk([told[case.pk].category_id for case in cases])
    rows = [
        _row(case, told[case.pk], categories, model_date) for case in cases if told[case.pk].category_id in categories
    ]
    Suggestion.objects.bulk_create(rows, update_conflicts=True, unique_fields=["case"], update_fields=_FIELDS)
    return len(rows)


def open_cases(ids: Iterable[int]) -> list[Case]:
    """Those of the cases for which somebody may still choose a category, with their places."""
    cases = Case.objects.filter(pk__in=list(ids), sealed=False, voice__erased_at=None, standing__in=OPEN)
    return list(cases.select_related("voice__place", "category"))


def _row(case: Case, told: Told, categories: Mapping[int, Category], model_date: date) -> Suggestion:
    category = categories[told.category_id]
    unit = unit_for(case.category or category, case.voice.place)
    return Suggestion(
        case=case,
        category=category,
        probability=told.probability,
        words=list(told.words),
        model_date=model_date,
        unit_id=unit.unit_id if unit else None,
        source=unit.source if unit else {},
    )


def follow_category(case: Case) -> None:
    """A person has set the category: suggest the unit that usually handles it. The caller holds the transaction."""
    if case.sealed or case.category is None:
        return
    unit = unit_for(case.category, case.voice.place)
    found = {"unit_id": unit.unit_id if unit else None, "source": unit.source if unit else {}}
    Suggestion.objects.update_or_create(case=case, defaults=found)


def forget(cases: Iterable[int]) -> None:
    """Nothing is suggested for these any more: erased, or sealed."""
    Suggestion.objects.filter(case__in=list(cases)).delete()
