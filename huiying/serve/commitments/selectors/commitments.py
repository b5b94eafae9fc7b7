"""Promises as somebody may read them: staff by their rights, a speaker through the receipt, the public what is public.

Late is computed: the day that stands is over and it is neither kept nor dropped. A promise whose day was moved says the
first day beside the new one, and whether it was kept in time is judged by the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as Choice
from django.db.models import IntegerField, Prefetch, Q, QuerySet, Value, When

from huiying.core.disclosure import FEWEST
from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.commitments.enums import CommitmentState, ReportKind, Source
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment, CommitmentPart, Report, ReportFile
from huiying.serve.commitments.selectors import rights
from huiying.serve.commitments.selectors.rights import public_ones, visible_commitments
from huiying.serve.commitments.selectors.speakers import cases_of, leads_to, may_be_judged
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import COUNTED

__all__ = ["cases_of", "visible_commitments"]
ALL = 100
_WITH = ("owner", "office", "issue", "resolution__item__meeting", "case__voice", "made_by")


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """The page of a promise for staff. `reports` newest first, each with `.files`; `cases`: those that the viewer sees;
    `others`: the rest of the voices behind it, none or 5 and more; `progress` in percent."""

    commitment: Commitment
    parts: tuple[CommitmentPart, ...]
    reports: tuple[Report, ...]
    cases: tuple[Case, ...]
    others: int
    progress: int
    late: bool
    may_report: bool
    may_answer: bool
    may_keep: bool


@dataclass(frozen=True, slots=True)
class PublicCommitment:
    """A promise for everybody, or for a speaker behind it.

    `voices`: 0 when fewer than 5; `reports` newest first, public ones alone, each with `.shown_files`; `late_days`:
    whole days since the first promised day, to the end or to today; `judged`: its speakers are asked if it was kept.
    """

    commitment: Commitment
    parts: tuple[CommitmentPart, ...]
    reports: tuple[Report, ...]
    voices: int
    progress: int
    late: bool
    late_days: int
    judged: bool


def is_late(commitment: Commitment, today: date) -> bool:
    """Open, and the day that stands now is over."""
    return commitment.state == CommitmentState.OPEN and commitment.due_on < today


def late_days(commitment: Commitment, today: date) -> int:
    """Whole days after the day that was promised first, until it was kept, or until `today`; a dropped one has none."""
    if commitment.state == CommitmentState.DROPPED:
        return 0
    ended = calendar().local_date(commitment.ended_at) if commitment.ended_at else today
    return max(0, (ended - commitment.first_due_on).days)


def progress_of(commitment: Commitment) -> int:
    """Percent, rounded down: the weight of the parts that are done out of the weight of all; kept is 100."""
    if commitment.state == CommitmentState.KEPT:
        return ALL
    parts = list(commitment.parts.all())
    whole = sum(part.weight for part in parts)
    return sum(part.weight for part in parts if part.done_at) * ALL // whole if whole else 0


def commitments_for(
    grants: Sequence[Grant],
    *,
    today: date,
    owner: int | None = None,
    state: CommitmentState | None = None,
    late: bool = False,
    source: Source | None = None,
) -> QuerySet[Commitment]:
    """Those that the viewer may read, the late ones first, then by their days; `owner`: id of a unit."""
    return _listed(Commitment.objects.filter(visible_commitments(grants)), today, owner, state, late, source)


def public_commitments(
    *,
    today: date,
    owner: int | None = None,
    state: CommitmentState | None = None,
    late: bool = False,
    source: Source | None = None,
) -> QuerySet[Commitment]:
    """Those for everybody, the late ones first, then by their days."""
    return _listed(Commitment.objects.filter(public_ones()), today, owner, state, late, source)


def _listed(
    rows: QuerySet[Commitment],
    today: date,
    owner: int | None,
    state: CommitmentState | None,
    late: bool,
    source: Source | None,
) -> QuerySet[Commitment]:
    overdue = Q(state=CommitmentState.OPEN.value, due_on__lt=today)
    if owner is not None:
        rows = rows.filter(owner_id=owner)
    if state is not None:
        rows = rows.filter(state=state.value)
    if source is not None:
        rows = rows.filter(source=source.value)
    order = Choice(
        When(overdue, then=Value(0)),
        When(state=CommitmentState.OPEN.value, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = rows.filter(overdue) if late else rows
    return found.select_related("owner", "office").prefetch_related("parts").order_by(order, "due_on", "pk")


def commitment_for_viewer(commitment_id: int, grants: Sequence[Grant], *, today: date) -> CommitmentView:
    """Raises CommitmentNotFound also for one that the viewer may not see."""
    commitment = _one(Commitment.objects.filter(visible_commitments(grants)), commitment_id)
    behind = cases_of(commitment, unread=True)
    mine = Case.objects.filter(visible_cases(grants), pk__in=behind.values("pk"))
    cases = tuple(mine.select_related("voice__place", "unit").order_by("-voice__received_at", "-pk"))
    others = behind.count() - len(cases)
    files = Prefetch("files", ReportFile.objects.select_related("file").order_by("pk"))
    reports = Report.objects.filter(commitment=commitment).select_related("by__unit", "part").prefetch_related(files)
    return CommitmentView(
        commitment,
        tuple(commitment.parts.all()),
        tuple(reports.order_by("-at", "-pk")),
        cases,
        others if others >= FEWEST else 0,
        progress_of(commitment),
        is_late(commitment, today),
        rights.may_report(commitment, grants),
        rights.may_answer(commitment, grants),
        rights.may_keep(commitment, grants),
    )


def public_commitment(commitment_id: int, *, today: date) -> PublicCommitment:
    """Raises CommitmentNotFound for one that is not public."""
    return _told(_one(Commitment.objects.filter(public_ones()), commitment_id), today)


def commitments_of_case(case_id: int, *, today: date) -> list[PublicCommitment]:
    """Those that the voice of this case led to, as its speaker may read them: public ones, and what the own opinion
    promises. Of a sealed or erased one none. The newest first."""
    case = Case.objects.select_related("voice").get(pk=case_id)
    if case.voice.erased_at is not None:
        return []
    shown = Q(public=True) | Q(source=Source.REPLY.value)
    rows = Commitment.objects.filter(leads_to(case), shown).select_related(*_WITH).prefetch_related("parts")
    return [_told(one, today) for one in rows.order_by("-made_at", "-pk")]


def commitments_behind_case(case: Case, grants: Sequence[Grant]) -> list[Commitment]:
    """The same for staff who see the case: also what is not public, as far as they may read it. Newest first."""
    led = Commitment.objects.filter(leads_to(case, unread=True))
    if not led.exists():
        return []
    rows = led.filter(visible_commitments(grants)).select_related(*_WITH).prefetch_related("parts")
    return list(rows.order_by("-made_at", "-pk"))


def public_file(commitment_id: int, file_id: int) -> StoredFile:
    """Evidence that everybody may open. Raises CommitmentNotFound."""
    seen = Commitment.objects.filter(public_ones(), pk=commitment_id)
    return _file(ReportFile.objects.filter(report__commitment__in=seen, report__public=True, public=True), file_id)


def file_for_viewer(commitment_id: int, file_id: int, grants: Sequence[Grant]) -> StoredFile:
    """Evidence of a promise that the viewer may read. Raises CommitmentNotFound."""
    seen = Commitment.objects.filter(visible_commitments(grants), pk=commitment_id)
    return _file(ReportFile.objects.filter(report__commitment__in=seen), file_id)


def kept_share(start: date, end: date, unit: int | None = None, *, public: bool = False) -> tuple[int, int]:
    """Of the promises whose first day lies from `start` up to but not including `end`: (kept by it, all of them).

    By the first promised day, so that moving a day betters nothing. `unit`: id of the owner, None for all. `public`:
    only those that everybody may read, so that no difference tells of what one person was promised.
    """
    due = Commitment.objects.filter(public_ones() if public else Q(), first_due_on__gte=start, first_due_on__lt=end)
    if unit is not None:
        due = due.filter(owner_id=unit)
    rows = list(due.values_list("state", "ended_at", "first_due_on"))
    kept = [(at, day) for state, at, day in rows if state == CommitmentState.KEPT and at is not None]
    days = calendar()
    return sum(days.local_date(at) <= day for at, day in kept), len(rows)


def _one(rows: QuerySet[Commitment], commitment_id: int) -> Commitment:
    found = rows.filter(pk=commitment_id).select_related(*_WITH).prefetch_related("parts").first()
    if found is None:
        raise CommitmentNotFound
    return found


def _told(commitment: Commitment, today: date) -> PublicCommitment:
    files = Prefetch(
        "files", ReportFile.objects.filter(public=True).select_related("file").order_by("pk"), "shown_files"
    )
    reports = Report.objects.filter(commitment=commitment, public=True).exclude(kind=ReportKind.MADE.value)
    return PublicCommitment(
        commitment,
        tuple(commitment.parts.all()),
        tuple(reports.prefetch_related(files).order_by("-at", "-pk")),
        _voices(commitment),
        progress_of(commitment),
        is_late(commitment, today),
        late_days(commitment, today),
        may_be_judged(commitment, today),
    )


def _voices(commitment: Commitment) -> int:
    """How many voices led to it. Where its public issue has a few fewer, their number, so that nobody derives the
    difference."""
    voices = cases_of(commitment).count()
    if commitment.issue_id is not None:
        of_issue = Issue.objects.filter(COUNTED, pk=commitment.issue_id).count()
        voices = of_issue if of_issue >= FEWEST and 0 < voices - of_issue < FEWEST else voices
    return voices if voices >= FEWEST else 0


def _file(rows: QuerySet[ReportFile], file_id: int) -> StoredFile:
    found: Any = rows.filter(file_id=file_id).select_related("file").first()
    if found is None:
        raise CommitmentNotFound
    stored: StoredFile = found.file
    return stored
