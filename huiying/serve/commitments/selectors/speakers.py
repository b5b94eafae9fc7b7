"""Whose voices led to a promise: rows of its own, the cases of its issue, and what is joined to one of them."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from huiying.foundation.office.selectors import calendar
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment, CommitmentCase
from huiying.serve.coordination.models import IssueCase


def cases_of(commitment: Commitment, *, unread: bool = False) -> QuerySet[Case]:
    """The cases whose speakers read it and hear of it; never a sealed one, never one that was erased or
    told to be a test.

    `unread`: also those whom the opinion that promises it has not reached yet, for staff.
    What an opinion promises is told to those who got the opinion, and to nobody who is only joined to them.
    """
    rows = CommitmentCase.objects.filter(commitment=commitment)
    of_its_own = (rows if unread else rows.filter(reads=True)).values("case_id")
    led = Q(pk__in=of_its_own)
    if commitment.source != Source.REPLY:
        led |= Q(lead_case_id__in=of_its_own)
    if commitment.issue_id is not None:
        led |= Q(pk__in=IssueCase.objects.filter(issue_id=commitment.issue_id).values("case_id"))
    return Case.objects.filter(led, sealed=False, voice__erased_at=None, voice__revealed_at=None)


def about_one_voice(commitment_id: int | None) -> bool:
    """Whether it was promised to one voice: by an opinion, or by a meeting about a case or about such a promise."""
    while commitment_id is not None:
        found = Commitment.objects.select_related("resolution__item").filter(pk=commitment_id).first()
        if found is None or found.source == Source.REPLY:
            return found is not None
        item = found.resolution.item if found.resolution is not None else None
        if item is not None and item.case_id is not None:
            return True
        commitment_id = item.commitment if item is not None else None
    return False


def leads_to(case: Case, *, unread: bool = False) -> Q:
    """The filter on Commitment for those that the voice of `case` led to; of a sealed case none. `unread`: as above."""
    if case.sealed:
        return Q(pk__in=())
    rows = CommitmentCase.objects.filter(case=case)
    led = Q(pk__in=(rows if unread else rows.filter(reads=True)).values("commitment_id"))
    led |= Q(issue_id__in=IssueCase.objects.filter(case=case).values("issue_id"))
    if case.lead_case_id is not None:
        of_lead = CommitmentCase.objects.filter(case_id=case.lead_case_id)
        led |= Q(pk__in=of_lead.values("commitment_id")) & ~Q(source=Source.REPLY.value)
    return led


def may_be_judged(commitment: Commitment, today: date) -> bool:
    """Whether those behind it are asked if it was kept: it ended, or the day that stands is over."""
    return commitment.state != CommitmentState.OPEN or commitment.due_on < today


def may_be_judged_by(commitment: Commitment, case: Case, *, now: datetime) -> bool:
    """Whether the speaker of this case is asked: one of those behind it, who may read what was promised."""
    read = commitment.public or commitment.source == Source.REPLY
    asked = read and may_be_judged(commitment, calendar().local_date(now))
    return asked and cases_of(commitment).filter(pk=case.pk).exists()
