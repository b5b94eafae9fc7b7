"""Circulars 通报: written, sent to units, read and answered by each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.decisions.enums import CircularKind
from huiying.serve.decisions.errors import (
    CircularAnswered,
    CircularDayOver,
    CircularNeedsUnits,
    CircularNotFound,
    CircularNotSent,
    CircularSent,
    DecisionNotFound,
    MayNotDecide,
    NotForYourUnit,
)
from huiying.serve.decisions.models import Circular, CircularUnit, Decision
from huiying.serve.decisions.selectors.rights import (
    OWNS,
    SENDERS,
    SENDS,
    keeping_unit,
    need,
    reaches,
    visible_decisions,
)
from huiying.serve.decisions.services.holding import needed_words, refuse_names


@dataclass(frozen=True, slots=True)
class Wording:
    """What a circular says and to whom. `decision_id`: what it is about; None: nothing that is entered here."""

    title: str
    kind: CircularKind
    words: str
    unit_ids: tuple[int, ...]
    title_en: str = ""
    number: str = ""
    answer_by: date | None = None
    decision_id: int | None = None


@once
def write_circular(
    wording: Wording, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Circular:
    """Draft it; nobody is told yet. Raises MayNotDecide, DecisionNeedsWords, CircularNeedsUnits, CircularDayOver,
    DecisionNamesSomebody, DecisionNotFound."""
    with transaction.atomic():
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return Circular.objects.get(pk=before.subject_id)
        office = keeping_unit(grants, Staff.objects.select_related("unit").get(pk=actor.staff_id or 0).unit, SENDS)
        if office is None:
            raise MayNotDecide(who=SENDERS)
        _refuse_decision(wording, grants)
        circular = Circular(office=office, made_at=now, made_by_id=actor.staff_id or 0)
        _write(circular, wording, "circular.written", actor, now, key)
    return circular


def change_circular(
    circular_id: int,
    wording: Wording,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Circular:
    """Write a draft anew. Raises CircularNotFound, MayNotDecide, CircularSent and as `write_circular`."""
    with transaction.atomic():
        circular = _held(circular_id)
        need(reaches(grants, SENDS, circular.office), SENDERS)
        if not done_before(key):
            if circular.sent_at is not None:
                raise CircularSent
            _refuse_decision(wording, grants)
            _write(circular, wording, "circular.changed", actor, now, key)
    return circular


def send_circular(
    circular_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Circular:
    """It goes to its units and stays as it is. Raises CircularNotFound, MayNotDecide, CircularSent, CircularDayOver."""
    with transaction.atomic():
        circular = _held(circular_id)
        need(reaches(grants, SENDS, circular.office), SENDERS)
        if not done_before(key):
            if circular.sent_at is not None:
                raise CircularSent
            _refuse_day(circular.answer_by, now)
            circular.sent_at, circular.sent_by_id = now, actor.staff_id or 0
            circular.save(update_fields=["sent_at", "sent_by"])
            units = list(circular.units.order_by("pk").values_list("unit_id", flat=True))
            record("circular.sent", circular, actor=actor, now=now, public={"units": units}, key=key)
    return circular


def read_circular(
    circular_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> list[CircularUnit]:
    """Somebody of the units that are told has it before them: each of these units has read it, once.

    Raises CircularNotFound, CircularNotSent.
    """
    with transaction.atomic():
        circular = _held(circular_id)
        if circular.sent_at is None:
            raise CircularNotSent
        new = [told for told in _told(circular, grants) if told.read_at is None]
        for told in new:
            told.read_at, told.read_by_id = now, actor.staff_id or 0
            told.save(update_fields=["read_at", "read_by"])
        if new:
            units = [told.unit_id for told in new]
            record("circular.read", circular, actor=actor, now=now, public={"units": units}, key=key)
    return new


def answer_circular(
    circular_id: int,
    unit_id: int,
    words: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> CircularUnit:
    """Answer for one unit that was told; whoever answers has read it. Raises CircularNotFound, CircularNotSent,
    NotForYourUnit, CircularAnswered, DecisionNeedsWords, DecisionNamesSomebody."""
    with transaction.atomic():
        circular = _held(circular_id)
        if circular.sent_at is None:
            raise CircularNotSent
        told = next((one for one in _told(circular, grants) if one.unit_id == unit_id), None)
        if told is None:
            raise NotForYourUnit
        if done_before(key):
            return told
        if told.answered_at is not None:
            raise CircularAnswered
        told.answer = needed_words(words)
        refuse_names([told.answer], circular.decision, now=now)
        told.answered_at, told.answered_by_id = now, actor.staff_id or 0
        told.read_at, told.read_by_id = told.read_at or now, told.read_by_id or actor.staff_id or 0
        told.save(update_fields=["answer", "answered_at", "answered_by", "read_at", "read_by"])
        private = {"words": told.answer}
        record("circular.answered", circular, actor=actor, now=now, public={"unit": unit_id}, private=private, key=key)
    return told


def _refuse_decision(wording: Wording, grants: Sequence[Grant]) -> None:
    """Raises DecisionNotFound for one that the writer may not read."""
    if wording.decision_id is None:
        return
    if not Decision.objects.filter(visible_decisions(grants), pk=wording.decision_id).exists():
        raise DecisionNotFound


def _held(circular_id: int) -> Circular:
    locked = Circular.objects.select_for_update(of=("self",)).select_related("office", "decision")
    if (found := locked.filter(pk=circular_id).first()) is None:
        raise CircularNotFound
    return found


def _told(circular: Circular, grants: Sequence[Grant]) -> list[CircularUnit]:
    """The units that are told and for which the holder of `grants` speaks."""
    rows = circular.units.select_related("unit").order_by("unit__path")
    return [row for row in rows if reaches(grants, OWNS, row.unit)]


def _refuse_day(answer_by: date | None, now: datetime) -> None:
    if answer_by is not None and answer_by < calendar().local_date(now):
        raise CircularDayOver


def _write(circular: Circular, wording: Wording, event: str, actor: Actor, now: datetime, key: str | None) -> None:
    _refuse_day(wording.answer_by, now)
    circular.title, circular.title_en = needed_words(wording.title), wording.title_en.strip()
    circular.number, circular.words = wording.number.strip(), needed_words(wording.words)
    circular.kind, circular.answer_by = wording.kind.value, wording.answer_by
    circular.decision_id = wording.decision_id
    units = list(Unit.objects.filter(pk__in=wording.unit_ids, active=True).order_by("path"))
    if not units:
        raise CircularNeedsUnits
    refuse_names([circular.title, circular.title_en, circular.words], circular.decision, now=now)
    circular.save()
    _address(circular, units)
    due = wording.answer_by.isoformat() if wording.answer_by else ""
    public: dict[str, Any] = {"kind": circular.kind, "units": [unit.pk for unit in units], "answer_by": due}
    public["decision"] = wording.decision_id
    private = {"title": circular.title, "title_en": circular.title_en, "words": circular.words}
    record(event, circular, actor=actor, now=now, public=public, private=private, key=key)


def _address(circular: Circular, units: Collection[Unit]) -> None:
    """Exactly these units; of a draft nobody has read anything yet."""
    circular.units.exclude(unit__in=units).delete()
    there = set(circular.units.values_list("unit_id", flat=True))
    new = [CircularUnit(circular=circular, unit=unit) for unit in units if unit.pk not in there]
    CircularUnit.objects.bulk_create(new)
