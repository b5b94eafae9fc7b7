"""Decisions as somebody may read them: staff by their rights, the public what is public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.core.ticks import Standing, Ticked, TickStep, done_too_late, standings
from huiying.foundation.files.models import StoredFile
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import is_late, progress_of, visible_commitments
from huiying.serve.decisions.enums import DecisionState
from huiying.serve.decisions.errors import DecisionNotFound
from huiying.serve.decisions.models import Decision, DecisionFile, SpotCheck, Task, Tick
from huiying.serve.decisions.selectors.rights import may_answer, may_check, may_keep, visible_decisions
from huiying.serve.decisions.selectors.speakers import cases_behind, voices_behind

MOST = 200
_FOR_TIMELINE = ("reason", "words", "summary")


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the five steps as it stands. `tick`: what is written down of it; `late_for`: a later step that was done
    before it."""

    step: TickStep
    standing: Standing
    tick: Tick | None
    late_for: TickStep | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task. `report_late`: those who handed it down should have been told by now; `checks` newest first."""

    task: Task
    progress: int
    late: bool
    report_late: bool
    checks: tuple[SpotCheck, ...]
    may_answer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened to a decision. `words`: what was written with it."""

    event: Event
    by: Staff | None
    words: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The page of a decision. `cases`: those behind it that the viewer sees; `others`: the rest, none or 5 and more;
    `open_again`: tasks that are open although it was called carried out; `lines` newest first."""

    decision: Decision
    steps: tuple[StepView, ...]
    tasks: tuple[TaskView, ...]
    files: tuple[DecisionFile, ...]
    cases: tuple[Case, ...]
    others: int
    open_again: int
    lines: tuple[Line, ...]
    may_keep: bool
    may_check: bool


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """A decision for everybody: public files and tasks alone. `voices`: 0 when fewer than 5."""

    decision: Decision
    voices: int
    steps: tuple[StepView, ...]
    tasks: tuple[TaskView, ...]
    files: tuple[DecisionFile, ...]
    open_again: int


def decisions_for(grants: Sequence[Grant], *, over: bool = False) -> QuerySet[Decision]:
    """Those that the viewer may read, the newest first, each with `wanted` and `settled`, the numbers of its tasks."""
    return _counted(Decision.objects.filter(visible_decisions(grants), _over(over)))


def decisions_to_report(grants: Sequence[Grant]) -> list[Task]:
    """Tasks of decisions that the viewer may read, of which those above are still to be told, the first due first."""
    seen = Decision.objects.filter(visible_decisions(grants))
    waiting = Task.objects.filter(decision__in=seen, report_by__isnull=False, reported_at=None)
    return list(waiting.select_related("decision__office", "commitment__owner").order_by("report_by", "pk")[:MOST])


def decision_for_viewer(decision_id: int, grants: Sequence[Grant], *, today: date) -> DecisionView:
    """Raises DecisionNotFound also for one that the viewer may not see."""
    decision = _related(Decision.objects.filter(visible_decisions(grants), pk=decision_id)).first()
    if decision is None:
        raise DecisionNotFound
    behind = cases_behind(decision)
    seen = Case.objects.filter(visible_cases(grants), pk__in=[case.pk for case in behind])
    cases = tuple(seen.select_related("voice__place", "unit").order_by("-voice__received_at", "-pk"))
    others = len(behind) - len(cases)
    tasks = tuple(_tasks(_readable(decision, grants), today, grants))
    return DecisionView(
        decision,
        steps_of(decision),
        tasks,
        tuple(decision.files.select_related("file").order_by("pk")),
        cases,
        others if others >= FEWEST else 0,
        _open_again(decision, tasks),
        tuple(_lines(decision)),
        may_keep(decision, grants),
        may_check(decision, grants),
    )


def task_for_viewer(task_id: int, grants: Sequence[Grant], *, today: date) -> tuple[DecisionView, TaskView]:
    """A task with its decision. Raises DecisionNotFound also where the viewer may not see it."""
    decision_id = Task.objects.filter(pk=task_id).values_list("decision_id", flat=True).first()
    if decision_id is None:
        raise DecisionNotFound
    view = decision_for_viewer(decision_id, grants, today=today)
    found = next((one for one in view.tasks if one.task.pk == task_id), None)
    if found is None:
        raise DecisionNotFound
    return view, found


def file_for_viewer(decision_id: int, file_id: int, grants: Sequence[Grant]) -> StoredFile:
    """A paper of a decision that the viewer may read. Raises DecisionNotFound."""
    seen = Decision.objects.filter(visible_decisions(grants), pk=decision_id)
    return _file(DecisionFile.objects.filter(decision__in=seen), file_id)


def check_file_for_viewer(check_id: int, file_id: int, grants: Sequence[Grant]) -> StoredFile:
    """A picture from the place, for whoever keeps the decision, checks or owns the task. Raises DecisionNotFound."""
    checks = SpotCheck.objects.select_related("task__decision__office", "task__commitment__owner")
    check = checks.filter(pk=check_id).first()
    if check is None or not _sees_checks(check.task, grants):
        raise DecisionNotFound
    found = check.files.filter(file_id=file_id).select_related("file").first()
    if found is None:
        raise DecisionNotFound
    return found.file


def _sees_checks(task: Task, grants: Sequence[Grant]) -> bool:
    keeps = may_keep(task.decision, grants) or may_check(task.decision, grants)
    return keeps or may_answer(task, grants)


def public_decisions(*, over: bool = False) -> QuerySet[Decision]:
    """Those for everybody, the newest first, each with `wanted` and `settled`."""
    return _counted(Decision.objects.filter(Q(public=True), _over(over)))


def public_decision(decision_id: int, *, today: date) -> PublicDecision:
    """Raises DecisionNotFound for one that is not public."""
    decision = _related(Decision.objects.filter(public=True, pk=decision_id)).first()
    if decision is None:
        raise DecisionNotFound
    tasks = tuple(_tasks(decision.tasks.filter(commitment__public=True), today, ()))
    return PublicDecision(
        decision,
        voices_behind(decision),
        steps_of(decision),
        tasks,
        tuple(decision.files.filter(public=True).select_related("file").order_by("pk")),
        _open_again(decision, tasks),
    )


def public_file(decision_id: int, file_id: int) -> StoredFile:
    """A paper that everybody may open. Raises DecisionNotFound."""
    return _file(DecisionFile.objects.filter(decision_id=decision_id, decision__public=True, public=True), file_id)


def decisions_of_case(case_id: int) -> list[Decision]:
    """Public decisions that the voice of this case led to, the newest first; of a sealed or erased one none."""
    return list(_of_case(case_id).filter(public=True)[:MOST])


def decisions_behind_case(case_id: int, grants: Sequence[Grant]) -> list[Decision]:
    """The same for staff who may see the case: also what is not public, as far as they may read it."""
    led = list(_of_case(case_id)[:MOST])
    if not led or not Case.objects.filter(visible_cases(grants), pk=case_id).exists():
        return []
    seen = Decision.objects.filter(visible_decisions(grants), pk__in=[one.pk for one in led])
    open_to = set(seen.values_list("pk", flat=True))
    return [one for one in led if one.pk in open_to]


def decisions_of_issue(issue_id: int, grants: Sequence[Grant] | None = None) -> list[Decision]:
    """Decisions about an issue as the holder of `grants` may read them, None: as everybody may. The newest first."""
    seen = Q(public=True) if grants is None else visible_decisions(grants)
    rows = Decision.objects.filter(seen, issue=issue_id).select_related("body").distinct()
    return list(rows.order_by("-decided_on", "-pk")[:MOST])


def decision_of_commitment(commitment_id: int, grants: Sequence[Grant] | None = None) -> Decision | None:
    """The decision that a promise is a task of, as the holder of `grants` may read it; None: as everybody may."""
    seen = Q(public=True) if grants is None else visible_decisions(grants)
    return Decision.objects.filter(seen, tasks__commitment_id=commitment_id).first()


def steps_of(decision: Decision) -> tuple[StepView, ...]:
    """The five steps of a major decision; of another one those of which something is said."""
    ticks = {TickStep(tick.step): tick for tick in decision.ticks.all()}
    said = [Ticked(step, tick.done_on) for step, tick in ticks.items()]
    late = dict(done_too_late(said))
    return tuple(
        StepView(step, standing, ticks.get(step), late.get(step))
        for step, standing in standings(said).items()
        if decision.major or step in ticks
    )


def _of_case(case_id: int) -> QuerySet[Decision]:
    case = Case.objects.filter(pk=case_id, sealed=False, voice__erased_at=None)
    led = Q(causes__case__in=case) | Q(issue__members__case__in=case)
    return Decision.objects.filter(led).select_related("body", "office").distinct().order_by("-decided_on", "-pk")


def _over(over: bool) -> Q:
    still = Q(state=DecisionState.OPEN.value)
    return ~still if over else still


def _counted(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    settled = ~Q(tasks__commitment__state=CommitmentState.OPEN.value)
    return (
        rows.select_related("body", "office")
        .prefetch_related("ticks")
        .annotate(
            wanted=Count("tasks", distinct=True),
            settled=Count("tasks", filter=Q(tasks__isnull=False) & settled, distinct=True),
        )
        .order_by("-decided_on", "-pk")
    )


def _related(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    tasks = Task.objects.select_related("commitment__owner").prefetch_related(
        "commitment__parts",
        Prefetch(
            "checks",
            SpotCheck.objects.select_related("by__unit").prefetch_related("files__file").order_by("-seen_on", "-pk"),
        ),
    )
    return rows.select_related(
        "body", "office", "issue", "resolution__item__meeting", "made_by__unit"
    ).prefetch_related("ticks", Prefetch("tasks", tasks.order_by("position")))


def _tasks(tasks: Any, today: date, grants: Sequence[Grant]) -> list[TaskView]:
    return [_task(task, today, grants) for task in tasks]


def _task(task: Task, today: date, grants: Sequence[Grant]) -> TaskView:
    commitment = task.commitment
    return TaskView(
        task,
        progress_of(commitment),
        is_late(commitment, today),
        task.report_by is not None and task.reported_at is None and task.report_by < today,
        tuple(task.checks.all()),
        bool(grants) and may_answer(task, grants),
    )


def _readable(decision: Decision, grants: Sequence[Grant]) -> list[Task]:
    """Its tasks without the promises that the viewer may not read."""
    tasks = list(decision.tasks.all())
    of_tasks = Commitment.objects.filter(visible_commitments(grants), pk__in=[one.commitment_id for one in tasks])
    seen = set(of_tasks.values_list("pk", flat=True))
    return [one for one in tasks if one.commitment_id in seen]


def _open_again(decision: Decision, tasks: Sequence[TaskView]) -> int:
    if not decision.is_over:
        return 0
    return sum(one.task.commitment.state == CommitmentState.OPEN for one in tasks)


def _file(rows: QuerySet[DecisionFile], file_id: int) -> StoredFile:
    found = rows.filter(file_id=file_id).select_related("file").first()
    if found is None:
        raise DecisionNotFound
    return found.file


def _lines(decision: Decision) -> list[Line]:
    about = Event.objects.filter(subject_kind=Decision.subject_kind, subject_id=decision.pk)
    events = list(about.order_by("-happened_at", "-pk"))
    private = private_fields(events)
    staff = Staff.objects.select_related("unit").in_bulk({event.actor_id for event in events if event.actor_id})
    return [Line(event, staff.get(event.actor_id or 0), _words(private.get(event.pk, {}))) for event in events]


def _words(private: Mapping[str, Any]) -> str:
    return next((str(private[name]) for name in _FOR_TIMELINE if private.get(name)), "")
