"""Which of many cases a viewer may see, asked some hundreds at a time by one statement that is built once."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from huiying.serve.casework.models import Case

FEW = 10_000
"""So many cases are read at once for a viewer who sees few of those that are asked about."""
_ASKED_FIRST = 100
_NOBODY = -1
_IDS = "\N{REFERENCE MARK}"
"""Stands for the ids in the statement."""


class Among:
    """The cases of a query among given ones. Where it turns out that there are few, all their ids are read once."""

    def __init__(self, cases: QuerySet[Case]) -> None:
        self._cases = cases.order_by()
        self._parts: tuple[str, list[Any], int] | None = None
        self._few: set[int] | None = None
        self._asked = self._kept = 0
        self._is_many = False

    def __call__(self, ids: Sequence[int]) -> Collection[int]:
        """Those of `ids` that are of the query."""
        if not ids:
            return ()
        if self._few is None and not self._is_many and self._asked >= _ASKED_FIRST > self._kept * 10:
            self._read_few()
        kept = self._few.intersection(ids) if self._few is not None else self._look_up(ids)
        self._asked += len(ids)
        self._kept += len(kept)
        return kept

    def _read_few(self) -> None:
        found = list(self._cases.values_list("pk", flat=True)[: FEW + 1])
        self._is_many = len(found) > FEW
        self._few = None if self._is_many else set(found)

    def _look_up(self, ids: Sequence[int]) -> set[int]:
        try:
            sql, parameters, at = self._parts or self._built()
        except EmptyResultSet:
            return set()
        with connection.cursor() as cursor:
            cursor.execute(sql.replace(_IDS, ", ".join(["%s"] * len(ids))), [*parameters[:at], *ids, *parameters[at:]])
            return {case_id for (case_id,) in cursor.fetchall()}

    def _built(self) -> tuple[str, list[Any], int]:
        """The statement with the mark where the ids go, its other parameters, and how many of them come before.

        Raises EmptyResultSet where nothing can be found at all.
        """
        sql, given = self._cases.filter(pk__in=[_NOBODY]).values_list("pk").query.sql_with_params()
        at = given.index(_NOBODY)
        pieces = sql.split("%s")
        sql = "%s".join(pieces[: at + 1]) + _IDS + "%s".join(pieces[at + 1 :])
        self._parts = (sql, [*given[:at], *given[at + 1 :]], at)
        return self._parts
