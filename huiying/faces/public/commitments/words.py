"""Promises as the public reads them: who does what by when, how far it is, and what was told on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.words import Text
from huiying.faces.look.dates import full
from huiying.faces.look.due import DueTag
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Marker, Row, Step
from huiying.faces.look.promised import PromisedDay
from huiying.faces.look.uploads import FileRow, kept_row
from huiying.foundation.files.models import StoredFile
from huiying.serve.commitments.enums import CommitmentState, ReportKind, Source
from huiying.serve.commitments.models import Commitment, Report
from huiying.serve.commitments.presenters.commitment import REPORTS, SOURCES, STATES
from huiying.serve.commitments.selectors.commitments import PublicCommitment, progress_of, public_commitments

BREAK = SafeString("<br>")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A promise as lists show it. `late`, `moved`: sentences, "" where there is nothing to tell; `percent` None: it has
    no parts; `over`: open and its day, `by`, is over."""

    promise: Commitment
    url: str
    look: str
    state: Text
    owner: str
    due: DueTag
    late: str
    over: bool
    by: str
    moved: str
    percent: int | None
    done: str


def drawn(promise: Commitment, today: date) -> Drawn:
    """Reads the owner and the parts, which lists fetch beforehand."""
    look, state = STATES[CommitmentState(promise.state)]
    day = day_of(promise)
    tag = day.tag(today)
    percent, done = _progress(promise)
    return Drawn(
        promise=promise,
        url=reverse("public:promise", args=(promise.pk,)),
        look=look.value,
        state=state,
        owner=owner(promise),
        due=tag,
        late=day.sentence(today),
        over=tag.look == "over",
        by=full(promise.due_on),
        moved=day.moved(today),
        percent=percent,
        done=done,
    )


def of_issue(issue_id: int, today: date) -> list[Drawn]:
    """The public promises of an issue, late ones first."""
    return [drawn(one, today) for one in public_commitments(today=today).filter(issue=issue_id)]


def day_of(promise: Commitment) -> PromisedDay:
    """Its day with what became of it."""
    return PromisedDay(
        due=promise.due_on,
        first=promise.first_due_on,
        ended=localdate(promise.ended_at) if promise.ended_at else None,
        dropped=promise.state == CommitmentState.DROPPED,
        reason=promise.late_reason,
    )


def owner(promise: Commitment) -> str:
    """The unit, and the post where it is a post's pledge."""
    return " · ".join(part for part in (str(promise.owner), promise.post) if part)


def _progress(promise: Commitment) -> tuple[int | None, str]:
    parts = promise.parts.all()
    if not parts:
        return None, ""
    percent, finished = progress_of(promise), sum(part.done_at is not None for part in parts)
    said = ngettext(
        "%(done)s of %(count)s part done, %(percent)s%% of the work",
        "%(done)s of %(count)s parts done, %(percent)s%% of the work",
        len(parts),
    )
    return percent, said % {"done": finished, "count": len(parts), "percent": percent}


def summary(promise: Commitment) -> list[Row]:
    """Who, by when, what shows it; what became of it."""
    rows = [
        Row(_("Who does it"), parts_with_lang(owner(promise))),
        Row(_("By when"), full(promise.due_on)),
        Row(_("Promised on"), full(promise.made_on), note=SOURCES[Source(promise.source)]),
    ]
    if promise.evidence_wanted:
        rows.append(Row(_("What will show it"), with_lang(promise.evidence_wanted)))
    if promise.end_words:
        dropped = promise.state == CommitmentState.DROPPED
        rows.append(Row(_("Why it was given up") if dropped else _("What was done"), with_lang(promise.end_words)))
    return rows


def timeline(found: PublicCommitment) -> list[Step]:
    """What was told, newest first; before it the day that is still to come, after it the promise itself."""
    promise, reports = found.commitment, found.reports
    steps = [_step(report, "now" if at == 0 else "done") for at, report in enumerate(reports)]
    if promise.state == CommitmentState.OPEN and not found.late:
        steps.insert(0, Step(_("To be done"), "next", promise.due_on, latest=True))
    return [*steps, Step(REPORTS[ReportKind.MADE], "done" if reports else "now", promise.made_on)]


def _step(report: Report, mark: Marker) -> Step:
    kind = ReportKind(report.kind)
    part = with_lang(report.part.words) if report.part else ""
    lines = (line for line in (_moved(report), part, with_lang(report.words)) if line)
    note = format_html_join(BREAK, "{}", ((line,) for line in lines))
    return Step(REPORTS[kind], "back" if kind is ReportKind.LATE else mark, report.at, note=note)


def _moved(report: Report) -> str:
    if report.old_due is None or report.new_due is None:
        return ""
    days = {"old": full(report.old_due), "new": full(report.new_due)}
    return _("From %(old)s to %(new)s") % days


def evidence(found: PublicCommitment) -> list[FileRow]:
    """The files that anybody may open, newest first."""
    reports: Sequence[Any] = found.reports  # each with `shown_files`
    return [_file(found.commitment, report, one.file) for report in reports for one in report.shown_files]


def _file(promise: Commitment, report: Report, file: StoredFile) -> FileRow:
    where = (promise.pk, file.pk)
    return kept_row(
        file.pk,
        file,
        url=reverse("public:promise_file", args=where),
        picture=reverse("public:promise_file_small", args=where),
        note=full(report.at),
    )
