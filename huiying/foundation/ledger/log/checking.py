"""Looking the whole log over: every hash is computed again and compared with what is stored and what was signed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import connection

from huiying.core.translog.checkpoint import Checkpoint, open_checkpoint
from huiying.core.translog.commitment import event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import Signature, VerifierKey, verified
from huiying.core.translog.policy import Party
from huiying.core.translog.tile import HEIGHT, WIDTH, Tile
from huiying.core.translog.tree import EMPTY_ROOT, HASH_BYTES, fold, leaf_hash, split_hashes
from huiying.foundation.keys.errors import KeyMissing
from huiying.foundation.keys.snapshot import reading
from huiying.foundation.ledger.log.counting import miscounted
from huiying.foundation.ledger.log.head import last_signed
from huiying.foundation.ledger.log.witnessing import read_policy
from huiying.foundation.ledger.models import Event, Log, LogCheckpoint, LogCosignature, LogTile
from huiying.foundation.ledger.recording import fields_of

ROWS = 5_000
LINES = (
    "SELECT l.idx, l.entry, l.leaf, e.commitment FROM ledger_logentry l "
    "LEFT JOIN ledger_event e ON e.id = l.event_id WHERE l.log_id = %s ORDER BY l.idx"
)
LOOSE = "SELECT count(*) FROM ledger_event e WHERE NOT EXISTS (SELECT 1 FROM ledger_logentry l WHERE l.event_id = e.id)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit. `code`: a stable word; `about`: which entry, tile, checkpoint or event."""

    code: str
    about: str


