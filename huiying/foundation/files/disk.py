"""Sealed bytes on the disk: pieces of a megabyte, each under AES-256-GCM and bound to its file, place and end.

A piece is nonce ‖ ciphertext ‖ tag. Pieces that are missing, moved, changed or of another file do not open.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from huiying.core.sealing import KEY_BYTES, NONCE_BYTES, WrongKeyOrChanged, aad, open_sealed, seal

PIECE_BYTES = 1024 * 1024
TAG_BYTES = 16
CONTENT, THUMBNAIL = "content", "thumbnail"
_ENDS = {CONTENT: "", THUMBNAIL: "-small"}


def new_place() -> str:
    """32 random hexadecimal signs."""
    return secrets.token_hex(16)


def new_key() -> bytes:
    """A key for one file alone."""
    return os.urandom(KEY_BYTES)


def path_of(place: str, what: str = CONTENT) -> Path:
    """Where it lies."""
    return folder() / place[:2] / (place[2:] + _ENDS[what])


def folder() -> Path:
    """The folder of all files."""
    return Path(settings.DATA) / "files"


def write(place: str, key: bytes, source: BinaryIO, what: str = CONTENT) -> tuple[int, bytes]:
    """Seal what `source` yields; how many bytes, and their SHA-256. The name appears only with all bytes behind it.

    Raises OSError when the disk does not take it.
    """
    path = path_of(place, what)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    try:
        size, digest = _sealed_into(draft, place, key, source, what)
    except Exception:  # a full disk is not filled further by what was begun
        draft.unlink(missing_ok=True)
        raise
    draft.replace(path)
    _settle(path.parent)
    return size, digest


def _sealed_into(draft: Path, place: str, key: bytes, source: BinaryIO, what: str) -> tuple[int, bytes]:
    size, digest, number = 0, hashlib.sha256(), 0
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        piece = source.read(PIECE_BYTES)
        while True:
            following = source.read(PIECE_BYTES)
            size += len(piece)
            digest.update(piece)
            nonce = os.urandom(NONCE_BYTES)
            file.write(nonce + seal(key, piece, _bound(place, what, number, last=not following), nonce))
            if not following:
                break
            piece, number = following, number + 1
        file.flush()
        os.fsync(file.fileno())
    return size, digest.digest()


def read(place: str, key: bytes, what: str = CONTENT) -> Iterator[bytes]:
    """The bytes, piece by piece. Raises WrongKeyOrChanged, FileNotFoundError."""
    sealed_bytes = NONCE_BYTES + PIECE_BYTES + TAG_BYTES
    with path_of(place, what).open("rb") as file:
        number, piece = 0, file.read(sealed_bytes)
        while True:
            following = file.read(sealed_bytes)
            bound = _bound(place, what, number, last=not following)
            if len(piece) < NONCE_BYTES + TAG_BYTES:
                raise WrongKeyOrChanged
            yield open_sealed(key, piece[NONCE_BYTES:], bound, piece[:NONCE_BYTES])
            if not following:
                return
            piece, number = following, number + 1


def sealed_size(size: int) -> int:
    """How many bytes lie on the disk for `size` bytes of content."""
    pieces = max(1, -(-size // PIECE_BYTES))
    return size + pieces * (NONCE_BYTES + TAG_BYTES)


def lies_whole(place: str, size: int) -> bool:
    """Whether as many bytes lie there as were written."""
    try:
        return path_of(place).stat().st_size == sealed_size(size)
    except FileNotFoundError:
        return False


def remove(place: str) -> None:
    """Unlink the bytes and the thumbnail; what is gone already is fine."""
    for what in _ENDS:
        path_of(place, what).unlink(missing_ok=True)


def places_older_than(moment: datetime) -> Iterator[tuple[str, Path]]:
    """(place, path) of everything on the disk that was last written before `moment`, drafts of a killed write too."""
    for path in sorted(folder().glob("??/*")):
        if path.stat().st_mtime < moment.timestamp():
            yield path.parent.name + path.name.strip(".").removesuffix(_ENDS[THUMBNAIL]), path


def _bound(place: str, what: str, number: int, *, last: bool) -> bytes:
    return aad("files", f"{what} {number} {'last' if last else 'more'}", place, 1)


def _settle(parent: Path) -> None:
    """The name itself survives a loss of power."""
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
