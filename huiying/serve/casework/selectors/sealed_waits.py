"""What waits at the sealed officer's, and since when.

No limit of the 条例 runs on a report (Art 23(4)): the oldest of each kind is what there is to look at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from huiying.core.procedures.guards.sealed import HANDED, HERE, NEW, PARCEL, SENT
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases

KINDS: Mapping[str, tuple[Q, str]] = {
    "new": (Q(state=NEW), "voice__received_at"),
    "here": (Q(state=HERE), "voice__received_at"),
    "parcel": (Q(state=HANDED, **{f"facts__tracks__{PARCEL}": SENT}), "ended_at"),
}
"""By kind: which reports, and the moment from which they wait."""


@dataclass(frozen=True, slots=True)
class Wait:
    """`kind`: new, handled here, or a parcel whose receipt is not back; `since`: the oldest of them."""

    kind: str
    count: int
    since: datetime


def waits_of(grants: Sequence[Grant]) -> list[Wait]:
    """Those that there are."""
    mine = Case.objects.filter(visible_cases(grants), sealed=True)
    found = [(kind, mine.filter(which).aggregate(n=Count("pk"), at=Min(at))) for kind, (which, at) in KINDS.items()]
    return [Wait(kind, row["n"], row["at"]) for kind, row in found if row["n"] and row["at"]]
