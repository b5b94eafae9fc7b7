"""Appending: the last thing a transaction does, under the one lock of the log."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from huiying.core.translog.entry import CID_BYTES, Published
from huiying.core.translog.promises import COMES
from huiying.core.translog.tile import WIDTH, tile_hash
from huiying.core.translog.tree import Frontier, leaf_hash
from huiying.foundation.ledger.inserting import insert_many, insert_rows
from huiying.foundation.ledger.log.head import refuse_if_behind
from huiying.foundation.ledger.models import LogTile, PublicName

FIRST_LOG = 0x4C4F4731
"""Whoever opens the first log holds this lock of PostgreSQL; the number is ours alone."""
NEWEST = "SELECT id, name, size, frontier, closed_at FROM ledger_log ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Line:
    """What the log is told of one event. `type` "": the commitment alone. `at`: when it was recorded.

    `cid`: the name of what is no voice; b"": that of the voice is looked up, or made.
    """

    event_id: int
    commitment: bytes
    at: datetime
    voice_id: int = 0
    type: str = ""
    due: date | None = None
    basis: str = ""
    role: str = ""
    cid: bytes = b""
    value: bytes = b""


@dataclass(slots=True)
class Open:
    """The log that grows, held by this transaction."""

    id: int
    name: str
    frontier: Frontier


def append_later(lines: Sequence[Line]) -> None:
    """Append `lines` as the last act of the running transaction."""
    for line in lines:
        connection.before_commit(append, line)  # type: ignore[attr-defined]  # of huiying.config.before_commit


def append(lines: Sequence[Line]) -> None:
    """Give each line its number, in order, with leaves, tiles and frontier. Raises LogBehind."""
    log = hold_open(max(line.at for line in lines))
    names = _names(lines)
    entries = [_published(line, names).data for line in lines]
    leaves = [leaf_hash(entry) for entry in entries]
    start = log.frontier.size
    insert_rows(
        "ledger_logentry (log_id, idx, event_id, entry, leaf)",
        [(log.id, start + n, line.event_id, entries[n], leaves[n]) for n, line in enumerate(lines)],
    )
    log.frontier = log.frontier.grown(leaves)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_log SET size = %s, frontier = %s WHERE id = %s",
            [log.frontier.size, log.frontier.packed(), log.id],
        )
    _seal_tiles(log.id, start, log.frontier.size)


def hold_open(at: datetime) -> Open:
    """The log of the year of `at`, or the newest if that is later; opened when need be, locked until the end.

    Raises LogBehind, also where the new year's log would hide that the old one is.
    """
    year = timezone.localdate(at).year
    row = _newest() or _first()
    refuse_if_behind(*(row[:3] if row is not None else (0, "", 0)))
    while row is None or int(row[1][:4]) < year:
        open_log(str(year), at)
        row = _newest()
    return Open(row[0], row[1], Frontier.unpacked(row[2], bytes(row[3])))


def _first() -> tuple[Any, ...] | None:
    """The first log of all, where somebody else is just opening it; None when it is ours to open.

    There is no row yet that one could wait for: two who open logs of different years would leave two that are open.
    """
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_LOG])
    return _newest()


def _newest() -> tuple[Any, ...] | None:
    """The newest log, locked. One that was closed while we waited for it is not it any more."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(NEWEST + lock)
            row = cursor.fetchone()
            if row is None or row[4] is None:
                return tuple(row) if row is not None else None


def open_log(name: str, at: datetime) -> None:
    """Begin the log `name` and close the others; whoever does it at the same time finds it done."""
    moment = connection.ops.adapt_datetimefield_value(at.astimezone(UTC))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_log (name, origin, opened_at, size, frontier) VALUES (%s, %s, %s, 0, %s) "
            "ON CONFLICT DO NOTHING",
            [name, f"{host()}/log/{name}", moment, b""],
        )
        if cursor.rowcount:
            cursor.execute(
                "UPDATE ledger_log SET closed_at = %s WHERE closed_at IS NULL AND name <> %s", [moment, name]
            )


def host() -> str:
    """The name under which this office publishes its logs."""
    return urlsplit(settings.ADDRESS).netloc or "localhost"


def _published(line: Line, names: dict[int, bytes]) -> Published:
    if not line.type:
        return Published(line.commitment)
    day = timezone.localdate(line.at)
    cid = line.cid or names[line.voice_id]
    return Published(line.commitment, line.type, cid, day, line.due, line.basis, line.role, line.value)


def _names(lines: Iterable[Line]) -> dict[int, bytes]:
    """The random names of the voices that the lines are about; new ones for those that have none."""
    told = {line.voice_id for line in lines if line.type and not line.cid}
    known = _known(told - {line.voice_id for line in lines if line.type in COMES})
    return known | _made(told - set(known))


def _known(voice_ids: set[int]) -> dict[int, bytes]:
    if not voice_ids:
        return {}
    rows = PublicName.objects.filter(voice_id__in=voice_ids).values_list("voice_id", "cid")
    return {voice_id: bytes(cid) for voice_id, cid in rows}


def _made(voice_ids: set[int]) -> dict[int, bytes]:
    names = {voice_id: os.urandom(CID_BYTES) for voice_id in sorted(voice_ids)}
    insert_rows("ledger_publicname (voice_id, cid)", list(names.items()))
    return names


def _seal_tiles(log_id: int, old: int, new: int) -> None:
    """Write the tiles that have become full, from below."""
    level = 0
    while old // WIDTH < new // WIDTH:
        old, new = old // WIDTH, new // WIDTH
        insert_many([_tile(log_id, level, n) for n in range(old, new)])
        level += 1


def _tile(log_id: int, level: int, n: int) -> LogTile:
    hashes = stored_hashes(log_id, level, n, WIDTH)
    return LogTile(log_id=log_id, level=level, n=n, data=b"".join(hashes), top=tile_hash(hashes))


def stored_hashes(log_id: int, level: int, n: int, width: int) -> list[bytes]:
    """The first `width` hashes of a tile, from the leaves or from the tops of the tiles below."""
    sql, key = (
        ("SELECT leaf FROM ledger_logentry WHERE log_id = %s AND idx >= %s AND idx < %s ORDER BY idx", [log_id])
        if level == 0
        else (
            "SELECT top FROM ledger_logtile WHERE log_id = %s AND level = %s AND n >= %s AND n < %s ORDER BY n",
            [log_id, level - 1],
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*key, n * WIDTH, n * WIDTH + width])
        return [bytes(row[0]) for row in cursor.fetchall()]
