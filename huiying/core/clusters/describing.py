"""What a group of voices shares, in words: the places and words that two in five of them say."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from huiying.core.similarity.common import IMAGINED_COUNTS
from huiying.core.similarity.explaining import LEAST_RARITY, inside, most_telling, sayable
from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.keys import place_key, word_key
from huiying.core.similarity.reading import Reading

MOST_WORDS, MOST_PLACES = 6, 3
SHARE = 0.4
LEAST_SAYING = 2
EVERYDAY = frozenset(word for word, count in IMAGINED_COUNTS.items() if count >= 60)
"""Words of any letter, whatever it is about; they tie nothing together."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a group shares, what is most telling first. `says`: of each voice, which of it that voice says itself."""

    places: tuple[str, ...]
    words: tuple[str, ...]
    says: Mapping[int, tuple[str, ...]]


def describe(readings: Mapping[int, Reading], frequencies: Frequencies) -> Shared:
    """Places and words that two in five of the voices that were read say, and two at least.

    What nearly every stored voice says is left out, and numbers and names of persons, as in the reasons of a match.
    """
    least = max(LEAST_SAYING, len(readings) * SHARE)
    places = Counter(place for one in readings.values() for place in one.places)
    named = most_telling(_weights(places, least, place_key, frequencies), MOST_PLACES)
    words = Counter(word for one in readings.values() for word in one.words if _tells(word, one))
    apart = Counter({word: times for word, times in words.items() if not inside(word, named)})
    told = most_telling(_weights(apart, least, word_key, frequencies), MOST_WORDS)
    return Shared(
        named,
        told,
        {
            voice: (*filter(one.places.__contains__, named), *filter(one.words.__contains__, told))
            for voice, one in readings.items()
        },
    )


def _tells(word: str, reading: Reading) -> bool:
    return word not in EVERYDAY and sayable(word, reading.persons)


def _weights(
    said: Mapping[str, int], least: float, key_of: Callable[[str], int], frequencies: Frequencies
) -> dict[str, float]:
    """How telling each is that so many say: how many times its weight among all stored voices."""
    return {
        word: voices * frequencies.weight(key)
        for word, voices in said.items()
        if voices >= least and frequencies.rarity(key := key_of(word)) >= LEAST_RARITY
    }
