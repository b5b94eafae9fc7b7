"""What would follow from a voice that is still being taken down: its procedure, and who is owed what by when."""

from dataclasses import dataclass
from datetime import date, datetime

from huiying.core.procedures import procedure
from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM
from huiying.listen.voices.models import Voice
from huiying.serve.casework.presenters.receipt import OWED, ahead
from huiying.serve.casework.services.opening import born


@dataclass(frozen=True, slots=True)
class Owed:
    """One limit. `on`: its last day; None where `when` says from what on it is counted."""

    words: Text
    on: date | None
    when: Text


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`sealed`: nothing of a report of wrongdoing is told beforehand."""

    procedure: Text
    unit: str
    owed: tuple[Owed, ...]
    sealed: bool


def foresee(*, channel: str, kind: str, received_at: datetime, now: datetime) -> Foreseen:
    """As it would be registered now; nothing is written."""
    voice = Voice(channel=channel, kind=kind, received_at=received_at)
    (life,) = born([voice], actor=SYSTEM, now=now)
    if life.facts.sealed:
        return Foreseen(life.procedure.name, "", (), sealed=True)
    running = [row for row in life.fresh if row.met_at is None and row.stopped_at is None and row.clock in OWED]
    days = {OWED[row.clock]: row.due_on for row in sorted(running, key=lambda row: row.due_at, reverse=True)}
    dated = [Owed(words, on, Text("", "")) for words, on in sorted(days.items(), key=lambda one: one[1])]
    later = [Owed(one.owed, None, one.when) for one in ahead(procedure(life.case.procedure), kind)]
    known = {one.words for one in dated}
    return Foreseen(
        life.procedure.name, str(life.case.office), (*dated, *(o for o in later if o.words not in known)), sealed=False
    )
