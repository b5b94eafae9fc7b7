"""What the engine knows of a case and of who acts: plain values, so that a life can be played in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from huiying.core.deadlines import Due
from huiying.core.procedures.model import Role, StateKind


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """One clock of one case. It runs while it is neither met nor stopped."""

    started_at: datetime
    due: Due
    extra_days: int = 0
    met_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def running(self) -> bool:
        """Neither met nor stopped."""
        return self.met_at is None and self.stopped_at is None


@dataclass(frozen=True, slots=True)
class Facts:
    """One case as guards see it.

    `to_petition`: it reached a party-government petition department (else another body directly, or by transfer).
    `returns`: hand-backs by unit id as text; `outcomes`: those of the last opinion; `answered_on`, `final_on`: local
    days of the last answer and of the final review opinion; `left`: days left per clock when the case was withdrawn;
    `before`: the state then; `promises_open`: how much of what the opinion promises is neither kept nor dropped.
    `review_unit_id`, `final_unit_id`: the bodies that were asked to review; `above`: ids of the bodies next above the
    one that decided last, None where whoever plays the act vouches for them (`asked_outside`: one that is not on this
    platform); `hearing_on`, `host_id`: of the hearing
    that was called last; `mediator_id`: who mediated last, if on the staff. `pauses`: per clock,
    first and last local day of each pause, the last empty while it is on.
    """

    procedure: str
    state: str
    received_at: datetime
    kind: str = "request"
    channel: str = "web"
    legal_class: str = ""
    route: str = ""
    to_petition: bool = True
    transferred: bool = False
    sealed: bool = False
    urgent: bool = False
    joined: bool = False
    assigned: bool = False
    heard: bool = False
    investigated: bool = False
    named_by_decision: bool = False
    accepted_on: str = ""
    late_notice: bool = False
    extensions: int = 0
    extended_days: int = 0
    returns: Mapping[str, int] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    answered_on: str = ""
    final_on: str = ""
    round: int = 1
    redispatches: int = 0
    call_tries: int = 0
    before: str = ""
    promises_open: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
    withdrawn_at: str = ""
    unit_id: int = 0
    sender_unit_id: int = 0
    office_unit_id: int = 0
    review_unit_id: int = 0
    final_unit_id: int = 0
    above: tuple[int, ...] | None = None
    asked_outside: bool = False
    hearing_on: str = ""
    host_id: int = 0
    mediator_id: int = 0
    pauses: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    clocks: Mapping[str, ClockFacts] = field(default_factory=dict)
    tracks: Mapping[str, str] = field(default_factory=dict)

    def running(self, clock_id: str) -> ClockFacts | None:
        """The clock, when it runs."""
        clock = self.clocks.get(clock_id)
        return clock if clock is not None and clock.running else None


@dataclass(frozen=True, slots=True)
class Other:
    """Another case that an act names. `is_this`: it is the very case; `below`: its unit stands under the acting one."""

    facts: Facts
    standing: StateKind
    is_this: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Who acts. `roles` are those held for this very case: grants tell where, the unit tree what.

    `requested_by`: who asked for the approval that this actor gives, in a step that is approved.
    `at_sender`: acts for the unit that sent the case where it is now.
    """

    kind: str
    roles: frozenset[Role]
    staff_id: int | None = None
    unit_id: int | None = None
    requested_by: int | None = None
    at_sender: bool = False