@dataclass(slots=True)
class _Tree:
    """The tree as it grows: its frontier, and for each level the tops of the tiles that are full."""

    size: int = 0
    stack: list[bytes] = field(default_factory=list)
    row: list[bytes] = field(default_factory=list)
    tops: list[list[bytes]] = field(default_factory=list)
    full: list[tuple[int, int, bytes, bytes]] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """One leaf more; a tile that becomes full goes to `full` as level, n, data, top."""
        self.row.append(leaf)
        rest, top, level, stack = self.size, leaf, 0, self.stack
        while rest & 1:
            top = sha256(b"\x01" + stack.pop() + top).digest()
            rest >>= 1
            level += 1
            if not level % HEIGHT:
                self._fill(level // HEIGHT - 1, top)
        stack.append(top)
        self.size += 1

    def _fill(self, level: int, top: bytes) -> None:
        if len(self.tops) == level:
            self.tops.append([])
        row = self.row if level == 0 else self.tops[level - 1]
        self.full.append((level, (self.size + 1 >> HEIGHT * (level + 1)) - 1, b"".join(row[-WIDTH:]), top))
        row.clear()
        self.tops[level].append(top)


def faults(*, deep: bool = False) -> Iterator[Fault]:
    """Everything that does not fit, in all logs, at one moment, however long it takes.

    `deep`: every event's commitment is computed from its fields too, and the counts of days are counted again.
    Raises PolicyBroken, KeyMissing.
    """
    witnesses = read_policy().witnesses
    with reading():
        for log in Log.objects.order_by("pk"):
            yield from _faults_of(log, witnesses)
        if loose := _count(LOOSE):
            yield Fault("events_without_line", str(loose))
        yield from behind()
        if deep:
            yield from _changed_events()
            yield from (Fault("counts", about) for about in _miscounted())


def sizes() -> tuple[int, str]:
    """How many entries all logs have together, and the root of the newest in hex ("" where its frontier is damaged)."""
    newest = Log.objects.order_by("-pk").first()
    try:
        root = fold(split_hashes(_raw(newest.frontier))) if newest is not None else EMPTY_ROOT
    except LogFault:
        root = b""
    return sum(Log.objects.values_list("size", flat=True)), root.hex()


def _faults_of(log: Log, witnesses: Mapping[str, Party]) -> Iterator[Fault]:
    tree = _Tree()
    heads = _heads(log, witnesses)
    head = next(heads, None)
    tiles = {(tile.level, tile.n): tile for tile in LogTile.objects.filter(log=log)}
    for idx, entry, leaf, commitment in _rows(LINES, [log.pk]):
        entry, leaf = _raw(entry), _raw(leaf)
        yield from _line_faults(log, tree.size, idx, entry, leaf, commitment)
        tree.append(leaf if len(leaf) == HASH_BYTES else leaf_hash(entry))
        if tree.full:
            yield from _tile_faults(log, tree.full, tiles)
            tree.full.clear()
        while head is not None and head.size <= tree.size:
            if head.size != tree.size or not head.fits(fold(tree.stack)):
                yield Fault("checkpoint", f"{log.name}/{head.size}")
            head = next(heads, None)
    yield from (Fault("tile_too_many", f"{log.name}/{Tile(level, n).path}") for level, n in tiles)
    while head is not None:
        yield Fault("checkpoint", f"{log.name}/{head.size}")
        head = next(heads, None)
    if log.size != tree.size:
        yield Fault("size", f"{log.name}/{log.size}")
    if _raw(log.frontier) != b"".join(tree.stack):
        yield Fault("frontier", log.name)


def _line_faults(log: Log, at: int, idx: int, entry: bytes, leaf: bytes, commitment: Any) -> Iterator[Fault]:
    if idx != at:
        yield Fault("gap", f"{log.name}/{at}")
    if leaf_hash(entry) != leaf:
        yield Fault("entry", f"{log.name}/{idx}")
    if commitment is None:
        yield Fault("event_missing", f"{log.name}/{idx}")
    elif not _binds(entry, _raw(commitment)):
        yield Fault("event", f"{log.name}/{idx}")


def _binds(entry: bytes, commitment: bytes) -> bool:
    """Whether an entry holds a commitment; the reading of the whole entry is needed for the rarest form alone."""
    if entry.startswith(b'{"c":"'):
        return entry[6:70] == commitment.hex().encode()
    try:
        return Published.of_data(entry).commitment == commitment
    except LogFault:
        return False


def _tile_faults(
    log: Log, full: list[tuple[int, int, bytes, bytes]], tiles: dict[tuple[int, int], LogTile]
) -> Iterator[Fault]:
    for level, n, data, top in full:
        tile = tiles.pop((level, n), None)
        if tile is None or _raw(tile.data) != data or _raw(tile.top) != top:
            yield Fault("tile", f"{log.name}/{Tile(level, n).path}")


@dataclass(frozen=True, slots=True)
class _Head:
    """A stored checkpoint; `vkeys` are those of its log."""

    size: int
    row: LogCheckpoint
    origin: str
    vkeys: tuple[str, ...]
    witnesses: Mapping[str, Party]

    def fits(self, root: bytes) -> bool:
        """Whether it is that of `root`, each signature is by a key of the log, and each cosignature good.

        Of a witness that is not in the office's list any more only the form of the line can be checked.
        """
        try:
            keys = [VerifierKey.of_vkey(vkey) for vkey in self.vkeys]
            signed, note = open_checkpoint(_raw(self.row.note), keys)
            same = signed == Checkpoint(self.origin, self.size, root) and _raw(self.row.root) == root
            whole = len(verified(note, keys)) == len(note.signatures)
            return (
                same and whole and all(_is_good(one, note.text, self.witnesses) for one in self.row.cosignatures.all())
            )
        except LogFault:
            return False


def _heads(log: Log, witnesses: Mapping[str, Party]) -> Iterator[_Head]:
    """The checkpoints of a log by size, a few at a time."""
    vkeys = tuple(log.keys.values_list("vkey", flat=True))
    for row in log.checkpoints.prefetch_related("cosignatures").order_by("size").iterator(ROWS):
        yield _Head(row.size, row, log.origin, vkeys, witnesses)


def _is_good(one: LogCosignature, text: str, witnesses: Mapping[str, Party]) -> bool:
    """Raises LogFault when the signature is wrong."""
    line = Signature.of_line(one.line)
    if one.witness not in witnesses:
        return True
    key = witnesses[one.witness].key
    return (line.name, line.key_id) == (key.name, key.key_id) and key.signed(text, line) == one.at.timestamp()


def behind() -> Iterator[Fault]:
    """Less than was signed is the mark of an old backup."""
    head = last_signed()
    if head is None:
        return
    log = Log.objects.filter(pk=head.log, name=head.name).first()
    if log is None or log.size < head.size:
        yield Fault("behind", f"{head.name}/{head.size}")


def _miscounted() -> Iterator[str]:
    """What the public page counts otherwise than the entries say; of entries that cannot be read the tree tells."""
    try:
        yield from miscounted()
    except LogFault:
        return


def _changed_events() -> Iterator[Fault]:
    """Events whose commitment is not that of their fields. One whose secret was erased cannot be looked into."""
    for event in Event.objects.filter(secret__isnull=False).select_related("secret").order_by("pk").iterator(ROWS):
        try:
            same = event_commitment(fields_of(event), _raw(event.secret.salt)) == _raw(event.commitment)
        except KeyMissing:
            raise
        except Exception:
            same = False
        if not same:
            yield Fault("event_fields", str(event.pk))


def _raw(value: Any) -> bytes:
    """What a column of bytes holds. Text, which SQLite takes there too, is nothing that we have written."""
    return b"" if isinstance(value, str) else bytes(value)


def _rows(sql: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(ROWS):
            yield from rows


def _count(sql: str) -> int:
    return int(next(_rows(sql, []))[0])
