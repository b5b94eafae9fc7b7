"""Offers of the sides, in confidence: the mediator reads them, and the side that made them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.mediation.enums import Side, State
from huiying.serve.mediation.errors import MediationOver
from huiying.serve.mediation.models import Mediation, Offer
from huiying.serve.mediation.services.holding import held, needed
from huiying.serve.mediation.services.sealing import write


def take_down_offer(
    mediation_id: int,
    side: Side,
    words: str,
    *,
    may_pass: bool,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Mediation:
    """The mediator writes down what a side offers. Raises what `held` raises, MediationNeedsWords."""
    with transaction.atomic():
        view = held(mediation_id, (State.RUNNING.value,), actor=actor, grants=grants, key=key)
        if done_before(key) is None:
            make_offer(view.mediation, side, words, may_pass=may_pass, actor=actor, now=now, key=key)
    return view.mediation


def make_offer(
    mediation: Mediation,
    side: Side,
    words: str,
    *,
    may_pass: bool,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Offer:
    """In the caller's transaction, who has checked who offers; the event holds no word of it.

    Raises MediationOver, MediationNeedsWords.
    """
    if mediation.state != State.RUNNING:
        raise MediationOver
    said = needed(words)
    offer = Offer.objects.create(mediation=mediation, side=side.value, may_pass=may_pass, made_at=now)
    write(offer, {"words": said})
    plain = {"offer": offer.pk, "side": side.value}
    record("mediation.offer_made", mediation, actor=actor, now=now, public=plain, key=key)
    return offer


def delete_offers(mediation: Mediation, *, now: datetime) -> int:
    """When the mediation is over they are gone; how many. In the caller's transaction."""
    gone, _rows = Offer.objects.filter(mediation=mediation).delete()
    if gone:
        record("mediation.offers_deleted", mediation, actor=SYSTEM, now=now, public={"number": gone})
    return gone
