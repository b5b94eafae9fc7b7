"""Everything about a voice that its speaker may see through the receipt, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.core.deadlines import Due, Measure, Pause, Standing, standing
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Clock, Holder, Procedure, Role, State
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.ledger.registry import EventType, event_type
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, Deadline, Document, Reply

_HANDED_BACK = frozenset({"case.consent_return", "case.redispatch"})


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
        return self.clock.holder is Holder.OFFICE


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `notes`: what of it the speaker may read beneath; `back`: it was handed back."""

    said: Text
    notes: tuple[str, ...]
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
    """One reply. `private` is for the speaker alone."""

    kind: str
    unit: str
    text: str
    private: str
    puts_right: str
    requests: tuple[Answered, ...]
    at: datetime
    round: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A written document that was made for the speaker."""

    id: int
    title: Text
    on: date


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """The whole receipt at one moment. `lines` newest first; `limits` by their last day; `may`: ids of acts."""

    voice: Voice
    procedure: str
    sealed: bool
    state: State
    unit: str
    limits: tuple[Limit, ...]
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    lines: tuple[Line, ...]
    may: frozenset[str]

    def running(self, clock_id: str) -> Limit | None:
        """The clock, while it runs."""
        return next((limit for limit in self.limits if limit.running and limit.clock.id == clock_id), None)

    @property
    def next_limit(self) -> Limit | None:
        """What the office owes next."""
        return next((limit for limit in self.limits if limit.running and limit.for_office), None)


def receipt_facts(voice: Voice, *, now: datetime) -> ReceiptFacts:
    """What the speaker of `voice` sees at `now`. Of a sealed case: no unit, no place, no words, no limits."""
    case = Case.objects.select_related("unit").get(pk=voice.pk)
    procedure = PROCEDURES[case.procedure]
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
        lines=tuple(_lines(voice)),
        may=frozenset(act.id for act in procedure.acts_from(state.id) if Role.SPEAKER in act.who and act.offered),
    )


def _limits(case: Case, procedure: Procedure, now: datetime) -> tuple[Limit, ...]:
    days = calendar()
    rows = Deadline.objects.filter(case=case).order_by("due_at", "pk")
    return tuple(_limit(row, procedure.clock(row.clock), days, now) for row in rows)


def _limit(row: Deadline, clock: Clock, days: Calendar, now: datetime) -> Limit:
    running = row.met_at is None and row.stopped_at is None
    due = Due(
        on=row.due_on,
        target=row.target_on,
        at=row.due_at,
        measure=clock.limit.measure if clock.limit else Measure.days,
        provisional=row.provisional,
        paused_on=_paused_on(row.pauses, days) if running else None,
    )
    return Limit(clock, due, standing(due, now, days, met_at=row.met_at), row.met_at, running)


def _paused_on(pauses: Sequence[Sequence[str | None]], days: Calendar) -> date | None:
    """The local day on which a pause began that is still on."""
    spans = [Pause(datetime.fromisoformat(str(start)), None) for start, end in pauses if end is None]
    return min((days.local_date(span.start) for span in spans), default=None)


def _answers(case: Case) -> Iterable[Answer]:
    """Replies that were given, newest first; of a route that must be delivered only what was delivered or is due so."""
    replies = Reply.objects.filter(case=case).select_related("unit").order_by("-given_at", "-pk")
    return (_answer(reply, sealed=case.sealed) for reply in replies)


def _answer(reply: Reply, *, sealed: bool) -> Answer:
    return Answer(
        kind=reply.kind,
        unit="" if sealed else str(reply.unit),
        text=reply.public_text,
        private=reply.private_text,
        puts_right=reply.puts_right,
        requests=tuple(_answered(request) for request in reply.requests),
        at=reply.given_at,
        round=reply.round,
    )


def _answered(request: Mapping[str, Any]) -> Answered:
    said = {name: str(request.get(name, "")) for name in ("request", "outcome", "decision", "basis")}
    return Answered(**said)


def _papers(case: Case, procedure: Procedure) -> Iterable[Paper]:
    for document in Document.objects.filter(case=case).order_by("-made_at", "-pk"):
        paper = procedure.paper(document.code)
        if paper.to_person:
            yield Paper(document.pk, paper.title, (document.delivered_at or document.made_at).date())


def _lines(voice: Voice) -> list[Line]:
    events = Event.objects.filter(subject_kind__in=("voice", "case"), subject_id=voice.pk).order_by(
        "-happened_at", "-pk"
    )
    seen = [(event, kind) for event in events if (kind := event_type(event.type)).speaker_says is not None]
    private = private_fields([event for event, kind in seen if kind.speaker_sees])
    units = _units_named(event for event, _ in seen)
    return [_line(event, kind, private.get(event.pk, {}), units) for event, kind in seen]


def _line(event: Event, kind: EventType, private: Mapping[str, Any], units: Mapping[int, Unit]) -> Line:
    assert kind.speaker_says is not None
    zh, en = _Said(event.public), _Said(event.public)
    for name, value in event.public.items():
        if (unit := units.get(value) if name.endswith("unit") else None) is not None:
            zh[name], en[name] = unit.name, unit.name_en or unit.name
    said = Text(zh=kind.speaker_says.zh.format_map(zh), en=kind.speaker_says.en.format_map(en))
    notes = tuple(str(private[name]) for name in sorted(kind.speaker_sees) if private.get(name))
    return Line(said, notes, event.happened_at, back=event.type in _HANDED_BACK)


class _Said(dict[str, Any]):
    """Values of placeholders; one that the event does not hold is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def _units_named(events: Iterable[Event]) -> Mapping[int, Unit]:
    ids = {value for event in events for name, value in event.public.items() if name.endswith("unit") and value}
    return Unit.objects.in_bulk(ids)
