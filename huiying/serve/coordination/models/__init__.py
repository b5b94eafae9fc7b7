"""What units settle together: issues, the joint meeting, and the interests at stake."""

from huiying.serve.coordination.models.economy import Burden
from huiying.serve.coordination.models.interests import InterestGroup, InterestSaid, InterestTable
from huiying.serve.coordination.models.issues import Issue, IssueCase, Proposal, ProposalCase
from huiying.serve.coordination.models.meetings import (
    AgendaItem,
    Amendment,
    Invitation,
    ItemFile,
    Meeting,
    Minutes,
    Resolution,
    Series,
)

__all__ = [
    "AgendaItem",
    "Amendment",
    "Burden",
    "InterestGroup",
    "InterestSaid",
    "InterestTable",
    "Invitation",
    "Issue",
    "IssueCase",
    "ItemFile",
    "Meeting",
    "Minutes",
    "Proposal",
    "ProposalCase",
    "Resolution",
    "Series",
]
