"""Emptying a case of every word; what it was, where it lay and how long it took stays for the statistics."""

from datetime import datetime

from django.db.models import Q

from huiying.foundation.search.indexing import drop
from huiying.foundation.search.rows import Kind
from huiying.serve.casework.enums import ApprovalState
from huiying.serve.casework.models import Approval, Case, Document, Reply


def empty_case(case: Case, *, now: datetime) -> int:
    """Empty replies, documents and requests for approval; how many rows held something. Its event: the joint's.

    Nothing of it is found any more.
    """
    drop(Kind.CASE, [case.pk])
    documents = Document.objects.filter(case=case).exclude(values={}, exception="")
    replies = Reply.objects.filter(case=case)
    approvals = Approval.objects.filter(case=case).exclude(sealed=b"")
    waiting = Approval.objects.filter(case=case, state=ApprovalState.ASKED)
    waiting.update(state=ApprovalState.DROPPED, decided_at=now)
    return (
        replies.exclude(Q(public_text="", private_text="", puts_right="", easy_text="", requests=[])).update(
            public_text="", private_text="", puts_right="", easy_text="", requests=[]
        )
        + documents.update(values={}, exception="")
        + approvals.update(sealed=b"")
    )
