"""What the desk reads and sends. Members of staff appear by number, unit and post, never by name."""

from typing import Annotated, Any

from django.utils.translation import gettext_noop
from pydantic import Field

from huiying.faces.api.shapes import Day, Id, In, Moment, Named, Numbered, Out
from huiying.foundation.ledger.actors import ActorKind

MOST_JOINED = 200
Reason = Annotated[str, Field(min_length=1, max_length=5_000, pattern=r"\S")]


class RowOut(Out):
    """One case of a list, what is due first first."""

    id: int
    title: str
    procedure: str
    state: Named
    kind: str
    channel: str
    naming: str
    unit: str
    place: str
    received_at: Moment
    due_at: Moment | None = Field(description=gettext_noop("The first instant that is late."))
    clock: str
    hops: int
    urgent: bool
    handler: int | None = Field(description=gettext_noop("Number of the member of staff."))
    lead: int | None
    joined: int


class RowsOut(Out):
    """One page. `next` null: the last page."""

    cases: list[RowOut]
    next: str | None


class RunningOut(Out):
    """A running time limit."""

    id: str
    name: str
    on: Day
    due_at: Moment
    owed: bool
    late: bool
    extra_days: int


class ReplyOut(Out):
    """An answer that was written."""

    kind: str
    unit: str
    at: Moment
    delivered_at: Moment | None
    public_text: str
    private_text: str
    puts_right: str
    requests: list[dict[str, str]]


class DocumentOut(Out):
    """A written document."""

    id: int
    code: str
    title: str
    number: str
    at: Moment


class ActionOut(Out):
    """An act that the key's member of staff may do here. `why` is there when a rule forbids it just now."""

    id: str
    name: str
    allowed: bool
    why: str
    approved_by: str = Field(description=gettext_noop("The role that still has to agree, or nothing."))
    data: dict[str, Any] = Field(description=gettext_noop("JSON Schema of what the act takes."))


class CaseOut(Out):
    """One case as its page shows it."""

    id: int
    number: str
    procedure: Named
    state: Named
    sealed: bool
    title: str
    words: str
    kind: str
    channel: str
    naming: str
    wants: str
    place: str
    place_words: str
    people_count: int
    received_at: Moment
    erased_at: Moment | None
    office: Numbered
    unit: Numbered
    supporting: list[Numbered]
    handler: int | None
    category: Numbered | None
    urgent: bool
    hops: int
    lead: int | None
    limits: list[RunningOut]
    replies: list[ReplyOut]
    papers: list[DocumentOut]
    allowed_actions: list[ActionOut]


class FilledOut(Out):
    """One field as it was filled in."""

    label: str
    value: str


class LineOut(Out):
    """One thing that happened. `by`: staff, speaker, system or api."""

    at: Moment
    what: str
    act: str
    by: ActorKind
    unit: str
    post: str
    filled: list[FilledOut]


class LinesOut(Out):
    """Everything that happened, newest first."""

    lines: list[LineOut]


class ActIn(In):
    """What the act takes, by its JSON Schema in `allowed_actions`. `also`: joined cases that it is for as well."""

    data: dict[str, Any] = Field(default_factory=dict)
    category: Id | None = None
    also: Annotated[list[Id], Field(max_length=MOST_JOINED)] = Field(default_factory=list)


class LeftOut(Out):
    """A case that was named and left as it was, and why."""

    id: int
    code: str
    detail: str


class ActedOut(Out):
    """What became of an act. `waits`: it takes effect when somebody has approved it."""

    id: int
    state: Named
    waits: bool
    reached: list[int]
    left: list[LeftOut]
    allowed_actions: list[str]


class CategoryIn(In):
    """What the case is about: an id of the reference data."""

    category: Id


class JoinIn(In):
    """Cases of the same matter, with the reason that their speakers are told."""

    cases: Annotated[list[Id], Field(min_length=1, max_length=MOST_JOINED)]
    reason: Reason


class JoinedOut(Out):
    """What became of each."""

    done: list[int]
    left: list[LeftOut]
