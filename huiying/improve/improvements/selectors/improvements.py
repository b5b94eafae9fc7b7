"""Items as somebody may read them: staff by their rights, a speaker through the receipt, all what is published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from huiying.core.improving import RULES, Band, Change, Found, Rule, Taken, change, change_told, find_poor, told
from huiying.core.procedures.model import Role
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.improve.improvements.enums import ContestState, ImprovementState
from huiying.improve.improvements.errors import ImprovementNotFound
from huiying.improve.improvements.models import Improvement, ImprovementCase
from huiying.improve.improvements.selectors import rights
from huiying.improve.improvements.selectors.answers import OF_COUNTED, Answers
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import units_under, visible_cases
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import visible_commitments

_WITH = ("unit", "office", "category", "place", "commitment__owner", "objection__asked_by", "objection__decided_by")


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said. `case_id` None: the viewer may not open that case."""

    row: ImprovementCase
    case_id: int | None


@dataclass(frozen=True, slots=True)
class ImprovementView:
    """The page of an item for staff. `quotes`: of the poor answers; `change` None: it was not measured again yet;
    `measure` None: none is promised, or it is not public and the viewer may not read it."""

    improvement: Improvement
    measure: Commitment | None
    quotes: tuple[Quote, ...]
    change: Change | None
    may_answer: bool
    may_decide: bool
    may_keep: bool


@dataclass(frozen=True, slots=True)
class PublicImprovement:
    """The same for everybody: shares without groups below five, `quotes` released and of speakers who agreed.

    `before`, `after` None: too few for numbers; `change` None: not measured again yet.
    """

    improvement: Improvement
    before: Band | None
    after: Band | None
    change: Change | None
    quotes: tuple[ImprovementCase, ...]


def improvements_for(grants: Sequence[Grant]) -> QuerySet[Improvement]:
    """Those that the viewer may read, by the names of units in the tree's order, the newest first of each."""
    rows = Improvement.objects.filter(rights.visible_improvements(grants)).select_related(*_WITH)
    return rows.order_by("unit__path", "-opened_at", "-pk")


def improvement_for_viewer(improvement_id: int, grants: Sequence[Grant]) -> ImprovementView:
    """Raises ImprovementNotFound."""
    found = improvements_for(grants).filter(pk=improvement_id).first()
    if found is None:
        raise ImprovementNotFound
    return ImprovementView(
        found,
        measures_read([found], grants).get(found.commitment_id or 0),
        tuple(_quotes(found, grants)) if rights.reads_words(found, grants) else (),
        change(found.before, found.after) if found.after else None,
        rights.may_answer(found, grants),
        rights.may_decide(found, grants),
        rights.may_keep(found, grants),
    )


def measures_read(improvements: Iterable[Improvement], grants: Sequence[Grant]) -> dict[int, Commitment]:
    """The promises of items that the viewer may read, by id; of a promise that is not public not everybody may."""
    ids = [one.commitment_id for one in improvements if one.commitment_id is not None]
    if not ids:
        return {}
    rows = Commitment.objects.filter(visible_commitments(grants), pk__in=ids).select_related("owner")
    return {one.pk: one for one in rows}


def _quotes(improvement: Improvement, grants: Sequence[Grant]) -> list[Quote]:
    """Without those of cases that they keep out of."""
    rows = list(_quotable(improvement).exclude(case__in=recused_cases(grants)).order_by("case_id"))
    ids = [row.case_id for row in rows]
    mine = set(Case.objects.filter(visible_cases(grants), pk__in=ids).values_list("pk", flat=True))
    return [Quote(row, row.case_id if row.case_id in mine else None) for row in rows]


def _quotable(improvement: Improvement) -> QuerySet[ImprovementCase]:
    return ImprovementCase.objects.filter(improvement=improvement, poor=True, **OF_COUNTED).exclude(words="")


def quote_of(improvement: Improvement, quote_id: int) -> ImprovementCase | None:
    """One of its quotes that is still there."""
    return _quotable(improvement).filter(pk=quote_id).first()


def words_unread(improvement: Improvement) -> int:
    """How many quotes nobody has read yet."""
    return _quotable(improvement).filter(read_at=None).count()


def to_answer(grants: Sequence[Grant]) -> QuerySet[Improvement]:
    """Open items of the units for which the viewer speaks that have no measure and are not contested."""
    units = {unit for grant in grants if Role(grant.role) in rights.OWNS for unit in units_under(grant)}
    return _bare(Improvement.objects.filter(state=ImprovementState.OPEN.value, unit_id__in=units))


