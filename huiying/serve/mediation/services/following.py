"""What an act of a case does to the rows of its mediation, in the transaction of the act."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import Max

from huiying.core.mediation import chosen
from huiying.core.procedures.engine import Step
from huiying.core.procedures.guards.mediation import PLACES
from huiying.foundation.ledger.actors import Actor
from huiying.serve.casework.models import Case, Document
from huiying.serve.mediation.enums import OPEN, State
from huiying.serve.mediation.errors import MediatorNotChosen, MediatorUnfit
from huiying.serve.mediation.models import Agreement, Mediation, Mediator
from huiying.serve.mediation.selectors.fitness import fits
from huiying.serve.mediation.selectors.mediations import last_of
from huiying.serve.mediation.services.holding import today
from huiying.serve.mediation.services.offering import delete_offers
from huiying.serve.mediation.services.sealing import empty


def follow(case: Case, taken: Step, *, actor: Actor, now: datetime) -> None:
    """Write what the step means for the mediation. Raises MediatorUnfit, MediatorNotChosen.

    A case that goes where nobody mediates ends the mediation that was open, whatever took it there.
    """
    if (wanted := _FOLLOWS.get(taken.act.id)) is not None:
        wanted(case, taken, now)
    elif taken.from_state in PLACES and taken.to_state not in PLACES:
        _end(case, taken, now)


def _asked(case: Case, taken: Step, now: datetime) -> None:
    Mediation.objects.create(case=case, asked_at=taken.at)


def _open(case: Case) -> Mediation:
    return Mediation.objects.select_for_update(of=("self",)).get(case=case, state__in=OPEN)


def _speaker_agreed(case: Case, taken: Step, now: datetime) -> None:
    mediation = _open(case)
    mediation.speaker_agreed_at, mediation.speaker_how = taken.at, taken.data["how"]
    mediation.save(update_fields=["speaker_agreed_at", "speaker_how"])


def _other_agreed(case: Case, taken: Step, now: datetime) -> None:
    mediation = _open(case)
    mediation.other_agreed_at, mediation.other_how = taken.at, taken.data["how"]
    mediation.save(update_fields=["other_agreed_at", "other_how"])


def _begun(case: Case, taken: Step, now: datetime) -> None:
    mediation = _open(case)
    mediation.mediator = _mediator(mediation, int(taken.data["mediator"]))
    if not fits(mediation.mediator, case, today=today(now)):
        raise MediatorUnfit
    mediation.state, mediation.began_at = State.RUNNING, taken.at
    mediation.save(update_fields=["mediator", "state", "began_at"])


def _mediator(mediation: Mediation, staff_id: int) -> Mediator:
    """Whom both sides named, or somebody of the list where both left it open. Raises MediatorNotChosen,
    MediatorUnfit."""
    rows = Mediator.objects.filter(staff=staff_id, active=True).select_related("staff").order_by("pk")
    wanted = chosen(mediation.speaker_chose, mediation.other_chose)
    left_open = not (mediation.speaker_chose or mediation.other_chose)
    found = rows.filter(pk=mediation.mediator_id).first() if mediation.mediator_id else rows.first()
    if wanted is not None:
        found = rows.filter(pk=wanted).first()
    elif not left_open:
        raise MediatorNotChosen
    if found is None:
        raise MediatorUnfit
    return found


def _reached(case: Case, taken: Step, now: datetime) -> None:
    mediation = _open(case)
    agreement, _new = Agreement.objects.get_or_create(mediation=mediation)
    _signed(agreement, case, taken)
    _over(mediation, State.REACHED, now)


def _settled(case: Case, taken: Step, now: datetime) -> None:
    mediation = Mediation.objects.create(case=case, alone=True, asked_at=taken.at)
    _signed(Agreement(mediation=mediation), case, taken)
    _over(mediation, State.REACHED, now)


def _signed(agreement: Agreement, case: Case, taken: Step) -> None:
    agreement.sealed, agreement.key_version = b"", 0
    agreement.signed_on, agreement.document_id = taken.data["signed_on"], _paper(case, taken.act.id)
    agreement.save()


def _paper(case: Case, act_id: str) -> int | None:
    found: int | None = Document.objects.filter(case=case, variant=act_id).aggregate(last=Max("pk"))["last"]
    return found


def _end(case: Case, taken: Step, now: datetime) -> None:
    mediation = Mediation.objects.filter(case=case, state__in=OPEN).first()
    if mediation is not None:
        if (agreement := Agreement.objects.filter(mediation=mediation).first()) is not None:
            empty(agreement)
        _over(mediation, State.ENDED, now)


def _over(mediation: Mediation, state: State, now: datetime) -> None:
    """Offers are gone with the end; meetings that were still ahead are off."""
    mediation.state, mediation.ended_at = state, now
    mediation.save(update_fields=["state", "ended_at"])
    mediation.sessions.filter(held_at=None, cancelled_at=None).update(cancelled_at=now)
    delete_offers(mediation, now=now)


def _kept(case: Case, taken: Step, now: datetime) -> None:
    _stands(case, State.KEPT)


def _broken(case: Case, taken: Step, now: datetime) -> None:
    _stands(case, State.BROKEN)


def _stands(case: Case, state: State) -> None:
    mediation = last_of(case.pk)
    if mediation is not None:
        mediation.state = state
        mediation.save(update_fields=["state"])


_FOLLOWS: Mapping[str, Callable[[Case, Step, datetime], None]] = {
    "offer_mediation": _asked,
    "agree_mediation": _speaker_agreed,
    "other_agrees": _other_agreed,
    "begin_mediation": _begun,
    "reach": _reached,
    "settle": _settled,
    "fail": _end,
    "stop_mediation": _end,
    "settlement_kept": _kept,
    "breach": _broken,
}
