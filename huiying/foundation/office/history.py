"""What an administrator changed, when and by whom: events of some kinds of subjects, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from huiying.foundation.ledger.models import Event

MOST = 30


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` and `after`: field → value, of the fields that differ; `unsaid`: changed, values not kept.

    `act` names it in the rooms' ACTS. `staff_id` and `unit_id` None: the system or the command line did it.
    """

    at: datetime
    act: str
    staff_id: int | None
    unit_id: int | None
    subject_kind: str
    subject_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    unsaid: tuple[str, ...]
    about: Mapping[str, Any]


def changes_of(
    kinds: Iterable[str], *, subject_id: int | None = None, about: Mapping[str, Any] | None = None, most: int = MOST
) -> list[Change]:
    """The newest changes of these kinds of subjects; of the one subject, or of those whose event says `about`."""
    wanted = Q(type__in=("office.changed", "people.changed"), subject_kind__in=list(kinds))
    if subject_id is not None:
        wanted &= Q(subject_id=subject_id)
    for name, value in (about or {}).items():
        wanted &= Q(**{f"public__{name}": value})
    return [_change(event) for event in Event.objects.filter(wanted).order_by("-id")[:most]]


def _change(event: Event) -> Change:
    public = dict(event.public)
    return Change(
        at=event.at,
        act=public.pop("act"),
        staff_id=event.actor_id if event.actor_kind == "staff" else None,
        unit_id=event.actor_unit,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        before=public.pop("before"),
        after=public.pop("after"),
        unsaid=tuple(public.pop("unsaid", ())),
        about=public,
    )
