"""Who decides between units that each say a matter is not theirs (信访工作条例 Art 24(1)).

The common superior decides; the joint meeting settles only what no common superior can.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from huiying.core.procedures.model import Source
from huiying.core.procedures.xinfang_tables import law

SOURCE: Source = law("24(1)")
UNCLEAR: Source = law("24(2)")

COORDINATES = "office"
"""The kind of a unit that coordinates and commands nobody."""


def common_superior(sides: Iterable[Sequence[int]], kinds: Mapping[int, str]) -> int | None:
    """The unit that decides between `sides`; None where none does, and for fewer than two sides.

    `sides`: of each unit the ids from the top of the tree down to itself. A unit above another one is its superior. The
    top of the tree stands for the place as a whole and decides nothing; a coordinating office neither.
    """
    paths = list(dict.fromkeys(tuple(side) for side in sides))
    if len(paths) < 2:
        return None
    shared = _shared(paths)
    lowest = shared[-1] if len(shared) > 1 else None
    return lowest if lowest is not None and kinds[lowest] != COORDINATES else None


def needs_meeting(sides: Collection[Sequence[int]], kinds: Mapping[int, str]) -> bool:
    """Whether the dispute is one for the joint meeting: two sides or more, and nobody above them who decides."""
    return len({tuple(side) for side in sides}) > 1 and common_superior(sides, kinds) is None


def _shared(paths: Sequence[Sequence[int]]) -> list[int]:
    """The ids that all paths begin with."""
    shared: list[int] = []
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return shared
