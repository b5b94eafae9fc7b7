"""A voice as the engine reads it, and what of it is kept for later queries."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from huiying.core.redaction import redact
from huiying.core.similarity import minhash
from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.keys import place_key, word_key
from huiying.core.similarity.normal import LONGEST_TEXT, fine_words, letters, normalise, tagged_words
from huiying.core.similarity.places import places

KEPT_WORDS = 128
"""Of a longer voice the 128 words that weigh most are kept."""
FILED_WORDS, ASKED_WORDS = 12, 16
SUBJECT_BONUS = 2
"""A word of the subject counts as if it stood twice more, when the telling words are chosen."""
RAREST_COUNT = 5
"""Rarer words weigh no more than one in five voices does when words are chosen: many are slips of the pen."""
LONGEST_NUMBER = 4
MOST_TIMES = 255
"""Longer runs of digits are left out: they tell persons, not matters."""

WORD = np.dtype([("key", "<i4"), ("times", "u1")])


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a text. It holds words; it is used and let go, never stored.

    `words`: how often each stands; `word_keys`: their keys; `subject`: those of the subject; `places`: place names;
    `persons`: words that look like names of persons or numbers; `written_at`: when, with its zone, if known.
    """

    words: Counter[str]
    word_keys: dict[str, int]
    subject: frozenset[str]
    places: frozenset[str]
    persons: frozenset[str]
    signature: bytes
    bands: tuple[int, ...]
    written_at: datetime | None = None

    def keys(self) -> frozenset[int]:
        """What the table of frequencies counts of this voice."""
        return frozenset(self.word_keys.values()) | frozenset(map(place_key, self.places))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is stored of a voice, without a word of it; about 800 bytes.

    `words`: 5 bytes a word (key and how often, at most 255), by key; `length`: of its vector when it was filed;
    `places`: keys of place names; `signature`: see `minhash`; `filed_under`: the keys that lead to it.
    """

    words: bytes
    length: float
    places: frozenset[int]
    signature: bytes
    filed_under: tuple[int, ...]
    written_at: datetime | None = None


def read(
    text: str,
    *,
    subject: str = "",
    places_given: Sequence[str] = (),
    names: Sequence[str] = (),
    written_at: datetime | None = None,
) -> Reading:
    """Reads a voice. `places_given` are names of the office's places that were chosen for it; `names` are names of
    persons concerned, which are masked with everything else that `core.redaction` finds."""
    head, body = (normalise(redact(part[:LONGEST_TEXT], names).text) for part in (subject, text))
    whole = f"{head} {body}".strip()
    tagged = tagged_words(whole)
    words = Counter(filter(_tells, fine_words(whole)))
    signature, bands = minhash.signature(whole.replace(" ", ""))
    return Reading(
        words=words,
        word_keys={word: word_key(word) for word in words},
        subject=frozenset(fine_words(head)),
        places=frozenset(places(tagged)) | {place for given in places_given if (place := letters(given))},
        persons=frozenset(word for word, tag in tagged if tag.startswith(("nr", "m"))),
        signature=signature,
        bands=bands,
        written_at=written_at,
    )


def profile(reading: Reading, frequencies: Frequencies) -> Profile:
    """What is kept of the voice, as the table of frequencies now weighs its words."""
    weights = {
        word: (1 + math.log(times)) * frequencies.weight(reading.word_keys[word])
        for word, times in reading.words.items()
    }
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:KEPT_WORDS]
    rows = sorted((reading.word_keys[word], min(reading.words[word], MOST_TIMES)) for word in kept)
    return Profile(
        words=np.array(rows, dtype=WORD).tobytes(),
        length=math.sqrt(math.fsum(weight * weight for weight in weights.values())),
        places=frozenset(map(place_key, reading.places)),
        signature=reading.signature,
        filed_under=(*telling_keys(reading, frequencies, FILED_WORDS), *reading.bands),
        written_at=reading.written_at,
    )


def telling_keys(reading: Reading, frequencies: Frequencies, limit: int) -> list[int]:
    """Keys of the words that tell most what the voice is about: rare ones, said often or in the subject."""
    most = frequencies.weight_of_count(RAREST_COUNT)
    telling = {}
    for word, times in reading.words.items():
        if len(word) > 1:
            said = times + SUBJECT_BONUS * (word in reading.subject)
            telling[word] = (1 + math.log(said)) * min(frequencies.weight(reading.word_keys[word]), most)
    return [reading.word_keys[word] for word in sorted(telling, key=lambda word: (-telling[word], word))[:limit]]


def _tells(word: str) -> bool:
    return not (word.isdigit() and len(word) > LONGEST_NUMBER)
