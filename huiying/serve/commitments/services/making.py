"""Making a promise: whatever it comes from, it is one row here, told to those whose voices led to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import once
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import ReportKind, Source
from huiying.serve.commitments.errors import (
    CommitmentHiddenWhy,
    CommitmentNeedsDay,
    CommitmentNeedsOwner,
    CommitmentPartsWrong,
)
from huiying.serve.commitments.models import Commitment, CommitmentPart
from huiying.serve.commitments.selectors.rights import PLEDGERS, heads, keeping_office, need, office_of_pledge
from huiying.serve.commitments.services.causes import link, unsealed
from huiying.serve.commitments.services.executions import count_open
from huiying.serve.commitments.services.holding import needed_words, refuse_names, short_enough
from huiying.serve.commitments.services.telling import tell_change
from huiying.serve.coordination.models import Issue, Resolution
from huiying.serve.coordination.selectors.rights import may_plan

MOST_WORDS, MOST_OF_PART, HEAVIEST = 400, 200, 100
MOST = {"words_en": 600, "post": 80, "evidence_wanted": 300, "hidden_reason": 300}


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part with its weight, 1 to 100, and its own day where it has one."""

    words: str
    weight: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised. Ids of unit, issue, resolution and cases; `office_id` None: it follows from what it comes from.

    `case_id`: the case whose opinion it carries out; `case_ids`: further ones whose voices led to it. `reads` False:
    their speakers read of it later, see `services.executions.open_to`.
    """

    words: str
    owner_id: int
    due_on: date
    source: Source
    words_en: str = ""
    post: str = ""
    evidence_wanted: str = ""
    public: bool = True
    hidden_reason: str = ""
    issue_id: int | None = None
    resolution_id: int | None = None
    case_id: int | None = None
    case_ids: Collection[int] = ()
    parts: Sequence[PartOf] = ()
    office_id: int | None = None
    reads: bool = True


@once
def make_commitment(
    promise: Promise, *, actor: Actor, grants: Sequence[Grant] | None, now: datetime, key: str | None = None
) -> Commitment:
    """Write the promise, its parts and its voices, tell the speakers, record it. `grants` None: a joint has checked.

    With the same `key` again the first one's promise comes back. Raises MayNotKeepCommitment, CommitmentNeedsWords,
    CommitmentTooLong, CommitmentNeedsOwner, CommitmentNeedsDay, CommitmentHiddenWhy, CommitmentPartsWrong,
    CommitmentNamesSomebody, CaseNotFound.
    """
    with transaction.atomic():
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return Commitment.objects.get(pk=before.subject_id)
        owner = Unit.objects.filter(pk=promise.owner_id, active=True).first()
        if owner is None:
            raise CommitmentNeedsOwner
        if grants is not None:
            need(_may_make(promise, owner, grants), PLEDGERS)
        _refuse(promise, calendar().local_date(now))
        causes = unsealed({*promise.case_ids, *((promise.case_id,) if promise.case_id else ())}, grants)
        commitment = _written(promise, owner, grants, actor=actor, now=now)
        link(commitment, causes, reads=promise.reads)
        count_open(commitment)
        # Only now: whether a name is that of a speaker is said of cases that the actor may see, and of no others.
        refuse_names(commitment, _all_words(promise), now=now)
        public = _plain(promise) | {"cases": [case.pk for case in causes]}
        private = {name: value for name in ("words", "hidden_reason") if (value := getattr(commitment, name))}
        tell_change(commitment, ReportKind.MADE, actor=actor, now=now, key=key, public=public, private=private)
    return commitment


def _written(
    promise: Promise, owner: Unit, grants: Sequence[Grant] | None, *, actor: Actor, now: datetime
) -> Commitment:
    """The row and its parts."""
    commitment = Commitment.objects.create(
        words=promise.words.strip(),
        words_en=promise.words_en.strip(),
        source=promise.source.value,
        owner=owner,
        post=promise.post.strip(),
        office=_office(promise, owner, grants, actor),
        issue_id=promise.issue_id,
        resolution_id=promise.resolution_id,
        case_id=promise.case_id,
        made_on=calendar().local_date(now),
        first_due_on=promise.due_on,
        due_on=promise.due_on,
        evidence_wanted=promise.evidence_wanted.strip(),
        public=promise.public,
        hidden_reason="" if promise.public else promise.hidden_reason.strip(),
        made_at=now,
        made_by_id=actor.staff_id,
    )
    CommitmentPart.objects.bulk_create(
        CommitmentPart(
            commitment=commitment, position=at, words=part.words.strip(), weight=part.weight, due_on=part.due_on
        )
        for at, part in enumerate(promise.parts, 1)
    )
    return commitment


def _plain(promise: Promise) -> dict[str, Any]:
    """What of it stays for ever: who, by when, and what it comes from."""
    of = {name: value for name in ("issue_id", "resolution_id", "case_id") if (value := getattr(promise, name))}
    due = promise.due_on.isoformat()
    return {"owner": promise.owner_id, "source": promise.source.value, "due": due, "shown": promise.public, **of}


def _may_make(promise: Promise, owner: Unit, grants: Sequence[Grant]) -> bool:
    if promise.source is Source.PLEDGE and heads(owner, grants):
        return True
    if promise.source is Source.ISSUE and promise.issue_id is not None and heads(owner, grants):
        return may_plan(Issue.objects.select_related("office", "owner").get(pk=promise.issue_id), grants)
    return keeping_office(grants, owner) is not None


def _refuse(promise: Promise, today: date) -> None:
    short_enough(needed_words(promise.words), MOST_WORDS)
    if promise.due_on < today:
        raise CommitmentNeedsDay
    if not (promise.public or promise.hidden_reason.strip() or promise.source is Source.REPLY):
        raise CommitmentHiddenWhy
    for name, most in MOST.items():
        short_enough(getattr(promise, name).strip(), most)
    for part in promise.parts:
        if (
            not 1 <= part.weight <= HEAVIEST
            or not part.words.strip()
            or len(part.words.strip()) > MOST_OF_PART
            or (part.due_on is not None and part.due_on > promise.due_on)
        ):
            raise CommitmentPartsWrong


def _office(promise: Promise, owner: Unit, grants: Sequence[Grant] | None, actor: Actor) -> Unit:
    """Who looks after it: as said, that of what it comes from, that of who makes it, or that of the owner's pledges."""
    if promise.office_id is not None:
        return Unit.objects.get(pk=promise.office_id)
    if promise.resolution_id is not None:
        found = Resolution.objects.select_related("item__meeting__office").get(pk=promise.resolution_id)
        return found.item.meeting.office
    if promise.issue_id is not None:
        return Issue.objects.select_related("office").get(pk=promise.issue_id).office
    if promise.case_id is not None:
        return Case.objects.select_related("office").get(pk=promise.case_id).office
    by = Staff.objects.select_related("unit").filter(pk=actor.staff_id or 0).first()
    mine = keeping_office(grants or (), by.unit) if by is not None else None
    return mine or office_of_pledge(owner)


def _all_words(promise: Promise) -> list[str]:
    texts = (promise.words, promise.words_en, promise.post, promise.evidence_wanted, promise.hidden_reason)
    return [text for text in (*texts, *(part.words for part in promise.parts)) if text]
