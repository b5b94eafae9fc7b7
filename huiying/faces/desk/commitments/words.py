"""Promises as the desk says them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.disclosure import shown_counts
from huiying.core.words import Text
from huiying.faces.look.dates import full
from huiying.faces.look.due import DueTag
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Marker, Row, Step
from huiying.faces.look.promised import PromisedDay
from huiying.faces.look.templatetags.hy import say
from huiying.faces.look.uploads import FileRow, kept_row, scan_note
from huiying.judge.ratings.enums import Kept
from huiying.judge.ratings.selectors import verdicts_of
from huiying.serve.commitments.enums import CommitmentState, ReportKind, Source
from huiying.serve.commitments.models import Commitment, Report
from huiying.serve.commitments.presenters.commitment import REPORTS, SOURCES, STATES, why_hidden
from huiying.serve.commitments.selectors.commitments import cases_of, progress_of

BREAK = SafeString("<br>")


@dataclass(frozen=True, slots=True)
class Line:
    """A promise in a list. `percent` None: it has no parts; `why`: the reason of a late one, or that none was given."""

    promise: Commitment
    url: str
    look: str
    state: Text
    source: Text
    owner: str
    due: DueTag
    why: str
    moved: str
    percent: int | None
    done: str


def line(promise: Commitment, today: date) -> Line:
    """Reads the owner and the parts, which lists fetch beforehand."""
    look, state = STATES[CommitmentState(promise.state)]
    day = day_of(promise)
    percent, done = _progress(promise)
    return Line(
        promise=promise,
        url=reverse("desk:commitment", args=(promise.pk,)),
        look=look.value,
        state=state,
        source=SOURCES[Source(promise.source)],
        owner=" · ".join(part for part in (str(promise.owner), promise.post) if part),
        due=day.tag(today),
        why=day.why(today),
        moved=day.moved(today),
        percent=percent,
        done=done,
    )


def day_of(promise: Commitment) -> PromisedDay:
    """Its day with what became of it."""
    return PromisedDay(
        due=promise.due_on,
        first=promise.first_due_on,
        ended=localdate(promise.ended_at) if promise.ended_at else None,
        dropped=promise.state == CommitmentState.DROPPED,
        reason=promise.late_reason,
    )


def _progress(promise: Commitment) -> tuple[int | None, str]:
    parts = promise.parts.all()
    if not parts:
        return None, ""
    finished = sum(part.done_at is not None for part in parts)
    said = ngettext("%(done)s of %(count)s part", "%(done)s of %(count)s parts", len(parts))
    return progress_of(promise), said % {"done": finished, "count": len(parts)}


def summary(promise: Commitment) -> list[Row]:
    """What is known of it; what is empty is left out."""
    rows = [
        Row(_("Who does it"), parts_with_lang(" · ".join(filter(None, (str(promise.owner), promise.post))))),
        Row(_("By when"), full(promise.due_on)),
        Row(_("Promised on"), full(promise.made_on), note=SOURCES[Source(promise.source)]),
        Row(_("Looked after by"), with_lang(promise.office)),
    ]
    if promise.evidence_wanted:
        rows.append(Row(_("What will show it"), with_lang(promise.evidence_wanted)))
    if promise.end_words:
        dropped = promise.state == CommitmentState.DROPPED
        rows.append(Row(_("Why it was given up") if dropped else _("What was done"), with_lang(promise.end_words)))
    shown = _("yes") if promise.public else with_lang(say(why_hidden(promise)))
    return [*rows, Row(_("On the public site") if promise.public else _("Why it is not public"), shown)]


def timeline(reports: Sequence[Report]) -> list[Step]:
    """What was told, newest first as `reports` are."""
    return [_step(report, "now" if at == 0 else "done") for at, report in enumerate(reports)]


def _step(report: Report, mark: Marker) -> Step:
    kind = ReportKind(report.kind)
    by = " · ".join(str(part) for part in (report.by, report.by.unit) if part) if report.by else _("the system")
    said = (
        parts_with_lang(by),
        _moved(report),
        with_lang(report.part.words) if report.part else "",
        with_lang(report.words),
        "" if report.public else _("For staff alone"),
    )
    note = format_html_join(BREAK, "{}", ((one,) for one in said if one))
    return Step(REPORTS[kind], "back" if kind is ReportKind.LATE else mark, report.at, note=note)


def _moved(report: Report) -> str:
    if report.old_due is None or report.new_due is None:
        return ""
    return _("From %(old)s to %(new)s") % {"old": full(report.old_due), "new": full(report.new_due)}


def evidence(promise: Commitment, reports: Sequence[Report]) -> list[FileRow]:
    """Every file put to a report, the newest first, and who may open it."""
    return [
        kept_row(
            one.file_id,
            one.file,
            url=reverse("desk:commitment_file", args=(promise.pk, one.file_id)),
            picture=reverse("desk:commitment_file_small", args=(promise.pk, one.file_id)),
            note=" · ".join(
                part
                for part in (
                    full(report.at),
                    _("everybody may open it") if one.public else _("for staff alone"),
                    scan_note(one.file),
                )
                if part
            ),
        )
        for report in reports
        for one in report.files.all()
    ]


def verdicts(promise: Commitment) -> list[Row]:
    """How many of the voices behind it said that it was kept, in part, not, or that they cannot tell.

    No number below five stands there or can be worked out; so how many said nothing is never told.
    """
    counts, voices = verdicts_of(promise.pk), cases_of(promise).count()
    told = shown_counts({kept: getattr(counts, kept.value) for kept in Kept}, voices) if counts else {}
    said = [Row(kept.label, str(count)) for kept, count in told.items() if count is not None]
    return [Row(_("Voices behind it"), str(voices)), *said] if said else []
