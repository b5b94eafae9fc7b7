"""Signing a log's heads: with the key files `ledger-1`, `ledger-2`, … of this machine, or by asking another one.

Every key file that is there signs, so that a new key can be published before the old one is taken away.
"""

import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from huiying.core.translog.checkpoint import Checkpoint, open_checkpoint
from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import Note, Signature, SigningKey, VerifierKey
from huiying.core.translog.step import Step
from huiying.foundation.keys.ring import new_key_file, read_key
from huiying.foundation.ledger.log.asking import Answer, NoAnswer, post
from huiying.foundation.ledger.log.errors import NoSigningKey, SignerSilent

KEY_FILE = re.compile(r"ledger-([1-9][0-9]{0,3})")
RETIRED = "retired-"
Proof = Callable[[int], list[bytes]]


def key_files() -> list[Path]:
    """The key files of this machine, oldest first."""
    return list(_numbered("").values())


def _numbered(state: str) -> dict[int, Path]:
    found = {KEY_FILE.fullmatch(path.name.removeprefix(state)): path for path in _folder().glob(f"{state}ledger-*")}
    return dict(sorted((int(match[1]), path) for match, path in found.items() if match))


def _folder() -> Path:
    return Path(settings.KEYS)


def make_key() -> Path:
    """A further key file, with a number that none has had. Raises OSError when the folder cannot be written."""
    number = max([0, *_numbered(""), *_numbered(RETIRED)]) + 1
    path = _folder() / f"ledger-{number}"
    new_key_file(path)
    return path


def take_away_key(path: Path) -> None:
    """Sign no more with a key; its file stays under another name."""
    path.replace(path.with_name(f"{RETIRED}{path.name}"))


def local_keys(origin: str) -> list[SigningKey]:
    """The keys of this machine for a log."""
    return [SigningKey(origin, read_key(path)) for path in key_files()]


def signed(head: Checkpoint, old: int, proof: Proof) -> list[tuple[VerifierKey, Signature]]:
    """The signatures over a head, each with its key. `proof(size)` shows that it continues the tree of `size` entries.

    `old`: the size of the last checkpoint here; the machine that signs may have signed a later one that got lost.
    Raises NoSigningKey, SignerSilent, and the errors of reading a key.
    """
    if settings.SIGNER_URL:
        return [_asked(head, old, proof)]
    keys = local_keys(head.origin)
    if not keys:
        raise NoSigningKey(folder=str(settings.KEYS))
    return [(key.verifier, key.sign(head.text)) for key in keys]


def _asked(head: Checkpoint, old: int, proof: Proof) -> tuple[VerifierKey, Signature]:
    """What the machine that signs answers, checked with the key that the office knows to be its."""
    try:
        key = VerifierKey(head.origin, VerifierKey.of_vkey(settings.SIGNER_KEY).public)
        answer = _ask(head, old, proof)
        seen = answer.other_size
        if seen is not None and seen <= head.size:
            answer = _ask(head, seen, proof)
        if answer.status != 200:
            raise SignerSilent(url=settings.SIGNER_URL, why=answer.status)
        signature = Signature.of_line(answer.body.decode("utf-8").rstrip("\n"))
        open_checkpoint(Note(head.text, (signature,)).data, [key])
    except NoAnswer as err:
        raise SignerSilent(url=settings.SIGNER_URL, why=str(err)) from err
    except (LogFault, UnicodeDecodeError) as err:
        raise SignerSilent(url=settings.SIGNER_URL, why="signature") from err
    return key, signature


def _ask(head: Checkpoint, old: int, proof: Proof) -> Answer:
    body = Step(old, tuple(proof(old)), head.text.encode()).data
    return post(f"{settings.SIGNER_URL}/sign-checkpoint", body, token=settings.SIGNER_TOKEN)
