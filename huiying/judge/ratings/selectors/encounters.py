"""How people were met, as counts per desk, channel and quarter that name nobody and give away nobody's answer."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from huiying.core.disclosure import FEWEST, shown_counts
from huiying.core.economy import Quarter, quarter_of
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.judge.ratings.enums import YesNo
from huiying.judge.ratings.models import Encounter
from huiying.listen.voices.enums import Channel
from huiying.listen.voices.models import Voice
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.casework.models import Case

IN_PERSON = frozenset(
    {
        *(Channel.COUNTER, Channel.PHONE, Channel.RECEPTION, Channel.HOME_VISIT),
        *(Channel.FIELD_OFFICE, Channel.LISTENING_SESSION),
    }
)
QUESTIONS = ("came_in", "respected", "understood", "easy")


@dataclass(frozen=True, slots=True)
class Answered:
    """How many said yes and no to one question; None: too few to be told, or more would follow from it."""

    yes: int | None
    no: int | None


@dataclass(frozen=True, slots=True)
class DeskCell:
    """One desk and one channel in one quarter. `answers`: in the order of QUESTIONS."""

    desk: Unit
    channel: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class QuarterMet:
    """`few`: desks and channels where people answered, but too few to be told; `left_out`: revealed test voices."""

    cells: tuple[DeskCell, ...]
    few: int
    left_out: int


def is_asked(case: Case) -> bool:
    """Whether its speaker is asked: they came, called or were visited, and nobody is shielded by a seal."""
    voice = case.voice
    return voice.channel in IN_PERSON and not case.sealed and voice.erased_at is None


def desk_of(case: Case) -> Unit:
    """The unit at whose desk the voice was taken down; where nobody noted it, the office that dispatches it."""
    taken_by = case.voice.taken_by
    return taken_by.unit if taken_by is not None else case.office


def encounter_of(case_id: int) -> Encounter | None:
    """What the speaker of this case said, if anything."""
    return Encounter.objects.filter(case_id=case_id).first()


def last_quarter(now: datetime) -> Quarter:
    """The last one that is over: of a running quarter nothing is told, or each new answer would show in the change."""
    return quarter_of(calendar().local_date(now)).moved(-1)


def met_in(quarter: Quarter, *, units: Collection[int] | None = None) -> QuarterMet:
    """What was said in a quarter that is over, by desk and channel. `units`: ids of the desks; None for all.

    Every count below five stays hidden, and with it what it could be worked out from: the whole is how many voices the
    desk took down on that channel, which are never told beside it.
    """
    days = calendar()
    start, end = (days.instant(day, time.min) for day in (quarter.first, quarter.moved(1).first))
    there = {"case__sealed": False, "case__voice__erased_at": None}
    given = Encounter.objects.filter(given_at__gte=start, given_at__lt=end, **there)
    if units is not None:
        given = given.filter(desk_id__in=units)
    counted = given.exclude(case__in=revealed_checks())
    rows = _tallied(counted.values_list("desk_id", "channel", *QUESTIONS))
    visits = _visits(start, end)
    desks = Unit.objects.in_bulk({desk for desk, _ in rows})
    cells = [
        DeskCell(desks[desk], channel, tuple(_shown(tally, max(visits[desk, channel], whole)) for tally in tallies))
        for (desk, channel), (tallies, whole) in rows.items()
    ]
    told = [cell for cell in cells if any(one.yes or one.no for one in cell.answers)]
    order = {channel: at for at, channel in enumerate(Channel.values)}
    told.sort(key=lambda cell: (cell.desk.path, order.get(cell.channel, len(order))))
    return QuarterMet(tuple(told), len(cells) - len(told), given.count() - counted.count())


def _tallied(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, str], tuple[list[Counter[str]], int]]:
    """For each desk and channel a tally of each question, and how many answered anything."""
    found: dict[tuple[int, str], list[Counter[str]]] = defaultdict(lambda: [Counter() for _ in QUESTIONS])
    wholes: Counter[tuple[int, str]] = Counter()
    for desk, channel, *answers in rows:
        key = (desk, channel)
        wholes[key] += 1
        for tally, answer in zip(found[key], answers, strict=True):
            tally[answer] += 1
    return {key: (tallies, wholes[key]) for key, tallies in found.items()}


def _visits(start: datetime, end: datetime) -> Counter[tuple[int, str]]:
    """How many voices each desk took down in person, by desk and channel."""
    there = {"case__sealed": False, "erased_at": None, "revealed_at": None}
    taken = Voice.objects.filter(received_at__gte=start, received_at__lt=end, channel__in=IN_PERSON, **there)
    desk = Coalesce(F("taken_by__unit_id"), F("case__office_id"))
    rows = taken.annotate(desk=desk).values_list("desk", "channel").annotate(number=Count("pk"))
    return Counter({(desk, channel): number for desk, channel, number in rows})


def _shown(tally: Counter[str], whole: int) -> Answered:
    told = shown_counts({answer.value: tally[answer.value] for answer in YesNo}, max(whole, FEWEST))
    return Answered(told[YesNo.YES], told[YesNo.NO])
