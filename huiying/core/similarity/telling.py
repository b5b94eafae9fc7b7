"""The words that tell most what a voice is about, as a person would read them."""

import math

from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.profiles import SUBJECT_BONUS
from huiying.core.similarity.reading import Reading


def telling_words(reading: Reading, frequencies: Frequencies, limit: int) -> list[str]:
    """At most `limit` words, rare ones that are said often or in the subject first; no names of persons, no numbers."""
    weights = {
        word: (1 + math.log(times + SUBJECT_BONUS * (word in reading.subject)))
        * frequencies.weight(reading.word_keys[word])
        for word, times in reading.words.items()
        if len(word) > 1 and word not in reading.persons and not any(sign.isdigit() for sign in word)
    }
    return sorted(weights, key=lambda word: (-weights[word], word))[:limit]
