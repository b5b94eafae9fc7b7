"""Everything about a voice that its speaker may see through the receipt, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Q

from huiying.core.deadlines import Due, Measure, Standing, standing
from huiying.core.letters.days import day_words
from huiying.core.procedures import procedure as procedure_called
from huiying.core.procedures.model import Clock, Field, FieldKind, Procedure, State
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.ledger.registry import event_type
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, Deadline, Document, Reply
from huiying.serve.casework.selectors.matter import voices_together
from huiying.serve.casework.selectors.offers import offers_for

_HANDED_BACK = frozenset({"consent_return", "allow_return", "redispatch"})
_IN_ANSWER = frozenset({"public_text", "private_text", "puts_right", "easy_text", "basis"})
OPINIONS = Q(code="D11") | Q(variant__in=("decide_review", "decide_final"))
"""They reach the speaker by an act of its own, for a time runs from that day."""
_AS_NOTES = frozenset({FieldKind.TEXT, FieldKind.LONG, FieldKind.CHOICE})


@dataclass(frozen=True, slots=True)
class Limit:
    """A clock of the case as it stands. `on`: the last day in time."""

    clock: Clock
    due: Due
    standing: Standing
    met_at: datetime | None
    running: bool

    @property
    def for_office(self) -> bool:
        return self.clock.owed


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `notes`: what of it the speaker may read beneath; `back`: it was handed back."""

    said: Text
    notes: tuple[Text, ...]
    at: datetime
    back: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One request and what was decided on it."""

    request: str
    outcome: str
    decision: str
    basis: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply, as far as it is written for the speaker."""

    kind: str
    unit: str
    text: str
    puts_right: str
    easy: str
    requests: tuple[Answered, ...]
    at: datetime
    round: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A written document that was made for the speaker."""

    id: int
    title: Text
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """The whole receipt at one moment. `lines` newest first; `limits` by their last day; `may`: ids of acts.

    `voices`: how many are handled together on this matter, its own among them.
    """

    voice: Voice
    procedure: str
    sealed: bool
    state: State
    unit: str
    limits: tuple[Limit, ...]
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    lines: tuple[Line, ...]
    round: int
    may: frozenset[str]
    voices: int

    def running(self, clock_id: str) -> Limit | None:
        """The clock, while it runs."""
        return next((limit for limit in self.limits if limit.running and limit.clock.id == clock_id), None)

    @property
    def next_limit(self) -> Limit | None:
        """What the office owes next."""
        return next((limit for limit in self.limits if limit.running and limit.for_office), None)


def receipt_facts(voice: Voice, *, now: datetime) -> ReceiptFacts:
    """What the speaker of `voice` sees at `now`. Of a sealed case: no unit, no place, no words, no limits."""
    case = Case.objects.select_related("voice__place", "office", "unit", "sender").get(pk=voice.pk)
    speaker = Actor(ActorKind.SPEAKER, id=voice.pk)
    procedure = procedure_called(case.procedure)
    state = procedure.state(case.state)
    return ReceiptFacts(
        voice=voice,
        procedure=case.procedure,
        sealed=case.sealed,
        state=state,
        unit="" if case.sealed else str(case.unit),
        limits=() if case.sealed else _limits(case, procedure, now),
        answers=tuple(_answers(case)),
        papers=tuple(_papers(case, procedure)),
        lines=tuple(_lines(voice, procedure)),
        round=int(case.facts.get("round", 1)),
        may=frozenset(offer.act.id for offer in offers_for(case, actor=speaker, now=now) if offer.allowed),
        voices=1 if case.sealed else voices_together(case),
    )


def owed_first(voice_id: int) -> tuple[Clock, date] | None:
    """What the office owes first and its last day, in two queries; of a sealed case nothing is said."""
    case = Case.objects.only("procedure", "sealed").get(pk=voice_id)
    if case.sealed:
        return None
    running = Deadline.objects.filter(case=case, met_at__isnull=True, stopped_at__isnull=True)
    rows = running.order_by("due_at", "pk").values_list("clock", "due_on")
    clocks = ((procedure_called(case.procedure).clock(clock), on) for clock, on in rows)
    return next(((clock, on) for clock, on in clocks if clock.owed), None)


def _limits(case: Case, procedure: Procedure, now: datetime) -> tuple[Limit, ...]:
    days = calendar()
    rows = Deadline.objects.filter(case=case).order_by("due_at", "pk")
    return tuple(_limit(row, procedure.clock(row.clock), days, now, paused_on(case, row)) for row in rows)


def paused_on(case: Case, row: Deadline) -> date | None:
    """Since which day the clock stands still; None while it counts."""
    spans = case.facts.get("pauses", {}).get(row.clock, ())
    stands = spans and not spans[-1][1] and row.met_at is None and row.stopped_at is None
    return date.fromisoformat(spans[-1][0]) if stands else None


def _limit(row: Deadline, clock: Clock, days: Calendar, now: datetime, paused: date | None) -> Limit:
    running = row.met_at is None and row.stopped_at is None
    due = Due(
        on=row.due_on,
        target=row.target_on,
        at=row.due_at,
        measure=clock.limit.measure if clock.limit else Measure.days,
        provisional=row.provisional,
        paused_on=paused,
    )
    return Limit(clock, due, standing(due, now, days, met_at=row.met_at), row.met_at, running)


def _answers(case: Case) -> Iterable[Answer]:
    """Replies that have reached the speaker, newest first; of an erased voice none."""
    if case.voice.erased_at is not None:
        return ()
    given = Reply.objects.filter(case=case, delivered_at__isnull=False)
    replies = given.select_related("unit").order_by("-given_at", "-pk")
    return (_answer(reply, sealed=case.sealed) for reply in replies)


def _answer(reply: Reply, *, sealed: bool) -> Answer:
    return Answer(
        kind=reply.kind,
        unit="" if sealed else str(reply.unit),
        text=reply.public_text,
        puts_right=reply.puts_right,
        easy=reply.easy_text,
        requests=tuple(_answered(request) for request in reply.requests),
        at=reply.given_at,
        round=reply.round,
    )


def _answered(request: Mapping[str, Any]) -> Answered:
    said = {name: str(request.get(name, "")) for name in ("request", "outcome", "decision", "basis")}
    return Answered(**said)


def _papers(case: Case, procedure: Procedure) -> Iterator[Paper]:
    """Documents made for the speaker, newest first; an opinion that was not opened yet is not among them."""
    for document in readable_documents(case):
        yield Paper(document.pk, procedure.paper(document.code).title, document.delivered_at or document.made_at)


def readable_documents(case: Case) -> list[Document]:
    """The written documents of `case` that its speaker may read; of a sealed or erased one none."""
    if case.sealed or case.voice.erased_at is not None:
        return []
    procedure = procedure_called(case.procedure)
    made = Document.objects.filter(case=case).exclude(OPINIONS, delivered_at__isnull=True)
    return [document for document in made.order_by("-made_at", "-pk") if procedure.paper(document.code).to_person]


def _lines(voice: Voice, procedure: Procedure) -> list[Line]:
    """What happened to the voice and its case and is told to the speaker, newest first."""
    about = Event.objects.filter(subject_kind__in=("voice", "case"), subject_id=voice.pk)
    told = [event for event in about.order_by("-happened_at", "-pk") if event_type(event.type).speaker_says]
    events = list(_without_old_messages(told))
    private = private_fields([event for event in events if event_type(event.type).speaker_sees])
    units = _units_named(events)
    return [_line(event, procedure, private.get(event.pk, {}), units) for event in events]


def _without_old_messages(events: Iterable[Event]) -> Iterator[Event]:
    """Of the messages that were sent, or could not be, only the newest tells the speaker anything."""
    seen = False
    for event in events:
        is_message = event.type.startswith("message.")
        if not (is_message and seen):
            yield event
        seen = seen or is_message


def _line(event: Event, procedure: Procedure, private: Mapping[str, Any], units: Mapping[int, Unit]) -> Line:
    kind = event_type(event.type)
    act_id = event.type.rpartition(".")[2]
    act = procedure.act(act_id)
    values = {**event.public, **private}
    seen = {name: value for name, value in values.items() if name in kind.speaker_sees}
    told = kind.speaker_says or Text("", "")
    fields = [field for field in (act.fields if act else ()) if field.name in seen]
    notes = [_note(field, seen[field.name]) for field in fields if _is_note(field, told)]
    values |= {"by": event.actor_unit or values.get("unit")}
    said = Text(told.zh.format_map(_named(values, units, "zh")), told.en.format_map(_named(values, units, "en")))
    return Line(said, tuple(notes), event.happened_at, back=act_id in _HANDED_BACK)


def _is_note(field: Field, told: Text) -> bool:
    """Answers have their own place on the page; what the line says already is not said twice."""
    return field.kind in _AS_NOTES and field.name not in _IN_ANSWER and f"{{{field.name}}}" not in told.zh


def _note(field: Field, value: Any) -> Text:
    """A choice in its words, other text as it was written."""
    labels = {choice.value: choice.label for choice in field.choices}
    return labels.get(str(value)) or Text(str(value), str(value))


class _Said(dict[str, Any]):
    """Values of placeholders; one that the event does not hold is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def _named(values: Mapping[str, Any], units: Mapping[int, Unit], language: Literal["zh", "en"]) -> _Said:
    """`values` with units by their names, the one that has the case, and `by` which one acted; days as people say them.

    Words that were also given in English, as `words_en` beside `words`, stand in the English line.
    """
    if language == "en":
        english = {name.removesuffix("_en"): value for name, value in values.items() if name.endswith("_en") and value}
        values = {**values, **english}
    found = {name: units.get(values[name]) for name in _UNITS if isinstance(values.get(name), int)}
    names = {name: unit.name if language == "zh" else unit.name_en or unit.name for name, unit in found.items() if unit}
    days = {name: day_words(day, language) for name, value in values.items() if (day := _day(value))}
    return _Said({**values, **days, **names})


def _day(value: object) -> date | None:
    """The day that an event holds as 2026-11-22; None for anything else, also for a day that is in no calendar."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNITS = ("unit", "by", "addressed", "body")


def _units_named(events: Iterable[Event]) -> Mapping[int, Unit]:
    named = (event.public.get(name) for event in events for name in ("unit", "addressed", "body"))
    ids = {value for value in named if isinstance(value, int)}
    return Unit.objects.in_bulk(ids | {event.actor_unit for event in events if event.actor_unit})
