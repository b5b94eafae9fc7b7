"""The stores of the same-matter engine that know rights: what a viewer may not see is neither compared nor counted."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.store import LikenessStore
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case, Reply
from huiying.serve.casework.selectors.visible import visible_cases

AT_ONCE = 240
"""Ids whose rights are asked for in one statement."""


class ViewerStore(LikenessStore):
    """Voices whose cases pass a filter; sealed cases and erased voices never do."""

    def __init__(self, sees: Q) -> None:
        super().__init__(Kind.VOICE)
        self.sees = sees & Q(sealed=False, voice__erased_at=None)
        self.hidden = False

    @classmethod
    def of(cls, grants: Iterable[Grant]) -> "ViewerStore":
        return cls(visible_cases(grants))

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


class PublicStore(ViewerStore):
    """Voices that anyone may read: the speaker agreed, and a public reply was delivered."""

    def __init__(self) -> None:
        answered = Reply.objects.filter(~Q(public_text=""), case=OuterRef("pk"), delivered_at__isnull=False)
        super().__init__(Q(voice__may_publish=True) & Q(Exists(answered)))
