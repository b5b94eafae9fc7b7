"""Why two voices may be about the same matter, as data and in words: "same place, same words: 油烟 扰民 凌晨".

Only words of the query's own text are said; numbers and names of persons are left out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.keys import place_key
from huiying.core.similarity.normal import is_known
from huiying.core.similarity.profiles import WORD
from huiying.core.similarity.reading import Reading
from huiying.core.similarity.search import Match
from huiying.core.words import Text

MOST_WORDS, MOST_PLACES = 5, 3
LEAST_RARITY = 0.3
"""What more voices share says nothing: at 1,000,000 stored a word that stands in 16,000 of them is left out."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is shared, the most telling first; `days_apart` are whole days, None when a date is missing."""

    same_text: bool
    places: tuple[str, ...]
    words: tuple[str, ...]
    days_apart: int | None

    def say(self) -> Text:
        """The reasons as one line; empty when there is none to name."""
        return Text(zh="；".join(part.zh for part in self._parts()), en="; ".join(part.en for part in self._parts()))

    def _parts(self) -> Iterable[Text]:
        if self.same_text:
            yield Text(zh="文字几乎相同", en="nearly the same text")
        if self.places:
            yield Text(zh="地点相同：" + " ".join(self.places), en="same place: " + " ".join(self.places))
        if self.words:
            yield Text(zh="用词相同：" + " ".join(self.words), en="same words: " + " ".join(self.words))
        if self.days_apart is not None:
            yield _apart(self.days_apart)


def reasons(reading: Reading, match: Match, frequencies: Frequencies, *, shown_from: int = 0) -> Reasons:
    """Why `match` was found for the voice that was read. A word or place is named only when at least `shown_from`
    stored voices have it: a page that anyone may see passes 5, so that nobody learns what one person alone said."""

    def weight(key: int) -> float:
        known = frequencies.counts.get(key, 0) >= shown_from and frequencies.rarity(key) >= LEAST_RARITY
        return frequencies.weight(key) if known else 0.0

    keys = set(np.frombuffer(match.profile.words, dtype=WORD)["key"].tolist())
    shared = [place for place in reading.places if place_key(place) in match.profile.places]
    places = most_telling({place: weight(place_key(place)) for place in shared}, MOST_PLACES)
    words = {
        word: weight(key) * (1 + math.log(times))
        for word, times in reading.words.items()
        if (key := reading.word_keys[word]) in keys and sayable(word, reading.persons) and not inside(word, places)
    }
    days = match.evidence.days_apart
    return Reasons(
        same_text=match.evidence.nearly_the_same_text,
        places=places,
        words=most_telling(words, MOST_WORDS),
        days_apart=None if days is None else int(days),
    )


def sayable(word: str, persons: frozenset[str]) -> bool:
    """A word of the dictionary that is no number and no part of a person's name; names are mostly not in it."""
    return len(word) > 1 and word.isalpha() and is_known(word) and not inside(word, persons)


def most_telling(weights: dict[str, float], limit: int) -> tuple[str, ...]:
    """The heaviest of those that have a weight and hold no digit; of a word and its part the word."""
    named = [one for one in weights if weights[one] and one.isalpha()]
    whole = [one for one in named if not any(one in other and one != other for other in named)]
    return tuple(sorted(whole, key=lambda one: (-weights[one], one))[:limit])


def inside(word: str, others: Iterable[str]) -> bool:
    return any(word in other for other in others)


def _apart(days: int) -> Text:
    if not days:
        return Text(zh="相隔不到一天", en="less than a day apart")
    return Text(zh=f"相隔 {days} 天", en="1 day apart" if days == 1 else f"{days} days apart")
