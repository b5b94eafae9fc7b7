"""What was heard, as counts by topic, place and day: no column of these queries says who spoke."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from huiying.core.growth import ANY, Cell, Stream, Streams, Tree, choose_streams
from huiying.core.growth.cells import Counts
from huiying.core.growth.streams import HISTORY_DAYS, LEAST_WEEKS
from huiying.core.workdays import Calendar
from huiying.foundation.office.models import Category, Place
from huiying.serve.casework.models import Case

YEARS_BACK = timedelta(days=4 * 364)
"""Enough for three earlier years with half a year before each."""
OLD_STOCK = 0.25


def countable() -> QuerySet[Case]:
    """Cases that may be counted: neither sealed nor erased nor told to be a test, and each thing said once."""
    return Case.objects.filter(sealed=False, voice__erased_at=None, voice__revealed_at=None, voice__split_from=None)


def streams_running(calendar: Calendar, *, yesterday: date) -> Streams:
    """Which channels and imports can be compared with their past, and up to which day."""
    cases = countable().filter(voice__received_at__lt=calendar.end_of(yesterday))
    began = {
        Stream(channel, source): calendar.local_date(first)
        for channel, source, first in cases.values_list("voice__channel", "voice__source").annotate(
            first=Min("voice__received_at")
        )
    }
    return choose_streams(began, _delays(cases, calendar, yesterday), yesterday=yesterday)


def _delays(cases: QuerySet[Case], calendar: Calendar, yesterday: date) -> Mapping[Stream, list[int]]:
    """For each stream its voices of the last quarter by days from being received to being recorded."""
    since = calendar.end_of(yesterday - timedelta(weeks=LEAST_WEEKS))
    rows = (
        cases.filter(voice__received_at__gte=since)
        .annotate(
            received=TruncDate("voice__received_at", tzinfo=calendar.zone),
            recorded=TruncDate("voice__recorded_at", tzinfo=calendar.zone),
        )
        .values_list("voice__channel", "voice__source", "received", "recorded")
        .annotate(heard=Count("pk"))
    )
    days: defaultdict[tuple[Stream, date], list[int]] = defaultdict(lambda: [0] * (HISTORY_DAYS + 1))
    for channel, source, received, recorded, heard in rows:
        late = min(HISTORY_DAYS, max(0, (recorded - received).days))
        days[Stream(channel, source), recorded][late] += heard
    return _by_stream(days)


def _by_stream(days: Mapping[tuple[Stream, date], Sequence[int]]) -> dict[Stream, list[int]]:
    """Without the days on which old stock was brought over: a quarter and more of what was recorded lay for weeks."""
    delays: dict[Stream, list[int]] = {}
    for (stream, _recorded), by_delay in days.items():
        kept = delays.setdefault(stream, [0] * HISTORY_DAYS)
        if by_delay[HISTORY_DAYS] < OLD_STOCK * sum(by_delay):
            delays[stream] = [one + other for one, other in zip(kept, by_delay, strict=False)]
    return delays


def counts_heard(streams: Streams, calendar: Calendar) -> Counts:
    """Voices of the watched streams by category, place and local day, over the days that growth is told from."""
    first = max(streams.first, streams.last - YEARS_BACK)
    rows = (
        countable()
        .filter(
            _of(streams.watched),
            voice__received_at__gte=calendar.end_of(first - timedelta(days=1)),
            voice__received_at__lt=calendar.end_of(streams.last),
        )
        .annotate(day=TruncDate("voice__received_at", tzinfo=calendar.zone))
        .values_list("category_id", "voice__place_id", "day")
        .annotate(heard=Count("pk"))
    )
    counts: defaultdict[Cell, dict[int, int]] = defaultdict(dict)
    for category, place, day, heard in rows.iterator():
        counts[Cell(category or ANY, place or ANY)][day.toordinal()] = heard
    return dict(counts)


def _of(streams: Iterable[Stream]) -> Q:
    found = Q(pk__in=())
    for stream in sorted(streams):
        found |= Q(voice__channel=stream.channel, voice__source=stream.source)
    return found


def trees() -> tuple[Tree, Tree]:
    """The trees of categories and of places, retired ones too."""
    return _tree(Category), _tree(Place)


def _tree(model: type[Category] | type[Place]) -> Tree:
    rows = model._default_manager.values_list("pk", "path")
    return Tree({pk: tuple(int(step) for step in path.strip("/").split("/")) for pk, path in rows})
