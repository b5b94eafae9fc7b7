"""The log as static files, for a mirror or a plain web server: tiles first, the checkpoint last, each file whole."""

import os
import secrets
from pathlib import Path

from huiying.core.translog.tile import all_tiles
from huiying.foundation.ledger.log.errors import LogBehind
from huiying.foundation.ledger.log.reading import full_note, newest_checkpoints, tile_bytes
from huiying.foundation.ledger.log.witnessing import published_policy
from huiying.foundation.ledger.models import LogCheckpoint

SIZE_FILE = ".size"


def export(folder: Path) -> int:
    """Write or continue the files of every log under `folder`/<name>/; how many files.

    Raises OSError; LogBehind where the files already show more than the database knows.
    """
    heads = newest_checkpoints()
    count = sum(_export(head, folder / head.log.name) for head in heads)
    if heads:
        _write(folder / "policy", published_policy().encode())
    return count


def _export(head: LogCheckpoint, folder: Path) -> int:
    mark = folder / SIZE_FILE
    since = int(mark.read_text("ascii")) if mark.exists() else 0
    if since > head.size:
        raise LogBehind(log=head.log.name, size=head.size, signed=since)
    if since == head.size:
        _write(folder / "checkpoint", full_note(head))
        return 1
    count = 1
    for tile in all_tiles(head.size, since):
        _write(folder / tile.path, tile_bytes(head.log, tile, head.size))
        count += 1
    _write(folder / "checkpoint", full_note(head))
    _forget_partial(folder, since, head.size)
    _write(mark, str(head.size).encode())
    return count


def _forget_partial(folder: Path, since: int, size: int) -> None:
    """Partial tiles go once the full one is there; those of sizes between stay until then."""
    for tile in all_tiles(size, since):
        partial = folder / f"{tile.path}.p"
        if tile.full and partial.is_dir():
            for path in partial.iterdir():
                path.unlink()
            partial.rmdir()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
