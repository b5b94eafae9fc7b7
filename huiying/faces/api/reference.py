"""What stands still: kinds, channels, places, categories, and the procedures with their limits and articles."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router
from pydantic import BaseModel, RootModel

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.engine import clock_limit
from huiying.core.procedures.model import Act, Clock, Procedure
from huiying.faces.api.auth import Key
from huiying.faces.api.caller import ApiRequest
from huiying.faces.api.door import marked
from huiying.faces.api.once import answer
from huiying.faces.api.shapes import Named, Out
from huiying.faces.api.voices.speaking import KINDS, WANTS
from huiying.faces.api.words import say
from huiying.foundation.office.models import Category, Place
from huiying.foundation.office.selectors import office_profile, procedure_settings, tree
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Channel, Naming
from huiying.serve.casework.presenters import queue
from huiying.serve.casework.presenters.case import articles_of, length_of

router = Router(tags=["reference"])


class Branch(Out):
    """A row of a tree. `parent` null: it stands at the top."""

    id: int
    parent: int | None
    name: str


class ClockOut(Out):
    """A time limit with the article behind it. `length` empty: the act names the day."""

    id: str
    name: str
    length: str
    owed: bool
    articles: str


class ActOut(Out):
    """An act, by whom, and from which states."""

    id: str
    name: str
    roles: list[str]
    from_states: list[str]
    articles: str


class ProcedureOut(Out):
    """One procedure as this office follows it."""

    id: str
    name: str
    version: str
    states: list[Named]
    clocks: list[ClockOut]
    acts: list[ActOut]


class ReferenceOut(Out):
    """The values that other operations take."""

    office: str
    kinds: list[Named]
    channels: list[Named]
    namings: list[Named]
    wants: list[Named]


class Branches(RootModel[list[Branch]]):
    """A tree in order: parents before children."""


class Procedures(RootModel[list[ProcedureOut]]):
    """Every procedure."""


def _kept(body: BaseModel) -> HttpResponse:
    return marked(answer(body))


@router.get(
    "",
    auth=Key(),
    response={200: ReferenceOut},
    operation_id="read_reference",
    summary=gettext_noop("Kinds, channels and what else can be chosen"),
)
def reference(request: ApiRequest) -> HttpResponse:
    """Ids never change; names are in the caller's language."""
    return _kept(
        ReferenceOut(
            office=str(office_profile()),
            kinds=[Named(id=kind, name=say(queue.KINDS[kind])) for kind in KINDS],
            channels=[Named(id=one, name=say(queue.CHANNELS[one])) for one in Channel.values],
            namings=[Named(id=one, name=str(Naming(one).label)) for one in Naming.values],
            wants=[Named(id=one, name=say(queue.WANTS[one])) for one in WANTS],
        )
    )


def _branches(rows: Iterable[Place | Category | Unit]) -> Branches:
    return Branches([Branch(id=row.pk, parent=row.parent_id, name=str(row)) for row in rows])


@router.get("/places", auth=Key(), response={200: Branches}, operation_id="read_places", summary=gettext_noop("Places"))
def places(request: ApiRequest) -> HttpResponse:
    """The places in use."""
    return _kept(_branches(tree(Place)))


@router.get(
    "/categories",
    auth=Key(),
    response={200: Branches},
    operation_id="read_categories",
    summary=gettext_noop("Categories"),
)
def categories(request: ApiRequest) -> HttpResponse:
    """The categories in use."""
    return _kept(_branches(tree(Category)))


@router.get("/units", auth=Key(), response={200: Branches}, operation_id="read_units", summary=gettext_noop("Units"))
def units(request: ApiRequest) -> HttpResponse:
    """The units in use."""
    return _kept(_branches(Unit.objects.filter(active=True).order_by("path")))


@router.get(
    "/procedures",
    auth=Key(),
    response={200: Procedures},
    operation_id="read_procedures",
    summary=gettext_noop("Procedures with their time limits"),
)
def procedures(request: ApiRequest) -> HttpResponse:
    """States, time limits and acts, with the articles they rest on, as this office has set them."""
    return _kept(Procedures([_procedure(told) for told in PROCEDURES.values()]))


def _procedure(told: Procedure) -> ProcedureOut:
    return ProcedureOut(
        id=told.id,
        name=say(told.name),
        version=told.version,
        states=[Named(id=state.id, name=say(state.name)) for state in told.states],
        clocks=[_clock(clock) for clock in told.clocks],
        acts=[_act(act) for act in told.acts if act.offered],
    )


def _clock(clock: Clock) -> ClockOut:
    length = say(length_of(clock_limit(clock, procedure_settings()))) if clock.limit else ""
    return ClockOut(
        id=clock.id, name=say(clock.name), length=length, owed=clock.owed, articles=say(articles_of(clock.sources))
    )


def _act(act: Act) -> ActOut:
    return ActOut(
        id=act.id,
        name=say(act.name),
        roles=sorted(act.who),
        from_states=sorted(act.from_),
        articles=say(articles_of(act.sources)),
    )
