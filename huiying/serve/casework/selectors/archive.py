"""What has ended and waits for an archivist."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import NOTHING, visible_cases

ARCHIVE = "archive"


def cases_to_archive(grants: Iterable[Grant]) -> QuerySet[Case]:
    """Cases of the archivist's offices that may be archived and in which no clock runs again, first ended first."""
    kept = visible_cases(grant for grant in grants if grant.role == Role.ARCHIVIST)
    waiting = Case.objects.filter(kept, _may_be_archived(), next_due_at__isnull=True)
    return waiting.select_related("voice__place", "unit").order_by("ended_at", "voice_id")


def _may_be_archived() -> Q:
    """In a state from which the table of the case's procedure offers the act to an archivist."""
    found = NOTHING
    for told in PROCEDURES.values():
        act = told.act(ARCHIVE)
        if act is not None and act.offered and Role.ARCHIVIST in act.who:
            found |= Q(procedure=told.id, state__in=act.from_)
    return found
