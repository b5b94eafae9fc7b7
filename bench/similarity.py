"""How long it takes to find voices about the same matter, with many stored. `python -m bench.similarity --stored N`.

The stored voices are invented: each draws its words from a vocabulary of 30,000 in which the n-th word is used in
proportion to 1 / n, and one of 30,000 places: with a million stored the rarest word still stands in 350 of them, more
than a query reads of one key. They lie in SQLite, in the three tables that a room would have: counts of
words, keys that lead to voices, profiles. A query runs from the text to the list with its reasons, the page cache warm.
Ten voices that were stored are asked for again, half of their words in another order: each must be found, or nothing
was measured.
"""

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from huiying.core.similarity import Frequencies, Profile, find_similar, profile, read, reasons
from huiying.core.similarity.keys import word_key
from huiying.core.similarity.minhash import BANDS, NUMBERS
from huiying.core.similarity.normal import fine_words, normalise
from huiying.core.similarity.profiles import FILED_WORDS, RAREST_COUNT, WORD

VOCABULARY, PLACES, WORDS_OF_A_VOICE = 30_000, 30_000, 110
PLANTED, EVERY = 10, 20
TABLES = """
CREATE TABLE counted (key INTEGER PRIMARY KEY, count INTEGER NOT NULL);
CREATE TABLE filed (key INTEGER NOT NULL, voice INTEGER NOT NULL, PRIMARY KEY (key, voice)) WITHOUT ROWID;
CREATE TABLE profile (voice INTEGER PRIMARY KEY, words BLOB, length REAL, signature BLOB);
"""


