"""`fill`: an empty office becomes the invented county, with voices in every state, played by the clerks' own engine."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import transaction

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.inserting import learn_sizes
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.foundation.people.models import Staff, Unit
from huiying.foundation.people.vault import keep_identities
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken, register_voices
from huiying.loop.errors import DemoUnfinished
from huiying.loop.open_cases import write_lives
from huiying.loop.rehearsal.county import County, write_county
from huiying.loop.rehearsal.inventions import InventedVoice, invent_office, invent_voices
from huiying.loop.rehearsal.inventions.staff import CAST
from huiying.loop.rehearsal.judged import fill_judged
from huiying.loop.rehearsal.playing import Stage, play
from huiying.loop.rehearsal.rights import fill_rights
from huiying.loop.rehearsal.rooms import fill_rooms
from huiying.loop.rehearsal.together import fill_together
from huiying.serve.casework.services.approvals import ask_approval
from huiying.serve.casework.services.life import Life
from huiying.serve.casework.services.opening import born
from huiying.serve.casework.services.replay import Playing

PASSWORD = "xiliu-9-hegu"  # noqa: S105  of the demo, printed at every start
"""For the invented staff alone: it is printed at every start and opens nothing but invented voices."""
SOURCE = "demo"
BATCH = 500
TAKEN_BY = {"counter": "petition", "letter": "petition", "reception": "petition", "phone": "hotline"}
ASKED_EVERY = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """`refused` tells of steps that the engine refused: key of the voice, plan, step, state, why; none is expected."""

    voices: int
    cases: int
    seconds: float
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogIn:
    """One of the invented staff. `who`: post and name."""

    who: Text
    username: str
    password: str


def is_empty() -> bool:
    """Whether nothing has been written into this office. Raises DemoUnfinished."""
    refuse_unfinished()
    return not (OfficeProfile.objects.exists() or Unit.objects.exists() or Voice.objects.exists())


def refuse_unfinished() -> None:
    """Raises DemoUnfinished when a filling was stopped halfway."""
    opened = Event.objects.filter(type="office.opened").last()
    wanted = opened.public.get("voices", 0) if opened else 0
    if wanted and (done := Voice.objects.filter(source=SOURCE).count()) < wanted:
        raise DemoUnfinished(done=done, wanted=wanted, folder=str(settings.DATA))


def log_ins() -> list[LogIn]:
    """The cast of the demo, while it still has its first password; nobody in any other office."""
    names = [line.split("|")[0] for line in CAST.strip().splitlines()]
    staff = {person.username: person for person in Staff.objects.filter(username__in=names, is_active=True)}
    first = next(iter(staff.values()), None)
    if first is None or len(staff) < len(names) or not check_password(PASSWORD, first.password):
        return []
    return [LogIn(_who(staff[name]), name, PASSWORD) for name in names]


def _who(person: Staff) -> Text:
    return Text(zh=f"{person.post} {person.name}", en=f"{person.name_en}, {person.post_en}")


def fill(*, voices: int, seed: int, months: int, now: datetime, progress: Progress) -> DemoResult:
    """Invent an office and `voices` voices over the `months` months that end yesterday, and play their lives.

    The few that came through a suggestion box, and a report of wrongdoing where none was invented, are counted in the
    result and come on top of `voices`. The same
    arguments give the same voices and lives; receipt numbers and codes are new each time. No message goes to anybody.
    Raises OfficeExists, DemoUnfinished.
    """
    started = time.monotonic()
    refuse_unfinished()
    office = invent_office()
    with transaction.atomic(durable=True):
        county = write_county(office, password=PASSWORD, voices=voices, now=now)
    stage = Stage(county, Playing(calendar(), procedure_settings(), now))
    ends_on = calendar().local_date(now) - timedelta(days=1)
    done = 0
    for batch in _batches(invent_voices(office, count=voices, seed=seed, months=months, ends_on=ends_on)):
        with resting_collector(), transaction.atomic(durable=True):
            _write(batch, stage)
        done += len(batch)
        progress(done, voices)
    done += fill_rooms(county, now=now)
    fill_together(county, now=now)
    fill_judged(county, now=now)
    done += fill_rights(county, now=now)
    learn_sizes()
    return DemoResult(done, done, round(time.monotonic() - started, 2), tuple(stage.refused))


@contextmanager
def resting_collector() -> Iterator[None]:
    """Nobody looks for garbage in a batch: its 15,000 rows hold no circles, and looking takes a tenth of the work."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _batches(voices: Iterator[InventedVoice]) -> Iterator[list[InventedVoice]]:
    while batch := list(islice(voices, BATCH)):
        yield batch


