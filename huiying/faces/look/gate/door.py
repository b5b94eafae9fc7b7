"""What the gate is told of a request that may cost the office something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from huiying.core.crowding import Allowance

Environ = dict[str, Any]
KIB = 1024


@dataclass(frozen=True, slots=True)
class Door:
    """`name`: the levels of different doors are apart. `allowance` of one place; `whole` of all together, or None.

    `most_bytes` of a body. `closes`: shut while the office takes nothing in by the web. `program`: who knocks is no
    browser, and reads a problem in JSON; it is counted only when the face finds that it knows no such key.
    """

    name: str
    allowance: Allowance
    whole: Allowance | None = None
    most_bytes: int = 64 * KIB
    closes: bool = False
    program: bool = False


@dataclass(frozen=True, slots=True)
class Knock:
    """One request at a door. `thing`: what its pass is for; `place` where it is not the address that counts."""

    door: Door
    thing: str = ""
    place: bytes | None = None


Doors = Callable[[Mapping[str, Any]], Knock | None]
"""Which door a request knocks at; None for what costs nothing and is never asked for anything."""

_STRANGER = "huiying.gate.stranger"


def call_stranger(environ: Environ) -> None:
    """What a face says of a program whose key it does not know. Others may be refused as often as they like."""
    environ[_STRANGER] = True


def is_stranger(environ: Mapping[str, Any]) -> bool:
    """Whether the face said so."""
    return _STRANGER in environ
