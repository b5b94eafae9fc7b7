"""What a month holds, counted by the database: for each unit, kind, place and procedure.

Counted where it happened: a limit in the month in which it ended, a rating in the month in which it was given, an
ending in the month in which the case ended. Sealed and erased cases and revealed checks take part in nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from huiying.core.procedures.judged import CAME_BACK, HANDED_ON, OVERRULED, WITHDRAWN, Acts, not_supported
from huiying.core.rates.measures import LeftOut, Measure
from huiying.core.rates.months import Month
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.models import Rating
from huiying.serve.casework.enums import ReplyKind
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case, Deadline, Reply
from huiying.serve.casework.selectors.month import ANSWERS

ASKED = (Measure.RESPONDED, Measure.RESOLVED, Measure.SATISFIED)
YES = "yes"
FINAL = (ReplyKind.OPINION, ReplyKind.REPLY, ReplyKind.FOLLOW_UP)


class Where(NamedTuple):
    """What a cell stands for; `place`: a town or street, None: not said."""

    unit: int
    kind: str
    place: int | None
    procedure: str


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to but not including `end`, looked at at `now`."""

    start: datetime
    end: datetime
    now: datetime


def span_of(month: Month, now: datetime) -> Span:
    """The month by the office's clock."""
    start, end = (calendar().instant(one.first, time.min) for one in (month, month.moved(1)))
    return Span(start, end, now)


Figures = Counter[tuple[Where, str]]
"""How many: (where, name of the field of ScoreCell)."""


def counted(span: Span) -> Figures:
    """Every figure of the span."""
    towns = _towns()
    figures: Figures = Counter()
    for rows in (_limits(span), _ratings(span), _unrated(span), _left(span), _checks(span)):
        for (unit, kind, place, procedure), field, n in rows:
            figures[Where(unit, kind, towns.get(place), procedure), field] += n
    for one in unsupported(span):
        where = Where(one.unit, one.kind, towns.get(one.place), one.procedure)
        for field, n in one.fields():
            figures[where, field] += n
    return figures


def countable(case: str = "") -> Q:
    """What takes part; `case`: the way to the case, such as "case__"."""
    return Q(**{f"{case}sealed": False, f"{case}voice__erased_at": None, f"{case}voice__revealed_at": None})


def limits_in(span: Span) -> QuerySet[Deadline]:
    """The limits for an answer that ended in the span, but for those that were stopped."""
    ended = Q(due_at__gt=span.start, due_at__lte=min(span.end, span.now), stopped_at=None)
    return Deadline.objects.filter(ended, countable("case__"), clock__in=ANSWERS)


def ratings_in(span: Span) -> QuerySet[Rating]:
    """The ratings given in the span, but for those of cases that were handed on."""
    given = Rating.objects.filter(countable("case__"), given_at__gte=span.start, given_at__lt=span.end)
    return given.exclude(_done(HANDED_ON, "case_id") & ~_done(CAME_BACK, "case_id"))


def unrated_in(span: Span) -> QuerySet[Case]:
    """The cases that ended in the span and that nobody has rated to this day."""
    ended = Case.objects.filter(countable(), ended_at__gte=span.start, ended_at__lt=span.end)
    gone = _done(HANDED_ON | WITHDRAWN, "pk") & ~_done(CAME_BACK, "pk")
    return ended.exclude(gone).exclude(Exists(Rating.objects.filter(case=OuterRef("pk"))))


def _names(acts: Acts) -> list[str]:
    return sorted(event_name(table, act) for table, act in acts)


def _done(acts: Acts, case: str) -> Q:
    """Whether one of the acts was done to the case."""
    done = Event.objects.filter(type__in=_names(acts), subject_kind=Case.subject_kind)
    return Q(**{f"{case}__in": done.values("subject_id")})


Row = tuple[tuple[Any, ...], str, int]


def _grouped(rows: QuerySet[Any], case: str, counts: dict[str, Count], unit: Any = None) -> Iterator[Row]:
    where = {
        "at_unit": unit or F(f"{case}unit_id"),
        "of_kind": F(f"{case}voice__kind"),
        "at_place": F(f"{case}voice__place_id"),
        "under": F(f"{case}procedure"),
    }
    # Named apart: a count may be called as a column is.
    named = {f"n_{name}": count for name, count in counts.items()}
    for row in rows.order_by().values(**where).annotate(**named):
        for name in counts:
            if row[f"n_{name}"]:
                yield (row["at_unit"], row["of_kind"], row["at_place"], row["under"]), name, row[f"n_{name}"]


