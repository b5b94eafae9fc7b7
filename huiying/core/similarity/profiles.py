"""What is kept of a voice for later queries: numbers, without a word of it."""

import math
import struct
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.keys import place_key
from huiying.core.similarity.minhash import SIGNATURE_BYTES
from huiying.core.similarity.reading import Reading

KEPT_WORDS, KEPT_PLACES = 128, 16
"""Of a voice that has more, the words that weigh most and the rarest places are kept."""
FILED_WORDS, ASKED_WORDS = 12, 16
SUBJECT_BONUS = 2
"""A word of the subject counts as if it stood twice more, when the telling words are chosen."""
RAREST_COUNT = 5
"""A rarer word tells no more than one that five voices have: many rarer ones are slips of the pen."""
MOST_TIMES = 255

WORD = np.dtype([("key", "<i4"), ("times", "u1")])
PLACE = np.dtype("<i4")
_HEAD = struct.Struct("<BBd")
HEAD_BYTES = _HEAD.size


@dataclass(frozen=True, slots=True)
class Profile:
    """What is stored of a voice, without a word of it; about 600 bytes packed.

    `words`: 5 bytes a word (key and how often, at most 255), by key; `length`: of its vector when it was filed;
    `places`: keys of place names; `signature`: see `minhash`; `filed_under`: the keys that lead to it, which a store
    keeps beside the profile.
    """

    words: bytes
    length: float
    places: frozenset[int]
    signature: bytes
    filed_under: tuple[int, ...]
    written_at: datetime | None = None

    def packed(self) -> bytes:
        """Words, length, places and signature as bytes; `filed_under` and `written_at` are stored apart."""
        places = np.array(sorted(self.places), dtype=PLACE).tobytes()
        head = _HEAD.pack(bool(self.signature), len(self.places), self.length)
        return head + self.signature + places + self.words

    def keys(self) -> frozenset[int]:
        """The keys of the words and places that are kept."""
        return self.places.union(np.frombuffer(self.words, dtype=WORD)["key"].tolist())

    @classmethod
    def unpacked(
        cls, packed: bytes, written_at: datetime | None = None, filed_under: tuple[int, ...] = ()
    ) -> "Profile":
        """The profile of those bytes; a query does not need its `filed_under`."""
        signed, places, length = _HEAD.unpack_from(packed)
        after = HEAD_BYTES + SIGNATURE_BYTES * signed
        words = after + PLACE.itemsize * places
        return cls(
            words=packed[words:],
            length=length,
            places=frozenset(struct.unpack_from(f"<{places}i", packed, after)),
            signature=packed[HEAD_BYTES:after],
            filed_under=filed_under,
            written_at=written_at,
        )


def profile(reading: Reading, frequencies: Frequencies) -> Profile:
    """What is kept of the voice, as the table of frequencies now weighs its words."""
    weights = {
        word: (1 + math.log(times)) * frequencies.weight(reading.word_keys[word])
        for word, times in reading.words.items()
    }
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:KEPT_WORDS]
    named = map(place_key, reading.places)
    rows = sorted((reading.word_keys[word], min(reading.words[word], MOST_TIMES)) for word in kept)
    return Profile(
        words=np.array(rows, dtype=WORD).tobytes(),
        length=math.sqrt(math.fsum(weight * weight for weight in weights.values())),
        places=frozenset(sorted(named, key=lambda key: (-frequencies.rarity(key), key))[:KEPT_PLACES]),
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
