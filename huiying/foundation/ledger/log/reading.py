"""What the log shows: checkpoints, tiles, entries and proofs. Only what a signed checkpoint covers is shown."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huiying.core.translog.errors import Malformed
from huiying.core.translog.note import Note, Signature
from huiying.core.translog.proof import Read, consistency_proof, inclusion_proof
from huiying.core.translog.receipt import Receipt, extra_of
from huiying.core.translog.tile import HEIGHT, WIDTH, Tile, node_reader, pack_entries
from huiying.core.translog.tree import split_hashes
from huiying.foundation.ledger.log.appending import stored_hashes
from huiying.foundation.ledger.log.errors import NothingToShow
from huiying.foundation.ledger.models import Event, EventSecret, Log, LogCheckpoint, LogCosignature, LogEntry, LogTile
from huiying.foundation.ledger.recording import fields_of

LAST_FEW = 8


def newest_checkpoint(log: Log) -> LogCheckpoint | None:
    """The last signed head of a log."""
    return log.checkpoints.order_by("-size").first()


def newest_checkpoints() -> list[LogCheckpoint]:
    """The last signed head of every log that has one, oldest log first."""
    heads = (newest_checkpoint(log) for log in Log.objects.order_by("pk"))
    return [head for head in heads if head is not None]


def last_checkpoint() -> LogCheckpoint | None:
    """The last signed head of the newest log that has one."""
    return LogCheckpoint.objects.select_related("log").order_by("-log_id", "-size").first()


def full_note(checkpoint: LogCheckpoint) -> bytes:
    """The note with the lines of the witnesses that have seen it."""
    note = Note.of_data(bytes(checkpoint.note))
    lines = checkpoint.cosignatures.order_by("pk").values_list("line", flat=True)
    return Note(note.text, (*note.signatures, *(Signature.of_line(line) for line in lines))).data


def tile_bytes(log: Log, tile: Tile, size: int) -> bytes:
    """A tile or bundle of a tree of `size`. Raises Malformed when that tree has none such."""
    if not tile.fits(size):
        raise Malformed("tile", tile.path)
    if tile.level < 0:
        return pack_entries(entries(log, tile.n * WIDTH, tile.width))
    return b"".join(_hashes(log.pk, tile.level, tile.n, tile.width))


def entries(log: Log, start: int, count: int) -> list[bytes]:
    """`count` entries from number `start` on."""
    rows = LogEntry.objects.filter(log=log, idx__gte=start, idx__lt=start + count).order_by("idx")
    return [bytes(entry) for entry in rows.values_list("entry", flat=True)]


def tree_reader(log: Log, size: int) -> Read:
    """Reads the hashes of full subtrees of the tree of `size`; each tile is fetched once."""
    known: dict[tuple[int, int], Sequence[bytes]] = {}

    def hashes(level: int, n: int) -> Sequence[bytes]:
        if (level, n) not in known:
            known[level, n] = _hashes(log.pk, level, n, min(WIDTH, (size >> HEIGHT * level) - n * WIDTH))
        return known[level, n]

    return node_reader(hashes)


def _hashes(log_id: int, level: int, n: int, width: int) -> Sequence[bytes]:
    if width == WIDTH:
        data = LogTile.objects.filter(log_id=log_id, level=level, n=n).values_list("data", flat=True).first()
        if data is None:
            raise Malformed("tile", Tile(level, n).path)
        return split_hashes(bytes(data))
    return stored_hashes(log_id, level, n, width)


def consistency(log: Log, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` continues the tree of `old`; empty for an empty old tree."""
    return consistency_proof(old, new, tree_reader(log, new)) if old else []


def receipt_of(event: Event, *, shown: bool = False, words: str = "") -> Receipt:
    """The receipt of an event under the last checkpoint that covers it.

    `shown`: with the secret, so that it shows everything recorded, and with `words`. Raises NothingToShow.
    """
    line = LogEntry.objects.select_related("log").filter(event=event).first()
    head = _head_over(line) if line is not None else None
    if line is None or head is None:
        raise NothingToShow
    path = inclusion_proof(line.idx, head.size, tree_reader(line.log, head.size))
    extra = _extra(event, bytes(line.entry), vkey_of(head), shown=shown, words=words)
    return Receipt(line.idx, tuple(path), full_note(head), extra)


def _head_over(line: LogEntry) -> LogCheckpoint | None:
    """A late checkpoint over an entry: of the last few the one that most witnesses have signed."""
    heads = seen_heads(line.log).filter(size__gt=line.idx).order_by("-size")
    return max(heads[:LAST_FEW], key=lambda head: (head.seen, head.size), default=None)


def seen_heads(log: Log) -> QuerySet[Any]:
    """The checkpoints of a log, each with `seen`, the number of its cosignatures, counted only for what is read."""
    lines = LogCosignature.objects.filter(checkpoint=OuterRef("pk")).order_by()
    count = lines.values("checkpoint").annotate(count=Count("pk")).values("count")
    return log.checkpoints.annotate(seen=Coalesce(Subquery(count), 0))


def vkey_of(head: LogCheckpoint) -> str:
    """The key that signed a checkpoint, as the office publishes it."""
    ids = {signature.key_id.hex() for signature in Note.of_data(bytes(head.note)).signatures}
    keys = head.log.keys.order_by("-pk").values_list("vkey", flat=True)
    return next((vkey for vkey in keys if vkey.split("+")[1] in ids), "")


def _extra(event: Event, entry: bytes, vkey: str, *, shown: bool, words: str) -> bytes:
    secret = EventSecret.objects.filter(event=event).first() if shown else None
    if secret is None:
        return extra_of(entry, vkey)
    return extra_of(entry, vkey, secret=bytes(secret.salt), fields=fields_of(event), words=words)
