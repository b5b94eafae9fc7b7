"""Proposals as a viewer may see them: only with cases that they see, and only where those alone would be a proposal."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.enums import ProposalState
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.models import Issue, Proposal, ProposalCase
from huiying.serve.coordination.selectors.rights import visible_issues

LEAST_SEEN = 3
"""Who sees fewer of the voices is not shown the proposal: it would speak of cases that are not theirs."""
LEAST_SAYING = 2
MOST = 60
Heard = tuple[Sequence[str], datetime]
"""What one voice says of the shared words, and when it was received."""


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal. `seen`: how many of its voices the viewer sees; `others`: the rest, when 5 or more.

    `places` and `words`: only those that at least two of the seen ones say; `first_at`, `last_at`: of the seen ones.
    """

    proposal: Proposal
    seen: int
    others: int
    places: tuple[str, ...]
    words: tuple[str, ...]
    first_at: datetime
    last_at: datetime

    @property
    def all_seen(self) -> bool:
        return self.seen >= self.proposal.voices


@dataclass(frozen=True, slots=True)
class Member:
    """A proposed case with why it belongs."""

    case: Case
    closeness: float
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The page of a proposal."""

    row: ProposalRow
    members: tuple[Member, ...]


def proposals_for(grants: Sequence[Grant], *, state: ProposalState = ProposalState.OPEN) -> list[ProposalRow]:
    """The first proposals that the viewer may see, the one that moves most voices now first."""
    mine = Case.objects.filter(visible_cases(grants))
    members = Q(members__case__in=mine)
    found = Proposal.objects.filter(state=state).annotate(seen=Count("members", filter=members))
    wanted = found.filter(Q(seen__gte=LEAST_SEEN) | Q(issue__isnull=False, seen__gte=1)).select_related("issue")
    rows = list(wanted.filter(Q(issue=None) | Q(issue__in=_issues(grants))).order_by("-heat", "pk")[:MOST])
    heard = defaultdict[int, list[Heard]](list)
    seen = ProposalCase.objects.filter(proposal__in=rows, case__in=mine)
    for number, says, at in seen.values_list("proposal_id", "says", "case__voice__received_at"):
        heard[number].append((says, at))
    return [_row(proposal, heard[proposal.pk]) for proposal in rows if heard[proposal.pk]]


def proposal_for_viewer(proposal_id: int, grants: Sequence[Grant]) -> ProposalView:
    """Raises IssueNotFound also for one that the viewer may not see."""
    proposal = Proposal.objects.select_related("issue", "decided_by").filter(pk=proposal_id).first()
    if proposal is None or proposal.state == ProposalState.TAKEN:
        raise IssueNotFound
    shown = ProposalCase.objects.filter(proposal=proposal, case__in=Case.objects.filter(visible_cases(grants)))
    related = ("case__voice__place", "case__unit", "case__lead_case__voice")
    rows = list(shown.select_related(*related).order_by("-closeness", "case_id"))
    adds = proposal.issue_id is not None and _issues(grants).filter(pk=proposal.issue_id).exists()
    if len(rows) < (1 if adds else LEAST_SEEN):
        raise IssueNotFound
    members = tuple(Member(row.case, row.closeness, tuple(row.says)) for row in rows)
    return ProposalView(_row(proposal, [(row.says, row.case.voice.received_at) for row in rows]), members)


def is_taken(proposal_id: int) -> bool:
    """Whether somebody took it up already."""
    return Proposal.objects.filter(pk=proposal_id, state=ProposalState.TAKEN).exists()


def _issues(grants: Sequence[Grant]) -> QuerySet[Issue]:
    return Issue.objects.filter(visible_issues(grants))


def _row(proposal: Proposal, heard: Sequence[Heard]) -> ProposalRow:
    others = proposal.voices - len(heard)
    said, times = [says for says, _at in heard], [at for _says, at in heard]
    return ProposalRow(
        proposal,
        len(heard),
        others if others >= FEWEST else 0,
        _said(proposal.places, said),
        _said(proposal.words, said),
        min(times),
        max(times),
    )


def _said(words: Sequence[str], said: Sequence[Sequence[str]]) -> tuple[str, ...]:
    least = min(LEAST_SAYING, len(said))
    return tuple(word for word in words if sum(word in says for says in said) >= least)
