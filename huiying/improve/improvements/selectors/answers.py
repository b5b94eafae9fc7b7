"""What was answered about each unit between two days: by people who rated or came, and by what became of its cases.

No column of these queries says who spoke, and no event is counted by who acted: only by the unit that they acted for.
Sealed and erased voices and unannounced checks that were told are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from huiying.core.improving import LEAST_POOR, RULES, Answer, Question, Trigger
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.models import Encounter
from huiying.judge.scorecards.selectors.counting import Span as Looked
from huiying.judge.scorecards.selectors.counting import ratings_in, unsupported
from huiying.serve.casework.enums import ReplyKind
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case, Reply

Answers = Mapping[tuple[int, Question], list[Answer]]
"""By unit and question."""
COUNTED: dict[str, Any] = {"sealed": False, "voice__erased_at": None, "voice__revealed_at": None}
"""On Case: neither sealed nor erased, and no unannounced check that was told."""
YES = "yes"
OF_COUNTED: dict[str, Any] = {f"case__{name}": value for name, value in COUNTED.items()}
"""The same on rows about a case."""
AGAIN = frozenset(
    {
        event_name("xinfang", "open_follow_up"),
        event_name("hotline", "open_follow_up"),
        event_name("hotline", "redispatch"),
    }
)
"""Acts by which a case has to be done again."""
OVERRULED = frozenset({event_name("xinfang", "undo_refusal")})
"""Acts by which a decision is changed by somebody else; reviews join them when they are offered."""
HANDED_BACK = frozenset({event_name("xinfang", "object"), event_name("hotline", "object")})
DECLINED = frozenset(
    event_name(*act)
    for act in (
        ("xinfang", "refuse_other"),
        ("xinfang", "refuse_same"),
        ("xinfang", "refuse_final"),
        ("xinfang", "guide"),
        ("xinfang", "guide_justice"),
        ("hotline", "not_dispatch"),
        ("hotline", "cannot"),
    )
)
"""Acts by which a unit ends a case without doing what was asked; such a decision can be overruled."""
AT_ONCE = 20_000


class Span(NamedTuple):
    """From the first instant up to but not including the last, by the office's days."""

    start: datetime
    end: datetime
    days: Calendar

    @classmethod
    def of(cls, first: date, last: date) -> "Span":
        """Both days inclusive."""
        days = calendar()
        return cls(days.end_of(first - timedelta(days=1)), days.end_of(last), days)


class About(NamedTuple):
    """Of a case: topic and place from the root down, and the unit that has it."""

    topics: tuple[int, ...]
    places: tuple[int, ...]
    unit: int


def answers_between(first: date, last: date, unit: int | None = None) -> Answers:
    """The answers of these days, both inclusive, by unit and question; `unit`: of this one alone."""
    span, found = Span.of(first, last), defaultdict[tuple[int, Question], list[Answer]](list)
    for each in (_ratings(span, unit), _encounters(span, unit), _cases(span, unit)):
        for key, answer in each:
            found[key].append(answer)
    return found


Keyed = Iterator[tuple[tuple[int, Question], Answer]]


def _ratings(span: Span, unit: int | None) -> Keyed:
    """The last rating of each case, counted as the scorecards count them: what was handed on is left out, and "not
    supported", with its grounds and not overruled, says nothing of two questions."""
    looked = Looked(span.start, span.end, span.end)
    rows = _of(ratings_in(looked), "case__unit", unit).order_by("given_at", "pk")
    last = {row["case_id"]: row for row in rows.values(*_RATED)}
    refused = {one.rating for one in unsupported(looked)}
    for case, row in last.items():
        about, on = _about(row), span.days.local_date(row["given_at"])
        for question in (Question.RESOLVED, Question.SATISFIED, Question.RESPONDED):
            said = row[question.value]
            if said and not (row["pk"] in refused and question is not Question.RESPONDED):
                yield (about.unit, question), Answer(case, about.topics, about.places, on, said != YES)


_PLACED = ("case__category__path", "case__voice__place__path", "case__unit_id")
_RATED = ("pk", "case_id", "given_at", "resolved", "satisfied", "responded", *_PLACED)
_MET = tuple(rule.question for rule in RULES if rule.trigger is Trigger.ENCOUNTERS)


def _encounters(span: Span, unit: int | None) -> Keyed:
    """How people were met, by the desk to which they came; a desk has no topics."""
    rows = Encounter.objects.filter(given_at__gte=span.start, given_at__lt=span.end, **OF_COUNTED)
    said = _of(rows, "desk", unit).values_list("case_id", "desk_id", "given_at", *(one.value for one in _MET))
    for case, desk, at, *answers in said:
        for question, answer in zip(_MET, answers, strict=True):
            if answer:
                yield (desk, question), Answer(case, (), (), span.days.local_date(at), answer != YES)


