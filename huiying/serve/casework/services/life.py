"""A case in memory: loaded once, moved by the engine any number of times, written at the end in few statements.

The same code carries one act of a clerk and the hundred thousand lives of an import or a demo.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huiying.core.procedures import procedure
from huiying.core.procedures.effects import owed_by
from huiying.core.procedures.engine import ClockChange, Step
from huiying.core.procedures.facts import Facts
from huiying.core.procedures.model import OpKind, Procedure, StateKind
from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.search.indexing import Words, put
from huiying.serve.casework.models import Case, CaseUnit, Deadline, Document, Reply
from huiying.serve.casework.selectors.facts import facts_of, stored
from huiying.serve.casework.selectors.findable import words_of_entries, words_of_reply, words_of_voice
from huiying.serve.casework.services import competence
from huiying.serve.casework.services.filing import keep_filed
from huiying.serve.casework.services.likeness import line_up_replies, line_up_voices, seal_changed

BATCH = 200
_COPIED = (
    "state standing legal_class route sealed urgent unit_id sender_id handler_id lead_case_id category_id hops "
    "accepted_at ended_at next_due_at next_clock facts".split()
)


@dataclass(slots=True)
class Life:
    """One case being moved: its row, what the engine knows of it, and what is new since it was loaded.

    `promised`: of a new case, the day that stood promised when the voice was received. `was_sealed`: as it was loaded.
    `decided`: which unit was to take it, where that was in dispute.
    """

    case: Case
    facts: Facts
    rows: dict[str, Deadline] = field(default_factory=dict)
    changed: dict[str, Deadline] = field(default_factory=dict)
    fresh: list[Deadline] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    supporting: list[CaseUnit] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    promised: date | None = None
    was_sealed: bool = False
    decided: competence.Decision | None = None

    @property
    def is_new(self) -> bool:
        """Whether the case has not been written yet."""
        return self.case._state.adding

    @property
    def procedure(self) -> Procedure:
        """The table that this case follows."""
        return procedure(self.case.procedure)

    def take(self, step: Step) -> None:
        """Move the case by what the engine decided; clocks become rows, columns repeat what queues sort by."""
        self.facts = step.facts
        self.decided = competence.decided(step) or self.decided
        for change in step.clock_changes:
            self._turn(change, int(step.data.get(ADDRESSED) or owed_by(change.clock_id, self.facts)))
        self._mirror(step)

    def _turn(self, change: ClockChange, owes: int) -> None:
        if change.kind is OpKind.START:
            row = Deadline(case=self.case, clock=change.clock_id, version=self.case.version)
            row.unit_id = owes or None
            row.started_at = change.started_at or change.at
            self.rows[change.clock_id] = row
            self.fresh.append(row)
        else:
            row = self.rows[change.clock_id]
        if change.due is not None:
            row.due_on, row.target_on, row.due_at = change.due.on, change.due.target, change.due.at
            row.provisional, row.extra_days = change.due.provisional, change.extra_days
        elif change.kind is OpKind.MEET:
            row.met_at = change.at
        else:
            row.stopped_at = change.at
        if row.pk is not None:
            self.changed[change.clock_id] = row

    def _mirror(self, step: Step) -> None:
        case, facts = self.case, self.facts
        kind = self.procedure.state(facts.state).kind
        case.state, case.standing = facts.state, kind.value
        case.legal_class, case.route = facts.legal_class, facts.route
        case.sealed, case.urgent = facts.sealed, facts.urgent
        case.unit_id, case.sender_id = facts.unit_id, facts.sender_unit_id or None
        ended = kind in (StateKind.ENDED, StateKind.ARCHIVED)
        case.ended_at = (case.ended_at or step.at) if ended else None
        if case.accepted_at is None and facts.accepted_on:
            case.accepted_at = step.at
        case.next_due_at, case.next_clock = self._next_due()
        case.facts = stored(facts)

    def _next_due(self) -> tuple[Any, str]:
        """The first limit of the office that still runs."""
        owed = [
            row
            for row in self.rows.values()
            if row.met_at is None and row.stopped_at is None and self.procedure.clock(row.clock).owed
        ]
        first = min(owed, key=lambda row: row.due_at, default=None)
        return (first.due_at, first.clock) if first is not None else (None, "")


def load(case: Case) -> Life:
    """`case` (with its voice) as a life; of each clock the last row counts."""
    rows = {row.clock: row for row in Deadline.objects.filter(case=case).order_by("pk")}
    return Life(case, facts_of(case, rows.values()), rows, was_sealed=case.sealed)


def save_new(lives: Sequence[Life], *, after: Sequence[Entry] = (), found_at_once: bool = True) -> None:
    """Write cases that do not exist yet, with everything that happened to them; the caller holds the transaction.

    `after`: the events of their voices, which are recorded before those of the cases. `found_at_once` False: the worker
    puts them into the index of words soon.
    """
    insert_many([life.case for life in lives])
    shown = [life for life in lives if found_at_once and not life.case.sealed]
    put((words for life in shown for words in (*words_of_voice(life.case.voice), *_said_since(life))), new=True)
    _save_rows(lives, after)
    line_up_voices([life.case for life in lives])


def save(life: Life) -> None:
    """Write what changed in a case that exists; the caller holds the transaction."""
    life.case.save(update_fields=[name.removesuffix("_id") for name in _COPIED])
    for row in life.changed.values():
        row.save()
    said = _said_since(life)
    _save_rows([life])
    keep_filed(life.case, said, was_sealed=life.was_sealed)
    if life.case.sealed != life.was_sealed:
        seal_changed(life.case)
        competence.forget(life.case)
        life.was_sealed = life.case.sealed


def _said_since(life: Life) -> list[Words]:
    """What was answered and added since it was loaded."""
    answers = [words for reply in life.replies for words in words_of_reply(reply)]
    return [*answers, *words_of_entries(life.entries)]


def _save_rows(lives: Sequence[Life], after: Sequence[Entry] = ()) -> None:
    insert_many([row for life in lives for row in life.fresh])
    if supporting := [row for life in lives for row in life.supporting]:
        CaseUnit.objects.bulk_create(supporting, batch_size=BATCH, ignore_conflicts=True)
    insert_many([row for life in lives for row in life.replies], numbered=True)
    line_up_replies([row for life in lives for row in life.replies])
    insert_many([row for life in lives for row in life.documents])
    record_many([*after, *(entry for life in lives for entry in life.entries)])
    for life in lives:
        if life.decided is not None:
            competence.remember(life.case, life.decided)
        life.changed, life.fresh, life.decided = {}, [], None
        life.supporting, life.replies, life.documents, life.entries = [], [], [], []