def _limits(span: Span) -> Iterator[Row]:
    kept = Count("pk", filter=Q(met_at__lt=F("due_at")))
    counts = {Measure.ON_TIME.value: Count("pk"), f"{Measure.ON_TIME}_yes": kept}
    return _grouped(limits_in(span), "case__", counts, Coalesce("unit_id", "case__unit_id"))


def _ratings(span: Span) -> Iterator[Row]:
    counts = {}
    for one in ASKED:
        counts[one.value] = Count("pk", filter=~Q(**{one.value: ""}))
        counts[f"{one}_yes"] = Count("pk", filter=Q(**{one.value: YES}))
    return _grouped(ratings_in(span), "case__", counts)


def _unrated(span: Span) -> Iterator[Row]:
    return _grouped(unrated_in(span), "", {LeftOut.UNRATED.value: Count("pk")})


def _left(span: Span) -> Iterator[Row]:
    for acts, field in ((WITHDRAWN, LeftOut.WITHDRAWN), (HANDED_ON, LeftOut.HANDED_ON)):
        done = Event.objects.filter(type__in=_names(acts), at__gte=span.start, at__lt=span.end)
        cases = Case.objects.filter(countable(), pk__in=done.values("subject_id"))
        yield from _grouped(cases, "", {field.value: Count("pk")})


def _checks(span: Span) -> Iterator[Row]:
    told = Case.objects.filter(voice__revealed_at__gte=span.start, voice__revealed_at__lt=span.end, sealed=False)
    return _grouped(told, "", {LeftOut.CHECKS.value: Count("pk")})


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A rating of an answer that granted nothing, with its grounds: it leaves two of the measures."""

    rating: int
    unit: int
    kind: str
    place: int | None
    procedure: str
    resolved: str
    satisfied: str

    def fields(self) -> Iterator[tuple[str, int]]:
        """What changes by it."""
        yield LeftOut.NOT_SUPPORTED.value, 1
        for name, said in ((Measure.RESOLVED, self.resolved), (Measure.SATISFIED, self.satisfied)):
            if said:
                yield name.value, -1
                yield f"{name}_yes", -(said == YES)


def unsupported(span: Span) -> list[Unsupported]:
    """The ratings of the span that do not count as to whether it was resolved, and whether they were satisfied.

    The last answer before the rating grants nothing and says why, and it still stands.
    """
    finals = Reply.objects.annotate(said=Cast("requests", TextField())).filter(said__contains="not_supported")
    rated = ratings_in(span).filter(Exists(finals.filter(case=OuterRef("case"))))
    columns = ("pk", "case_id", "given_at", "case__unit_id", "case__voice__kind", "case__voice__place_id")
    rows = list(rated.values_list(*columns, "case__procedure", "resolved", "satisfied"))
    answers, overruled = _answers(row[1] for row in rows), _overruled(row[1] for row in rows)
    return [
        Unsupported(row[0], *row[3:])
        for row in rows
        if (last := _last(answers[row[1]], row[2])) is not None
        and not_supported(last.requests)
        and not any(at >= last.given_at for at in overruled[row[1]])
    ]


def _answers(cases: Iterable[int]) -> dict[int, list[Reply]]:
    """By case: its answers, the oldest first; an interim answer is none."""
    found = defaultdict[int, list[Reply]](list)
    for reply in Reply.objects.filter(case__in=set(cases), kind__in=FINAL).order_by("given_at", "pk"):
        found[reply.case_id].append(reply)
    return found


def _overruled(cases: Iterable[int]) -> dict[int, list[datetime]]:
    """By case: when an answer was not let stand."""
    found = defaultdict[int, list[datetime]](list)
    done = Event.objects.filter(type__in=_names(OVERRULED), subject_kind=Case.subject_kind, subject_id__in=set(cases))
    for case, at in done.values_list("subject_id", "happened_at"):
        found[case].append(at)
    return found


def _last(answers: Iterable[Reply], at: datetime) -> Reply | None:
    return max((one for one in answers if one.given_at <= at), key=lambda one: (one.given_at, one.pk), default=None)


def _towns() -> dict[int | None, int | None]:
    """By place: the town or street it lies in, itself for what lies above; None for none."""
    kinds = {one.pk: one for one in Place.objects.only("pk", "kind", "path")}
    found: dict[int | None, int | None] = {None: None}
    for pk, place in kinds.items():
        above = [int(part) for part in place.path.strip("/").split("/")]
        found[pk] = next((one for one in above if kinds[one].kind == PlaceKind.TOWN), pk)
    return found
