"""How a change becomes an event: what differs, before and after, as plain values."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from huiying.foundation.ledger.actors import Actor, Subject
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import forget_after

Values = Mapping[str, Any]
NOTHING: Values = {}


def values_of(row: Model, names: str) -> dict[str, Any]:
    """The fields called `names` (with blanks between) as the ledger keeps them: days as text, parents as numbers."""
    return {name: _plain(getattr(row, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def record_change(
    event: str,
    act: str,
    subject: Subject,
    *,
    before: Values,
    after: Values,
    actor: Actor,
    now: datetime,
    key: str | None,
    unsaid: frozenset[str] = frozenset(),
    about: Values = NOTHING,
    came_or_went: bool = False,
) -> None:
    """Record what differs; nothing when nothing does. The fields `unsaid` are named without their values.

    `about`: plain values that stand in the event whether they changed or not. `came_or_went`: the office's own row did,
    which is a change though it says the same as what held without it.
    """
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    forget_after()
    if not names and not came_or_went:
        return
    said = [name for name in names if name not in unsaid]
    public = {
        "act": act,
        "before": {name: before[name] for name in said if name in before},
        "after": {name: after[name] for name in said if name in after},
        **about,
    }
    if hidden := [name for name in names if name in unsaid]:
        public["unsaid"] = hidden
    record(event, subject, actor=actor, now=now, public=public, key=key)