def _write(batch: Sequence[InventedVoice], stage: Stage) -> None:
    now = stage.playing.now
    people = _people(batch, now)
    rows = [_spoken(invented, person, stage.county) for invented, person in zip(batch, people, strict=True)]
    voices = [registered.voice for registered in register_voices(rows, now=now)]
    lives = _born(batch, voices, now)
    ratings: list[Rating] = []
    for life, invented in zip(lives, batch, strict=True):
        ratings += play(life, invented, stage)
        if life.case.state not in life.procedure.acts[0].to:
            life.case.category_id = stage.county.categories.get(invented.category)
    write_lives(lives, actor=SYSTEM, now=now)
    Rating.objects.bulk_create(ratings, batch_size=100)
    _ask(lives, stage)


def _people(batch: Sequence[InventedVoice], now: datetime) -> list[int | None]:
    """The sealed identities, one for each voice that has a name."""
    given = [
        {"name": who.name, "phone": who.phone, "email": who.email, "address": who.address}
        for invented in batch
        if (who := invented.person) is not None
    ]
    kept = iter(keep_identities(given, now=now))
    return [next(kept).pk if invented.person is not None else None for invented in batch]


def _spoken(invented: InventedVoice, person_id: int | None, county: County) -> Spoken:
    desk = TAKEN_BY.get(invented.channel)
    return Spoken(
        channel=invented.channel,
        kind=invented.kind,
        naming=invented.naming,
        text=invented.text,
        language=invented.language,
        received_at=invented.said_at,
        title=invented.title,
        place_id=county.places[invented.place] if invented.place else None,
        place_words=invented.place_words,
        wants=invented.wants or "",
        may_publish=invented.kind == Kind.PRAISE,
        person_id=person_id,
        taken_by_id=county.hand(desk, Role.RECEPTIONIST.value).id if desk else None,
        source=SOURCE,
    )


def _born(batch: Sequence[InventedVoice], voices: Sequence[Voice], now: datetime) -> list[Life]:
    """The new lives in the order of the batch; each follows the procedure of its plan."""
    found: dict[int, Life] = {}
    for procedure_id in ("xinfang", "hotline"):
        at = [n for n, invented in enumerate(batch) if invented.procedure == procedure_id]
        lives = born([voices[n] for n in at], actor=SYSTEM, now=now, procedure_id=procedure_id, past=True)
        found.update(zip(at, lives, strict=True))
    return [found[n] for n in range(len(batch))]


def _ask(lives: Sequence[Life], stage: Stage) -> None:
    """Some of the open cases wait for a head's approval."""
    waiting = [life for life in lives if _may_ask(life, stage.playing.now)]
    keys = {unit.pk: key for key, unit in stage.county.units.items()}
    for life in waiting[::ASKED_EVERY]:
        handler = stage.county.hand(keys[life.facts.unit_id], Role.HANDLER.value)
        data = {"days": 15, "reason": "要等检测报告，限期内办不完"}
        ask_approval(life, "extend", data, actor=handler, now=stage.playing.now, key=None)


def _may_ask(life: Life, now: datetime) -> bool:
    clock = life.facts.running("C-HANDLE")
    return life.facts.state == "handling" and clock is not None and clock.due.at > now and not life.facts.extensions
