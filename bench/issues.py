"""How long the night takes to group many cases. `python -m bench.issues [FILE] [--stored N]`.

The stored voices are copies of the messages of a file in the format of messages.csv, each copy a town of its own: what
twelve messages or fewer say is said there in other words, and one word in seven is left out. Words of every day are
shared by all towns, so there are more likely pairs than an office has. Without FILE that of the data folder of the
tests (HUIYING_TEST_DATA) is read; where neither is there, nothing can be measured.
"""

import argparse
import os
import resource
import time
from collections import Counter
from pathlib import Path

import numpy as np

from huiying.core.clusters import Filed, average_link, likely_pairs
from huiying.core.similarity import Frequencies, Profile, count, profile, read
from huiying.core.similarity.profiles import WORD
from huiying.faces.cli.eval_same_matter import read_messages

DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
MESSAGES = DATA / "messages" / "messages.csv"
RARE, KEPT = 12, 6 / 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("file", type=Path, nargs="?", default=MESSAGES, help="as messages.csv")
    options = parser.parse_args()
    if not options.file.exists():
        print("Nothing measured: give a FILE of messages, or set HUIYING_TEST_DATA.")
        return
    voices, table = towns(options.file, options.stored)
    began = time.process_time()
    pairs = list(likely_pairs(voices, table))
    paired = time.process_time()
    groups = average_link(pairs)
    print(
        f"{len(voices)} voices: {paired - began:.0f} s of a processor for {len(pairs)} pairs, "
        f"{time.process_time() - paired:.0f} s for {len(groups)} groups, at most {peak():.0f} MB; "
        f"{os.getloadavg()[0]:.1f} others at work"
    )


def towns(messages: Path, stored: int) -> tuple[list[Filed], Frequencies]:
    """So many voices, and the counts of their words."""
    readings = [read(one.text, subject=one.subject, written_at=one.time) for one in read_messages(messages)]
    table = count(reading.keys() for reading in readings)
    kept = [profile(reading, table) for reading in readings]
    chance, counts = np.random.default_rng(1), Counter[int]()
    copies = -(-stored // len(kept))
    voices: list[Filed] = []
    for town in range(copies):
        salt = int(chance.integers(1, 2**31 - 1))
        for number, one in enumerate(kept):
            moved = in_town(one, salt, table, chance)
            counts.update(np.frombuffer(moved.words, dtype=WORD)["key"].tolist())
            voices.append(Filed(number * copies + town, moved.filed_under, moved.packed(), one.written_at))
    return voices[:stored], Frequencies(len(voices), dict(counts))


def in_town(one: Profile, salt: int, table: Frequencies, chance: np.random.Generator) -> Profile:
    """The voice with the rare words of a town."""

    def moved(key: int) -> int:
        return key ^ salt if table.counts.get(key, 0) <= RARE else key

    words = np.frombuffer(one.words, dtype=WORD).copy()
    words["key"] = [moved(key) for key in words["key"].tolist()]
    words = np.sort(words[chance.random(len(words)) < KEPT], order="key")
    sketch = np.frombuffer(one.signature, dtype="<u2") ^ np.uint16(salt & 0xFFFF)
    places = frozenset(map(moved, one.places))
    return Profile(words.tobytes(), one.length, places, sketch.tobytes(), tuple(map(moved, one.filed_under)))


def peak() -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
