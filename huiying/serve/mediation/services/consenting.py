"""Who the other side is, and whom each side wants as the mediator."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from huiying.core.letters.reading import letter_text
from huiying.core.mediation import ANY
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.transports import IS_ADDRESS
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.mediation.enums import Side, State
from huiying.serve.mediation.errors import MediationNeedsMail, MediationNeedsWords, MediationOver, MediatorUnfit
from huiying.serve.mediation.models import Mediation, Party
from huiying.serve.mediation.selectors.letters import invitation
from huiying.serve.mediation.selectors.mediations import mediators_of
from huiying.serve.mediation.selectors.sealed import read
from huiying.serve.mediation.services.holding import MOST_LINE, held, needed, today
from huiying.serve.mediation.services.sealing import write

ASKED = (State.ASKED.value,)


def name_other_side(
    mediation_id: int,
    *,
    unit_id: int | None = None,
    name: str = "",
    contact: str = "",
    by_mail: bool = False,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Party | None:
    """A unit, or a person whose name and contact are sealed. `by_mail`: the contact is an address, to which the
    invitation goes at once. None: it was done before.

    Raises MediationNotFound, MayNotMediate, MediationOver, MediationNeedsWords, MediationNeedsMail.
    """
    with transaction.atomic():
        view = held(mediation_id, actor=actor, grants=grants, mediator=False, key=key)
        if done_before(key) is not None:
            return None
        unit = Unit.objects.filter(pk=unit_id or 0, active=True).first()
        if unit is None and not name.strip():
            raise MediationNeedsWords(most=MOST_LINE)
        contact = contact.strip()[:MOST_LINE]
        if by_mail and (unit is not None or not IS_ADDRESS[Way.EMAIL](contact)):
            raise MediationNeedsMail
        party = Party.objects.create(mediation=view.mediation, unit=unit)
        if unit is None:
            write(party, {"name": needed(name, MOST_LINE), "contact": contact})
        plain = {"party": party.pk, "unit": unit.pk if unit else 0}
        record("mediation.party_named", view.mediation, actor=actor, now=now, public=plain, key=key)
        if by_mail:
            _invite(party, contact, actor=actor, now=now)
    return party


def _invite(party: Party, address: str, *, actor: Actor, now: datetime) -> None:
    """The letter as a mail. The language of the other side is not known: Chinese, as every official letter."""
    letter = invitation(party.mediation, party, "zh-hans", day=today(now))
    queue(
        key=f"{Way.EMAIL}:mediation_invited:{party.pk}",
        way=Way.EMAIL,
        to=address,
        subject=f"{letter.office}：{letter.title}",
        text=letter_text(replace(letter, addressee="")),
        about=party.mediation,
        actor=actor,
        now=now,
    )


def read_party(party_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime) -> dict[str, str] | None:
    """Name and contact of somebody on the other side; the look is written down before. Raises as `held` does."""
    with transaction.atomic(durable=True):
        party = Party.objects.filter(pk=party_id).first()
        states = tuple(State.values)
        view = held(party.mediation_id if party else 0, states, actor=actor, grants=grants, mediator=False)
        assert party is not None
        record("mediation.party_seen", view.mediation, actor=actor, now=now, public={"party": party.pk})
        found: dict[str, str] | None = read(party)
    return found


def choose_mediator(
    mediation: Mediation,
    side: Side,
    mediator_id: int,
    *,
    case: Case,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> None:
    """Whom a side wants, ANY where it leaves it open; said anew, the new one counts. The caller has checked who asks.

    In the caller's transaction. Raises MediationOver, MediatorUnfit.
    """
    if mediation.state != State.ASKED:
        raise MediationOver
    if mediator_id != ANY and not mediators_of(case).filter(pk=mediator_id).exists():
        raise MediatorUnfit
    name = "speaker_chose" if side is Side.SPEAKER else "other_chose"
    setattr(mediation, name, mediator_id)
    mediation.save(update_fields=[name])
    plain = {"mediation": mediation.pk, "side": side.value, "mediator": mediator_id}
    record("case.mediation_mediator_chosen", case, actor=actor, now=now, public=plain, key=key)
