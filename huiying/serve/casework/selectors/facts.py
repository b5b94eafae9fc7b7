"""What the engine needs to know of a stored case."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from huiying.core.deadlines import Due, Measure
from huiying.core.procedures import procedure
from huiying.core.procedures.facts import ClockFacts, Facts
from huiying.core.procedures.model import Procedure
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.ladder import above_of, asked_outside

# Facts that stand in columns or rows of their own; all others are kept by name in Case.facts.
IN_COLUMNS = frozenset(
    "procedure state received_at kind channel legal_class route sealed urgent joined "
    "unit_id sender_unit_id office_unit_id clocks above asked_outside".split()
)
_STORED = tuple(item.name for item in fields(Facts) if item.name not in IN_COLUMNS)
_BLANK = Facts("", "", received_at=None)  # type: ignore[arg-type]  # only its defaults are read


def stored(facts: Facts) -> dict[str, Any]:
    """What of the facts is kept by name: everything that is not at its default."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name in _STORED
        if (value := getattr(facts, name)) != getattr(_BLANK, name)
    }


def facts_of(case: Case, deadlines: Iterable[Deadline]) -> Facts:
    """The facts of a stored case."""
    above = above_of(case)
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in case.facts.items()
        if name in _STORED  # a fact that no rule reads any more may still lie in an old row
    }
    table = procedure(case.procedure)
    return replace(
        _BLANK,
        procedure=case.procedure,
        state=case.state,
        received_at=case.voice.received_at,
        kind=case.voice.kind,
        channel=case.voice.channel,
        legal_class=case.legal_class,
        route=case.route,
        sealed=case.sealed,
        urgent=case.urgent,
        joined=case.lead_case_id is not None,
        unit_id=case.unit_id,
        sender_unit_id=case.sender_id or 0,
        office_unit_id=case.office_id,
        above=above,
        asked_outside=above == () and asked_outside(case),
        clocks={row.clock: _clock_facts(row, table) for row in deadlines},
        **kept,
    )


def _clock_facts(row: Deadline, table: Procedure) -> ClockFacts:
    limit = table.clock(row.clock).limit
    measure = limit.measure if limit is not None else Measure.days
    ends = Due(row.due_on, row.target_on, row.due_at, measure, row.provisional)
    return ClockFacts(row.started_at, ends, row.extra_days, row.met_at, row.stopped_at)
