"""Everything about one case that a member of staff may see on its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.core.deadlines import Due, Measure, Standing, standing
from huiying.core.letters.days import day_words
from huiying.core.procedures import procedure
from huiying.core.procedures.engine import Offer
from huiying.core.procedures.model import Act, Clock, Field, FieldKind, Paper, Procedure, Role, State
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.ledger.registry import event_type
from huiying.foundation.office.models import Category
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.events import CASE_CATEGORISED
from huiying.serve.casework.models import Approval, Case, Deadline, Document, Hold, Reply
from huiying.serve.casework.selectors.approvals import approvals_of_case
from huiying.serve.casework.selectors.categories import path_words
from huiying.serve.casework.selectors.holds import hold_of
from huiying.serve.casework.selectors.identity import may_erase, may_reveal
from huiying.serve.casework.selectors.offers import offers_for
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.selectors.receipt import paused_on
from huiying.serve.casework.selectors.visible import visible_cases

_GIVES_BACK = frozenset({"consent_return", "allow_return", "redispatch", "object"})
# What stands among the answers of the page is not repeated in the timeline.
_IN_ANSWERS = frozenset({"public_text", "private_text", "puts_right", "easy_text", "requests"})
# Their reasons are for whoever inspects, and for the keeper of identities.
_FOR_INSPECTION = frozenset({"voice.erased"})
_INSPECTS = frozenset({Role.INSPECTOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class ClockNow:
    """A running clock: when it began, where it ends, how it stands. `extra_days`: by extension, in its measure."""

    clock: Clock
    started_at: datetime
    due: Due
    standing: Standing
    extra_days: int

    @property
    def for_office(self) -> bool:
        """Whether the office owes it."""
        return self.clock.owed


@dataclass(frozen=True, slots=True)
class Filled:
    """One field of an act as it was filled in. `value`: text, or a phrase in both languages."""

    label: Text
    value: Text | str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `actor`: the staff member, None for the speaker and the system (see `kind`)."""

    said: Text
    kind: str
    actor: Staff | None
    unit: Unit | None
    filled: tuple[Filled, ...]
    at: datetime
    back: bool
    act_id: str


@dataclass(frozen=True, slots=True)
class Given:
    """A written document that was made; `paper` says what it is."""

    id: int
    paper: Paper
    number: str
    on: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """The whole page. `limits` by their end; `lines` and `replies` newest first; `roles` those held for this case."""

    case: Case
    procedure: Procedure
    state: State
    limits: tuple[ClockNow, ...]
    supporting: tuple[Unit, ...]
    lines: tuple[Line, ...]
    replies: tuple[Reply, ...]
    papers: tuple[Given, ...]
    offers: tuple[Offer, ...]
    approvals: tuple[Approval, ...]
    roles: frozenset[Role]
    may_reveal: bool
    may_erase: bool
    may_hold: bool
    hold: Hold | None

    @property
    def next_limit(self) -> ClockNow | None:
        """What the office owes first."""
        return next((limit for limit in self.limits if limit.for_office), None)


def case_for_viewer(case_id: int, grants: Iterable[Grant]) -> Case:
    """The case with its voice and units. Raises CaseNotFound also for a case the viewer may not see."""
    related = ("voice__place__parent", "voice__person", "voice__taken_by", "office", "unit", "sender", "handler")
    found = Case.objects.select_related(*related).filter(visible_cases(grants), pk=case_id).first()
    if found is None:
        raise CaseNotFound
    return found


def may_see_case(case_id: int, grants: Iterable[Grant]) -> bool:
    """Whether the viewer may open this case."""
    return Case.objects.filter(visible_cases(grants), pk=case_id).exists()


