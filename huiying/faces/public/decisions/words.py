"""Decisions as the public reads them: the five steps in plain words, the tasks and what inspectors found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from huiying.core.words import Text
from huiying.faces.look.dates import full
from huiying.faces.look.language import filled, parts_with_lang, with_lang
from huiying.faces.look.parts import Row, Step
from huiying.faces.look.ticks import tick_step
from huiying.faces.look.uploads import FileRow, kept_row
from huiying.faces.public.commitments.words import Drawn
from huiying.faces.public.commitments.words import drawn as promise_drawn
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.selectors.issues import public_issue
from huiying.serve.decisions.enums import DecisionState, Found
from huiying.serve.decisions.models import Decision, SpotCheck
from huiying.serve.decisions.presenters.decision import FOUND, STATES
from huiying.serve.decisions.selectors.decisions import PublicDecision, StepView, TaskView


def state(decision: Decision) -> dict[str, Any]:
    """Its tag."""
    look, words = STATES[DecisionState(decision.state)]
    return {"look": look.value, "words": words}


def summary(found: PublicDecision) -> list[Row]:
    """Who decided when, what it means, and from where it comes."""
    decision = found.decision
    rows = [
        Row(_("What it means, and why"), with_lang(decision.summary)),
        Row(_("Who decided"), parts_with_lang(str(decision.body)), note=full(decision.decided_on)),
    ]
    if decision.number:
        rows.append(Row(_("Number of the document"), with_lang(decision.number)))
    if decision.from_above:
        rows.append(Row(_("Handed down by"), with_lang(decision.from_above)))
    if decision.end_words:
        rows.append(Row(_("How it ended"), with_lang(decision.end_words)))
    return rows


def road(found: PublicDecision) -> list[str]:
    """Where it came from, as sentences in HTML with links to what is public."""
    lines = [_issue(found.decision), _meeting(found.decision)]
    if found.voices:
        lines.insert(0, _("%(count)s voices led to it.") % {"count": found.voices})
    return [line for line in lines if line]


def _issue(decision: Decision) -> str:
    if decision.issue_id is None:
        return ""
    try:
        issue = public_issue(decision.issue_id).issue
    except IssueNotFound:
        return ""
    link = format_html('<a href="{}">{}</a>', reverse("public:issue", args=(issue.pk,)), with_lang(issue))
    return filled(_("It is about what many spoke of: %(issue)s."), issue=link)


def _meeting(decision: Decision) -> str:
    """The meeting that settled it, once its minutes are published."""
    if decision.resolution is None:
        return ""
    meeting = decision.resolution.item.meeting
    record = getattr(meeting, "record", None)
    if record is None or record.published_at is None:
        return ""
    said = format_html("{} {}", with_lang(meeting), full(meeting.starts_at))
    link = format_html('<a href="{}">{}</a>', reverse("public:meeting", args=(meeting.pk,)), said)
    return filled(_("It was settled at this meeting: %(meeting)s."), meeting=link)


def steps(views: Sequence[StepView]) -> list[Step]:
    """The five public steps, each done, left out with its reason, passed over, or still to come."""
    return [
        tick_step(
            one.step,
            one.standing,
            done_on=one.tick.done_on if one.tick else None,
            words=_told(one),
            late_for=one.late_for,
        )
        for one in views
    ]


def _told(one: StepView) -> str:
    if one.tick is None:
        return ""
    return one.tick.words if one.tick.done_on else filled(_("Why not: %(reason)s"), reason=one.tick.words)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What an inspector found of a task."""

    check: SpotCheck
    look: str
    said: Text


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with its promise as the public list shows it."""

    view: TaskView
    promise: Drawn
    checks: list[CheckRow]


def task(view: TaskView, today: date) -> TaskRow:
    """With every check on the spot."""
    checks = [CheckRow(one, FOUND[Found(one.found)][0].value, FOUND[Found(one.found)][1]) for one in view.checks]
    return TaskRow(view, promise_drawn(view.task.commitment, today), checks)


def files(found: PublicDecision) -> list[FileRow]:
    """The document and its annexes, as far as everybody may open them."""
    return [
        kept_row(
            one.pk,
            one.file,
            url=reverse("public:decision_file", args=(found.decision.pk, one.file_id)),
            picture=reverse("public:decision_file_small", args=(found.decision.pk, one.file_id)),
            note=full(one.added_at),
        )
        for one in found.files
    ]
