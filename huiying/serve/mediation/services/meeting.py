"""Meetings of a mediation: set, called off, held; the person is told of the first two."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.casework.services.telling import NEWS, tell
from huiying.serve.mediation.enums import State
from huiying.serve.mediation.errors import MediationNeedsDay, MediationOver
from huiying.serve.mediation.models import Mediation, Session
from huiying.serve.mediation.selectors.mediations import MediationView
from huiying.serve.mediation.services.holding import MOST_LINE, held, needed, today
from huiying.serve.mediation.services.sealing import write

RUNNING = (State.RUNNING.value,)


def plan_session(
    mediation_id: int,
    *,
    on: date,
    at: time,
    place: str,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Mediation:
    """Set day, hour and place; both are told. Raises what `held` raises, MediationNeedsDay, MediationNeedsWords."""
    with transaction.atomic():
        view = held(mediation_id, RUNNING, actor=actor, grants=grants, key=key)
        if done_before(key) is not None:
            return view.mediation
        if on < today(now):
            raise MediationNeedsDay
        session = Session.objects.create(mediation=view.mediation, on=on, at=at, place=needed(place, MOST_LINE))
        _tell("case.mediation_session_planned", view.mediation, session, actor=actor, now=now, key=key)
    return view.mediation


def cancel_session(
    session_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Mediation:
    """Call it off. Raises what `held` raises."""
    with transaction.atomic():
        session, view = _session(session_id, actor, grants, key)
        if done_before(key) is not None:
            return view.mediation
        if not session.is_ahead:
            raise MediationOver
        session.cancelled_at = now
        session.save(update_fields=["cancelled_at"])
        _tell("case.mediation_session_cancelled", view.mediation, session, actor=actor, now=now, key=key)
    return view.mediation


def hold_session(
    session_id: int,
    *,
    speaker_came: bool,
    other_came: bool,
    words: str,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Mediation:
    """It was held: who was there, and the mediator's record (人民调解法 Art 27), which nobody else reads.

    Raises what `held` raises, MediationNeedsDay, MediationNeedsWords.
    """
    with transaction.atomic():
        session, view = _session(session_id, actor, grants, key)
        if done_before(key) is not None:
            return view.mediation
        if not session.is_ahead:
            raise MediationOver
        if session.on > today(now):
            raise MediationNeedsDay
        session.held_at, session.speaker_came, session.other_came = now, speaker_came, other_came
        session.save(update_fields=["held_at", "speaker_came", "other_came"])
        write(session, {"words": needed(words)})
        plain = {"mediation": view.mediation.pk, "session": session.pk, "on": session.on.isoformat()}
        record("case.mediation_session_held", view.case, actor=actor, now=now, public=plain, key=key)
    return view.mediation


def _session(session_id: int, actor: Actor, grants: Sequence[Grant], key: str | None) -> tuple[Session, MediationView]:
    found = Session.objects.filter(pk=session_id).values_list("mediation_id", flat=True).first()
    view = held(found or 0, RUNNING, actor=actor, grants=grants, key=key)
    return Session.objects.get(pk=session_id), view


def _tell(kind: str, mediation: Mediation, session: Session, *, actor: Actor, now: datetime, key: str | None) -> None:
    """In the life of the case, and a message that says nothing of the matter."""
    plain = {
        "mediation": mediation.pk,
        "session": session.pk,
        "on": session.on.isoformat(),
        "at": session.at.strftime("%H:%M"),
    }
    case = mediation.case
    record(kind, case, actor=actor, now=now, public=plain, private={"place": session.place}, key=key)
    tell(case.voice, f"{kind}:{session.pk}", NEWS, None, actor=actor, now=now)
