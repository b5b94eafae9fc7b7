"""Erasure: what was written about a case beside a like one goes with the case."""

from django.db.models import Q

from huiying.foundation.ledger.actors import About
from huiying.improve.insight.models import DifferenceReason, UnlikePair


def empty_reasons(case_id: int) -> tuple[int, list[About]]:
    """Drop the pairs of a case, and empty the reasons stated for them, in the caller's transaction.

    (how many reasons had words, what their events are about).
    """
    pairs = UnlikePair.objects.filter(Q(case=case_id) | Q(other=case_id))
    pairs.filter(answer=None).delete()
    stated = DifferenceReason.objects.filter(pair__in=pairs).exclude(reason="")
    about = [About(UnlikePair.subject_kind, pk) for pk in stated.order_by("pk").values_list("pair_id", flat=True)]
    stated.update(reason="")
    return len(about), about
