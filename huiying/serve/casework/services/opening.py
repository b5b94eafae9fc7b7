"""Opening cases: which procedure a voice follows, which office dispatches it, and its first clocks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from huiying.core.procedures import procedure
from huiying.core.procedures.engine import step
from huiying.core.procedures.facts import ActorFacts, Facts
from huiying.core.procedures.model import Role, StateKind
from huiying.core.procedures.promised import promised_day
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.selectors import calendar, intake_choices, procedure_settings
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.serve.casework.events import CASE_OPENED, event_name
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.intake import offices
from huiying.serve.casework.services.life import Life

INTAKE = ActorFacts("system", frozenset({Role.SYSTEM}))


def born(
    voices: Sequence[Voice], *, actor: Actor, now: datetime, procedure_id: str = "", past: bool = False
) -> list[Life]:
    """The lives of new cases, for `save_new` after the voices' own events; the caller holds the transaction.

    `procedure_id`: which procedure they follow, when it is not the usual one of their channel. `past`: each was opened
    when its voice came, not now.
    """
    where, days, chosen, intake = offices(), calendar(), procedure_settings(), intake_choices()
    ways = [where.for_voice(voice, intake, procedure_id) for voice in voices]
    return [
        _born(voice, *way, days, chosen, actor=actor, now=now, at=voice.received_at if past else now)
        for voice, way in zip(voices, ways, strict=True)
    ]


def _born(
    voice: Voice,
    procedure_id: str,
    unit: Unit,
    days: Calendar,
    chosen: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    at: datetime,
) -> Life:
    table = procedure(procedure_id)
    case = Case(
        voice=voice,
        procedure=procedure_id,
        version=table.version,
        office=unit,
        unit=unit,
        opened_at=at,
        state="",
        standing=StateKind.OPEN.value,
    )
    life = Life(case, _first_facts(voice, procedure_id, unit))
    life.take(step(table, life.facts, table.acts[0].id, {}, actor=INTAKE, now=at, calendar=days, settings=chosen))
    life.promised = promised_day(life.facts)
    public, happened_at, kind = _public(life, table.acts[0].id), voice.received_at, CASE_OPENED.name
    if voice.kind == Kind.REPORT:
        life.take(step(table, life.facts, "seal", {}, actor=INTAKE, now=at, calendar=days, settings=chosen))
        kind, happened_at = event_name(procedure_id, "seal"), at
    life.entries.append(Entry(kind, case, actor, now, happened_at=happened_at, public=public))
    return life


def _first_facts(voice: Voice, procedure_id: str, unit: Unit) -> Facts:
    return Facts(
        procedure=procedure_id,
        state="",
        received_at=voice.received_at,
        kind=voice.kind,
        channel=voice.channel,
        to_petition=unit.petition_department,
        unit_id=unit.pk,
        office_unit_id=unit.pk,
    )


def _public(life: Life, act_id: str) -> dict[str, Any]:
    due = life.case.next_due_at
    return {"act": act_id, "procedure": life.case.procedure, "due": due.isoformat() if due else ""}
