"""Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log, as the text of a signed note."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.note import ED25519, Note, VerifierKey, b64, verified
from huiying.core.translog.tree import HASH_BYTES

MOST_SIZE = (1 << 63) - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log. `extensions`: further lines, kept as they are."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions]
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def of_text(cls, text: str) -> "Checkpoint":
        """From the text of a note. Raises Malformed."""
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not _SIZE.fullmatch(lines[1]):
            raise Malformed("checkpoint")
        size, root = int(lines[1]), b64(lines[2])
        if size > MOST_SIZE or len(root) != HASH_BYTES:
            raise Malformed("checkpoint")
        return cls(lines[0], size, root, tuple(lines[3:-1]))


def open_checkpoint(data: bytes, log_keys: Sequence[VerifierKey]) -> tuple[Checkpoint, Note]:
    """The checkpoint of a note that one of `log_keys` signed under the origin as its name.

    Raises Malformed; NotProved when no such key signed it or a signature by one is wrong.
    """
    note = Note.of_data(data)
    head = Checkpoint.of_text(note.text)
    keys = [key for key in log_keys if key.kind == ED25519 and key.name == head.origin]
    if not verified(note, keys):
        raise NotProved("not_signed", head.origin)
    return head, note
