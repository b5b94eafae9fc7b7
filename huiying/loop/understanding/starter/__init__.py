"""What every office begins with: messages that we invented, and names of categories. Needs no database and no office.

One file of messages for each widest category, with two levels of categories by the names that are shipped. None was
ever sent by anybody.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from huiying.core.classify.growing import NAMES, STARTER, Sorted

FOLDER = Path(__file__).parent
SHIPPED = FOLDER.parents[2] / "foundation" / "office" / "seeds" / "taxonomy.csv"
ENOUGH = 50
"""A category of the second level with so many decisions needs the shipped messages no more."""
TIMES = 5
"""How often a name counts. A piece must occur in three texts to count at all; more than five tell nothing new."""
OTHER = "其他"
"""A name that says nothing."""
Line = tuple[str, ...]
"""Names of categories, the widest first."""


def starter() -> Iterator[tuple[Line, str]]:
    """(names of the category, text) of every message."""
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield (row["level1"], row["level2"]), row["text"]


def lines_shipped() -> list[Line]:
    """Every category that is shipped, of each level."""
    with SHIPPED.open(encoding="utf-8-sig", newline="") as rows:
        full = [(row["level1"], row["level2"], row["level3"]) for row in csv.DictReader(rows)]
    return list(dict.fromkeys(line[:level] for line in full for level in (1, 2, 3)))


def beginnings(paths: Mapping[Line, tuple[str, ...]], own: Mapping[tuple[str, ...], int]) -> Iterator[Sorted]:
    """Names of categories as examples, and the shipped messages of those with fewer than ENOUGH decisions.

    `paths`: what each line of names is called in the model. `own`: how many decisions a path of two levels has.
    """
    for line, path in paths.items():
        if line[-1] != OTHER:
            yield from [Sorted(" ".join(line[-2:]), path, NAMES)] * TIMES
    for line, text in starter():
        if line in paths and own.get(paths[line], 0) < ENOUGH:
            yield Sorted(text, paths[line], STARTER)


def for_labels(labels: Iterable[str], own: Mapping[str, int]) -> Iterator[Sorted]:
    """The same for labels of one level: those that are shipped names of the first level learn from all below them."""
    known = set(labels)
    paths = {line: (line[0],) for line in lines_shipped() if line[0] in known}
    return beginnings(paths, {(label,): count for label, count in own.items()})
