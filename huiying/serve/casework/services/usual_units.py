"""What is known of who handles what: the administrator's table, and the counts that are made anew each night."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.models import Category
from huiying.foundation.office.services.changing import record_change
from huiying.foundation.people.models import Unit
from huiying.serve.casework.errors import CategoryUnknown, UnitUnknown
from huiying.serve.casework.models import Case, HandledCount, UsualUnit

COUNTED = timedelta(days=730)
"""How far back counts go: duties move."""
AT_ONCE = 500


def set_usual_unit(
    *, actor: Actor, now: datetime, category_id: int, unit_id: int | None, key: str | None = None
) -> None:
    """Write down which unit handles a category; None: none is written down any more.

    Raises CategoryUnknown, UnitUnknown.
    """
    with transaction.atomic():
        category = Category.objects.select_for_update().filter(pk=category_id, active=True).first()
        if category is None:
            raise CategoryUnknown
        if unit_id is not None and not Unit.objects.filter(pk=unit_id, active=True).exists():
            raise UnitUnknown
        before = UsualUnit.objects.filter(category=category).values_list("unit_id", flat=True).first()
        if unit_id is None:
            UsualUnit.objects.filter(category=category).delete()
        else:
            UsualUnit.objects.update_or_create(category=category, defaults={"unit_id": unit_id})
        record_change(
            "office.changed",
            "category.unit_set",
            category,
            before={"unit_id": before},
            after={"unit_id": unit_id},
            actor=actor,
            now=now,
            key=key,
        )


def count_handled(*, now: datetime) -> int:
    """Count anew which unit handled what; the number of counts. Rows of an index: no event.

    A case counts for the unit that has it, once it was accepted or ended there: who sent it back has it no more. What
    the dispatching office or the top of the tree keeps says nothing.
    """
    handled = Case.objects.filter(
        Q(accepted_at__isnull=False) | Q(ended_at__isnull=False),
        category__isnull=False,
        sealed=False,
        voice__revealed_at=None,
        opened_at__gte=now - COUNTED,
        unit__parent__isnull=False,
    ).exclude(unit=F("office"))
    rows = list(handled.order_by().values_list("category", "voice__place", "unit").annotate(cases=Count("pk")))
    with transaction.atomic():
        HandledCount.objects.all().delete()
        HandledCount.objects.bulk_create(
            [HandledCount(category_id=c, place_id=p, unit_id=u, cases=n) for c, p, u, n in rows], batch_size=AT_ONCE
        )
    return len(rows)
