"""Signing a log's heads: with the key files `ledger-1`, `ledger-2`, … of this machine, or by asking another one.

Every key file that is there signs, so that a new key can be published before the old one is taken away.
"""

import re
from pathlib import Path

from django.conf import settings

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import Signature, SigningKey, VerifierKey
from huiying.foundation.keys.ring import new_key_file, read_key
from huiying.foundation.ledger.log.asking import NoAnswer, post, request_body
from huiying.foundation.ledger.log.errors import NoSigningKey, SignerSilent

KEY_FILE = re.compile(r"ledger-([1-9][0-9]{0,3})")


def key_files() -> list[Path]:
    """The key files of this machine, oldest first."""
    folder = Path(settings.KEYS)
    found = {int(match[1]): path for path in folder.glob("ledger-*") if (match := KEY_FILE.fullmatch(path.name))}
    return [found[number] for number in sorted(found)]


def make_key() -> Path:
    """A further key file. Raises OSError when the folder cannot be written."""
    files = key_files()
    number = int(files[-1].name.removeprefix("ledger-")) + 1 if files else 1
    path = Path(settings.KEYS) / f"ledger-{number}"
    new_key_file(path)
    return path


def take_away_key(path: Path) -> None:
    """Sign no more with a key; its file stays under another name."""
    path.replace(path.with_name(f"retired-{path.name}"))


def local_keys(origin: str) -> list[SigningKey]:
    """The keys of this machine for a log."""
    return [SigningKey(origin, read_key(path)) for path in key_files()]


def signed(head: Checkpoint, old: int, proof: list[bytes]) -> list[tuple[VerifierKey, Signature]]:
    """The signatures over a head, each with its key. `proof` shows that it continues the tree of `old` entries.

    Raises NoSigningKey, SignerSilent, and the errors of reading a key.
    """
    if settings.SIGNER_URL:
        return [_asked(head, old, proof)]
    keys = local_keys(head.origin)
    if not keys:
        raise NoSigningKey(folder=str(settings.KEYS))
    return [(key.verifier, key.sign(head.text)) for key in keys]


def _asked(head: Checkpoint, old: int, proof: list[bytes]) -> tuple[VerifierKey, Signature]:
    """What the machine that signs answers, checked with the key that the office knows to be its."""
    url = f"{settings.SIGNER_URL}/sign-checkpoint"
    try:
        key = VerifierKey(head.origin, VerifierKey.of_vkey(settings.SIGNER_KEY).public)
        answer = post(url, request_body(old, proof, head.text.encode()), token=settings.SIGNER_TOKEN)
        if answer.status != 200:
            raise SignerSilent(url=settings.SIGNER_URL, why=answer.status)
        signature = Signature.of_line(answer.body.decode("utf-8").rstrip("\n"))
        key.signed(head.text, signature)
    except NoAnswer as err:
        raise SignerSilent(url=settings.SIGNER_URL, why=str(err)) from err
    except (LogFault, UnicodeDecodeError) as err:
        raise SignerSilent(url=settings.SIGNER_URL, why="signature") from err
    return key, signature
