"""Voices that anyone may read: their speaker agreed to publication. Whatever tells a person is masked.

Never shown: what is sealed or erased; what is set aside, or was and has no reply; a co-signer's voice, because the
first of the group stands for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures import procedure as procedure_called
from huiying.core.procedures.aside_acts import ASIDE
from huiying.core.procedures.model import Clock, StateKind
from huiying.core.procedures.promised import PROMISED
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.people import vault
from huiying.listen.voices.models import Voice
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case, Deadline, Reply, is_over
from huiying.serve.casework.selectors.viewer_store import DELIVERED

MOST = 1_000
"""Rows of one page."""
MOST_CHARACTERS = 4_000
FEW = 4_000
"""Changes that are quicker named than looked for."""
CAME_IN = ("voice.received", "voice.imported")
TOLD = frozenset(
    event_name(table.id, act.id) for table in PROCEDURES.values() for act in table.acts if act.offered and act.told
)
"""Acts that the speaker is told of: these, and the coming in, are when a published voice changes."""
_ASIDE = Event.objects.filter(
    subject_kind="case", subject_id=OuterRef("pk"), type__in=[event_name(table, "set_aside") for table in PROCEDURES]
)
SHOWN = (
    Q(may_publish=True, erased_at=None, revealed_at=None, signed_with=None, case__sealed=False)
    & ~Q(case__state=ASIDE)
    & (~Exists(_ASIDE) | Exists(Reply.objects.filter(DELIVERED, case=OuterRef("pk"))))
)
"""On Voice."""
OVER = Q(case__standing__in=(StateKind.ENDED.value, StateKind.ARCHIVED.value), case__next_due_at=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None: any. Both ends of a span count. `page` from 1 on; `size` at most MOST."""

    numbers: Collection[str] | None = None
    categories: Collection[int | None] | None = None
    over: bool | None = None
    received: tuple[datetime, datetime] | None = None
    updated: tuple[datetime, datetime] | None = None
    page: int = 1
    size: int = MOST


@dataclass(frozen=True, slots=True)
class Published:
    """A voice as anyone may read it. `reply`: the last that was delivered and says something to everyone.

    `limit`: the first of the promised limits that run; `clock`: what the procedure says of it.
    """

    voice: Voice
    case: Case
    over: bool
    words: str
    place_words: str
    reply: str
    updated_at: datetime
    limit: Deadline | None
    clock: Clock | None


def published(wanted: Wanted) -> list[Published]:
    """The voices asked for, newest first."""
    ids = _ids(wanted)
    rows = Case.objects.select_related("voice__place", "unit", "category__parent").in_bulk(ids)
    return _shown([rows[pk] for pk in ids if pk in rows])


def published_voice(number: str) -> Published | None:
    """The voice with this receipt number, where anyone may read it."""
    return next(iter(published(Wanted(numbers=(number,)))), None)


def _ids(wanted: Wanted) -> list[int]:
    """Read by the index of published voices, newest first."""
    rows = Voice.objects.filter(SHOWN)
    if wanted.numbers is not None:
        rows = rows.filter(number__in=wanted.numbers)
    if wanted.categories is not None:
        named = [pk for pk in wanted.categories if pk is not None]
        none = Q(case__category=None) if None in wanted.categories else Q(pk__in=())
        rows = rows.filter(Q(case__category__in=named) | none)
    if wanted.over is not None:
        rows = rows.filter(OVER) if wanted.over else rows.exclude(OVER)
    if wanted.received is not None:
        rows = rows.filter(received_at__range=wanted.received)
    if wanted.updated is not None:
        rows = _changed(rows, *wanted.updated)
    start = (wanted.page - 1) * wanted.size
    return list(rows.order_by("-received_at", "-pk").values_list("pk", flat=True)[start : start + wanted.size])


def _changed(rows: Any, start: datetime, end: datetime) -> Any:
    """Those that changed: named one by one where few did, else each looked at in its turn until the page is full."""
    events = Event.objects.filter(type__in=TOLD.union(CAME_IN), at__range=(start, end))
    few = set(events.order_by().values_list("subject_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return rows.filter(pk__in=few)
    return rows.filter(Exists(events.filter(subject_kind__in=("voice", "case"), subject_id=OuterRef("pk"))))


def _shown(cases: Sequence[Case]) -> list[Published]:
    ids = [case.pk for case in cases]
    names, replies, limits, changes = names_of(cases), _replies(ids), _limits(ids), _last_changes(ids)
    return [_one(case, names[case.pk], replies, limits, changes) for case in cases]


def _one(
    case: Case,
    names: tuple[str, ...],
    replies: Mapping[int, Reply],
    limits: Mapping[int, Deadline],
    changes: Mapping[int, datetime],
) -> Published:
    limit, reply = limits.get(case.pk), replies.get(case.pk)
    return Published(
        voice=case.voice,
        case=case,
        over=is_over(case),
        words=masked(_words(case.voice), names),
        place_words=masked(case.voice.place_words, names),
        reply=masked(reply.public_text, names) if reply is not None else "",
        updated_at=changes.get(case.pk, case.voice.recorded_at),
        limit=limit,
        clock=procedure_called(case.procedure).clock(limit.clock) if limit is not None else None,
    )


def _words(voice: Voice) -> str:
    """A title that does not stand in the text goes before it."""
    title = voice.title.removesuffix("…")
    return voice.text if title in " ".join(voice.text.split()) else f"{voice.title}\n{voice.text}"


def masked(text: str, names: Sequence[str]) -> str:
    """Masked whole, then cut: a number is not cut before it is found."""
    from huiying.core.redaction import redact

    near = [name for name in names if _may_hold(text, name)]
    shown = redact(text, near).text if text else ""
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - 1] + "…"


def _may_hold(text: str, name: str) -> bool:
    """Whether every sign of the name stands somewhere in the text: only then is it worth looking for."""
    from huiying.core.redaction import shadow

    signs, there = (shadow(one).casefold().replace("ı", "i") for one in ("".join(name.split()), text))
    return set(signs) <= set(there)


def names_of(cases: Iterable[Case]) -> dict[int, tuple[str, ...]]:
    """By id of the case: the name of who spoke, to be masked."""
    people = {case.pk: case.voice.person_id for case in cases}
    held = {person for person in people.values() if person is not None}
    known = vault.names_of(held) if held else {}
    return {pk: (known[person],) if person in known else () for pk, person in people.items()}


def _replies(ids: Sequence[int]) -> dict[int, Reply]:
    rows = Reply.objects.filter(DELIVERED, case__in=ids).order_by("given_at", "pk")
    return {reply.case_id: reply for reply in rows}


def _limits(ids: Sequence[int]) -> dict[int, Deadline]:
    """The first of the promised limits that run."""
    running = Deadline.objects.filter(case__in=ids, clock__in=PROMISED, met_at=None, stopped_at=None)
    return {row.case_id: row for row in running.order_by("-due_at", "-pk")}


def _last_changes(ids: Sequence[int]) -> dict[int, datetime]:
    about = Event.objects.filter(subject_kind__in=("voice", "case"), subject_id__in=ids)
    told = about.filter(type__in=TOLD.union(CAME_IN)).order_by().values_list("subject_id")
    return dict(told.annotate(Max("at")))


def leaves_of(ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """By id of the voice: the public log and the index of the line by which it came in."""
    came = Event.objects.filter(subject_kind="voice", subject_id__in=ids, type__in=CAME_IN)
    rows = LogEntry.objects.filter(event__in=came).values_list("event__subject_id", "log__name", "idx")
    return {pk: (name, idx) for pk, name, idx in rows}
