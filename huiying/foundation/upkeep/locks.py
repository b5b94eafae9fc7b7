"""What a backup is sealed for and opened with: the office's own key, a passphrase, or a key that lies elsewhere.

A file with 64 hexadecimal characters is a key; a line of `huiying backup-key` a public or a secret one; else its first
line is a passphrase. The public line lets a machine make backups that it cannot open.
"""

import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

from huiying.core.sealing import KEY_BYTES
from huiying.foundation.keys.ring import new_key_file
from huiying.foundation.upkeep.errors import BadBackupKey, CannotOpen, NoBackupKey

OWN = "backup"
"""The key file in the keys folder that seals backups where the office has named no other."""
PUBLIC, SECRET = "huiying-backup-public:", "huiying-backup-secret:"
HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")
LEAST_PASSPHRASE = 16
SCRYPT = {"n": 2**17, "r": 8, "p": 1}
"""128 MB and a third of a second for each guess."""
MOST_SCRYPT = 2**20
CHECK_BYTES = 16


@dataclass(frozen=True, slots=True)
class OwnKey:
    """32 bytes in a file."""

    key: bytes

    def close(self, salt: bytes) -> tuple[Mapping[str, Any], bytes]:
        return {"way": "key"}, self.key

    def open(self, salt: bytes, header: Mapping[str, Any]) -> bytes:
        return self.key


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that somebody remembers or keeps on paper."""

    words: str

    def close(self, salt: bytes) -> tuple[Mapping[str, Any], bytes]:
        return {"way": "passphrase", **SCRYPT}, self._secret(salt, SCRYPT)

    def open(self, salt: bytes, header: Mapping[str, Any]) -> bytes:
        numbers = {name: header.get(name) for name in SCRYPT}
        if not all(isinstance(number, int) and 0 < number <= MOST_SCRYPT for number in numbers.values()):
            raise CannotOpen
        return self._secret(salt, numbers)

    def _secret(self, salt: bytes, numbers: Mapping[str, Any]) -> bytes:
        return Scrypt(salt=salt, length=KEY_BYTES, **numbers).derive(self.words.encode())


@dataclass(frozen=True, slots=True)
class Recipient:
    """A public key: seals and cannot open."""

    public: bytes

    def close(self, salt: bytes) -> tuple[Mapping[str, Any], bytes]:
        once = X25519PrivateKey.generate()
        ephemeral = once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(self.public))
        header = {"way": "recipient", "ephemeral": ephemeral.hex(), "recipient": self.public.hex()}
        return header, _agreed(shared, ephemeral, self.public)

    def open(self, salt: bytes, header: Mapping[str, Any]) -> bytes:
        raise CannotOpen


@dataclass(frozen=True, slots=True)
class Identity:
    """The secret half of a recipient's key: seals for itself, and opens."""

    secret: bytes

    @property
    def public(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    def close(self, salt: bytes) -> tuple[Mapping[str, Any], bytes]:
        return Recipient(self.public).close(salt)

    def open(self, salt: bytes, header: Mapping[str, Any]) -> bytes:
        try:
            ephemeral = bytes.fromhex(header["ephemeral"])
            other = X25519PublicKey.from_public_bytes(ephemeral)
            shared = X25519PrivateKey.from_private_bytes(self.secret).exchange(other)
        except (KeyError, TypeError, ValueError) as err:
            raise CannotOpen from err
        return _agreed(shared, ephemeral, self.public)


BackupKey = OwnKey | Passphrase | Recipient | Identity


def key_in(path: Path) -> BackupKey:
    """What a file holds. Raises NoBackupKey, BadBackupKey, OSError."""
    try:
        line = (path.read_text("utf-8").splitlines() or [""])[0].strip()
    except FileNotFoundError as err:
        raise NoBackupKey(file=str(path)) from err
    except UnicodeDecodeError as err:
        raise BadBackupKey(file=str(path)) from err
    if HEX_KEY.fullmatch(line):
        return OwnKey(bytes.fromhex(line))
    for prefix, kind in ((PUBLIC, Recipient), (SECRET, Identity)):
        if line.startswith(prefix):
            return kind(_raw_key(path, line.removeprefix(prefix)))
    if len(line) < LEAST_PASSPHRASE:
        raise BadBackupKey(file=str(path))
    return Passphrase(line)


def chosen(path: Path | None) -> BackupKey:
    """The key in `path`, else in the file of the setting, else the office's own. Raises as `key_in`."""
    return key_in(path or settings.BACKUP_KEY or own_path())


def own_path() -> Path:
    """Where the office's own key lies."""
    return Path(settings.KEYS) / OWN


def make_own() -> None:
    """The office's own key, made once; a key that the office has named elsewhere makes it needless. Raises OSError."""
    if settings.BACKUP_KEY is None and not own_path().exists():
        new_key_file(own_path())


def new_pair(path: Path) -> str:
    """Writes a new secret key to `path` (0600); the public line that belongs to it. Raises OSError where it exists."""
    one = X25519PrivateKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(SECRET + b64encode(one.private_bytes_raw()).decode() + "\n")
    return PUBLIC + b64encode(one.public_key().public_bytes_raw()).decode()


def fingerprint(key: bytes) -> str:
    """Tells whether a key is the same, and nothing of the key: 16 bytes that only its holder can make."""
    return hmac.digest(key, b"huiying/which-key/v1", "sha256")[:CHECK_BYTES].hex()


def _agreed(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=ephemeral + public, info=b"huiying/backup/x25519/v1").derive(
        shared
    )


def _raw_key(path: Path, text: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except ValueError as err:
        raise BadBackupKey(file=str(path)) from err
    if len(key) != KEY_BYTES:
        raise BadBackupKey(file=str(path))
    return key
