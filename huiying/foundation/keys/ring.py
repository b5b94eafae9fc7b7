"""The key files of one office: `django`, `receipt`, `vault-1`, `vault-2`, … and, where the log is signed, `ledger-1`, …

They lie in the folder `settings.KEYS`.

Each is one line of text. The folder is 0700, the files 0600; they never belong in a backup of the data.
"""

import os
import re
import secrets
import time
from functools import cache
from pathlib import Path

from django.conf import settings

from huiying.core.sealing import KEY_BYTES
from huiying.foundation.keys.errors import KeyDamaged, KeyMissing, KeyUnreadable

VAULT = re.compile(r"vault-([1-9][0-9]{0,3})")


def vault_key(version: int) -> bytes:
    """The 32 bytes that seal identities. Raises KeyMissing, KeyUnreadable, KeyDamaged."""
    return _key(f"{settings.KEYS}/vault-{version}")


def receipt_key() -> bytes:
    """The 32 bytes for the HMAC of receipt codes. Raises KeyMissing, KeyUnreadable, KeyDamaged."""
    return _key(f"{settings.KEYS}/receipt")


def newest_vault_version() -> int:
    """The version that seals what is new. Raises KeyMissing when there is none."""
    return vault_versions()[-1]


def vault_versions() -> list[int]:
    """All versions in the folder, oldest first; read again when the folder has changed: a rotation needs no restart.

    Raises KeyMissing when there is none, KeyUnreadable.
    """
    folder = str(settings.KEYS)
    changed_at = _changed_at(folder)
    known = _listed.get(folder)
    if known is None or known[0] != changed_at or not known[1]:
        known = (changed_at, _versions_in(Path(folder)))
        if time.time_ns() - changed_at > SETTLED_NANOSECONDS:
            _listed[folder] = known
    if not known[1]:
        raise KeyMissing(file=f"{folder}/vault-1")
    return known[1]


_listed: dict[str, tuple[int, list[int]]] = {}
SETTLED_NANOSECONDS = 2_000_000_000
"""A folder that was changed just now may change again within the same tick of its clock."""


def _changed_at(folder: str) -> int:
    """Nanoseconds; 0 where there is no folder."""
    try:
        return os.stat(folder).st_mtime_ns
    except FileNotFoundError:
        return 0
    except OSError as err:
        raise KeyUnreadable(file=folder) from err


def next_vault_key(folder: Path) -> int:
    """Makes the key after the newest one; from now on it seals what is new. Its version.

    Raises KeyMissing where there is none yet, OSError when the folder cannot be written.
    """
    version = newest_vault_version() + 1
    new_key_file(folder / f"vault-{version}")
    return version


def missing_keys(folder: Path) -> list[str]:
    """Names of the key files that `create_keys` would make."""
    vaults = [f"vault-{version}" for version in _versions_in(folder)] or ["vault-1"]
    return [name for name in ("django", "receipt", *vaults) if not (folder / name).exists()]


def create_keys(folder: Path) -> list[str]:
    """Makes the key files that are missing and returns their names; never changes one that is there.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return [name for name in missing_keys(folder) if new_key_file(folder / name)]


def read_key(path: Path) -> bytes:
    """The 32 bytes of a key file. Raises KeyMissing, KeyUnreadable, KeyDamaged."""
    return _key(str(path))


def new_key_file(path: Path) -> bool:
    """Writes a new key; False when another process was first. The name appears only with the whole key behind it."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _versions_in(folder: Path) -> list[int]:
    try:
        found = [VAULT.fullmatch(path.name) for path in folder.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as err:
        raise KeyUnreadable(file=str(folder)) from err
    return sorted(int(match[1]) for match in found if match)


@cache
def _key(path: str) -> bytes:
    try:
        key = bytes.fromhex(Path(path).read_text("ascii").strip())
    except FileNotFoundError as err:
        raise KeyMissing(file=str(path)) from err
    except OSError as err:
        raise KeyUnreadable(file=str(path)) from err
    except ValueError as err:
        raise KeyDamaged(file=str(path)) from err
    if len(key) != KEY_BYTES:
        raise KeyDamaged(file=str(path))
    return key
