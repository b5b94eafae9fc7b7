"""The sealed file of a backup: one line of words, one line of JSON, then pieces of a megabyte under AES-256-GCM.

    huiying-backup/v1\n
    {"salt": …, "way": "key" | "passphrase" | "recipient", …}\n
    piece ‖ piece ‖ …      each ciphertext ‖ tag of 16 bytes

The key of a file is HKDF-SHA256(secret, salt, "huiying/backup/v1"), so no two files share one. The nonce of a piece is
its number (11 bytes, big-endian) and 1 for the last piece, else 0; both lines are its additional data. A file that is
cut off, reordered, lengthened or changed does not open. "passphrase": the secret is scrypt(passphrase, salt, n, r, p).
"recipient": X25519 of the key `ephemeral` and the recipient's; the secret is made of what
both agree on and of both public keys. This is the construction of age (C2SP), with AES in place of ChaCha20.
"""

import io
import json
from collections.abc import Mapping
from typing import Any, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from huiying.foundation.upkeep.errors import CannotOpen

MAGIC = b"huiying-backup/v1\n"
PIECE_BYTES = 1024 * 1024
TAG_BYTES = 16
SALT_BYTES = 32
LONGEST_HEADER = 4_096


class Lock(Protocol):
    """What a backup is sealed for: gives the words of the header and the secret behind them."""

    def close(self, salt: bytes) -> tuple[Mapping[str, Any], bytes]:
        """The header (without salt) and the secret for a new file."""


class Key(Protocol):
    """What opens a backup."""

    def open(self, salt: bytes, header: Mapping[str, Any]) -> bytes:
        """The secret of a file with this header. Raises CannotOpen."""


class SealingWriter(io.RawIOBase):
    """Takes bytes and writes them sealed to `target`, which it does not close."""

    def __init__(self, target: BinaryIO, lock: Lock, salt: bytes) -> None:
        header, secret = lock.close(salt)
        line = json.dumps({"salt": salt.hex(), **header}, sort_keys=True).encode("ascii") + b"\n"
        self._target, self._head = target, MAGIC + line
        self._aead = AESGCM(_file_key(secret, salt))
        self._waiting, self._number = bytearray(), 0
        target.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """A piece is sealed only when more follows it, so that the last one is known."""
        self._waiting += data
        while len(self._waiting) > PIECE_BYTES:
            self._put(bytes(self._waiting[:PIECE_BYTES]), last=False)
            del self._waiting[:PIECE_BYTES]
        return len(data)

    def finish(self) -> None:
        """Seal what is left as the end of the file."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._aead.encrypt(_nonce(self._number, last=last), piece, self._head))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Gives the bytes of a sealed file. Raises CannotOpen where they are not whole and true."""

    def __init__(self, source: BinaryIO, head: bytes, secret: bytes, salt: bytes) -> None:
        self._source, self._head = source, head
        self._aead = AESGCM(_file_key(secret, salt))
        self._opened, self._number = b"", 0
        self._following = source.read(PIECE_BYTES + TAG_BYTES)
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._opened and not self._ended:
            self._next()
        given = self._opened[: len(buffer)]
        buffer[: len(given)] = given
        self._opened = self._opened[len(given) :]
        return len(given)

    def drain(self) -> None:
        """Read to the end, so that a file that was cut off is found out."""
        while not self._ended:
            self._next()

    def _next(self) -> None:
        sealed, self._following = self._following, self._source.read(PIECE_BYTES + TAG_BYTES)
        self._ended = not self._following
        try:
            self._opened = self._aead.decrypt(_nonce(self._number, last=self._ended), sealed, self._head)
        except InvalidTag as err:
            raise CannotOpen from err
        self._number += 1


def read_header(source: BinaryIO) -> tuple[bytes, Mapping[str, Any]] | None:
    """Both lines, and what the second says; None where the file is no backup."""
    if source.read(len(MAGIC)) != MAGIC:
        return None
    line = source.readline(LONGEST_HEADER)
    try:
        header = json.loads(line)
        bytes.fromhex(header["salt"])
    except (ValueError, KeyError, TypeError):
        return None
    return MAGIC + line, header


def _file_key(secret: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"huiying/backup/v1").derive(secret)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
