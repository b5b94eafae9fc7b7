"""The same matter: voices that were sent again, edited, or say it in other words (docs/algorithms/same-matter.md).

Read a voice with `read`, keep its `profile` in a `Store`, ask with `find_similar`, tell why with `reasons`.
"""

from huiying.core.similarity.evidence import SAME_MATTER, Evidence, compare, score
from huiying.core.similarity.explaining import Reasons, reasons
from huiying.core.similarity.frequencies import Frequencies, count
from huiying.core.similarity.profiles import Profile, profile
from huiying.core.similarity.reading import Reading, read
from huiying.core.similarity.search import Match, Store, find_similar
from huiying.core.similarity.shelf import Shelf

__all__ = [
    "SAME_MATTER",
    "Evidence",
    "Frequencies",
    "Match",
    "Profile",
    "Reading",
    "Reasons",
    "Shelf",
    "Store",
    "compare",
    "count",
    "find_similar",
    "profile",
    "read",
    "reasons",
    "score",
]
