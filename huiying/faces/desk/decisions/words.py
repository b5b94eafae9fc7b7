"""Decisions, their steps, tasks, checks and circulars as the desk says them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiying.core.ticks import STEPS, TickStep
from huiying.core.words import Text
from huiying.faces.desk.commitments.words import Line as PromiseLine
from huiying.faces.desk.commitments.words import line as promise_line
from huiying.faces.look.dates import full
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Row, Step
from huiying.faces.look.templatetags.hy import say
from huiying.faces.look.ticks import tick_step
from huiying.faces.look.uploads import FileRow, kept_row, scan_note
from huiying.foundation.ledger.registry import event_type
from huiying.serve.decisions.enums import DecisionState, Found
from huiying.serve.decisions.models import Decision, SpotCheck
from huiying.serve.decisions.presenters.decision import FOUND, STATES
from huiying.serve.decisions.selectors.decisions import DecisionView, Line, StepView, TaskView

BREAK = SafeString("<br>")


def state(decision: Decision) -> dict[str, Any]:
    """Its tag."""
    look, words = STATES[DecisionState(decision.state)]
    return {"look": look.value, "words": words}


def summary(view: DecisionView) -> list[Row]:
    """What is known of the decision."""
    decision = view.decision
    rows = [
        Row(_("What it means, and why"), with_lang(decision.summary)),
        Row(_("Who decided"), parts_with_lang(str(decision.body)), note=full(decision.decided_on)),
    ]
    if decision.number:
        rows.append(Row(_("Number of the document"), with_lang(decision.number)))
    if decision.from_above:
        due = _("they want to hear by %(day)s") % {"day": full(decision.report_by)} if decision.report_by else ""
        rows.append(Row(_("Handed down by"), with_lang(decision.from_above), note=due))
    rows += _origin(decision)
    if decision.end_words:
        rows.append(Row(_("How it ended"), with_lang(decision.end_words)))
    shown = _("yes") if decision.public else _("no")
    return [*rows, Row(_("On the public site"), shown, note=with_lang(decision.hidden_reason))]


def _origin(decision: Decision) -> list[Row]:
    rows = []
    if decision.resolution is not None:
        meeting = decision.resolution.item.meeting
        rows.append(Row(_("Settled at"), _linked(meeting, "desk:meeting", meeting.pk)))
    if decision.issue is not None:
        rows.append(Row(_("About the issue"), _linked(decision.issue, "desk:issue", decision.issue.pk)))
    return rows


def _linked(thing: object, name: str, pk: int) -> SafeString:
    try:
        return format_html('<a href="{}">{}</a>', reverse(name, args=(pk,)), with_lang(thing))
    except NoReverseMatch:
        return with_lang(thing)


def steps(view: DecisionView) -> list[Step]:
    """The five public steps, with what the keeper can do with each."""
    return [
        tick_step(
            one.step,
            one.standing,
            done_on=one.tick.done_on if one.tick else None,
            words=one.tick.words if one.tick else "",
            late_for=one.late_for,
            more=_acts(view, one) if view.may_keep else None,
        )
        for one in view.steps
    ]


def _acts(view: DecisionView, one: StepView) -> SafeString | None:
    """Links: tick it or leave it out; take back what was said of it."""
    over = view.decision.is_over
    names = {"decision_take_back": _("Take it back")} if one.tick else {}
    if not one.tick and not over:
        names = {"decision_tick": _("Tick it"), "decision_omit": _("Leave it out")}
    if over and one.step is not TickStep.CARRIED_OUT:
        names = {}
    about, pk = say(STEPS[one.step].name), view.decision.pk
    links = ((reverse(f"desk:{name}", args=(pk, one.step.value)), said, about) for name, said in names.items())
    drawn = format_html_join(" ", '<a class="hy-no-print" href="{}">{}<span class="hy-vh"> {}</span></a>', links)
    return drawn or None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What an inspector found."""

    check: SpotCheck
    look: str
    said: Text
    files: Sequence[FileRow]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with its promise as lists of promises show it."""

    view: TaskView
    line: PromiseLine
    checks: Sequence[CheckRow]


def task(view: TaskView, today: date, *, see_files: bool) -> TaskRow:
    """`see_files`: the viewer may open what inspectors brought from the place."""
    checks = [_check(one, see_files=see_files or view.may_answer) for one in view.checks]
    return TaskRow(view, promise_line(view.task.commitment, today), checks)


def _check(check: SpotCheck, *, see_files: bool) -> CheckRow:
    look, said = FOUND[Found(check.found)]
    rows = [_seen(check, one.file) for one in check.files.all()] if see_files else []
    return CheckRow(check, look.value, said, rows)


def _seen(check: SpotCheck, file: Any) -> FileRow:
    where = (check.pk, file.pk)
    small = reverse("desk:check_file_small", args=where)
    return kept_row(file.pk, file, url=reverse("desk:check_file", args=where), picture=small, note=scan_note(file))


def papers(view: DecisionView) -> list[FileRow]:
    """The document and its annexes."""
    return [
        kept_row(
            one.pk,
            one.file,
            url=reverse("desk:decision_file", args=(view.decision.pk, one.file_id)),
            picture=reverse("desk:decision_file_small", args=(view.decision.pk, one.file_id)),
            note=" · ".join(part for part in (_open_to(one.public), full(one.added_at), scan_note(one.file)) if part),
        )
        for one in view.files
    ]


def _open_to(public: bool) -> str:
    return _("open to everybody") if public else _("for staff alone")


def timeline(lines: Sequence[Line]) -> list[Step]:
    """What happened to the decision, newest first."""
    return [_line(line, "now" if at == 0 else "done") for at, line in enumerate(lines)]


def _line(line: Line, mark: Any) -> Step:
    who = " · ".join(str(part) for part in (line.by, line.by.unit) if part) if line.by else _("the system")
    said = (parts_with_lang(who), _step_of(line), with_lang(line.words))
    note = format_html_join(BREAK, "{}", ((part,) for part in said if part))
    return Step(event_type(line.event.type).says, mark, line.event.happened_at, note=note)


def _step_of(line: Line) -> str:
    """The step or the finding that the event is about."""
    public = line.event.public
    if name := public.get("step"):
        return say(next((words.name for step, words in STEPS.items() if step == name), Text("", "")))
    found = public.get("found")
    return say(next((said for kind, (_look, said) in FOUND.items() if kind == found), Text("", "")))
