"""The stores of the same-matter engine that know rights: what a viewer may not see is neither compared nor counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import as_list, listed
from huiying.foundation.likeness.store import LikenessStore
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case, Reply
from huiying.serve.casework.selectors.newest import newest_through
from huiying.serve.casework.selectors.visible import sees_all_unsealed, visible_unsealed

FIRST, NEXT = 160, 640
"""Of what was found, those that share most: so many are asked about at first, so many more for who sees few of them. Of
the others hardly one is about the same matter; who sees everything has only the first compared."""
DEEPEST = 1_000
"""Cases of a viewer who sees few of those found that are looked at one by one, the newest."""
DELIVERED = Q(delivered_at__isnull=False) & ~Q(public_text="")
"""On Reply: the person has it, and it says something to everyone."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A filter on cases, built once, asked for any ids; `sql` is empty where nothing passes it."""

    sql: str
    parameters: tuple[Any, ...]
    at: int

    @classmethod
    def of(cls, sees: Q) -> "Asking":
        mark = object()
        rows = Case.objects.filter(sees, pk__in=RawSQL(listed(), [mark])).values_list("pk")  # noqa: S611  only a mark
        try:
            sql, parameters = rows.query.sql_with_params()
        except EmptyResultSet:
            return cls("", (), 0)
        return cls(sql, parameters, parameters.index(mark))

    def among(self, ids: Sequence[int]) -> set[int]:
        """Those of the ids that pass."""
        if not self.sql:
            return set()
        given = [*self.parameters[: self.at], as_list(ids), *self.parameters[self.at + 1 :]]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            return {one for (one,) in cursor.fetchall()}


class ViewerStore(LikenessStore):
    """Voices whose cases somebody with `grants` sees; sealed ones never, and erased ones have no profile."""

    def __init__(self, grants: Iterable[Grant]) -> None:
        super().__init__(Kind.VOICE)
        self.grants = list(grants)
        self.hidden = False
        self._asking = None if self.sees_all() else Asking.of(self.filter())

    def sees_all(self) -> bool:
        """Whether everything that has a profile is seen."""
        return sees_all_unsealed(self.grants)

    def filter(self) -> Q:
        """On Case: what is seen."""
        return visible_unsealed(self.grants)

    def newest(self) -> list[int]:
        """Cases among which most are seen, the newest first."""
        return newest_through(self.grants, DEEPEST)

    def seen(self, ids: Sequence[int], most: int) -> list[int]:
        if self._asking is None:
            return list(ids[:most])
        found = self._pass(self._asking, ids[:FIRST])
        if len(found) < most:
            found += self._pass(self._asking, ids[FIRST : FIRST + NEXT])
        return found[:most]

    def _pass(self, asking: Asking, ids: Sequence[int]) -> list[int]:
        there = asking.among(ids) if ids else ()
        self.hidden |= len(there) < len(ids)
        return [one for one in ids if one in there]

    def deeper(self, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Of the viewer's own newest cases those that lie under a key; nothing where nothing was held back."""
        if self._asking is None or not self.hidden:
            return
        lying = list(self.filed_of(self.newest(), keys))
        there = self._asking.among(sorted({one for _, one in lying}))
        yield from ((key, one) for key, one in lying if one in there)


class PublicStore(ViewerStore):
    """Voices that anyone may read: the speaker agreed, and a public reply was delivered."""

    def __init__(self) -> None:
        super().__init__(())

    def sees_all(self) -> bool:
        return False

    def filter(self) -> Q:
        answered = Exists(Reply.objects.filter(DELIVERED, case=OuterRef("pk")))
        return Q(answered, voice__may_publish=True, voice__revealed_at=None, sealed=False)

    def newest(self) -> list[int]:
        """Of the last replies."""
        replies = Reply.objects.filter(DELIVERED).order_by("-pk").values_list("case_id", flat=True)
        return list(dict.fromkeys(replies[: 2 * DEEPEST]))
