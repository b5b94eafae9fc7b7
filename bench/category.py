"""How rightly and how fast categories are told. `python -m bench.category [FILE]`, FILE as for `huiying eval category`.

Five times a fifth of the messages is judged by a model of the others; then the time from a text to its suggestion with
the words that explain it. Without FILE and without the data folder of the tests (HUIYING_TEST_DATA) 3,000 invented
messages take their place: they measure speed alone.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from huiying.core.classify.model import CategoryModel
from huiying.core.classify.training import Example, train
from huiying.faces.cli.eval_category import measure, read_examples

FOLDS, ASKED = 5, 200
DAY = date(2026, 1, 1)
DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
LABELLED = DATA / "messages" / "labelled.csv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=LABELLED if LABELLED.exists() else None)
    file = parser.parse_args().file
    examples = list(read_examples(file)) if file else invented(3_000)
    random.Random(1).shuffle(examples)
    rounds = [judged(examples, fold) for fold in range(FOLDS)]
    mean = {name: statistics.mean(one[name] for one in rounds) for name in rounds[0]}
    least, most = (choice(one["macro_f1"] for one in rounds) for choice in (min, max))
    worth = f"macro-F1 {mean['macro_f1']:.4f} ({least:.4f}-{most:.4f}), accuracy {mean['accuracy']:.4f}; "
    print(
        f"{len(examples)} {'sorted' if file else 'invented'} messages, {FOLDS} folds: {worth if file else ''}"
        f"{mean['messages_per_second']:.0f} messages/s, {mean['train_seconds']:.1f} s to train, "
        f"{mean['model_bytes'] / 1e6:.1f} MB; a suggestion with its words "
        f"{suggesting(train(examples, data_date=DAY), examples):.2f} ms p50; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def judged(examples: Sequence[Example], fold: int) -> dict[str, float]:
    """The figures for every FOLDS-th message by a model of the others."""
    learn = [one for at, one in enumerate(examples) if at % FOLDS != fold]
    return measure(learn, list(examples[fold::FOLDS]), DAY)


def suggesting(model: CategoryModel, examples: Sequence[Example]) -> float:
    """Median milliseconds from a text to its suggestion."""
    times = []
    for one in examples[:ASKED]:
        began = time.perf_counter()
        model.suggest(one.text)
        times.append((time.perf_counter() - began) * 1_000)
    return statistics.median(times)


def invented(count: int) -> list[Example]:
    """Messages of 400 characters in seven categories, each of which prefers its own characters."""
    chance = random.Random(7)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 2_100)]
    return [
        Example("".join(chance.choices(letters, k=300) + chance.choices(letters[n % 7 :: 7], k=100)), f"类别{n % 7}")
        for n in range(count)
    ]


if __name__ == "__main__":
    main()
