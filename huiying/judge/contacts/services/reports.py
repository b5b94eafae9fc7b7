"""Drafting, editing and publishing a contact report."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from huiying.core.contact_time import Period
from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff
from huiying.judge.contacts.enums import ReportState
from huiying.judge.contacts.errors import (
    PeriodRuns,
    PeriodUnknown,
    ReportNamesSomebody,
    ReportNeedsWords,
    ReportNotFound,
    ReportPublished,
    ReportThere,
)
from huiying.judge.contacts.events import CHANGED, DRAFTED, PUBLISHED, REFRESHED
from huiying.judge.contacts.models import ContactReport
from huiying.judge.contacts.presenters.drafting import drafted_words
from huiying.judge.contacts.selectors.facts import facts_of
from huiying.judge.contacts.selectors.rights import LEADER_ALONE, LEADER_OR_OFFICE, need, prepares, writes
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.services.holding import somebody_named

LEAST, MOST = 10, 4_000


@dataclass(frozen=True, slots=True)
class Wording:
    """What the leader says: heard, done, not done and why, and what comes next."""

    heard: str = ""
    done: str = ""
    missing: str = ""
    ahead: str = ""


@once
def draft_report(
    leader: Staff, period: Period, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> ContactReport:
    """Draft it from what is known, facts and words. Raises MayNotReport, PeriodUnknown, ReportThere."""
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return ContactReport.objects.get(pk=before.subject_id)
        need(prepares(leader, actor, grants), LEADER_OR_OFFICE)
        today = calendar().local_date(now)
        if period.first > today:
            raise PeriodUnknown
        leader = Staff.objects.select_for_update().get(pk=leader.pk)
        of = {"leader": leader, "starts_on": period.first, "ends_on": period.last}
        if ContactReport.objects.filter(**of).exists():
            raise ReportThere
        facts = facts_of(leader, period.first, period.last)
        promises = Commitment.objects.filter(pk__in=facts.promises).order_by("due_on")
        report = ContactReport.objects.create(
            **of,
            post=leader.post,
            office_id=leader.unit_id,
            facts=facts.stored(),
            **drafted_words(facts, list(promises), today),
            drafted_at=now,
            drafted_by_id=actor.staff_id or 0,
        )
        plain = {"leader": leader.pk, "period": period.written}
        record(DRAFTED.name, report, actor=actor, now=now, public=plain, private=_said(report), key=key)
    return report


def change_report(
    report_id: int,
    wording: Wording,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> ContactReport:
    """Write the words anew. Raises ReportNotFound, MayNotReport, ReportPublished, ReportNeedsWords,
    ReportNamesSomebody."""
    with transaction.atomic():
        report = _held(report_id)
        need(prepares(report.leader, actor, grants), LEADER_OR_OFFICE)
        if done_before(key):
            return report
        _still_draft(report)
        for name, text in asdict(wording).items():
            setattr(report, name, clean_line_ends(text).strip())
        _refuse_words(report, now)
        report.save(update_fields=list(asdict(wording)))
        record(CHANGED.name, report, actor=actor, now=now, private=_said(report), key=key)
    return report


def refresh_report(
    report_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> ContactReport:
    """Count the facts of a draft anew; the words stay. Raises ReportNotFound, MayNotReport, ReportPublished."""
    with transaction.atomic():
        report = _held(report_id)
        need(prepares(report.leader, actor, grants), LEADER_OR_OFFICE)
        if not done_before(key):
            _still_draft(report)
            _count(report)
            record(REFRESHED.name, report, actor=actor, now=now, key=key)
    return report


def publish_report(
    report_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> ContactReport:
    """The leader alone signs; the facts are counted once more and stay as they are from then on.

    Raises ReportNotFound, MayNotReport, ReportPublished, PeriodRuns, ReportNeedsWords, ReportNamesSomebody.
    """
    with transaction.atomic():
        report = _held(report_id)
        need(writes(report.leader_id, actor, grants), LEADER_ALONE)
        if done_before(key):
            return report
        _still_draft(report)
        if report.ends_on >= calendar().local_date(now):
            raise PeriodRuns
        if min(len(report.heard), len(report.done)) < LEAST:
            raise ReportNeedsWords(least=LEAST, most=MOST)
        _refuse_words(report, now)
        _count(report)
        report.state, report.published_at = ReportState.PUBLISHED.value, now
        report.post = report.leader.post
        report.save(update_fields=["state", "published_at", "post"])
        plain = {"from": report.starts_on.isoformat(), "to": report.ends_on.isoformat()}
        record(PUBLISHED.name, report, actor=actor, now=now, public=plain, private=_said(report), key=key)
    return report


def _held(report_id: int) -> ContactReport:
    rows = ContactReport.objects.select_for_update(of=("self",)).select_related("leader__unit", "office")
    if (found := rows.filter(pk=report_id).first()) is None:
        raise ReportNotFound
    return found


def _still_draft(report: ContactReport) -> None:
    if report.state != ReportState.DRAFT:
        raise ReportPublished


def _count(report: ContactReport) -> None:
    report.facts = facts_of(report.leader, report.starts_on, report.ends_on).stored()
    report.save(update_fields=["facts"])


def _said(report: ContactReport) -> dict[str, str]:
    said = {name: getattr(report, name) for name in ("heard", "done", "missing", "ahead")}
    return {name: text for name, text in said.items() if text}


def _refuse_words(report: ContactReport, now: datetime) -> None:
    texts = list(_said(report).values())
    if any(len(text) > MOST for text in texts):
        raise ReportNeedsWords(least=LEAST, most=MOST)
    if (what := somebody_named(texts, [], now=now)) is not None:
        raise ReportNamesSomebody(what=what)
