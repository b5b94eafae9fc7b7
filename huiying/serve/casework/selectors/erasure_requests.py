"""Requests to be erased, as the keeper of identities finds them; of sealed reports none."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.listen.voices.enums import RequestState
from huiying.listen.voices.models import ErasureRequest
from huiying.serve.casework.selectors.recused import recused_cases


def requests_in_reach(grants: Iterable[Grant]) -> QuerySet[ErasureRequest]:
    """Those that wait, the oldest first."""
    reach, held = Q(pk__in=()), list(grants)
    for grant in held:
        if grant.role == Role.IDENTITY_KEEPER:
            reach |= Q(voice__case__office__path__startswith=grant.unit.path)
    reach &= ~Q(voice__case__in=recused_cases(held))
    waiting = ErasureRequest.objects.filter(reach, state=RequestState.ASKED, voice__case__sealed=False)
    return waiting.select_related("voice__case").order_by("asked_at", "pk")
