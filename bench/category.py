"""How rightly and how fast categories are told. `python -m bench.category [FILE]`, FILE as for `huiying eval category`.

Five times a fifth of the messages is judged by a model of the others; then a tree of three levels is learnt from 10,000
invented decisions, with what is shipped, and asked for suggestions with the words that explain them. Without FILE and
without the data folder of the tests (HUIYING_TEST_DATA) 3,000 invented messages take its place: for speed alone.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from huiying.core.classify import treefile
from huiying.core.classify.growing import Sorted, grow
from huiying.core.classify.training import Example
from huiying.faces.cli.eval_category import measure, read_examples
from huiying.loop.understanding.starter import beginnings, lines_shipped, starter

FOLDS, ASKED, DECISIONS = 5, 200, 10_000
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
        f"{mean['model_bytes'] / 1e6:.1f} MB"
    )
    print(f"{three_levels()}; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def judged(examples: Sequence[Example], fold: int) -> dict[str, float]:
    """The figures for every FOLDS-th message by a model of the others."""
    learn = [one for at, one in enumerate(examples) if at % FOLDS != fold]
    return measure(learn, list(examples[fold::FOLDS]), DAY)


def three_levels() -> str:
    """Learning a tree as an office does that has decided much, and the median time from a text to its suggestion."""
    chance = random.Random(3)
    shipped = list(starter())
    below: dict[tuple[str, ...], list[str]] = {line: [] for line in lines_shipped() if len(line) == 2}
    for line in lines_shipped():
        if len(line) == 3:
            below[line[:2]].append(line[2])
    decided = []
    for _ in range(DECISIONS):
        line, text = chance.choice(shipped)
        others = " ".join(chance.choice(shipped)[1] for _ in range(5))
        decided.append(Sorted(f"{text} {text[: len(text) // 2]} {others}", (*line, chance.choice(below[line]))))
    began = time.process_time()
    names = beginnings({line: line for line in lines_shipped()}, {})
    tree = grow([*decided, *names], data_date=DAY, clock=time.perf_counter).tree
    seconds = time.process_time() - began
    data = treefile.to_bytes(tree)
    times = []
    for one in decided[:ASKED]:
        start = time.perf_counter()
        tree.suggest(one.text)
        times.append((time.perf_counter() - start) * 1_000)
    return (
        f"three levels from {DECISIONS} invented decisions: {seconds:.0f} s of one core to train, "
        f"{len(tree.models)} models, {len(data) / 1e6:.1f} MB; a suggestion with its words "
        f"{statistics.median(times):.1f} ms p50"
    )


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
