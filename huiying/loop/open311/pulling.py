"""`pull`: another system's requests brought in, its changes followed, ours told to it; stopped and resumed at will."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from huiying.core.errors import HuiyingError
from huiying.core.open311.moments import LONGEST, say_moment
from huiying.core.open311.reading import Outer, RowWrong, read_request, read_update, text
from huiying.foundation.people.models import Unit
from huiying.listen.voices.models import Voice
from huiying.loop.errors import OfficeMissing
from huiying.loop.models import OuterSystem
from huiying.loop.open311.bringing import Origin, bring_in, follow_request, follow_update
from huiying.loop.open311.errors import AnswerUnreadable, Refused
from huiying.loop.open311.fetching import Endpoint, base_of
from huiying.loop.open311.pushing import push_updates
from huiying.loop.open311.services_map import categories_of

log = logging.getLogger("huiying.open311")
PAGE = 200
MOST_PAGES = 2_000
CROWDED = 1_000
"""A list this long may have been cut by the other side: the span is asked for in halves."""
SHORTEST = timedelta(minutes=10)
OVERLAP = timedelta(hours=1)
"""Clocks differ, and a change may be told late: so much is asked for again."""
LATE = timedelta(days=7)
"""Systems that look at requests first show them late, under the day on which they came."""
MOST_TROUBLES = 1_000
SECOND = timedelta(seconds=1)
"""GeoReport tells moments to the second: the second that has begun is asked for whole."""
Span = tuple[datetime, datetime]


@dataclass(slots=True)
class Pulled:
    """What became of a pull. `skipped`: closed without an answer, or wrong. `troubles`: (id or "", the wrong key).

    `updated`: voices from earlier pulls of which something is told. `brought`: ids of the new voices.
    """

    fetched: int = 0
    new: int = 0
    updated: int = 0
    history: int = 0
    skipped: int = 0
    pushed: int = 0
    outbox: str = ""
    troubles: list[tuple[str, str]] = field(default_factory=list)
    brought: set[int] = field(default_factory=set)

    def trouble(self, where: str, why: str) -> None:
        """Note a row that was skipped."""
        self.skipped += 1
        if len(self.troubles) < MOST_TROUBLES:
            self.troubles.append((where, why))


def pull(
    endpoint: Endpoint, *, now: datetime, since: datetime | None = None, push: bool = False, step: Callable[[int], None]
) -> Pulled:
    """Bring in what changed since the last time (the first time: since `since`, or in the last 90 days).

    Closed requests come in as history where an answer stands with them, else not. `step` is told how many were read.
    Raises OfficeMissing, AddressWrong, NoAnswer, Refused, AnswerUnreadable, KeyNeeded; what was brought in stays.
    """
    if not Unit.objects.exists():
        raise OfficeMissing
    endpoint.url = base_of(endpoint.url)
    endpoint.choose_format()
    system, _ = OuterSystem.objects.get_or_create(url=endpoint.url, defaults={"name": source_name(endpoint.url)})
    origin = Origin(system.name, categories_of(system.name, endpoint.rows("services")))
    done = Pulled()
    start = since or (system.pulled_through - OVERLAP if system.pulled_through else now - LONGEST)
    span = (start, now + SECOND)
    tells = _tells_updates(endpoint, now)
    for row in _rows(endpoint, span, changed=system.pulled_through is not None and since is None):
        _take(row, origin, done, follow=not tells, now=now)
        step(done.fetched)
    if tells:
        _follow(endpoint, span, system, done, now)
    OuterSystem.objects.filter(pk=system.pk).update(pulled_through=now)
    if push:
        told = push_updates(endpoint, system)
        done.pushed, done.outbox = told.pushed, told.outbox
        done.troubles += told.troubles
    return done


def source_name(url: str) -> str:
    """The name by which voices say where they came from: host and path, at most 60 characters, never the same twice."""
    parts = urlsplit(url)
    said = f"{parts.netloc}{parts.path}".replace("/", "_").replace(":", "_")
    return said if len(said) <= 60 else f"{said[:47]}-{sha256(url.encode()).hexdigest()[:12]}"


def _tells_updates(endpoint: Endpoint, now: datetime) -> bool:
    """Whether the other system has the updates extension."""
    try:
        _updates(endpoint, (now - timedelta(minutes=1), now))
    except (Refused, AnswerUnreadable):
        return False
    return True


def _take(row: dict[str, Any], origin: Origin, done: Pulled, *, follow: bool, now: datetime) -> None:
    done.fetched += 1
    try:
        outer = read_request(row)
    except RowWrong as err:
        done.trouble(text(row, "service_request_id")[:40], err.why)
        return
    known = Voice.objects.filter(source=origin.source, external_id=outer.id).first()
    if known is not None:
        done.updated += follow and follow_request(known, outer, now=now)
        return
    if outer.over and not outer.notes:
        done.skipped += 1
        return
    _bring(outer, origin, done, now)


def _bring(outer: Outer, origin: Origin, done: Pulled, now: datetime) -> None:
    try:
        fresh = bring_in(outer, origin, now=now)
    except HuiyingError as err:
        done.trouble(outer.id[:40], err.code)
        return
    if fresh is not None:
        done.brought.add(fresh.pk)
        done.new += 1
        done.history += outer.over


def _follow(endpoint: Endpoint, span: Span, system: OuterSystem, done: Pulled, now: datetime) -> None:
    """The changes of what we have, one by one, in the order in which they happened."""
    changed: set[int] = set()
    for part in _parts(span):
        rows = _updates(endpoint, part)
        for row in rows:
            try:
                update = read_update(row)
            except RowWrong as err:
                done.trouble(text(row, "update_id")[:40], err.why)
                continue
            voice = Voice.objects.filter(source=system.name, external_id=update.request_id).first()
            if voice is not None and follow_update(voice, update, now=now):
                changed.add(voice.pk)
    done.updated += len(changed - done.brought)


def _updates(endpoint: Endpoint, span: Span) -> list[dict[str, Any]]:
    """Of a span that has too many for one answer, half by half."""
    found = endpoint.rows("servicerequestupdates", start_date=say_moment(span[0]), end_date=say_moment(span[1]))
    if len(found) < CROWDED or span[1] - span[0] <= SHORTEST:
        return found
    middle = span[0] + (span[1] - span[0]) / 2
    return [*_updates(endpoint, (span[0], middle)), *_updates(endpoint, (middle, span[1]))]


def _rows(endpoint: Endpoint, span: Span, *, changed: bool) -> Iterator[dict[str, Any]]:
    """Each request once: what came in the span, and with `changed` what changed in it."""
    seen: set[str] = set()
    if changed:
        for part in _parts(span):
            yield from _new(_pages(endpoint, part, "updated_after", "updated_before"), seen)
    for part in _parts((span[0] - LATE if changed else span[0], span[1])):
        yield from _new(_whole(endpoint, part), seen)


def _new(rows: Iterator[dict[str, Any]], seen: set[str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if (key := text(row, "service_request_id") or repr(row)) not in seen:
            seen.add(key)
            yield row


def _parts(span: Span) -> Iterator[Span]:
    """The span in parts of at most 90 days, the oldest first."""
    start, end = span
    while start < end:
        yield start, min(start + LONGEST, end)
        start += LONGEST


def _whole(endpoint: Endpoint, span: Span) -> Iterator[dict[str, Any]]:
    """What came in the span; where the other side has no pages and cut the list, half by half."""
    rows = list(_pages(endpoint, span, "start_date", "end_date"))
    if len(rows) != CROWDED or span[1] - span[0] <= SHORTEST:
        yield from rows
        return
    middle = span[0] + (span[1] - span[0]) / 2
    yield from _whole(endpoint, (span[0], middle))
    yield from _whole(endpoint, (middle, span[1]))


def _pages(endpoint: Endpoint, span: Span, after: str, before: str) -> Iterator[dict[str, Any]]:
    """Page by page until one brings nothing new: some systems ignore pages, some have smaller ones."""
    asked = {after: say_moment(span[0]), before: say_moment(span[1]), "page_size": str(PAGE), "extensions": "true"}
    seen: set[str] = set()
    for page in range(1, MOST_PAGES + 1):
        fresh = list(_new(iter(endpoint.rows("requests", page=str(page), **asked)), seen))
        yield from fresh
        if not fresh:
            return
