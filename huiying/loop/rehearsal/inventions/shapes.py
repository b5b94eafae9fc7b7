"""What an invention looks like: plain frozen records that the rehearsal feeds to the ordinary services."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from huiying.core.words import Text

UnitKind = Literal["coordinating", "department", "street", "community", "mass_organisation", "enterprise"]
PlaceLevel = Literal["district", "street", "community", "grid"]
Naming = Literal["named", "shielded", "anonymous"]
Procedure = Literal["xinfang", "hotline"]
Category = tuple[str, str, str]
Amount = Literal["yes", "partly", "no"]
Satisfied = Literal["yes", "so_so", "no"]


@dataclass(frozen=True, slots=True)
class InventedUnit:
    """A unit of the invented county. `answers_for` holds category paths of one to three levels, joined by "/"."""

    key: str
    name: Text
    short: str
    kind: UnitKind
    parent: str | None
    phone: str
    address: str
    answers_for: tuple[str, ...] = ()
    place: str | None = None
    petition_department: bool = False
    hotline_body: bool = False
    discipline_body: bool = False


@dataclass(frozen=True, slots=True)
class InventedPlace:
    """A place. From a `silent` one nobody has spoken yet. `population` counts residents."""

    key: str
    name: Text
    level: PlaceLevel
    parent: str | None
    population: int
    urban: bool
    silent: bool = False
    estates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InventedStaff:
    """One member of staff. `roles` are the names of the procedures' role table."""

    username: str
    name: Text
    post: Text
    unit: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InventedOffice:
    """The county office. Parents stand before their children in `units` and `places`."""

    name: Text
    hotline: str
    address: Text
    open_hours: Text
    units: tuple[InventedUnit, ...]
    places: tuple[InventedPlace, ...]
    staff: tuple[InventedStaff, ...]

    def unit(self, key: str) -> InventedUnit:
        """The unit with this key; KeyError when there is none."""
        return {unit.key: unit for unit in self.units}[key]

    def place(self, key: str) -> InventedPlace:
        """The place with this key; KeyError when there is none."""
        return {place.key: place for place in self.places}[key]


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Who spoke. Phones begin with 100 and e-mail ends in .example: neither can belong to anybody."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class InventedReply:
    """What the unit answers. `outcome` is one of the outcomes of an opinion, or adopted, adopted_partly,
    not_adopted, answered. `private` is for the speaker alone, `note` stays inside the office."""

    outcome: str
    facts: str
    decision: str
    basis: str
    remedy: str
    text: str
    private: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InventedRating:
    """The speaker's own judgement: yes or no · yes, partly, no · yes, so_so, no · yes, partly, no or not asked."""

    responded: Literal["yes", "no"]
    resolved: Amount
    satisfied: Satisfied
    given_what_would_put_it_right: Amount | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a life, named as in the table of its procedure. `unit` is who acts, `to` where it goes."""

    act: str
    at: datetime
    role: str
    unit: str = ""
    to: str = ""
    words: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class InventedPlan:
    """A named small life. `reply_days` counts calendar days from the voice to the reply, None when none was given.
    Steps stand in order of time and none lies after the day on which the invention ends."""

    name: str
    steps: tuple[Step, ...]
    reply_days: float | None = None
    reply: InventedReply | None = None
    rating: InventedRating | None = None
    joins: str | None = None


@dataclass(frozen=True, slots=True)
class InventedVoice:
    """What one invented person said, once, and what became of it. `language` is zh-hans or en."""

    key: str
    said_at: datetime
    channel: str
    kind: str
    title: str
    text: str
    place: str | None
    place_words: str
    wants: str | None
    naming: Naming
    person: InventedPerson | None
    matter: str
    category: Category
    procedure: Procedure
    unit: str
    language: str
    plan: InventedPlan
