"""Private keys in files, one line each, in the text form that Go's package note uses: PRIVATE+KEY+name+hex+base64."""

import base64
import os
from pathlib import Path

from huiying.core.translog.errors import Malformed
from huiying.core.translog.note import ED25519, SigningKey, b64
from huiying.faces.witness.errors import KeyIsOpen, NoKey, NotAKey, WouldReplace

SEED_BYTES = 32
_HEAD = "PRIVATE+KEY+"


def make_key(file: Path, name: str) -> SigningKey:
    """A new key in a new file that only its owner reads. Raises WouldReplace; Malformed for a name that is none."""
    key = SigningKey(name, os.urandom(SEED_BYTES))
    blob = base64.b64encode(bytes([ED25519]) + key.seed).decode("ascii")
    write_secret(file, f"{_HEAD}{name}+{key.verifier.key_id.hex()}+{blob}")
    return key


def write_secret(file: Path, line: str) -> None:
    """Writes a file that only its owner reads, on the disk when this returns. Raises WouldReplace."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as err:
        raise WouldReplace(file=file) from err
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(line + "\n")
        opened.flush()
        os.fsync(handle)


def read_key(file: Path, name: str | None = None) -> SigningKey:
    """The key in `file`; `name`, when given, must be its name. Raises NoKey, NotAKey, KeyIsOpen."""
    line = _secret(file)
    try:
        owner, key_id, blob = line.removeprefix(_HEAD).split("+", 2)
        kind, seed = b64(blob)[:1], b64(blob)[1:]
        key = SigningKey(owner, seed)
        right = line.startswith(_HEAD) and kind == bytes([ED25519]) and key.verifier.key_id.hex() == key_id
    except (Malformed, ValueError) as err:
        raise NotAKey(file=file, name=name or "") from err
    if not right or name not in (None, owner):
        raise NotAKey(file=file, name=name or owner)
    return key


def _secret(file: Path) -> str:
    try:
        if file.stat().st_mode & 0o077:
            raise KeyIsOpen(file=file)
        return file.read_text("utf-8").strip()
    except FileNotFoundError as err:
        raise NoKey(file=file) from err
    except UnicodeDecodeError as err:
        raise NotAKey(file=file, name="") from err
