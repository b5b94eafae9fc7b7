"""The shape of a procedure: states, acts, clocks, documents and settings as data, each with its source.

Source: our procedures note, section 0; the reading of every row stands in docs/law/legal-table.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from huiying.core.deadlines import Limit
from huiying.core.words import Text


class Basis(StrEnum):
    """How binding a row is."""

    LAW = "L"
    NATIONAL = "N"
    CITY = "C"
    PRACTICE = "P"
    CHOICE = "I"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from. `article` is written as the instrument counts.

    "23(3)" is the third paragraph 款 of Art 23, "31 item 6" its sixth item 项. Empty for our own practice and choices.
    """

    basis: Basis
    instrument: str
    article: str = ""


class Role(StrEnum):
    """Who may do what; a grant gives a role, "superior" and the like are positions in the unit tree."""

    SPEAKER = "speaker"
    RECEPTIONIST = "receptionist"
    DISPATCHER = "dispatcher"
    SEALED_OFFICER = "sealed_officer"
    HANDLER = "handler"
    UNIT_HEAD = "unit_head"
    SUPERIOR = "superior"
    JOINT_OFFICE = "joint_office"
    GOVERNMENT = "government"
    REVIEWER = "reviewer"
    FINAL_REVIEWER = "final_reviewer"
    HEARING_HOST = "hearing_host"
    MEDIATOR = "mediator"
    CALLBACK_OFFICER = "callback_officer"
    INSPECTOR = "inspector"
    ADVISER = "adviser"
    LEADER = "leader"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    IDENTITY_KEEPER = "identity_keeper"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class StateKind(StrEnum):
    """Whether a case in this state still wants work."""

    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"
    ARCHIVED = "archived"


class Look(StrEnum):
    """How a state looks: word and shape, colour only helps (design note)."""

    NEW = "new"
    DOING = "doing"
    WAIT = "wait"
    DONE = "done"
    STOP = "stop"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class State:
    """`name` is the office's word; `said` is what the speaker reads on the receipt."""

    id: str
    name: Text
    said: Text
    kind: StateKind
    look: Look


