"""Contact reports and noted days as somebody may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from huiying.core.disclosure import FEWEST
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant, Staff
from huiying.judge.contacts.enums import ReportState
from huiying.judge.contacts.errors import ReportNotFound
from huiying.judge.contacts.models import ContactDay, ContactReport, Facts
from huiying.judge.contacts.selectors.rights import readable
from huiying.listen.voices.models import Voice
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import public_ones
from huiying.serve.coordination.models import Meeting
from huiying.serve.decisions.models import Decision

COMMENTS = "contact_report:"
"""What a voice names as its source when it was begun from a report."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with what its facts name, as it stands today; what is no longer public is not there.

    `comments`: how many voices were said about it, 0 while fewer than five.
    """

    report: ContactReport
    facts: Facts
    promises: tuple[Commitment, ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    comments: int


def published_reports() -> QuerySet[ContactReport]:
    """For everybody, the newest first."""
    rows = ContactReport.objects.filter(state=ReportState.PUBLISHED.value).select_related("leader", "office")
    return rows.order_by("-ends_on", "office__path", "pk")


def published_report(report_id: int) -> ReportView:
    """Raises ReportNotFound."""
    return _view(published_reports().filter(pk=report_id).first())


def reports_for(actor: Actor, grants: Sequence[Grant]) -> QuerySet[ContactReport]:
    """Those that the viewer may read, drafts among them, the newest first."""
    rows = ContactReport.objects.filter(readable(actor, grants)).select_related("leader__unit", "office")
    return rows.order_by("-ends_on", "office__path", "pk")


def report_for_viewer(report_id: int, actor: Actor, grants: Sequence[Grant]) -> ReportView:
    """Raises ReportNotFound."""
    return _view(reports_for(actor, grants).filter(pk=report_id).first())


def days_of(leader: Staff, first: date, last: date) -> QuerySet[ContactDay]:
    """The noted days of a time, both ends included, the newest first."""
    return ContactDay.objects.filter(leader=leader, on__gte=first, on__lte=last).select_related("place").order_by("-on")


def _view(report: ContactReport | None) -> ReportView:
    if report is None:
        raise ReportNotFound
    facts = Facts.of(report.facts)
    said = Voice.objects.filter(source=f"{COMMENTS}{report.pk}", case__sealed=False, erased_at=None, revealed_at=None)
    comments = said.count()
    return ReportView(
        report,
        facts,
        tuple(
            Commitment.objects.filter(public_ones(), pk__in=facts.promises).order_by("due_on").select_related("owner")
        ),
        tuple(Meeting.objects.filter(pk__in=facts.meetings).order_by("starts_at")),
        tuple(Decision.objects.filter(public=True, pk__in=facts.decisions).order_by("decided_on")),
        comments if comments >= FEWEST else 0,
    )
