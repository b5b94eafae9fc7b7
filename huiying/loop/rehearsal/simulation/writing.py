"""The lives of the year written in bulk: the clerks' own engine moves them, few statements write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from huiying.core.procedures.engine import timed_acts
from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import SYSTEM, Actor, ActorKind
from huiying.foundation.people.vault import keep_identities
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.enums import Channel, Naming
from huiying.listen.voices.services.register import Spoken, register_voices
from huiying.loop.open_cases import write_lives
from huiying.loop.rehearsal.county import County
from huiying.loop.rehearsal.simulation.filling import filled_in
from huiying.loop.rehearsal.simulation.lived import Did, Lived
from huiying.loop.rehearsal.simulation.wording import said
from huiying.serve.casework.services.life import Life
from huiying.serve.casework.services.opening import born
from huiying.serve.casework.services.replay import Playing, replay

SOURCE = "simulation"
OFFICES = {"xinfang": "petition", "hotline": "hotline"}
OF_THE_OFFICE = frozenset({Role.DISPATCHER, Role.RECEPTIONIST, Role.CALLBACK_OFFICER})
NAMED = {"name": "某人", "phone": "10000000000"}


@dataclass(slots=True)
class Stage:
    """What all batches share. `cases` by number of the voice; `promises` by ("voice" or "vow", number)."""

    county: County
    playing: Playing
    places: Sequence[int]
    cases: dict[int, int] = field(default_factory=dict)
    promises: dict[tuple[str, int], int] = field(default_factory=dict)

    def recorded(self, at: datetime) -> Playing:
        """Each act is recorded when it happens, as in a year that is lived."""
        return Playing(self.playing.calendar, self.playing.settings, at)


def write(batch: Sequence[Lived], stage: Stage) -> None:
    """Write these voices with everything that happened to them, in one transaction."""
    with transaction.atomic(durable=True):
        rows = _spoken(batch, stage)
        voices = [registered.voice for registered in register_voices(rows, now=stage.playing.now)]
        for lived, voice in zip(batch, voices, strict=True):
            stage.cases[lived.number] = voice.pk
        lives = _born(batch, voices, stage.playing.now)
        for lived, life in zip(batch, lives, strict=True):
            _play(lived, life, stage)
        write_lives(lives, actor=SYSTEM, now=stage.playing.now, found_at_once=False)
        Rating.objects.bulk_create(_ratings(batch, lives), batch_size=200)


def _spoken(batch: Sequence[Lived], stage: Stage) -> list[Spoken]:
    named = iter(keep_identities([NAMED for lived in batch if lived.named], now=stage.playing.now))
    return [
        Spoken(
            channel=Channel(lived.channel).value,
            kind=lived.kind,
            naming=(Naming.NAMED if lived.named else Naming.ANONYMOUS).value,
            text=said(lived.number),
            language="zh-hans",
            received_at=lived.came_at,
            place_id=stage.places[(lived.leads or lived.number) % len(stage.places)],
            person_id=next(named).pk if lived.named else None,
            source=SOURCE,
        )
        for lived in batch
    ]


def _born(batch: Sequence[Lived], voices: Sequence[object], now: datetime) -> list[Life]:
    """The new lives in the order of the batch."""
    found: dict[int, Life] = {}
    for procedure_id in ("xinfang", "hotline"):
        at = [n for n, lived in enumerate(batch) if lived.procedure == procedure_id]
        mine = [voices[n] for n in at]
        lives = born(mine, actor=SYSTEM, now=now, procedure_id=procedure_id, past=True)  # type: ignore[arg-type]
        found.update(zip(at, lives, strict=True))
    return [found[n] for n in range(len(batch))]


def _play(lived: Lived, life: Life, stage: Stage) -> None:
    """The whole life up to the end of the year, with what time alone brings in between."""
    for did in lived.did:
        _until(life, did.at, stage)
        _act(lived, life, did, stage)
        if lived.promised is not None and did.act == "issue_opinion":
            life.facts = replace(life.facts, promises_open=1)
    _until(life, stage.playing.now, stage)


def _until(life: Life, at: datetime, stage: Stage) -> None:
    """Until `at`; a case whose answer promised something waits for that, as the sweep would leave it."""
    while (timed := timed_acts(life.procedure, life.facts, now=at)) and not life.facts.promises_open:
        first = timed[0]
        replay(life, first.act_id, first.data, at=first.at, role=Role.SYSTEM, playing=stage.recorded(first.at))


def _act(lived: Lived, life: Life, did: Did, stage: Stage) -> None:
    data = filled_in(lived, did, stage.playing.calendar)
    if did.to:
        data["unit"] = stage.county.units[did.to].pk
    if did.act == "join":
        data["case"] = stage.cases[lived.leads]
    role = Role(did.role)
    actor, playing = _actor(life, lived, role, stage), stage.recorded(did.at)
    replay(life, did.act, data, at=did.at, role=role, playing=playing, actor=actor)


def _actor(life: Life, lived: Lived, role: Role, stage: Stage) -> Actor:
    if role is Role.SPEAKER:
        return Actor(ActorKind.SPEAKER, id=life.case.pk)
    unit = OFFICES[lived.procedure] if role in OF_THE_OFFICE else lived.unit
    return stage.county.hand(unit, role.value)


def _ratings(batch: Sequence[Lived], lives: Sequence[Life]) -> list[Rating]:
    return [
        Rating(case_id=life.case.pk, round=1, responded="yes", resolved=resolved, satisfied=resolved, given_at=at)
        for lived, life in zip(batch, lives, strict=True)
        for resolved, at in (("yes", lived.happy_at), ("no", lived.unhappy_at))
        if at is not None
    ]


def places_of(county: County) -> list[int]:
    """The places at which the year's voices happened, in a fixed order."""
    return [place for _key, place in sorted(county.places.items())]


def keys_of(county: County) -> Mapping[int, str]:
    """The keys of the units by their numbers."""
    return {unit.pk: key for key, unit in county.units.items()}
