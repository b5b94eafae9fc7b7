"""The agreement: its draft, the signed paper, and the court."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.core.mediation import confirm_until
from huiying.foundation.files.services import claim_files, drop_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.mediation.enums import Confirmed, State
from huiying.serve.mediation.errors import AgreementNotConfirmable, AgreementNotDrafted, MediationNeedsDay
from huiying.serve.mediation.events import COURT
from huiying.serve.mediation.models import Agreement, Mediation
from huiying.serve.mediation.selectors.sealed import read
from huiying.serve.mediation.services.holding import held, needed, today
from huiying.serve.mediation.services.sealing import write

TERMS = ("dispute", "content", "performance")
SIGNED = (State.REACHED.value, State.KEPT.value)


def draft_agreement(
    mediation_id: int,
    terms: dict[str, Any],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Mediation:
    """Write down, sealed, what is to be signed: `dispute`, `content`, `performance`, and `tasks` of units.

    Written anew as often as it takes. Raises what `held` raises, MediationNeedsWords.
    """
    with transaction.atomic():
        view = held(mediation_id, (State.RUNNING.value,), actor=actor, grants=grants, key=key)
        if done_before(key) is not None:
            return view.mediation
        agreement, _new = Agreement.objects.get_or_create(mediation=view.mediation)
        kept = {name: needed(str(terms.get(name, ""))) for name in TERMS}
        write(agreement, {**kept, "tasks": list(terms.get("tasks", ()))})
        agreement.drafted_at = now
        agreement.save(update_fields=["drafted_at"])
        record("mediation.drafted", view.mediation, actor=actor, now=now, key=key)
    return view.mediation


def draft_of(mediation: Mediation) -> dict[str, Any]:
    """The draft, for whoever mediates. Raises AgreementNotDrafted."""
    agreement = Agreement.objects.filter(mediation=mediation).first()
    found = read(agreement) if agreement is not None else None
    if not found:
        raise AgreementNotDrafted
    return dict(found)


def keep_scan(
    mediation: Mediation, files: Sequence[int], *, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """The signed paper, of a file that waits; a new one takes its place. In the caller's transaction.

    Raises FileGone."""
    if not files:
        return
    agreement = Agreement.objects.get(mediation=mediation)
    before, (agreement.scan, *_rest) = agreement.scan, claim_files(files[:1])
    agreement.save(update_fields=["scan"])
    if before is not None:
        drop_files([before])
    plain = {"mediation": mediation.pk, "file": agreement.scan.pk if agreement.scan else 0}
    record("case.mediation_signed_paper", mediation.case, actor=actor, now=now, public=plain, key=key)


def court_until(mediation: Mediation) -> date | None:
    """The last day to ask the court together; None where it does not confirm this one."""
    agreement = Agreement.objects.filter(mediation=mediation).first()
    if agreement is None or agreement.signed_on is None or mediation.mediator is None:
        return None
    return confirm_until(agreement.signed_on, committee=mediation.mediator.committee)


def note_confirmation(
    mediation_id: int,
    result: Confirmed,
    on: date,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Mediation:
    """That both sides asked the court, or what it decided. Raises what `held` raises, AgreementNotConfirmable,
    MediationNeedsDay."""
    with transaction.atomic():
        view = held(mediation_id, SIGNED, actor=actor, grants=grants, mediator=False, key=key)
        if done_before(key) is not None:
            return view.mediation
        last = court_until(view.mediation)
        if last is None or (result is Confirmed.ASKED and on > last):
            raise AgreementNotConfirmable
        agreement = Agreement.objects.get(mediation=view.mediation)
        if on > today(now) or (agreement.signed_on and on < agreement.signed_on):
            raise MediationNeedsDay
        agreement.confirm, agreement.confirmed_on = result.value, on
        agreement.save(update_fields=["confirm", "confirmed_on"])
        plain = {"mediation": view.mediation.pk, "on": on.isoformat()}
        record(COURT[result.value].name, view.case, actor=actor, now=now, public=plain, key=key)
    return view.mediation