class Holder(StrEnum):
    """Whose limit it is."""

    OFFICE = "office"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit. `limit` None: the act names the day. `setting` is the key under which an office may change the length.

    `owner` says who owes it. `extension_max`: most days (of the limit's measure) that extensions may add in all.
    `chance`: a right to act in time, nothing is owed when it ends, so it is never late.
    `outlives`: it may still run when the case has ended; every other clock stops there.
    `pause_cap`: the setting that holds the most days that one pause may last; days beyond it count again.
    `by_kind`: kinds of voice with a length of their own; then an office may set "<setting>.<kind>" for every kind.
    """

    id: str
    name: Text
    limit: Limit | None
    owner: Text
    sources: tuple[Source, ...]
    holder: Holder = Holder.OFFICE
    setting: str = ""
    extension_max: int = 0
    extension_times: int = 0
    may_pause: bool = False
    pause_cap: str = ""
    by_kind: tuple[tuple[str, Limit], ...] = ()
    outlives: bool = False
    chance: bool = False

    @property
    def owed(self) -> bool:
        """Whether the office owes something by its end."""
        return self.holder is Holder.OFFICE and not self.chance


class OpKind(StrEnum):
    """What an act does to a clock."""

    START = "start"
    MEET = "meet"
    STOP = "stop"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class ClockOp:
    """One effect on one clock; `when` names a condition of guards.CONDITIONS, empty = always.

    `from_field`: the act's field that holds the due day, for clocks without a length of their own. `today`: it is due
    on the day it starts. Only a clock that `may_pause` can be paused.
    """

    kind: OpKind
    clock: str
    when: str = ""
    from_field: str = ""
    today: bool = False


class FieldKind(StrEnum):
    """What a form shows for a field."""

    TEXT = "text"
    LONG = "longtext"
    UNIT = "unit"
    UNITS = "units"
    STAFF = "staff"
    DAY = "day"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    CASE = "case"
    CASES = "cases"
    REQUESTS = "requests"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a field, with the article that allows it where there is one."""

    value: str
    label: Text
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What an act asks for. `shown` True: the speaker reads it beneath the line of the timeline."""

    name: str
    kind: FieldKind
    label: Text
    required: bool = True
    choices: tuple[Choice, ...] = ()
    hint: Text | None = None
    shown: bool = False
    most: int = 5_000


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table: who may take a case from where to where, what it needs, gives and starts.

    `to` empty: the state stays. Several: `to_field` names the field whose value is the state's id, or `to_rule` a
    function of guards.TARGETS. `later` names the capability that brings an act that is not offered yet.
    `on_miss_of`: clocks whose end makes the system do this act; `once` names the fact that says it has been done.
    `two_people`: whoever approves is never the one who asked.
    `documents_to`: (state, code) of documents given only when the act leads to that state.
    `approved_when`: a condition of guards.CONDITIONS, empty = `approved_by` always has to agree.
    `told`: the line on the receipt (None: the speaker does not see it). `public_type`: its type in the public log.
    """

    id: str
    name: Text
    from_: frozenset[str]
    to: tuple[str, ...]
    who: frozenset[Role]
    sources: tuple[Source, ...]
    fields: tuple[Field, ...] = ()
    guards: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    clocks: tuple[ClockOp, ...] = ()
    approved_by: Role | None = None
    to_field: str = ""
    to_rule: str = ""
    told: Text | None = None
    public_type: str = ""
    later: str = ""
    key: str = ""
    weight: int = 0
    on_miss_of: tuple[str, ...] = ()
    once: str = ""
    two_people: bool = False
    documents_to: tuple[tuple[str, str], ...] = ()
    approved_when: str = ""

    @property
    def offered(self) -> bool:
        """Whether the product does this act already."""
        return not self.later

    def field(self, name: str) -> Field | None:
        """The field called `name`, if the act has it."""
        return next((item for item in self.fields if item.name == name), None)

    def documents_at(self, to_state: str) -> tuple[str, ...]:
        """Codes of the documents that the act gives when it leads to `to_state`."""
        return (*self.documents, *(code for state, code in self.documents_to if state == to_state))


@dataclass(frozen=True, slots=True)
class Paper:
    """A written document that an act gives. `to_person` False: it goes to a unit."""

    code: str
    title: Text
    to_person: bool
    by_when: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A number or choice that an office may change within bounds. `law`: a limit that may only become shorter."""

    key: str
    name: Text
    default: int | str
    basis: Basis
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def takes(self, value: int | str) -> bool:
        """Whether an office may set this: one of the choices, or a whole number within the bounds, both inclusive."""
        if self.choices:
            return value in self.choices
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most


@dataclass(frozen=True)
class Procedure:
    """A whole procedure; checks itself when it is made. Raises ValueError for a name that leads nowhere."""

    id: str
    name: Text
    instrument: str
    version: str
    first: str
    states: tuple[State, ...]
    clocks: tuple[Clock, ...]
    acts: tuple[Act, ...]
    papers: tuple[Paper, ...]
    settings: tuple[Setting, ...]

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise ValueError(f"{self.id}: " + "; ".join(problems))

    @cached_property
    def _states(self) -> Mapping[str, State]:
        return {state.id: state for state in self.states}

    @cached_property
    def _clocks(self) -> Mapping[str, Clock]:
        return {clock.id: clock for clock in self.clocks}

    @cached_property
    def _acts(self) -> Mapping[str, Act]:
        return {act.id: act for act in self.acts}

    @cached_property
    def _by_state(self) -> Mapping[str, tuple[Act, ...]]:
        return {state.id: tuple(act for act in self.acts if state.id in act.from_) for state in self.states}

    def state(self, state_id: str) -> State:
        """The state called `state_id`. Raises KeyError."""
        return self._states[state_id]

    def clock(self, clock_id: str) -> Clock:
        """The clock called `clock_id`. Raises KeyError."""
        return self._clocks[clock_id]

    def act(self, act_id: str) -> Act | None:
        """The act called `act_id`, or None."""
        return self._acts.get(act_id)

    def acts_from(self, state_id: str) -> tuple[Act, ...]:
        """The acts that start in this state, in the table's order."""
        return self._by_state[state_id]

    def paper(self, code: str) -> Paper:
        """The document with this code. Raises StopIteration when there is none."""
        return next(paper for paper in self.papers if paper.code == code)


def _problems(procedure: Procedure) -> Iterator[str]:
    states = {state.id for state in procedure.states}
    clocks = {clock.id for clock in procedure.clocks}
    may_pause = {clock.id for clock in procedure.clocks if clock.may_pause}
    papers = {paper.code for paper in procedure.papers}
    settings = {setting.key for setting in procedure.settings}
    yield from (f"{name} stands twice" for name in _twice([act.id for act in procedure.acts]))
    yield from (f"{name} stands twice" for name in _twice([state.id for state in procedure.states]))
    for act in procedure.acts:
        yield from (f"{act.id}: no state {state}" for state in (act.from_ | set(act.to)) - states)
        named = {op.clock for op in act.clocks if op.clock != "*"} | set(act.on_miss_of)
        yield from (f"{act.id}: no clock {name}" for name in named - clocks)
        given = (*act.documents, *(code for _, code in act.documents_to))
        yield from (f"{act.id}: no document {code}" for code in given if code not in papers)
        yield from _target_problems(act)
        pausing = [op.clock for op in act.clocks if op.kind in (OpKind.PAUSE, OpKind.RESUME)]
        yield from (f"{act.id}: {name} is never paused" for name in pausing if name not in may_pause)
        if not act.sources:
            yield f"{act.id}: no source"
    for clock in procedure.clocks:
        if not clock.sources:
            yield f"{clock.id}: no source"
        if clock.may_pause and clock.pause_cap not in settings:
            yield f"{clock.id}: no setting {clock.pause_cap}"
        if clock.setting and not any(key == clock.setting or key.startswith(f"{clock.setting}.") for key in settings):
            yield f"{clock.id}: no setting {clock.setting}"


def _target_problems(act: Act) -> Iterator[str]:
    if len(act.to) > 1 and not (act.to_field or act.to_rule):
        yield f"{act.id}: several targets and nothing chooses"
    if act.to_field and act.field(act.to_field) is None:
        yield f"{act.id}: no field {act.to_field}"


def _twice(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}