def case_view(case: Case, *, actor: Actor, grants: Sequence[Grant], now: datetime) -> CaseView:
    """The page of `case`, which came from `case_for_viewer`."""
    table, today, roles = procedure(case.procedure), calendar().local_date(now), roles_in(case, actor, grants)
    keeps = may_erase(case, actor=actor, today=today, grants=grants)
    holds = Role.SEALED_OFFICER in roles if case.sealed else keeps or Role.ARCHIVIST in roles
    return CaseView(
        case=case,
        procedure=table,
        state=table.state(case.state),
        limits=_limits(case, table, now),
        supporting=tuple(Unit.objects.filter(pk__in=case.parts.values("unit")).order_by("pk")),
        lines=tuple(_lines(case, inspects=keeps or bool(roles & _INSPECTS))),
        replies=tuple(_replies(case)),
        papers=tuple(_papers(case, table)),
        offers=offers_for(case, actor=actor, now=now, grants=grants),
        approvals=tuple(approvals_of_case(case)),
        roles=roles,
        may_reveal=may_reveal(case, actor=actor, today=today, grants=grants),
        may_erase=keeps and case.voice.erased_at is None,
        may_hold=holds and case.voice.erased_at is None,
        hold=hold_of(case.pk) if holds else None,
    )


def roles_in(case: Case, actor: Actor, grants: Iterable[Grant]) -> frozenset[Role]:
    """The roles that `actor` holds for this very case."""
    return actor_facts(actor, case, grants).roles


def last_answers(case_ids: Sequence[int]) -> dict[int, str]:
    """By case: what its speaker was answered last. The caller has asked who may see these cases."""
    given = Reply.objects.filter(case__in=case_ids, delivered_at__isnull=False, case__voice__erased_at=None)
    return dict(given.exclude(public_text="").order_by("given_at", "pk").values_list("case_id", "public_text"))


def case_by_number(number: str, grants: Iterable[Grant]) -> Case | None:
    """The case with this receipt number (normal form), when the viewer may see it."""
    return Case.objects.filter(visible_cases(grants), voice__number=number).first()


def document_of(case: Case, document_id: int) -> Document | None:
    """A document of this case and of no other; of an erased voice none."""
    if case.voice.erased_at is not None:
        return None
    return Document.objects.filter(case=case, pk=document_id).first()


def _limits(case: Case, table: Procedure, now: datetime) -> tuple[ClockNow, ...]:
    days = calendar()
    rows = Deadline.objects.filter(case=case, met_at__isnull=True, stopped_at__isnull=True).order_by("due_at", "pk")
    return tuple(_limit(row, table.clock(row.clock), now, days, paused_on(case, row)) for row in rows)


def _limit(row: Deadline, clock: Clock, now: datetime, days: Any, paused: date | None) -> ClockNow:
    measure = clock.limit.measure if clock.limit else Measure.days
    due = Due(row.due_on, row.target_on, row.due_at, measure, row.provisional, paused)
    return ClockNow(clock, row.started_at, due, standing(due, now, days), row.extra_days)


def _replies(case: Case) -> Iterable[Reply]:
    if case.voice.erased_at is not None:
        return ()
    return Reply.objects.filter(case=case).select_related("unit").order_by("-given_at", "-pk")


def _papers(case: Case, table: Procedure) -> Iterable[Given]:
    if case.voice.erased_at is not None:
        return
    for document in Document.objects.filter(case=case).order_by("-made_at", "-pk"):
        yield Given(document.pk, table.paper(document.code), document.number, document.delivered_at or document.made_at)


def _lines(case: Case, *, inspects: bool) -> list[Line]:
    """Everything that happened to the voice and its case, newest first, with all that was filled in.

    `inspects`: also reasons that are for inspection alone.
    """
    about = Event.objects.filter(subject_kind__in=("voice", "case"), subject_id=case.pk)
    events = list(about.order_by("-happened_at", "-pk"))
    named = _Named.of(events)
    private = private_fields([event for event in events if inspects or event.type not in _FOR_INSPECTION])
    return [_line(event, case, private.get(event.pk, {}), named) for event in events]


@dataclass(frozen=True, slots=True)
class _Named:
    """Staff, units and cases that events name, by id."""

    staff: Mapping[int, Staff]
    units: Mapping[int, Unit]
    numbers: Mapping[int, str]

    @classmethod
    def of(cls, events: Sequence[Event]) -> "_Named":
        staff = {event.actor_id for event in events if event.actor_kind == ActorKind.STAFF and event.actor_id}
        staff |= {value for event in events if isinstance(value := event.public.get("handler"), int)}
        units = {event.actor_unit for event in events if event.actor_unit}
        cases = {value for event in events if isinstance(value := event.public.get("case"), int)}
        for event in events:
            for value in event.public.values():
                units |= {value} if type(value) is int else set(value) if _are_ids(value) else set()
        numbers = dict(Case.objects.filter(pk__in=cases).values_list("pk", "voice__number"))
        return cls(Staff.objects.in_bulk(staff), Unit.objects.in_bulk(units), numbers)


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and all(type(item) is int for item in value)


