"""Requests to be erased, as the keeper of identities finds them; of sealed reports none."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.listen.voices.enums import RequestState
from huiying.listen.voices.models import ErasureRequest


def requests_in_reach(grants: Iterable[Grant]) -> QuerySet[ErasureRequest]:
    """Those that wait, the oldest first."""
    reach = Q(pk__in=())
    for grant in grants:
        if grant.role == Role.IDENTITY_KEEPER:
            reach |= Q(voice__case__office__path__startswith=grant.unit.path)
    waiting = ErasureRequest.objects.filter(reach, state=RequestState.ASKED, voice__case__sealed=False)
    return waiting.select_related("voice__case").order_by("asked_at", "pk")