def _cases(span: Span, unit: int | None) -> Keyed:
    """What became of cases: answered or declined, done again, overruled, handed back."""
    settled, again, overruled = _settled(span), acts_between(AGAIN, span), acts_between(OVERRULED, span)
    earlier = settled_before({*again, *overruled}, span)
    for question, poor in ((Question.AGAIN, again), (Question.OVERRULED, overruled)):
        before = {case: earlier[case] for case in poor if case in earlier}
        yield from _counted(question, {**before, **settled}, poor, unit)
    for desk, cases in _by_hand(span).items():
        in_hand = {case: (desk, on) for case, (on, _) in cases.items()}
        back = {case: on for case, (on, handed_back) in cases.items() if handed_back}
        yield from _counted(Question.HANDED_BACK, in_hand, back, unit)


Settled = Mapping[int, tuple[int, date]]
"""By case: the unit, and the local day."""


def _counted(question: Question, cases: Settled, poor: Mapping[int, date], unit: int | None) -> Keyed:
    """Of `unit`; without one, of those units alone that have enough poor ones for an item."""
    many = Counter(cases[case][0] for case in poor if case in cases)
    asked = {unit} if unit is not None else {at for at, times in many.items() if times >= LEAST_POOR}
    where = {case: at for case, at in cases.items() if at[0] in asked}
    about = _about_cases(where)
    for case, (at, on) in where.items():
        if case in about:
            topics, places, _ = about[case]
            yield (at, question), Answer(case, topics, places, poor.get(case, on), case in poor)


def _settled(span: Span) -> dict[int, tuple[int, date]]:
    """Cases that were answered or declined, by whom and on which day; the last time counts."""
    replies = Reply.objects.filter(given_at__gte=span.start, given_at__lt=span.end).exclude(kind=ReplyKind.INTERIM)
    rows = [*replies.values_list("case_id", "unit_id", "given_at"), *_declined(span.start, span.end)]
    return _last(rows, span)


def settled_before(case_ids: Collection[int], span: Span) -> dict[int, tuple[int, date]]:
    """The same of these cases for all time before the end: who answered what was done again or overruled since."""
    ids, rows = sorted(case_ids), list[tuple[int, int, datetime]]()
    for start in range(0, len(ids), AT_ONCE):
        near = ids[start : start + AT_ONCE]
        replies = Reply.objects.filter(case__in=near, given_at__lt=span.end).exclude(kind=ReplyKind.INTERIM)
        rows += [*replies.values_list("case_id", "unit_id", "given_at"), *_declined(None, span.end, near)]
    return _last(rows, span)


def _declined(
    start: datetime | None, end: datetime, case_ids: Collection[int] | None = None
) -> Iterator[tuple[int, int, datetime]]:
    rows = Event.objects.filter(type__in=DECLINED, subject_kind=Case.subject_kind, happened_at__lt=end)
    if start is not None:
        rows = rows.filter(happened_at__gte=start)
    if case_ids is not None:
        rows = rows.filter(subject_id__in=case_ids)
    told: Any = rows.exclude(actor_unit=None).values_list("subject_id", "actor_unit", "happened_at")
    yield from told


def _last(rows: Iterable[tuple[int, int, datetime]], span: Span) -> dict[int, tuple[int, date]]:
    ordered = sorted(rows, key=lambda row: row[2])
    return {case: (unit, span.days.local_date(at)) for case, unit, at in ordered}


def acts_between(types: Collection[str], span: Span) -> dict[int, date]:
    """By case the local day of the last of these acts."""
    rows = Event.objects.filter(
        type__in=types, subject_kind=Case.subject_kind, happened_at__gte=span.start, happened_at__lt=span.end
    )
    told = rows.order_by("happened_at", "pk").values_list("subject_id", "happened_at")
    return {case: span.days.local_date(at) for case, at in told}


def _by_hand(span: Span) -> dict[int, dict[int, tuple[date, bool]]]:
    """By unit the cases in which it acted: the local day, and whether it handed the case back."""
    found: defaultdict[int, dict[int, tuple[date, bool]]] = defaultdict(dict)
    rows = Event.objects.filter(
        subject_kind=Case.subject_kind,
        actor_unit__isnull=False,
        happened_at__gte=span.start,
        happened_at__lt=span.end,
    )
    told: Any = rows.order_by("happened_at", "pk").values_list("subject_id", "actor_unit", "type", "happened_at")
    for case, unit, type_, at in told:
        back = type_ in HANDED_BACK or found[unit].get(case, (None, False))[1]
        found[unit][case] = span.days.local_date(at), back
    return found


def _of(rows: Any, column: str, unit: int | None) -> Any:
    return rows if unit is None else rows.filter(**{column: unit})


def _about_cases(case_ids: Collection[int]) -> dict[int, About]:
    """In lots, because a database takes only so many parameters."""
    ids, found = sorted(case_ids), dict[int, About]()
    for start in range(0, len(ids), AT_ONCE):
        rows = Case.objects.filter(**COUNTED, pk__in=ids[start : start + AT_ONCE])
        told = rows.values_list("pk", "unit_id", "category__path", "voice__place__path")
        found |= {pk: About(steps(path), steps(town), unit) for pk, unit, path, town in told}
    return found


def _about(row: Mapping[str, Any]) -> About:
    topic, place, unit = (row[name] for name in _PLACED)
    return About(steps(topic), steps(place), unit)


def steps(path: str | None) -> tuple[int, ...]:
    """The ids of a path from the root down; none where there is none."""
    return tuple(int(step) for step in (path or "").strip("/").split("/") if step)
