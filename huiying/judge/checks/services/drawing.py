"""A draw is announced with its seed bound, its list is fixed, it is drawn, and its seed is told."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.core.draws.announcement import SEED_BYTES, Plan, commit
from huiying.core.draws.drawing import draw, frame_digest, key_of, normal_number
from huiying.core.draws.grid import cell_of, cells
from huiying.core.translog.entry import CID_BYTES
from huiying.foundation.keys.box import seal_json
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.judge.checks.enums import CHECKED_CHANNELS, DrawKind
from huiying.judge.checks.errors import (
    DrawDaysWrong,
    DrawNotNow,
    DrawNumberDayWrong,
    DrawNumberUnnamed,
    DrawOverlaps,
    DrawSizeWrong,
    GridEmpty,
)
from huiying.judge.checks.models import CallBack, Check, Draw, Frame
from huiying.judge.checks.selectors.draws import (
    cases_of_names,
    ended_names,
    frame_of,
    may_be_told,
    seed_of,
    seed_place,
)
from huiying.judge.checks.selectors.rights import inspecting_unit, need
from huiying.judge.checks.services.holding import held_draw, need_inspector

MOST_WANTED = 1_000
MOST_NUMBER_WORDS = 120
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class DrawData:
    """What is announced. Days are local and inclusive; `number`: which public number, in words, out on `number_on`.

    `channels` and `places` (ids): the doors of unannounced checks; for call-backs none.
    """

    kind: str
    starts_on: date
    ends_on: date
    wanted: int
    number: str
    number_on: date
    channels: Collection[str] = ()
    places: Collection[int] = ()


@once
def open_draw(data: DrawData, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None) -> Draw:
    """Announce a draw: its seed is made and sealed, and what binds it stands in the public log at once.

    The list of unannounced checks is fixed with it. Raises MayNotCheck, DrawDaysWrong, DrawNumberDayWrong,
    DrawOverlaps, DrawSizeWrong, DrawNumberUnnamed, GridEmpty.
    """
    with transaction.atomic():
        office = inspecting_unit(grants)
        need(office is not None)
        assert office is not None
        Unit.objects.select_for_update().get(pk=office.pk)  # two who announce at once would not see each other's
        if before := done_before(key):
            return Draw.objects.get(pk=before.subject_id)
        plan = _checked(data, office, calendar().local_date(now))
        frame = _grid(data) if plan.kind == DrawKind.UNANNOUNCED else None
        made = _announced(plan, office, actor, now, key)
        if frame is not None:
            _fix(made, frame, now)
    return made


def _announced(plan: Plan, office: Unit, actor: Actor, now: datetime, key: str | None) -> Draw:
    seed, log_name = secrets.token_bytes(SEED_BYTES), secrets.token_hex(CID_BYTES)
    sealed, version = seal_json(seed_place(log_name), seed.hex())
    made = Draw.objects.create(
        kind=plan.kind,
        office=office,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        wanted=plan.wanted,
        public_number=plan.number,
        number_on=plan.number_on,
        log_name=log_name,
        sha256=commit(plan, seed),
        sealed=sealed,
        key_version=version,
        made_at=now,
        made_by_id=actor.id or 0,
    )
    public = {"kind": plan.kind, "wanted": plan.wanted, "log_name": log_name, "value": made.sha256}
    record("draw.committed", made, actor=actor, now=now, public=public, key=key)
    return made


def _checked(data: DrawData, office: Unit, today: date) -> Plan:
    """Raises what `open_draw` raises."""
    if not today < data.starts_on <= data.ends_on or (data.ends_on - data.starts_on).days > LONGEST_DAYS:
        raise DrawDaysWrong
    called = data.kind == DrawKind.CALLBACK
    if not (data.number_on > data.ends_on if called else today < data.number_on < data.starts_on):
        raise DrawNumberDayWrong
    if not 1 <= data.wanted <= MOST_WANTED:
        raise DrawSizeWrong(most=MOST_WANTED)
    number = " ".join(data.number.split())
    if not 0 < len(number) <= MOST_NUMBER_WORDS or not number.isprintable():
        raise DrawNumberUnnamed(most=MOST_NUMBER_WORDS)
    others = Draw.objects.filter(office=office, kind=data.kind)
    if other := others.filter(starts_on__lte=data.ends_on, ends_on__gte=data.starts_on).first():
        raise DrawOverlaps(start=other.starts_on.isoformat(), end=other.ends_on.isoformat())
    return Plan(DrawKind(data.kind).value, data.starts_on, data.ends_on, data.wanted, number, data.number_on)


def _grid(data: DrawData) -> list[str]:
    """Raises GridEmpty."""
    channels = [channel for channel in CHECKED_CHANNELS if channel in data.channels]
    rows = Place.objects.filter(pk__in=data.places, active=True).order_by("pk").values_list("pk", "name")
    found = [cell.name for cell in cells([one.value for one in channels], rows, data.starts_on, data.ends_on)]
    if not found:
        raise GridEmpty
    return found


def _fix(draw_: Draw, names: Collection[str], now: datetime) -> None:
    """Fix the list: its names, their number, and their SHA-256 in the public log."""
    ordered = sorted(names)
    Frame.objects.create(draw=draw_, names="\n".join(ordered))
    draw_.frame_count, draw_.frame_sha256, draw_.framed_at = len(ordered), frame_digest(ordered), now
    draw_.save(update_fields=["frame_count", "frame_sha256", "framed_at"])
    public = {"names": len(ordered), "log_name": draw_.log_name, "value": draw_.frame_sha256}
    record("draw.framed", draw_, actor=SYSTEM, now=now, public=public, key=f"draw:{draw_.pk}:framed")


def fix_frame(draw_id: int, *, now: datetime) -> bool:
    """Fix the list of call-backs on the first occasion after the period; whether it was done now.

    Raises CheckNotFound.
    """
    with transaction.atomic():
        found = held_draw(draw_id)
        due = found.kind == DrawKind.CALLBACK and calendar().local_date(now) > found.ends_on
        if not due or found.framed_at is not None:
            return False
        _fix(found, ended_names(found), now)
    return True


def draw_lots(
    draw_id: int, number: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Draw:
    """Draw, once, with the public number that is out. Drawn again it stays as it is.

    Raises CheckNotFound, MayNotCheck, DrawNotNow, NumberTooShort.
    """
    with transaction.atomic():
        found = held_draw(draw_id)
        need_inspector(found, grants)
        if found.drawn_at is not None:
            return found
        if found.framed_at is None or calendar().local_date(now) < found.number_on or found.revealed_at is not None:
            raise DrawNotNow(day=found.number_on.isoformat())
        found.number = normal_number(number)
        drawn = draw(key_of(seed_of(found), found.number), frame_of(found), found.wanted)
        many = _make_call_backs(found, drawn) if found.kind == DrawKind.CALLBACK else _make_checks(found, drawn)
        found.drawn_at, found.drawn_by_id = now, actor.id
        found.save(update_fields=["number", "drawn_at", "drawn_by"])
        public: dict[str, Any] = {"number": found.number, "drawn": many}
        record("draw.drawn", found, actor=actor, now=now, public=public, key=key)
    return found


def _make_call_backs(draw_: Draw, drawn: Sequence[str]) -> int:
    """Rows for those who may still be asked; a case that was sealed or erased meanwhile has none."""
    cases = cases_of_names(drawn)
    rows = [
        CallBack(
            draw=draw_,
            case=cases[name],
            position=position,
            unit_id=cases[name].unit_id,
            round=int(cases[name].facts.get("round", 1)),
        )
        for position, name in enumerate(drawn, 1)
        if name in cases
    ]
    return len(CallBack.objects.bulk_create(rows))


def _make_checks(draw_: Draw, drawn: Sequence[str]) -> int:
    where = [cell_of(name) for name in drawn]
    rows = [
        Check(draw=draw_, position=position, channel=cell.channel, place_id=cell.place, monday=cell.monday)
        for position, cell in enumerate(where, 1)
    ]
    return len(Check.objects.bulk_create(rows))


def tell_seed(draw_id: int, *, now: datetime) -> bool:
    """Tell the seed, as soon as it may be told; whether it was done now. Raises CheckNotFound."""
    with transaction.atomic():
        found = held_draw(draw_id)
        if not may_be_told(found, calendar().local_date(now)):
            return False
        found.seed, found.revealed_at = seed_of(found).hex(), now
        found.save(update_fields=["seed", "revealed_at"])
        public = {"log_name": found.log_name, "value": found.seed}
        record("draw.told", found, actor=SYSTEM, now=now, public=public, key=f"draw:{found.pk}:told")
    return True
