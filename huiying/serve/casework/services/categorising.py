"""What a case is about, as a person says; the machine only suggests."""

from datetime import datetime

from django.db import transaction

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.models import Category
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.errors import CategoryUnknown, MayNotCategorise
from huiying.serve.casework.events import CASE_CATEGORISED
from huiying.serve.casework.models import Case, Suggestion
from huiying.serve.casework.selectors.categories import CATEGORISES
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.services import competence
from huiying.serve.casework.services.perform import locked
from huiying.serve.casework.services.suggestions import follow_category


def set_category(case_id: int, *, actor: Actor, now: datetime, category_id: int, key: str | None = None) -> Case:
    """Set or correct the category of a case. The event says in ids what was suggested and whether that was followed.

    Setting what is set already changes nothing. Raises CaseNotFound, CategoryUnknown, MayNotCategorise.
    """
    with transaction.atomic(savepoint=False):
        case = locked(case_id)
        if case.category_id == category_id or (key is not None and Event.objects.filter(key=key).exists()):
            return case
        _refuse(case, actor, now)
        category = Category.objects.filter(pk=category_id, active=True).first()
        if category is None:
            raise CategoryUnknown
        suggested = Suggestion.objects.filter(case=case).values_list("category_id", flat=True).first()
        public = {"category": category.pk, "was": case.category_id, "suggested": suggested}
        case.category = category
        case.save(update_fields=["category"])
        follow_category(case)
        competence.follow_category(case)
        followed = suggested == category.pk
        record(CASE_CATEGORISED.name, case, actor=actor, now=now, public=public | {"followed": followed}, key=key)
    return case


def _refuse(case: Case, actor: Actor, now: datetime) -> None:
    """Raises MayNotCategorise."""
    today = calendar().local_date(now)
    grants = grants_in_force(actor.staff_id, today=today) if actor.staff_id else []
    if not actor_facts(actor, case, grants).roles & (CATEGORISES | {Role.SYSTEM}):
        raise MayNotCategorise
