"""The file of a told draw: all that anybody needs to repeat it.

The announcement with its seed (announcement.py), then

    drawn-with 0511222330317
    frame 523
    n 00af…
    …
    d 8e21…
    …

`drawn-with`: the digits of the public number; `n`: the names on the list, in the order of their letters; `d`: those
drawn, in the order in which they were drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from huiying.core.draws.announcement import HEAD, Plan, announced
from huiying.core.draws.drawing import draw, frame_digest, key_of
from huiying.core.draws.errors import DrawFileBroken


@dataclass(frozen=True, slots=True)
class Told:
    """A draw of which everything is told."""

    plan: Plan
    seed: bytes
    number: str
    frame: tuple[str, ...]
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digests:
    """What the public log must have said of a file: SHA-256 of its announcement, before; of its list; and its seed."""

    announcement: str
    frame: str
    seed: str


def written(told: Told) -> bytes:
    """The file."""
    names = [f"n {name}" for name in sorted(told.frame)] + [f"d {name}" for name in told.drawn]
    lines = [f"drawn-with {told.number}", f"frame {len(told.frame)}", *names]
    return announced(told.plan, told.seed) + "".join(f"{line}\n" for line in lines).encode()


def check(file: bytes) -> Digests:
    """Draw again from a file; what the log must have said of it. Raises DrawFileBroken, also for another result."""
    told = read(file)
    if tuple(draw(key_of(told.seed, told.number), told.frame, told.plan.wanted)) != told.drawn:
        raise DrawFileBroken("others are drawn from this list")
    announcement = announced(told.plan, told.seed)
    return Digests(sha256(announcement).hexdigest(), frame_digest(told.frame), told.seed.hex())


def read(file: bytes) -> Told:
    """What a file tells. Raises DrawFileBroken for anything but the canonical form."""
    try:
        lines = file.decode().split("\n")
        told = _read(lines)
        same = written(told) == file and len(set(told.frame)) == len(told.frame)
    except (ValueError, IndexError) as err:
        raise DrawFileBroken("no file of a draw") from err
    if not same:
        raise DrawFileBroken("not in the canonical form")
    return told


def _read(lines: Sequence[str]) -> Told:
    head, kind, start, end, wanted, number, number_on, seed, drawn_with, many, *rest = lines
    if head != HEAD:
        raise ValueError(head)
    plan = Plan(
        _value(kind, "kind"),
        date.fromisoformat(_value(start, "from")),
        date.fromisoformat(_value(end, "until")),
        int(_value(wanted, "wanted")),
        _value(number, "number"),
        date.fromisoformat(_value(number_on, "number-on")),
    )
    size = int(_value(many, "frame"))
    return Told(
        plan,
        bytes.fromhex(_value(seed, "seed")),
        _value(drawn_with, "drawn-with"),
        tuple(_value(line, "n") for line in rest[:size]),
        tuple(_value(line, "d") for line in rest[size:-1]),
    )


def _value(line: str, name: str) -> str:
    found, _, value = line.partition(" ")
    if found != name:
        raise ValueError(line)
    return value
