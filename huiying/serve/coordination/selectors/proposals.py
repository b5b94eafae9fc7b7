"""Proposals as a viewer may see them: only with cases that they see, and only where those alone would be a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

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
SHOWN_FROM = 5
"""Numbers of what a viewer may not see are named from this many on."""
MOST = 60


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal in the list. `seen`: how many of its voices the viewer sees; `others`: the rest, when 5 or more."""

    proposal: Proposal
    seen: int
    others: int

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
    """The page of a proposal. `places` and `words`: only those that at least two of the members on it say."""

    row: ProposalRow
    members: tuple[Member, ...]
    places: tuple[str, ...]
    words: tuple[str, ...]


def proposals_for(grants: Sequence[Grant], *, state: ProposalState = ProposalState.OPEN) -> list[ProposalRow]:
    """The first proposals that the viewer may see, the one that moves most voices now first."""
    members = Q(members__case__in=Case.objects.filter(visible_cases(grants)))
    found = Proposal.objects.filter(state=state).annotate(seen=Count("members", filter=members))
    wanted = found.filter(Q(seen__gte=LEAST_SEEN) | Q(issue__isnull=False, seen__gte=1)).select_related("issue")
    rows = wanted.filter(Q(issue=None) | Q(issue__in=_issues(grants))).order_by("-heat", "pk")[:MOST]
    return [_row(proposal, proposal.seen) for proposal in rows]


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
    return ProposalView(
        _row(proposal, len(rows)), members, _said(proposal.places, members), _said(proposal.words, members)
    )


def is_taken(proposal_id: int) -> bool:
    """Whether somebody took it up already."""
    return Proposal.objects.filter(pk=proposal_id, state=ProposalState.TAKEN).exists()


def _issues(grants: Sequence[Grant]) -> QuerySet[Issue]:
    return Issue.objects.filter(visible_issues(grants))


def _row(proposal: Proposal, seen: int) -> ProposalRow:
    others = proposal.voices - seen
    return ProposalRow(proposal, seen, others if others >= SHOWN_FROM else 0)


def _said(words: Sequence[str], members: Sequence[Member]) -> tuple[str, ...]:
    least = min(LEAST_SAYING, len(members))
    return tuple(word for word in words if sum(word in member.says for member in members) >= least)
