"""The case of a voice that came from elsewhere: what the table knows, and nothing else.

A voice with a reply is played through the shortest lawful way to it. Only the limit that the table can measure is kept,
the handling: from the day the voice came to the day of the reply. Who dispatched, signed or checked, and when, is not
known, so no clock, no document and no person stands for it; all acts are the system's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huiying.core.deadlines import due
from huiying.core.procedures.engine import clock_limit
from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.office.models import Category
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.foundation.people.models import Unit
from huiying.listen.voices.models import Voice
from huiying.loop.import_voices.entries import PastVoice
from huiying.serve.casework.selectors.intake import offices
from huiying.serve.casework.services.life import Life
from huiying.serve.casework.services.opening import born
from huiying.serve.casework.services.replay import Playing, replay

MEASURED = frozenset({"C-HANDLE", "H-HANDLE"})
FROM_TABLE = "旧系统导入 imported"


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of one batch share."""

    playing: Playing
    root: Unit
    categories: Mapping[tuple[str, ...], int]


def context(now: datetime, categories: Mapping[tuple[str, ...], int]) -> Context:
    """Read once for each batch."""
    return Context(Playing(calendar(), procedure_settings(), now), offices().root, categories)


def category_paths() -> dict[tuple[str, ...], int]:
    """The ids of the active categories by their names from the top."""
    rows = {pk: (name, above) for pk, name, above in Category.objects.values_list("pk", "name", "parent_id")}
    return {_path(pk, rows): pk for pk in Category.objects.filter(active=True).values_list("pk", flat=True)}


def _path(pk: int, rows: Mapping[int, tuple[str, int | None]]) -> tuple[str, ...]:
    name, above = rows[pk]
    return (*_path(above, rows), name) if above is not None else (name,)


def past_lives(voices: Sequence[Voice], entries: Sequence[PastVoice], shared: Context) -> list[Life]:
    """The lives of these voices so far, not written yet."""
    lives = born(voices, actor=SYSTEM, now=shared.playing.now, past=True)
    for life, entry in zip(lives, entries, strict=True):
        life.case.category_id = _category(entry.category, shared.categories)
        if entry.replied_at is not None and not life.facts.sealed:
            _play(life, entry, entry.replied_at, shared)
    return lives


def _category(names: tuple[str, ...], known: Mapping[tuple[str, ...], int]) -> int | None:
    """The finest category that the office has of those named."""
    found = (known.get(names[:depth]) for depth in range(len(names), 0, -1))
    return next((pk for pk in found if pk is not None), None)


def _play(life: Life, entry: PastVoice, replied_at: datetime, shared: Context) -> None:
    play = _by_hotline if life.case.procedure == "hotline" else _by_petition
    play(life, entry.reply, entry.spoken.received_at, replied_at, shared)
    life.fresh = [row for row in life.fresh if row.clock in MEASURED]
    life.documents = []
    life.case.next_due_at, life.case.next_clock = None, ""


def _by_hotline(life: Life, reply: str, came_at: datetime, replied_at: datetime, shared: Context) -> None:
    playing = shared.playing
    ticket: dict[str, Any] = {"unit": shared.root.pk, "reason": FROM_TABLE}
    if playing.settings.get("hotline.ticket_limit") == "named":
        ticket["due_on"] = _named_day(life, came_at, playing)
    _act(life, "dispatch", ticket, Role.DISPATCHER, came_at, playing)
    _act(life, "sign_for", {}, Role.HANDLER, came_at, playing)
    _act(life, "reply", {"public_text": reply, "basis": FROM_TABLE}, Role.HANDLER, replied_at, playing)
    check = {"verdict": "calling_back", "reason": FROM_TABLE}
    _act(life, "check_reply", check, Role.DISPATCHER, replied_at, playing)
    _act(life, "close", {}, Role.SYSTEM, replied_at, playing)


def _named_day(life: Life, came_at: datetime, playing: Playing) -> str:
    limit = clock_limit(life.procedure.clock("H-HANDLE"), playing.settings, life.facts.kind)
    return due(came_at, limit, playing.calendar, rollover=True).on.isoformat()


def _by_petition(life: Life, reply: str, came_at: datetime, replied_at: datetime, shared: Context) -> None:
    """By the simple procedure: the one way to an answer that invents no hearing and no finding."""
    simple = {"first_time": True, "clear": True, "will_support": True}
    _act(life, "enter_simple", simple, Role.HANDLER, came_at, shared.playing)
    answer = {"outcome": "explained", "public_text": reply, "basis": FROM_TABLE}
    _act(life, "answer_simple", answer, Role.HANDLER, replied_at, shared.playing)


def _act(life: Life, act_id: str, data: Mapping[str, Any], role: Role, at: datetime, playing: Playing) -> None:
    replay(life, act_id, data, at=at, role=role, playing=playing)
