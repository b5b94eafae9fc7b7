"""What one shift tells the next: open urgent cases of a unit, and those that fall due before the next shift ends."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q

from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.live import LIVE
from huiying.serve.casework.selectors.visible import visible_unsealed

MOST = 100


def cases_to_hand_over(unit: Unit, grants: Iterable[Grant], *, until: datetime) -> list[Case]:
    """Those that the viewer sees, urgent ones first, then what is due first; late ones are among them."""
    due = Q(urgent=True) | Q(next_due_at__lt=until)
    found = Case.objects.filter(LIVE & due & visible_unsealed(grants), unit=unit).select_related("voice__place")
    return list(found.order_by("-urgent", F("next_due_at").asc(nulls_last=True), "voice_id")[:MOST])


def cases_seen(case_ids: Iterable[int], grants: Iterable[Grant]) -> dict[int, Case]:
    """Of these cases those that the viewer sees, by id."""
    seen = Case.objects.filter(visible_unsealed(grants), pk__in=list(case_ids)).select_related("voice")
    return {case.pk: case for case in seen}


def sealed_among(case_ids: Iterable[int]) -> set[int]:
    """Those of these cases that were sealed since: what was noted about them is for nobody here."""
    return set(Case.objects.filter(pk__in=list(case_ids), sealed=True).values_list("pk", flat=True))
