"""What the nightly grouping found becomes proposals that keep their number; people set them aside."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import ProposalState
from huiying.serve.coordination.errors import ProposalDecided
from huiying.serve.coordination.models import Proposal, ProposalCase
from huiying.serve.coordination.selectors.rights import need_keeping_role
from huiying.serve.coordination.services.holding import needed_words

GROWN_BY, GROWN_AT_LEAST = 1.5, 3
"""A proposal that was set aside comes back when it has so many times the voices, and so many more."""
SAME = 0.5
LEFT = 2
"""A proposal with fewer cases proposes nothing and goes."""
AT_ONCE = 5_000
"""Cases named in one statement."""


@dataclass(frozen=True, slots=True)
class Found:
    """One group of the night. `closeness` and `says` by case; `issue_id`: the open issue that it may belong to."""

    closeness: Mapping[int, float]
    texts: int
    tightness: float
    heat: float
    first_at: datetime | None
    last_at: datetime | None
    places: Sequence[str] = ()
    words: Sequence[str] = ()
    says: Mapping[int, Sequence[str]] = field(default_factory=dict)
    issue_id: int | None = None


def store_proposals(found: Sequence[Found], *, now: datetime) -> int:
    """Write tonight's groups over those of last night; how many proposals wait for people now.

    A group takes the number of the proposal that it shares most cases with, at least half of the smaller of both; of
    those set aside it takes it silently until it has grown clearly. Others that wait and were not found again go.
    Cases that were sealed or erased meanwhile are left out.
    """
    with transaction.atomic():
        fit = _fit(found)
        kept = Proposal.objects.select_for_update().exclude(state=ProposalState.TAKEN)
        stored = {proposal.pk: proposal for proposal in kept}
        named = _members(stored)
        pairs = _same(found, named)
        for at, group in enumerate(found):
            cases = [case for case in group.closeness if case in fit]
            if len(cases) >= LEFT or (group.issue_id is not None and cases):
                _write(group, cases, stored.pop(pairs.get(at, 0), None), now)
        gone = [number for number, proposal in stored.items() if proposal.state == ProposalState.OPEN]
        Proposal.objects.filter(pk__in=gone).delete()
    return Proposal.objects.filter(state=ProposalState.OPEN).count()


def set_aside(
    proposal_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Proposal:
    """Say why it is no issue, or not now. It comes back when it has grown clearly. Raises MayNotKeepIssue,
    ProposalDecided, IssueNeedsWords."""
    with transaction.atomic():
        need_keeping_role(grants)
        proposal = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
        if proposal is None:
            raise ProposalDecided
        if key is not None and Event.objects.filter(key=key).exists():
            return proposal
        why = needed_words(reason)
        if proposal.state != ProposalState.OPEN:
            raise ProposalDecided
        proposal.state, proposal.reason, proposal.aside_voices = ProposalState.ASIDE.value, why, proposal.voices
        proposal.decided_at, proposal.decided_by_id = now, actor.id
        proposal.save(update_fields=["state", "reason", "aside_voices", "decided_at", "decided_by"])
        public = {"voices": proposal.voices}
        record(
            "issue.proposal_set_aside",
            proposal,
            actor=actor,
            now=now,
            public=public,
            private={"reason": why},
            key=key,
        )
    return proposal


def take_up(proposal_id: int, *, actor: Actor, now: datetime) -> None:
    """Claim a proposal that nobody has decided. Raises ProposalDecided."""
    waiting = Proposal.objects.filter(pk=proposal_id).exclude(state=ProposalState.TAKEN)
    if not waiting.update(state=ProposalState.TAKEN.value, decided_at=now, decided_by_id=actor.id):
        raise ProposalDecided


def leave_proposals(case_ids: Collection[int]) -> None:
    """Cases that were erased, sealed or made part of an issue leave every proposal, in the caller's transaction, and
    with them the words that no two others say; a proposal that is left with too few goes."""
    proposals = list(Proposal.objects.filter(members__case__in=case_ids).distinct())
    ProposalCase.objects.filter(case__in=case_ids).delete()
    for proposal in proposals:
        says = list(proposal.members.values_list("says", flat=True))
        proposal.voices, proposal.texts = len(says), min(proposal.texts, len(says))
        proposal.places, proposal.words = (_said_twice(words, says) for words in (proposal.places, proposal.words))
        if proposal.voices < LEFT and proposal.state != ProposalState.TAKEN:
            proposal.delete()
        else:
            proposal.save(update_fields=["voices", "texts", "places", "words"])


def _said_twice(words: Sequence[str], says: Sequence[Sequence[str]]) -> list[str]:
    return [word for word in words if sum(word in said for said in says) >= LEFT]


def _members(proposals: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {proposal: set() for proposal in proposals}
    rows = ProposalCase.objects.filter(proposal__in=proposals).values_list("proposal_id", "case_id")
    for proposal, case in rows:
        found[proposal].add(case)
    return found


def _fit(found: Sequence[Found]) -> set[int]:
    """Cases that may still be shown; they are locked before any proposal, so that who seals or erases one waits."""
    ids = sorted({case for group in found for case in group.closeness})
    fit: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        lot = ids[start : start + AT_ONCE]
        cases = Case.objects.filter(
            pk__in=lot, sealed=False, voice__erased_at=None, voice__revealed_at=None, issue_case=None
        )
        fit.update(cases.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return fit


def _same(found: Sequence[Found], named: Mapping[int, set[int]]) -> dict[int, int]:
    """Which group is which proposal of last night: the pair with most cases in common first, each once."""
    where: dict[int, list[int]] = {}
    for proposal in sorted(named):
        for case in named[proposal]:
            where.setdefault(case, []).append(proposal)
    shared = Counter(
        (at, proposal) for at, group in enumerate(found) for case in group.closeness for proposal in where.get(case, ())
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for (at, proposal), common in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        enough = common >= SAME * min(len(found[at].closeness), len(named[proposal]))
        if enough and at not in taken and proposal not in used:
            taken[at] = proposal
            used.add(proposal)
    return taken


def _write(group: Found, cases: Sequence[int], before: Proposal | None, now: datetime) -> None:
    proposal = before or Proposal(state=ProposalState.OPEN.value, made_at=now)
    if proposal.state == ProposalState.ASIDE and _has_grown(proposal, len(cases)):
        proposal.state = ProposalState.OPEN.value
    proposal.issue_id, proposal.voices, proposal.texts = group.issue_id, len(cases), min(group.texts, len(cases))
    proposal.tightness, proposal.heat = group.tightness, group.heat
    proposal.first_at, proposal.last_at = group.first_at, group.last_at
    says = [group.says.get(case, ()) for case in cases]
    whole = len(cases) == len(group.closeness)
    proposal.places, proposal.words = (
        list(words) if whole else _said_twice(words, says) for words in (group.places, group.words)
    )
    proposal.save()
    ProposalCase.objects.filter(proposal=proposal).delete()
    ProposalCase.objects.bulk_create(
        [
            ProposalCase(
                proposal=proposal,
                case_id=case,
                closeness=group.closeness[case],
                says=list(group.says.get(case, ())),
            )
            for case in sorted(cases)
        ]
    )


def _has_grown(proposal: Proposal, voices: int) -> bool:
    return voices >= max(proposal.aside_voices * GROWN_BY, proposal.aside_voices + GROWN_AT_LEAST)
