"""The chance that the map needs, made of its votes: who has the votes repeats every draw."""

import numpy as np


def seeded(votes_sha256: str, purpose: int) -> np.random.Generator:
    """A source for one purpose; only its `random()` is used, whose stream numpy keeps (PCG64)."""
    return np.random.Generator(np.random.PCG64([int(votes_sha256[:16], 16), purpose]))
