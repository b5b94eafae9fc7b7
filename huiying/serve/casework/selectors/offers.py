"""Which acts somebody may do on a case now: what the page draws its buttons from and the API its allowed_actions."""

from collections.abc import Sequence
from datetime import datetime

from huiying.core.procedures import procedure
from huiying.core.procedures.engine import Offer, offers
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.facts import facts_of
from huiying.serve.casework.selectors.positions import actor_facts


def offers_for(case: Case, *, actor: Actor, now: datetime, grants: Sequence[Grant] | None = None) -> tuple[Offer, ...]:
    """Every act to show to `actor`, allowed or with the sentence why not; `case` comes with voice, office and unit.

    `grants`: those of the actor today, where they are known already.
    """
    days = calendar()
    if grants is None:
        grants = grants_in_force(actor.staff_id, today=days.local_date(now)) if actor.staff_id else []
    return offers(
        procedure(case.procedure),
        facts_of(case, Deadline.objects.filter(case=case).order_by("pk")),
        actor_facts(actor, case, grants),
        now=now,
        calendar=days,
        settings=procedure_settings(),
    )


def may_do(case_id: int, act_id: str, *, actor: Actor, now: datetime) -> bool:
    """Whether the act is offered to `actor` and no rule forbids it."""
    case = Case.objects.select_related("voice__place", "office", "unit", "sender").get(pk=case_id)
    found = (offer for offer in offers_for(case, actor=actor, now=now) if offer.act.id == act_id)
    return any(offer.allowed for offer in found)
