"""What a list of promises can be narrowed by, and what it leaves out."""

from collections.abc import Sequence

from huiying.foundation.people.models import Grant, Unit
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import public_ones, visible_commitments


def public_owners() -> list[Unit]:
    """Units with a promise that everybody may read, in the order of the tree."""
    return _owners(Commitment.objects.filter(public_ones()).values("owner_id"))


def owners_for(grants: Sequence[Grant]) -> list[Unit]:
    """Units with a promise that the viewer may read, in the order of the tree."""
    return _owners(Commitment.objects.filter(visible_commitments(grants)).values("owner_id"))


def _owners(ids: object) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=ids).order_by("path"))


def hidden_open() -> int:
    """Open promises that are not public; without what opinions promise, which is written to one person."""
    hidden = Commitment.objects.filter(public=False, state=CommitmentState.OPEN.value)
    return hidden.exclude(source=Source.REPLY.value).count()


def commitments_of_issue(issue_id: int, grants: Sequence[Grant]) -> list[Commitment]:
    """What was promised to do away with the cause of an issue, as far as the viewer may read it; by their days."""
    rows = Commitment.objects.filter(visible_commitments(grants), issue=issue_id).select_related("owner")
    return list(rows.prefetch_related("parts").order_by("due_on", "pk"))
