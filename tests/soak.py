"""How long the long versions are: `make soak` sets HUIYING_SOAK and takes the Hypothesis profile of that name."""

import os

from hypothesis import settings

SOAK = bool(os.environ.get("HUIYING_SOAK"))
LIVES = 6_000 if SOAK else 300
"""Random lives of cases played against the invariants of the procedures."""

settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.register_profile("mutants", max_examples=30, deadline=None, derandomize=True)
"""For `make mutants`: the same examples for every changed line."""
