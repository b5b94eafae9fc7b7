"""An issue as it is kept by hand: opened, described, planned."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import IssueState, Source
from huiying.serve.coordination.errors import (
    IssueNeedsOwner,
    IssueNeedsTitle,
    MayNotKeepIssue,
)
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.rights import KEEPERS, keeping_unit, need_keeper, need_planner
from huiying.serve.coordination.services import members
from huiying.serve.coordination.services.holding import (
    LEAST_WORDS,
    cases_of,
    held,
    needed_words,
    refuse_names,
    still_open,
)
from huiying.serve.coordination.services.indexing import index_issue
from huiying.serve.coordination.services.proposals import take_up


@dataclass(frozen=True, slots=True)
class Description:
    """What is written down about an issue. Ids of unit, place and category, None for none."""

    title: str
    title_en: str = ""
    cause: str = ""
    public: bool = False
    owner_id: int | None = None
    place_id: int | None = None
    category_id: int | None = None


WORDS = ("title", "title_en", "cause")


def open_issue(
    description: Description,
    case_ids: Collection[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    proposal_id: int | None = None,
    key: str | None = None,
) -> Issue:
    """Open an issue with cases that the actor may see, from a proposal or by hand.

    With the same `key` again the first one's issue comes back. Raises MayNotKeepIssue, IssueNeedsTitle,
    IssueNamesSomebody, CaseNotFound, CaseInIssue, IssueNeedsCases, ProposalDecided.
    """
    with transaction.atomic():
        members.hold(case_ids)
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return Issue.objects.get(pk=before.subject_id)
        office = keeping_unit(grants, Staff.objects.select_related("unit").get(pk=actor.id or 0).unit)
        if office is None:
            raise MayNotKeepIssue(who=KEEPERS)
        values = _checked(description)
        if proposal_id is not None:
            take_up(proposal_id, actor=actor, now=now)
        values |= {name: one for name, one in _common(case_ids).items() if values[name] is None}
        issue = Issue.objects.create(**values, office=office, opened_at=now, opened_by_id=actor.id or 0)
        source = Source.HAND if proposal_id is None else Source.PROPOSAL
        added = members.enter(issue, case_ids, grants=grants, source=source, actor=actor, now=now)
        # Only now: whether a name is that of a speaker is said of cases that the actor may see, and of no others.
        refuse_names([values[name] for name in WORDS], case_ids, now=now)
        opened = _opened(issue, description, len(added), proposal_id, actor, now, key)
        record_many([opened, *members.entered(issue, added, actor=actor, now=now)])
        index_issue(issue)
    return issue


def change_issue(
    issue_id: int,
    description: Description,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Issue:
    """Write the description anew. Raises IssueNotFound, MayNotKeepIssue, IssueOver, IssueNeedsTitle,
    IssueNamesSomebody."""
    with transaction.atomic():
        issue = still_open(held(issue_id))
        need_keeper(issue, grants)
        if key is not None and Event.objects.filter(key=key).exists():
            return issue
        values = _checked(description)
        refuse_names([values[name] for name in WORDS], cases_of(issue), now=now)
        changed = [name for name, value in values.items() if getattr(issue, name) != value]
        if changed:
            for name in changed:
                setattr(issue, name, values[name])
            issue.save(update_fields=[name.removesuffix("_id") for name in changed])
            plain, words = _parted({name: values[name] for name in changed})
            record("issue.changed", issue, actor=actor, now=now, public=plain, private=words, key=key)
            index_issue(issue)
    return issue


def plan_issue(
    issue_id: int,
    plan: str,
    *,
    plan_by: date | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Issue:
    """Write what will be done, and by which day. Raises IssueNotFound, MayNotKeepIssue, IssueOver, IssueNeedsOwner,
    IssueNeedsWords, IssueNamesSomebody."""
    with transaction.atomic():
        issue = still_open(held(issue_id))
        need_planner(issue, grants)
        if key is not None and Event.objects.filter(key=key).exists():
            return issue
        if issue.owner_id is None:
            raise IssueNeedsOwner
        wanted = needed_words(plan)
        refuse_names([wanted], cases_of(issue), now=now)
        if (issue.plan, issue.plan_by, issue.state) != (wanted, plan_by, IssueState.PLANNED):
            issue.plan, issue.plan_by, issue.state = wanted, plan_by, IssueState.PLANNED.value
            issue.save(update_fields=["plan", "plan_by", "state"])
            public = {"owner": issue.owner_id, "by": plan_by.isoformat() if plan_by else ""}
            record("issue.planned", issue, actor=actor, now=now, public=public, private={"plan": wanted}, key=key)
            index_issue(issue)
    return issue


def _common(case_ids: Collection[int]) -> dict[str, int | None]:
    """The place and the category that at least half of the cases have."""
    rows = list(Case.objects.filter(pk__in=case_ids).values_list("voice__place_id", "category_id"))
    return {
        name: next((one for one, many in Counter(column).most_common(1) if 2 * many >= len(rows)), None)
        for name, column in zip(("place_id", "category_id"), zip(*rows, strict=True), strict=False)
    }


def _checked(description: Description) -> dict[str, Any]:
    values = asdict(description) | {name: getattr(description, name).strip() for name in WORDS}
    if len(values["title"]) < LEAST_WORDS:
        raise IssueNeedsTitle
    return values


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plain values, and words."""
    words = {name: value for name, value in values.items() if name in WORDS}
    return {name: value for name, value in values.items() if name not in WORDS}, words


def _opened(
    issue: Issue,
    description: Description,
    voices: int,
    proposal_id: int | None,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> Entry:
    plain, words = _parted({one.name: getattr(description, one.name) for one in fields(description)})
    public = plain | {"voices": voices, "proposal": proposal_id}
    return Entry("issue.opened", issue, actor, now, public=public, private=words, key=key)