class Tables:
    """The store of the engine over SQLite."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.rows = 0

    def filed_under(self, keys: Sequence[int], newest: int) -> Iterator[tuple[int, int]]:
        for key in keys:
            found = "SELECT key, voice FROM filed WHERE key = ? ORDER BY voice DESC LIMIT ?"
            for row in self.db.execute(found, (key, newest)):
                self.rows += 1
                yield row

    def profiles(self, ids: Sequence[int]) -> Iterator[tuple[int, Profile]]:
        marks = ",".join("?" * len(ids))
        for voice, words, length, signature in self.db.execute(
            f"SELECT voice, words, length, signature FROM profile WHERE voice IN ({marks})", ids
        ):
            yield voice, Profile(words, length, frozenset(), signature, ())

    def frequencies(self, keys: Iterable[int], stored: int) -> Frequencies:
        wanted = tuple(keys)
        marks = ",".join("?" * len(wanted))
        found = self.db.execute(f"SELECT key, count FROM counted WHERE key IN ({marks})", wanted)
        return Frequencies(stored, dict(found.fetchall()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--file", type=Path, help="the voices in this file; it is made when it is not there")
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    words = invented_words(random.Random(1))
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or Path(folder) / "bench.sqlite3"
        if not file.exists():
            fill(file, words, options.stored)
        db = sqlite3.connect(file)
        db.execute("PRAGMA cache_size = -16384")  # as the product has it
        (stored,) = db.execute("SELECT count(*) FROM profile").fetchone()
        measure(db, words, stored - PLANTED, options.queries)


def invented_words(chance: random.Random) -> list[str]:
    """Pairs of characters that the engine takes for one word; the last PLACES of them stand for places."""
    pairs: dict[str, None] = {}
    while len(pairs) < VOCABULARY + PLACES:
        pair = chr(chance.randrange(0x4E00, 0x9FA5)) + chr(chance.randrange(0x4E00, 0x9FA5))
        if fine_words(normalise(pair)) == [pair]:
            pairs[pair] = None
    return list(pairs)


def text_of(chance: np.random.Generator, words: list[str]) -> str:
    """A voice of some 110 words and one place."""
    drawn = [words[number] for number in draw(chance, 1)[0]]
    return "，".join(drawn)


def draw(chance: np.random.Generator, voices: int) -> np.ndarray:
    """voices × 111 numbers of words, the last of each row a place."""
    drawn = np.exp(chance.random((voices, WORDS_OF_A_VOICE)) * np.log(VOCABULARY)).astype(np.int64)
    places = VOCABULARY + chance.integers(0, PLACES, (voices, 1))
    return np.hstack([np.minimum(drawn, VOCABULARY - 1), places])


def fill(file: Path, words: list[str], stored: int) -> None:
    """Makes a file of so many voices: PLANTED through the engine, the others made as it would make them."""
    began = time.perf_counter()
    db = sqlite3.connect(file)
    db.executescript(TABLES)
    chance = np.random.default_rng(2)
    keys = np.array([word_key(word) for word in words], dtype=np.int32)
    counts = expected_counts(stored)
    db.executemany("INSERT OR REPLACE INTO counted VALUES (?, ?)", zip(keys.tolist(), counts.tolist(), strict=True))
    table = Frequencies(stored)
    weights = np.array([table.weight_of_count(count) for count in counts])
    most = table.weight_of_count(RAREST_COUNT)
    firsts = range(0, stored, 10_000)
    filed = [voice_rows(db, chance, keys, weights, most, range(first, min(first + 10_000, stored))) for first in firsts]
    planted = list(plant(db, words, stored))
    packed = np.unique(np.concatenate([*filed, np.array(planted)]))  # in the order of the table: it grows at its end
    for part in np.array_split(packed, max(1, len(packed) // 1_000_000)):
        db.executemany(
            "INSERT INTO filed VALUES (?, ?)", zip((part >> 32).tolist(), (part & 0xFFFFFFFF).tolist(), strict=True)
        )
    db.commit()
    db.close()
    print(f"{stored} voices stored in {time.perf_counter() - began:.0f} s, {file.stat().st_size / stored:.0f} B each")


def expected_counts(stored: int) -> np.ndarray:
    """In how many of the stored voices each word stands, as `draw` draws them."""
    chances = np.log(np.arange(1, VOCABULARY) + 1) - np.log(np.arange(1, VOCABULARY))
    shares = 1 - (1 - chances / np.log(VOCABULARY)) ** WORDS_OF_A_VOICE
    return np.maximum(1, stored * np.concatenate([[0], shares, np.full(PLACES, 1 / PLACES)])).astype(np.int64)


def voice_rows(
    db: sqlite3.Connection,
    chance: np.random.Generator,
    keys: np.ndarray,
    weights: np.ndarray,
    most: float,
    voices: range,
) -> np.ndarray:
    """Stores the profiles of `voices`; gives the rows that lead to them, key × 2³² + voice."""
    filed, profiles = [], []
    for voice, row in zip(voices, draw(chance, len(voices)), strict=True):
        numbers, times = np.unique(row, return_counts=True)
        weighed = (1 + np.log(times)) * weights[numbers]
        kept = np.zeros(len(numbers), dtype=WORD)
        kept["key"], kept["times"] = keys[numbers], times
        telling = numbers[np.argsort(-np.minimum(weighed, (1 + np.log(times)) * most), kind="stable")[:FILED_WORDS]]
        bands = chance.integers(-(2**31), 2**31, BANDS, dtype=np.int64).astype(np.int32)
        filed.append((np.concatenate([keys[telling], bands]).astype(np.int64) << 32) + voice)
        profiles.append(
            (voice, np.sort(kept, order="key").tobytes(), float(np.sqrt((weighed**2).sum())), chance.bytes(2 * NUMBERS))
        )
    db.executemany("INSERT INTO profile VALUES (?, ?, ?, ?)", profiles)
    return np.concatenate(filed)


def planted_texts(words: list[str]) -> list[str]:
    chance = np.random.default_rng(3)
    return [text_of(chance, words) for _ in range(PLANTED)]


def plant(db: sqlite3.Connection, words: list[str], stored: int) -> Iterator[int]:
    """Stores the planted texts through the engine under the ids after all others; gives the rows that lead to them."""
    for voice, text in enumerate(planted_texts(words), stored):
        reading = read(text)
        kept = profile(reading, Tables(db).frequencies(reading.keys(), stored))
        db.execute("INSERT INTO profile VALUES (?, ?, ?, ?)", (voice, kept.words, kept.length, kept.signature))
        yield from ((key << 32) + voice for key in kept.filed_under)


def other_words(text: str, chance: random.Random) -> str:
    """Half of the words of a text, in another order."""
    words = text.split("，")
    return "，".join([words[-1], *chance.sample(words[:-1], len(words) // 2)])


def measure(db: sqlite3.Connection, words: list[str], stored: int, queries: int) -> None:
    """Prints the times of look-ups; exits 1 when a planted voice is not found."""
    chance, ordinary = random.Random(4), np.random.default_rng(5)
    planted = planted_texts(words)
    walls, works, tables = [], [], Tables(db)
    for number in range(queries):
        wanted = number // EVERY if number % EVERY == 0 and number // EVERY < PLANTED else None
        text = text_of(ordinary, words) if wanted is None else other_words(planted[wanted], chance)
        wall, work = time.perf_counter(), time.process_time()
        reading = read(text)
        frequencies = tables.frequencies(reading.keys(), stored)
        found = find_similar(reading, tables, frequencies)
        for match in found[:5]:
            reasons(reading, match, frequencies)
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
        if wanted is not None and stored + wanted not in [match.id for match in found[:5]]:
            sys.exit(f"a stored voice was not found again among {stored}: nothing was measured")
    cuts = statistics.quantiles(walls, n=100)
    print(
        f"same matter: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, processor p50 {statistics.median(works):.1f} ms, "
        f"{tables.rows / queries:.0f} rows read a query, {queries} queries; {stored} voices stored; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
