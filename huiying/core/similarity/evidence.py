"""How likely two voices are about the same matter, from what they share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.minhash import resemblance
from huiying.core.similarity.reading import Profile

SAME_MATTER = 0.5
"""From this score on two voices are shown as being about the same matter; a person confirms."""
NEARLY_THE_SAME_TEXT = 0.5
"""From this resemblance on one text is the other, sent again or edited."""

BIAS, WORDS, PLACE, TEXT, APART = -11.0, 33.0, 2.0, 3.0, 3.0
"""Weights of the logistic score, see docs/algorithms/same-matter.md for how they were found."""
YEAR_DAYS = 365
UNKNOWN_DAYS = 60.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two voices share. `words`: cosine of their words, 0..1; `place`: rarity of the rarest place that both
    name, 0..1; `text`: resemblance of the texts, 0..1; `days_apart`: None when a date is missing."""

    words: float
    place: float
    text: float
    days_apart: float | None

    @property
    def nearly_the_same_text(self) -> bool:
        return self.text >= NEARLY_THE_SAME_TEXT


def score(evidence: Evidence) -> float:
    """The probability, 0..1, that both are about the same matter; 0 where no word and no piece of text is shared."""
    if not evidence.words and not evidence.text:
        return 0.0
    days = UNKNOWN_DAYS if evidence.days_apart is None else min(evidence.days_apart, YEAR_DAYS)
    apart = math.log1p(days) / math.log1p(YEAR_DAYS)
    total = BIAS + WORDS * math.sqrt(evidence.words) + PLACE * evidence.place + TEXT * evidence.text - APART * apart
    return 1 / (1 + math.exp(-total))


def compare(one: Profile, other: Profile, frequencies: Frequencies) -> Evidence:
    """What two voices share; the order of the two does not matter."""
    return compare_all(one, (other,), frequencies)[0]


def compare_all(one: Profile, others: Sequence[Profile], frequencies: Frequencies) -> list[Evidence]:
    """What `one` shares with each of `others`, in their order."""
    return [
        Evidence(
            words=words,
            place=max((frequencies.rarity(key) for key in one.places & other.places), default=0.0),
            text=resemblance(one.signature, other.signature),
            days_apart=days_between(one.written_at, other.written_at),
        )
        for other, words in zip(others, _cosines(one, others, frequencies), strict=True)
    ]


def days_between(one: datetime | None, other: datetime | None) -> float | None:
    """Days and parts of days, not negative; None when one is missing."""
    return None if one is None or other is None else abs((one - other).total_seconds()) / 86_400


def _cosines(one: Profile, others: Sequence[Profile], frequencies: Frequencies) -> list[float]:
    """Cosine of the TF-IDF vectors (1 + ln times) × weight; lengths are those of the day of filing, so at most 1."""
    keys, times = one.counted()
    if not len(keys) or not others:
        return [0.0] * len(others)
    weights = np.array([frequencies.weight(key) for key in keys.tolist()])
    counted = [other.counted() for other in others]
    their_keys = np.concatenate([found for found, _ in counted])
    owner = np.repeat(np.arange(len(others)), [len(found) for found, _ in counted])
    where = np.minimum(np.searchsorted(keys, their_keys), len(keys) - 1)
    shared = np.where(keys[where] == their_keys, (times * weights * weights)[where], 0.0)
    products = np.bincount(
        owner, weights=shared * np.concatenate([found for _, found in counted]), minlength=len(others)
    )
    lengths = np.array([one.length * other.length or 1.0 for other in others])
    return [float(cosine) for cosine in np.minimum(products / lengths, 1.0)]
