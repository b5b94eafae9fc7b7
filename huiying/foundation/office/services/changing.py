"""How a change becomes an event: what differs, before and after, as plain values."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from huiying.foundation.ledger.actors import Actor, Subject
from huiying.foundation.ledger.recording import Entry, record_many
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
    """Record what differs; nothing when nothing does."""
    forget_after()
    entry = change(
        event,
        act,
        subject,
        before=before,
        after=after,
        actor=actor,
        now=now,
        key=key,
        unsaid=unsaid,
        about=about,
        came_or_went=came_or_went,
    )
    if entry is not None:
        record_many([entry])


def arrival(
    event: str,
    act: str,
    subject: Subject,
    after: Values,
    *,
    actor: Actor,
    now: datetime,
    unsaid: frozenset[str] = frozenset(),
    about: Values = NOTHING,
) -> Entry:
    """What is to be recorded of a row that was written with many others."""
    entry = change(event, act, subject, before=NOTHING, after=after, actor=actor, now=now, unsaid=unsaid, about=about)
    assert entry is not None  # no row is without a value
    return entry


def change(
    event: str,
    act: str,
    subject: Subject,
    *,
    before: Values,
    after: Values,
    actor: Actor,
    now: datetime,
    key: str | None = None,
    unsaid: frozenset[str] = frozenset(),
    about: Values = NOTHING,
    came_or_went: bool = False,
) -> Entry | None:
    """What differs, to be recorded; None when nothing does. The fields `unsaid` are named without their values.

    `about`: plain values that stand in the event whether they changed or not. `came_or_went`: the office's own row did,
    which is a change though it says the same as what held without it.
    """
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    if not names and not came_or_went:
        return None
    said = [name for name in names if name not in unsaid]
    public = {
        "act": act,
        "before": {name: before[name] for name in said if name in before},
        "after": {name: after[name] for name in said if name in after},
        **about,
    }
    if hidden := [name for name in names if name in unsaid]:
        public["unsaid"] = hidden
    return Entry(event, subject, actor, now, public=public, key=key)
