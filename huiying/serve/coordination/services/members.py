"""Cases enter and leave an issue; each change is an event of the issue and one in the life of every case."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.people.models import Grant
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.enums import Source
from huiying.serve.coordination.errors import CaseInIssue, IssueNeedsCases, ProposalDecided
from huiying.serve.coordination.models import Issue, IssueCase, Proposal
from huiying.serve.coordination.selectors.rights import need_keeper
from huiying.serve.coordination.services.holding import held, still_open
from huiying.serve.coordination.services.proposals import leave_proposals, take_up


def add_cases(
    issue_id: int,
    case_ids: Collection[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
    source: Source = Source.HAND,
) -> Issue:
    """Add cases that the actor may see. One that is in this issue already stays; with the same `key` again nothing.

    Raises IssueNotFound, MayNotKeepIssue, IssueOver, CaseNotFound, CaseInIssue, IssueNeedsCases.
    """
    with transaction.atomic():
        hold(case_ids)
        issue = still_open(held(issue_id))
        need_keeper(issue, grants)
        if key is None or not Event.objects.filter(key=key).exists():
            added = enter(issue, case_ids, grants=grants, source=source, actor=actor, now=now)
            record_many([_added(issue, added, actor, now, key), *_entered(issue, added, actor, now)])
    return issue


def add_proposed(
    proposal_id: int,
    case_ids: Collection[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Issue:
    """Add cases of a proposal to the issue that it names. Raises ProposalDecided and what `add_cases` raises."""
    with transaction.atomic():
        hold(case_ids)
        proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).exclude(issue=None).first()
        if proposal is None or proposal.issue_id is None:
            raise ProposalDecided
        if key is None or not Event.objects.filter(key=key).exists():
            take_up(proposal_id, actor=actor, now=now)
        return add_cases(
            proposal.issue_id, case_ids, actor=actor, grants=grants, now=now, key=key, source=Source.PROPOSAL
        )


def hold(case_ids: Collection[int]) -> None:
    """Lock cases in the order of their numbers, so that of two who send the same form the second sees the first.

    Cases come first, before proposals and issues: who seals or erases one holds it already.
    """
    cases = Case.objects.filter(pk__in=case_ids).order_by("pk").select_for_update(of=("self",))
    list(cases.values_list("pk", flat=True))


def enter(
    issue: Issue, case_ids: Collection[int], *, grants: Sequence[Grant], source: Source, actor: Actor, now: datetime
) -> list[Case]:
    """Write the memberships, in the caller's transaction; who was not in the issue before. Its events: the caller's."""
    wanted = Case.objects.filter(visible_cases(grants), sealed=False, pk__in=case_ids)
    cases = list(wanted.select_for_update(of=("self",)).select_related("voice").order_by("pk"))
    if len(cases) < len(set(case_ids)):
        raise CaseNotFound
    there = dict(IssueCase.objects.filter(case__in=cases).values_list("case_id", "issue_id"))
    for case in cases:
        if there.get(case.pk, issue.pk) != issue.pk:
            raise CaseInIssue(number=case.voice.number)
    new = [case for case in cases if case.pk not in there]
    if not cases:
        raise IssueNeedsCases
    IssueCase.objects.bulk_create(
        [
            IssueCase(case=case, issue=issue, source=source.value, added_at=now, added_by_id=actor.id or 0)
            for case in new
        ]
    )
    leave_proposals([case.pk for case in new])
    return new


def entered(issue: Issue, cases: Iterable[Case], *, actor: Actor, now: datetime) -> list[Entry]:
    """The events in the lives of cases that entered."""
    return list(_entered(issue, cases, actor, now))


def remove_case(
    issue_id: int, case_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Issue:
    """Take a case out; it can enter another issue then. What is out already stays out.

    Raises IssueNotFound, MayNotKeepIssue, IssueOver.
    """
    with transaction.atomic():
        issue = still_open(held(issue_id))
        need_keeper(issue, grants)
        if key is not None and Event.objects.filter(key=key).exists():
            return issue
        for member in IssueCase.objects.filter(issue=issue, case_id=case_id).select_related("case"):
            _leave(member, actor=actor, now=now, key=key)
    return issue


def leave_issue(case: Case, *, now: datetime) -> None:
    """A case that was sealed leaves its issue and every proposal, in the caller's transaction."""
    leave_proposals([case.pk])
    for member in IssueCase.objects.filter(case=case).select_related("issue", "case"):
        _leave(member, actor=SYSTEM, now=now, key=None)


def _leave(member: IssueCase, *, actor: Actor, now: datetime, key: str | None) -> None:
    issue, case = member.issue, member.case
    member.delete()
    record_many(
        [
            Entry("issue.case_removed", issue, actor, now, public={"case": case.pk}, key=key),
            Entry("case.issue_left", case, actor, now, public={"issue": issue.pk}),
        ]
    )


def _added(issue: Issue, cases: Sequence[Case], actor: Actor, now: datetime, key: str | None) -> Entry:
    public = {"number": len(cases), "cases": [case.pk for case in cases]}
    return Entry("issue.cases_added", issue, actor, now, public=public, key=key)


def _entered(issue: Issue, cases: Iterable[Case], actor: Actor, now: datetime) -> Iterable[Entry]:
    return (Entry("case.issue_entered", case, actor, now, public={"issue": issue.pk}) for case in cases)
