"""Making the figures of a month anew, from what is stored. Rows of an index: no event."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from huiying.core.disclosure import FEWEST
from huiying.core.procedures.judged import CAME_BACK, HANDED_ON, OVERRULED, WITHDRAWN
from huiying.core.rates.lines import By, Line, told_lines
from huiying.core.rates.measures import LeftOut, Measure
from huiying.core.rates.months import Month, month_of
from huiying.core.rates.tables import Cell, suppress
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.models import Rating
from huiying.judge.scorecards.models import ScoreCell, ScoreLine, ScoreMonth
from huiying.judge.scorecards.selectors.counting import Figures, Where, counted, span_of
from huiying.listen.voices.models import Voice
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case, Deadline

NIGHTLY = 3
"""So many months are made anew each night: limits are met late, cases are rated late."""
LOOK_BACK = timedelta(days=3)
"""How long a nightly run may have been missed."""
AT_ONCE = 500


def rebuild(month: Month, *, now: datetime) -> int:
    """Count the month anew and decide anew what of it is told; the number of cells. Two at once wait for each other."""
    span = span_of(month, now)
    with transaction.atomic():
        day, _made = ScoreMonth.objects.get_or_create(pk=month.first, defaults={"made_at": now})
        day = ScoreMonth.objects.select_for_update().get(pk=day.pk)
        figures = counted(span)
        cells = _cells(day, figures)
        ScoreCell.objects.filter(month=day).delete()
        ScoreLine.objects.filter(month=day).delete()
        ScoreCell.objects.bulk_create(cells, batch_size=AT_ONCE)
        ScoreLine.objects.bulk_create(_lines(day, figures), batch_size=AT_ONCE)
        ScoreMonth.objects.filter(pk=day.pk).update(made_at=now)
    return len(cells)


def rebuild_at_night(*, now: datetime) -> list[Month]:
    """The months that may have changed: the last ones, and those touched by what happened lately."""
    latest = month_of(calendar().local_date(now))
    months = {latest.moved(-back) for back in range(NIGHTLY)} | _touched(now)
    for month in sorted(months):
        rebuild(month, now=now)
    return sorted(months)


def rebuild_all(*, now: datetime) -> list[Month]:
    """Every month from the first voice on."""
    first = Voice.objects.aggregate(first=Min("received_at"))["first"]
    if first is None:
        return []
    month, latest = (month_of(calendar().local_date(at)) for at in (first, now))
    months = []
    while month <= latest:
        rebuild(month, now=now)
        months.append(month)
        month = month.moved(1)
    return months


def _touched(now: datetime) -> set[Month]:
    """The months, up to this one, of cases that changed lately in what takes part, and those in which a case ended that
    was rated only now."""
    since, latest = now - LOOK_BACK, month_of(calendar().local_date(now))
    late = Case.objects.filter(pk__in=Rating.objects.filter(given_at__gte=since).values("case"))
    moments = [*_moments_of(_changed(since)), *late.values_list("ended_at", flat=True)]
    days = {calendar().local_date(at) for at in moments if at is not None}
    return {month for day in days if (month := month_of(day)) <= latest}


def _changed(since: datetime) -> set[int]:
    """Cases that were told to be a test, erased or sealed, or that went away, came back or were overruled."""
    gone = Voice.objects.filter(revealed_at__gte=since) | Voice.objects.filter(erased_at__gte=since)
    acts = [event_name(table, act) for table, act in WITHDRAWN | HANDED_ON | CAME_BACK | OVERRULED]
    events = Event.objects.filter(subject_kind=Case.subject_kind, at__gte=since)
    sealed = events.filter(subject_id__in=Case.objects.filter(sealed=True).values("pk"))
    done = (events.filter(type__in=acts), sealed)
    return {
        *gone.values_list("pk", flat=True),
        *(case for rows in done for case in rows.values_list("subject_id", flat=True)),
    }


def _moments_of(cases: set[int]) -> Iterator[datetime | None]:
    """What decides in which months they count."""
    yield from Rating.objects.filter(case__in=cases).values_list("given_at", flat=True)
    yield from Deadline.objects.filter(case__in=cases).values_list("due_at", flat=True)
    yield from Case.objects.filter(pk__in=cases).values_list("ended_at", flat=True)


def _cells(day: ScoreMonth, figures: Figures) -> list[ScoreCell]:
    made: dict[Where, ScoreCell] = {}
    for (where, field), n in figures.items():
        if where not in made:
            made[where] = ScoreCell(
                month=day, unit_id=where.unit, kind=where.kind, place_id=where.place, procedure=where.procedure
            )
        setattr(made[where], field, n)
    return list(made.values())


def _lines(day: ScoreMonth, figures: Figures) -> Iterator[ScoreLine]:
    for measure in (*Measure, LeftOut.UNRATED):
        people, yes = _people(figures, measure.value), _people(figures, f"{measure}_yes")
        for line in told_lines(suppress(people), people, yes):
            yield _row(day, measure, line)
    for left in LeftOut:
        whole = sum(_people(figures, left.value).values())
        if left is not LeftOut.UNRATED and whole >= FEWEST:
            yield ScoreLine(month=day, table=By.ALL, measure=left.value, all=whole)


def _row(day: ScoreMonth, measure: Measure | LeftOut, line: Line) -> ScoreLine:
    return ScoreLine(
        month=day,
        table=line.by.value,
        unit_id=line.unit,
        kind=line.kind or "",
        place_id=line.place,
        rest=line.rest,
        measure=measure.value,
        yes=line.yes if isinstance(measure, Measure) else None,
        all=line.all,
    )


def _people(figures: Figures, field: str) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for (where, name), n in figures.items():
        if name == field and n:
            cell = Cell(where.unit, where.kind, where.place)
            found[cell] = found.get(cell, 0) + n
    return found