def _bare(rows: QuerySet[Improvement]) -> QuerySet[Improvement]:
    without = Q(commitment=None) | Q(commitment__state=CommitmentState.DROPPED.value)
    return rows.filter(without).exclude(objection__state=ContestState.ASKED.value)


def waiting_for(grants: Sequence[Grant], today: date) -> dict[str, QuerySet[Improvement]]:
    """What is to be done: `answer` by the viewer's units, `late` with it, `contested` to be decided."""
    rows = improvements_for(grants).filter(state=ImprovementState.OPEN.value)
    bare, asked = _bare(rows), rows.filter(objection__state=ContestState.ASKED.value)
    return {"answer": bare, "late": bare.filter(answer_by__lt=today), "contested": asked}


def public_improvements() -> QuerySet[Improvement]:
    """What everybody reads, the newest first."""
    rows = Improvement.objects.filter(published_at__isnull=False).exclude(state=ImprovementState.CLOSED.value)
    return rows.select_related(*_WITH).order_by("-published_at", "-pk")


def public_improvement(improvement_id: int) -> PublicImprovement:
    """Raises ImprovementNotFound."""
    found = public_improvements().filter(pk=improvement_id).first()
    if found is None:
        raise ImprovementNotFound
    quotes = _quotable(found).filter(shown=True, case__voice__may_publish=True)
    return shown_to_all(found, tuple(quotes.order_by("case_id")))


def shown_to_all(improvement: Improvement, quotes: tuple[ImprovementCase, ...] = ()) -> PublicImprovement:
    """An item with the numbers that may be told."""
    before, after = improvement.before, improvement.after
    return PublicImprovement(
        improvement,
        told(before),
        told(after) if after else None,
        change_told(before, after) if after else None,
        quotes,
    )


def improvements_heard(case: Case) -> list[PublicImprovement]:
    """What the speaker of a case is told of items in which their answer was counted, the newest first; of a sealed or
    erased one nothing. Before the measure is promised there is nothing to tell."""
    if case.sealed or case.voice.erased_at is not None:
        return []
    rows = Improvement.objects.filter(cases__case=case, state=ImprovementState.MEASURED.value)
    return [shown_to_all(one) for one in rows.select_related(*_WITH).order_by("-measured_at", "-pk")]


def behind_commitment(commitment_id: int) -> Improvement | None:
    """The published item whose measure a promise is."""
    return public_improvements().filter(commitment=commitment_id).first()


def to_be_measured(today: date) -> list[Improvement]:
    """Open items whose measure was kept long enough ago, the oldest first."""
    rows = Improvement.objects.filter(
        state=ImprovementState.OPEN.value, commitment__state=CommitmentState.KEPT.value
    ).select_related("commitment")
    return [one for one in rows.order_by("pk") if _over(one, today)]


def _over(improvement: Improvement, today: date) -> bool:
    kept = improvement.commitment.ended_at if improvement.commitment else None
    if kept is None:
        return False
    return calendar().local_date(kept) + (improvement.last_on - improvement.first_on) + DAY < today


DAY = date.resolution


def found_poor(answers: Answers, today: date) -> list[tuple[int, Found]]:
    """What is to be opened on the night of `today`: (unit, what was found), by unit."""
    found: list[tuple[int, Found]] = []
    for unit in sorted({unit for unit, _ in answers}):
        for rule in RULES:
            earlier = [one for at, one in found if at == unit and one.rule.trigger is rule.trigger]
            taken = [*_taken(unit, rule), *(Taken(one.topic, one.last, open=True) for one in earlier)]
            found += [(unit, one) for one in find_poor(rule, answers.get((unit, rule.question), ()), taken, today)]
    return found


def _taken(unit: int, rule: Rule) -> list[Taken]:
    rows = Improvement.objects.filter(unit=unit, trigger=rule.trigger.value)
    return [Taken(one.category_id, _until(one), one.is_open) for one in rows]


def _until(improvement: Improvement) -> date:
    """The last day whose answers were counted, or were passed over when the item was closed."""
    closed = calendar().local_date(improvement.closed_at) if improvement.closed_at else improvement.last_on
    return max(improvement.last_on, improvement.again_last or improvement.last_on, closed)
