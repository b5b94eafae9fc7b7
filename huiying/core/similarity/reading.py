"""A voice as the engine reads it: words, places, a sketch of its text; no numbers that tell persons."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from huiying.core.redaction import redact
from huiying.core.similarity import minhash
from huiying.core.similarity.keys import place_key, word_key
from huiying.core.similarity.normal import LONGEST_TEXT, fine_words, letters, normalise, tagged_words
from huiying.core.similarity.places import places

LONGEST_NUMBER = 4
"""Longer runs of digits are left out: they tell persons, not matters."""


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


def _tells(word: str) -> bool:
    return not (word.isdigit() and len(word) > LONGEST_NUMBER)
