"""How likely two voices are about the same matter, from what they share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.minhash import resemblances
from huiying.core.similarity.profiles import WORD, Profile

Floats = npt.NDArray[np.float64]

SAME_MATTER = 0.5
"""From this score on two voices are shown as being about the same matter; a person confirms."""
NEARLY_THE_SAME_TEXT = 0.5
"""From this resemblance on one text is the other, sent again or edited."""

BIAS, WORDS, RARE, PLACE, TEXT, APART = -8.3, 12.0, 4.0, 1.0, 1.0, 1.5
"""Weights of the logistic score, see docs/algorithms/same-matter.md for how they were found."""
YEAR_DAYS = 365
UNKNOWN_DAYS = 60.0
RAREST_SHARED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two voices share, each from 0 to 1, and `days_apart`, None when a date is missing.

    `words`: cosine of their words; `rare`: mean rarity of the three rarest words that both have; `place`: rarity of the
    rarest place that both name; `text`: resemblance of the texts.
    """

    words: float
    rare: float
    place: float
    text: float
    days_apart: float | None

    @property
    def nearly_the_same_text(self) -> bool:
        return self.text >= NEARLY_THE_SAME_TEXT


def score(evidence: Evidence) -> float:
    """How probably, 0..1, both are about the same matter; 0 where no word and no piece of text is shared."""
    if not evidence.words and not evidence.text:
        return 0.0
    days = UNKNOWN_DAYS if evidence.days_apart is None else min(evidence.days_apart, YEAR_DAYS)
    gains = WORDS * math.sqrt(evidence.words) + RARE * evidence.rare + PLACE * evidence.place + TEXT * evidence.text
    total = BIAS + gains - APART * math.log1p(days) / math.log1p(YEAR_DAYS)
    return 1 / (1 + math.exp(-total))


def compare(one: Profile, other: Profile, frequencies: Frequencies) -> Evidence:
    """What two voices share; the order of the two does not matter."""
    return compare_all(one, (other,), frequencies)[0]


def compare_all(one: Profile, others: Sequence[Profile], frequencies: Frequencies) -> list[Evidence]:
    """What `one` shares with each of `others`, in their order."""
    cosines, rare = _shared_words(one, others, frequencies)
    texts = resemblances(one.signature, [other.signature for other in others])
    return [
        Evidence(
            words=cosines[at],
            rare=rare[at],
            place=max((frequencies.rarity(key) for key in one.places & other.places), default=0.0),
            text=texts[at],
            days_apart=days_between(one.written_at, other.written_at),
        )
        for at, other in enumerate(others)
    ]


def days_between(one: datetime | None, other: datetime | None) -> float | None:
    """Days and parts of days, not negative; None when one is missing."""
    return None if one is None or other is None else abs((one - other).total_seconds()) / 86_400


def _shared_words(one: Profile, others: Sequence[Profile], frequencies: Frequencies) -> tuple[list[float], list[float]]:
    """For each of `others` the cosine of the TF-IDF vectors, (1 + ln times) × weight, and the rarity of shared words.

    Vectors have the length of the day of filing, so the cosine is held at 1.
    """
    if not one.words or not others:
        return [0.0] * len(others), [0.0] * len(others)
    mine = np.frombuffer(one.words, dtype=WORD)
    theirs = np.frombuffer(b"".join(other.words for other in others), dtype=WORD)
    owner = np.repeat(np.arange(len(others)), [len(other.words) // WORD.itemsize for other in others])
    keys = np.ascontiguousarray(mine["key"])
    where = np.minimum(np.searchsorted(keys, theirs["key"]), len(keys) - 1)
    shared = keys[where] == theirs["key"]
    where, owner = where[shared], owner[shared]
    weights, rarities = (
        np.array([of(key) for key in keys.tolist()]) for of in (frequencies.weight, frequencies.rarity)
    )
    times = (1 + np.log(mine["times"]))[where] * (1 + np.log(theirs["times"][shared]))
    products = np.bincount(owner, times * weights[where] ** 2, minlength=len(others))
    lengths = np.array([one.length * other.length or 1.0 for other in others])
    cosines: list[float] = np.minimum(products / lengths, 1.0).tolist()
    return cosines, _rarest(rarities[where], owner, len(others))


def _rarest(rarities: Floats, owner: npt.NDArray[np.intp], owners: int) -> list[float]:
    """Of each owner the mean of its three highest rarities, those it lacks counting 0."""
    order = np.lexsort((-rarities, owner))
    firsts = np.searchsorted(owner[order], np.arange(owners))
    among_first = np.arange(len(order)) - firsts[owner[order]] < RAREST_SHARED
    sums = np.bincount(owner[order][among_first], rarities[order][among_first], minlength=owners)
    means: list[float] = (sums / RAREST_SHARED).tolist()
    return means
