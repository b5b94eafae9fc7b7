"""Which of many found cases a viewer may see: asked in a few statements, or from all their ids where those are few."""

from collections.abc import Collection

from django.db.models import Q

from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.viewer_store import Asking

FEW = 10_000
"""So many cases are read at once for a viewer who sees few of those that are asked about."""
_ASKED_FIRST = 1_000
_SEEN_OF_TEN = 1


class Among:
    """The cases that pass a filter, among given ones."""

    def __init__(self, sees: Q) -> None:
        self._sees = sees
        self._asking: Asking | None = None
        self._few: set[int] | None = None
        self._asked = self._kept = 0
        self._is_many = False

    def __call__(self, ids: list[int]) -> Collection[int]:
        """Those of `ids` that pass."""
        if not ids:
            return ()
        if self._is_worth_it():
            self._read_few()
        kept = self._look_up(ids) if self._few is None else self._few.intersection(ids)
        self._asked += len(ids)
        self._kept += len(kept)
        return kept

    def few_below(self, case_id: int) -> list[int] | None:
        """The cases under a number that pass, falling, once it has shown that they are few; else None."""
        return None if self._few is None else sorted((pk for pk in self._few if pk < case_id), reverse=True)

    def _is_worth_it(self) -> bool:
        sees_few = self._asked >= _ASKED_FIRST and self._kept * 10 < self._asked * _SEEN_OF_TEN
        return sees_few and self._few is None and not self._is_many

    def _read_few(self) -> None:
        found = list(Case.objects.filter(self._sees).values_list("pk", flat=True)[: FEW + 1])
        self._is_many = len(found) > FEW
        self._few = None if self._is_many else set(found)

    def _look_up(self, ids: list[int]) -> set[int]:
        self._asking = self._asking or Asking.of(self._sees)
        return self._asking.among(ids)
