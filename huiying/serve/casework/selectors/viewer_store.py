"""The stores of the same-matter engine that know rights: what a viewer may not see is neither compared nor counted."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.store import LikenessStore
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case, Reply
from huiying.serve.casework.selectors.newest import newest_through
from huiying.serve.casework.selectors.visible import visible_cases

AT_ONCE = 240
"""Ids whose rights are asked for in one statement."""
DEEPEST = 1_000
"""Cases of a viewer who sees few of those found that are looked at one by one, the newest."""
DELIVERED = Q(delivered_at__isnull=False) & ~Q(public_text="")
"""On Reply: the person has it, and it says something to everyone."""


class ViewerStore(LikenessStore):
    """Voices whose cases somebody with `grants` sees; sealed cases and erased voices never."""

    def __init__(self, grants: Iterable[Grant]) -> None:
        super().__init__(Kind.VOICE)
        self.grants = list(grants)
        self.sees = self.filter() & Q(sealed=False, voice__erased_at=None)
        self.hidden = False

    def filter(self) -> Q:
        """On Case: what is seen."""
        return visible_cases(self.grants)

    def newest(self) -> list[int]:
        """Cases among which most are seen, the newest first."""
        return newest_through(self.grants, DEEPEST)

    def seen(self, ids: Sequence[int], most: int) -> list[int]:
        found: list[int] = []
        for start in range(0, len(ids), AT_ONCE):
            part = ids[start : start + AT_ONCE]
            there = set(Case.objects.filter(self.sees, pk__in=part).values_list("pk", flat=True))
            self.hidden |= len(there) < len(part)
            found += [one for one in part if one in there]
            if len(found) >= most:
                break
        return found[:most]

    def deeper(self, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Of the viewer's own newest cases those that lie under a key; nothing where nothing was held back."""
        return self.filed_of(self.seen(self.newest(), DEEPEST), keys) if self.hidden else iter(())


class PublicStore(ViewerStore):
    """Voices that anyone may read: the speaker agreed, and a public reply was delivered."""

    def __init__(self) -> None:
        super().__init__(())

    def filter(self) -> Q:
        return Q(Exists(Reply.objects.filter(DELIVERED, case=OuterRef("pk"))), voice__may_publish=True)

    def newest(self) -> list[int]:
        """Of the last replies."""
        replies = Reply.objects.filter(DELIVERED).order_by("-pk").values_list("case_id", flat=True)
        return list(dict.fromkeys(replies[: 3 * DEEPEST]))
