"""The voices behind a promise."""

from collections.abc import Collection, Sequence

from huiying.foundation.people.models import Grant
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.commitments.models import Commitment, CommitmentCase


def unsealed(case_ids: Collection[int], grants: Sequence[Grant] | None) -> list[Case]:
    """The cases, locked in the order of their numbers; sealed and erased ones take no part in anything here.

    `grants`: only those that their holder may see; None: a joint has checked, and what cannot take part is left out.
    Raises CaseNotFound.
    """
    if not case_ids:
        return []
    wanted = Case.objects.filter(pk__in=case_ids, sealed=False, voice__erased_at=None)
    if grants is not None:
        wanted = wanted.filter(visible_cases(grants))
    cases = list(wanted.select_for_update(of=("self",)).select_related("voice").order_by("pk"))
    if grants is not None and len(cases) < len(set(case_ids)):
        raise CaseNotFound
    return cases


def link(commitment: Commitment, cases: Sequence[Case], *, reads: bool = True) -> list[Case]:
    """Write that these voices led to it, in the caller's transaction; which of them were not known before."""
    there = set(commitment.causes.values_list("case_id", flat=True))
    new = [case for case in cases if case.pk not in there]
    CommitmentCase.objects.bulk_create(CommitmentCase(commitment=commitment, case=case, reads=reads) for case in new)
    return new
