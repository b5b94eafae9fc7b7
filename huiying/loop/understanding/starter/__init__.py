"""Messages that we invented, so that an office without decisions of its own gets suggestions: one file for each widest
category, with the two levels of categories by the names that are shipped. None was ever sent by anybody."""

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def starter() -> Iterator[tuple[tuple[str, str], str]]:
    """(names of the category, widest first; text) of every message."""
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield (row["level1"], row["level2"]), row["text"]
