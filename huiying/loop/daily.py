"""What time alone brings: each minute the worker does acts whose limit has passed, and forgets what has expired."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.errors import Guarded, NotFromHere
from huiying.core.procedures.model import Act
from huiying.foundation.files.sweeping import sweep_files
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.people.services.api_answers import forget_answers
from huiying.listen.voices.services.drafts import forget_drafts
from huiying.loop.act_on_case import act_on_case
from huiying.loop.announce_court import announce_court
from huiying.loop.announce_rights import announce_rights
from huiying.loop.check_on import sweep_draws
from huiying.loop.erase_voice import finish_erasures
from huiying.loop.find_again import answer_finds
from huiying.loop.keep_promise import sweep_promises
from huiying.loop.leaving import close_accounts
from huiying.loop.list_matters import count_votes_due
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.casework.models import Deadline
from huiying.serve.notices.services.objecting import note_ended

WAITS_FOR_PROMISES = "promises_settled"
"""The guard of acts that wait until what an answer promised is settled: such a case is not asked each minute."""


@dataclass(frozen=True, slots=True)
class Due:
    """An act that the end of a limit brings to a case."""

    case_id: int
    act_id: str
    at: datetime

    @property
    def key(self) -> str:
        """The same for whoever finds it: two workers do it once."""
        return f"sweep:{self.case_id}:{self.act_id}:{self.at.astimezone(UTC).isoformat()}"


def sweep(*, now: datetime, most: int | None = None) -> int:
    """Do what is due at `now`, each act in a transaction of its own; how many acts were done.

    At most `most` acts, the oldest of each kind first; the rest waits for the next time.
    """
    acts = 0
    for due in _all_due(now, most):
        acts += _do(due, now)
        if acts == most:
            break
    announce_rights(now=now)
    announce_court(now=now)
    sweep_promises(now=now)
    count_votes_due(now)
    note_ended(now=now)
    close_accounts(now=now)
    sweep_supervision(now=now)
    sweep_draws(now=now)
    answer_finds(now=now)
    forget_drafts(now=now)
    sweep_files(now=now)
    forget_answers(now=now)
    SessionStore.clear_expired()  # by the clock by which they end, whatever `now` is
    finish_erasures(now=now)
    return acts


def _all_due(now: datetime, most: int | None) -> Iterator[Due]:
    for procedure in PROCEDURES.values():
        for act in procedure.acts:
            if act.on_miss_of and act.offered:
                yield from _due(procedure.id, act, now, most)


def _due(procedure_id: str, act: Act, now: datetime, most: int | None) -> list[Due]:
    """The cases to which `act` comes. Whoever has done what the act does only once is not asked again."""
    late = Deadline.objects.filter(
        clock__in=act.on_miss_of,
        met_at__isnull=True,
        stopped_at__isnull=True,
        due_at__lte=now,
        case__procedure=procedure_id,
        case__state__in=act.from_,
    )
    if act.once:
        late = late.filter(**{f"case__facts__{act.once}__isnull": True})
    if WAITS_FOR_PROMISES in act.guards:
        late = late.filter(case__facts__promises_open__isnull=True)
    rows = late.order_by("due_at", "pk").values_list("case_id", "due_at")[:most]
    return [Due(case_id, act.id, at) for case_id, at in rows]


def _do(due: Due, now: datetime) -> int:
    """1 when it was done now; 0 when it was done before or the case has moved on meanwhile."""
    try:
        done = act_on_case(due.case_id, due.act_id, actor=SYSTEM, now=now, key=due.key)
    except (NotFromHere, Guarded):
        return 0
    return int(done.step is not None)