def _line(event: Event, case: Case, private: Mapping[str, Any], named: _Named) -> Line:
    act_id = event.type.rpartition(".")[2]
    act = procedure(case.procedure).act(act_id) if event.type == f"{case.procedure}.{act_id}" else None
    values = {**event.public, **private}
    return Line(
        said=_said(event, case),
        kind=event.actor_kind,
        actor=named.staff.get(event.actor_id or 0) if event.actor_kind == ActorKind.STAFF else None,
        unit=named.units.get(event.actor_unit or 0),
        filled=tuple(_filled(act, values, named)) if act else (*_category(event), *_why(private)),
        at=event.happened_at,
        back=act_id in _GIVES_BACK,
        act_id=act_id,
    )


def _said(event: Event, case: Case) -> Text:
    """The line; of a request for approval also which act it is about."""
    says = event_type(event.type).says
    if "{" in says.zh:
        says = Text(says.zh.format(**event.public), says.en.format(**event.public))
    asked = procedure(case.procedure).act(str(event.public.get("act", ""))) if event.type != "case.opened" else None
    if asked is None:
        return says
    return Text(f"{says.zh}：{asked.name.zh}", f"{says.en}: {asked.name.en}")


REASON = Text("理由", "Reason")


CATEGORY = Text("类别", "Category")


def _category(event: Event) -> Iterable[Filled]:
    """What a person said that the case is about."""
    if event.type == CASE_CATEGORISED.name:
        found = Category.objects.filter(pk=event.public["category"]).select_related("parent__parent").first()
        if found is not None:
            yield Filled(CATEGORY, path_words(found))


def _why(private: Mapping[str, Any]) -> Iterable[Filled]:
    if reason := str(private.get("reason", "")):
        yield Filled(REASON, reason)


def _filled(act: Act, values: Mapping[str, Any], named: _Named) -> Iterable[Filled]:
    for field in act.fields:
        value = values.get(field.name)
        if field.name not in _IN_ANSWERS and value not in (None, "", [], False):
            yield Filled(field.label, said_value(field, value, named.units, named.staff, named.numbers))


_YES = Text("是", "Yes")


def said_value(
    field: Field, value: Any, units: Mapping[int, Unit], staff: Mapping[int, Staff], numbers: Mapping[int, str]
) -> Text | str:
    """What was filled in, as people read it: names for ids, labels for choices."""
    match field.kind:
        case FieldKind.UNIT:
            return str(units.get(int(value), value))
        case FieldKind.UNITS:
            return "、".join(str(units.get(int(unit), unit)) for unit in value)
        case FieldKind.STAFF:
            return str(staff.get(int(value), value))
        case FieldKind.CASE:
            return numbers.get(int(value), str(value))
        case FieldKind.CHOICE:
            labels = {choice.value: choice.label for choice in field.choices}
            return labels.get(str(value), str(value))
        case FieldKind.FLAG:
            return _YES
        case FieldKind.TASKS:
            return _tasks(value)
        case FieldKind.DAY:
            day = date.fromisoformat(str(value))
            return Text(day_words(day, "zh"), day_words(day, "en"))
        case _:
            return str(value)


def _tasks(rows: Sequence[Mapping[str, Any]]) -> Text:
    """Who does what by when, item after item; what waits for approval may hold empty rows."""
    filled = [(int(row["unit"]), date.fromisoformat(row["due_on"]), row["what"]) for row in rows if row["unit"]]
    units = Unit.objects.in_bulk({unit for unit, _, _ in filled})
    zh = [f"{units[unit].name} {day_words(day, 'zh')}前：{what}" for unit, day, what in filled]
    en = [f"{units[unit].name_en or units[unit].name}, by {day_words(day, 'en')}: {what}" for unit, day, what in filled]
    return Text("；".join(zh), "; ".join(en))
