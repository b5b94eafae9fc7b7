"""A case in memory and the people around it, for tests that play the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from huiying.core.procedures.engine import Step, TimedAct, step, timed_acts
from huiying.core.procedures.facts import ActorFacts, Facts, Other
from huiying.core.procedures.model import Act, Field, FieldKind, Procedure, Role
from huiying.core.procedures.xinfang import XINFANG
from huiying.core.workdays import Calendar

OFFICE, UNIT, OTHER = 1, 2, 3
NOON = timedelta(hours=4)  # noon in Shanghai, as UTC
WEEKS = Calendar({}, date(2030, 12, 31))
EVERY_ROLE = frozenset(Role)
NOBODY = ActorFacts("staff", frozenset(), 10, UNIT)

ONE_REQUEST = {
    "request": "修好路灯",
    "facts": "路灯坏了三个月",
    "outcome": "supported",
    "decision": "十日内修好",
    "basis": "城市照明管理规定第二十一条",
}

# What no single field asks for, but the act as a whole.
ALSO_NEEDED: Mapping[str, Mapping[str, Any]] = {
    "issue_opinion": {"requests": [ONE_REQUEST]},
    "feedback": {"how": "receipt", "words": "按规定处理了"},
    "reroute": {"competent_body": "县人民法院", "where_to_go": "人民路 1 号"},
}


def at(day: str) -> datetime:
    """Noon of the day in Shanghai."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + NOON


def holding(*roles: Role, staff_id: int = 10, requested_by: int | None = None) -> ActorFacts:
    return ActorFacts("staff", frozenset(roles), staff_id, UNIT, requested_by, at_sender=True)


def newborn(received: datetime, **changed: Any) -> Facts:
    plain = Facts(procedure="xinfang", state="", received_at=received, unit_id=OFFICE, office_unit_id=OFFICE)
    return replace(plain, **changed)


def filled(act: Act, today: date, **chosen: Any) -> dict[str, Any]:
    """Something right for every required field of the act."""
    values = {field.name: _value(field, today) for field in act.fields if field.required}
    return {**values, **ALSO_NEEDED.get(act.id, {}), **chosen}


def _value(field: Field, today: date) -> Any:
    match field.kind:
        case FieldKind.CHOICE:
            return field.choices[0].value
        case FieldKind.DAY:
            return today + timedelta(days=10) if field.name in ("due_on", "hearing_on") else today
        case FieldKind.FLAG:
            return True
        case FieldKind.UNIT | FieldKind.CASE | FieldKind.STAFF:
            return UNIT
        case FieldKind.UNITS | FieldKind.CASES:
            return [OTHER]
        case FieldKind.NUMBER:
            return 1
        case FieldKind.REQUESTS:
            return [ONE_REQUEST]
        case FieldKind.TASKS:
            return [{"unit": OTHER, "what": "换线换灯", "due_on": (today + timedelta(days=10)).isoformat()}]
        case _:
            return "写明白了"


@dataclass
class Life:
    """One case being played; `now` moves only when told."""

    facts: Facts
    now: datetime
    calendar: Calendar = WEEKS
    settings: Mapping[str, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    procedure: Procedure = XINFANG

    @property
    def today(self) -> date:
        return self.calendar.local_date(self.now)

    def do(
        self,
        act_id: str,
        *roles: Role,
        on: str | None = None,
        actor: ActorFacts | None = None,
        others: Mapping[str, Other] | None = None,
        **chosen: Any,
    ) -> Step:
        """Do the act as whoever may do it (or holds `roles`, or is `actor`), approved where it must be.

        `others` None: the cases that it names are as they should be.
        """
        if on is not None:
            self.now = at(on)
        act = self.procedure.act(act_id)
        assert act is not None, act_id
        needed = {act.approved_by} if act.approved_by else set()
        actor = actor or holding(*(roles or (act.who | needed)), requested_by=11)
        taken = step(
            self.procedure,
            self.facts,
            act_id,
            filled(act, self.today, **chosen),
            actor=actor,
            now=self.now,
            calendar=self.calendar,
            settings=self.settings,
            approved=not roles,
            others=others,
        )
        self.facts = taken.facts
        self.steps.append(taken)
        return taken

    def timed(self) -> tuple[TimedAct, ...]:
        return timed_acts(self.procedure, self.facts, now=self.now)

    def due(self, clock_id: str) -> date:
        clock = self.facts.running(clock_id)
        assert clock is not None, f"{clock_id} does not run"
        return clock.due.on

    def runs(self, clock_id: str) -> bool:
        return self.facts.running(clock_id) is not None


def registered(day: str = "2026-06-01", *, calendar: Calendar = WEEKS, **changed: Any) -> Life:
    life = Life(newborn(at(day), **changed), at(day), calendar)
    life.do("register")
    return life


def handling(day: str = "2026-06-01", **changed: Any) -> Life:
    """Forwarded, accepted on the petition route and begun, all on `day`."""
    life = registered(day, **changed)
    life.do("forward")
    life.do("accept", legal_class="claim", route="petition")
    life.do("begin")
    return life


def opinion_delivered(day: str = "2026-06-01", **changed: Any) -> Life:
    life = handling(day, **changed)
    for act_id in ("hear_person", "investigate", "issue_opinion", "deliver"):
        life.do(act_id)
    return life
