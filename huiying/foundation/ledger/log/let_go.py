"""What was let go of, kept beside the keys and so never part of a backup: a restored one lets go of it again.

A line for each voice: what, its random name in the public log, when, and the ground of an erasure. Nothing else.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from huiying.foundation.ledger.log.head import one_at_a_time
from huiying.foundation.ledger.models import PublicName

FILE = "let-go"
AT_ONCE = 400


class What(StrEnum):
    """How much of a voice went: every word, who spoke, or a consent."""

    ERASED = "erased"
    NAMELESS = "nameless"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LetGo:
    """`voice_id`: of this database; a line names it by its random name. `about`: ground of an erasure, or purpose of a
    consent."""

    what: What
    voice_id: int
    at: datetime
    about: str = ""


def keep_let_go(found: Iterable[LetGo]) -> None:
    """Write down what went, unless it stands there already; safe against a power cut. Raises OSError."""
    new = list(found)
    names = _names(one.voice_id for one in new)
    folder = Path(settings.KEYS)
    with one_at_a_time(folder):
        known = {(what, name, about) for what, name, _at, about in _lines()}
        named = [(one, names[one.voice_id]) for one in new if one.voice_id in names]
        _append(folder / FILE, [_line(one, name) for one, name in named if (one.what, name, _word(one)) not in known])


def all_let_go() -> Iterator[LetGo]:
    """Everything that was written down and is a voice of this database, oldest first. Raises OSError."""
    lines = list(_lines())
    for begin in range(0, len(lines), AT_ONCE):
        some = lines[begin : begin + AT_ONCE]
        found = PublicName.objects.filter(cid__in=[bytes.fromhex(name) for _what, name, _at, _about in some])
        ids = {bytes(cid).hex(): voice_id for voice_id, cid in found.values_list("voice_id", "cid")}
        for what, name, at, about in some:
            if name in ids:
                yield LetGo(What(what), ids[name], datetime.fromisoformat(at), about)


def _names(voice_ids: Iterable[int]) -> dict[int, str]:
    rows = PublicName.objects.filter(voice_id__in=list(voice_ids)).values_list("voice_id", "cid")
    return {voice_id: bytes(cid).hex() for voice_id, cid in rows}


def _lines() -> Iterator[tuple[str, str, str, str]]:
    """A line that a power cut left unfinished is none."""
    try:
        text = (Path(settings.KEYS) / FILE).read_text("ascii")
    except FileNotFoundError:
        return
    for line in text.splitlines():
        words = line.split(" ")
        if len(words) == 5 and words[-1] == ".":
            yield words[0], words[1], words[2], words[3]


def _line(one: LetGo, name: str) -> str:
    return f"{one.what} {name} {one.at.isoformat()} {_word(one)} .\n"


def _word(one: LetGo) -> str:
    return one.about or "-"


def _append(path: Path, lines: list[str]) -> None:
    if not lines:
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+b") as file:
        begin = b"" if _ends_well(file.fileno()) else b"\n"
        file.write(begin + "".join(lines).encode("ascii"))
        file.flush()
        os.fsync(descriptor)


def _ends_well(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"
