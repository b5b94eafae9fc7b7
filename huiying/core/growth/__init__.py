"""Early signs 苗头: topics at places of which more is heard than chance brings (docs/algorithms/early-signs.md).

Counts of voices by category, place and day go in; nothing about who spoke ever does.
"""

from huiying.core.growth.cells import ANY, Cell, Tree
from huiying.core.growth.looking import LEAST_COUNT, LEAST_RATIO, SHOWN_WEEKS
from huiying.core.growth.naming import Sign
from huiying.core.growth.signs import Watch, find_signs
from huiying.core.growth.streams import Stream, Streams, choose_streams

__all__ = [
    "ANY",
    "LEAST_COUNT",
    "LEAST_RATIO",
    "SHOWN_WEEKS",
    "Cell",
    "Sign",
    "Stream",
    "Streams",
    "Tree",
    "Watch",
    "choose_streams",
    "find_signs",
]
