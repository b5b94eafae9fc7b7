"""How long a search takes with many voices stored, and what a row costs. `python -m bench.search --stored N`.

The index is filled directly with invented texts of some 350 characters, one in three with an answer: words drawn from a
vocabulary of 30,000 in which the n-th is used in proportion to 1 / n. Asked for are phrases that few, many and half of
all texts hold, by one who may see all and by one who may see few; each answer is a page of 20, as pages show it. Every
phrase is also looked for by reading all texts, and each owner that holds it must be found: else nothing was measured.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

VOCABULARY, WORDS, ANSWER_WORDS = 30_000, 160, 60
EVERYBODY = "请有关部门"
"""Half of all voices say this."""
PAGE, BATCH = 20, 2_000
CHECKED = 20_000
"""Of the newest owners, on which every query is compared with reading."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--data", type=Path, help="the office that is filled, or was; made anew in a temporary folder")
    parser.add_argument("--queries", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUIYING_DATA"] = str(options.data or folder)
        from huiying.faces.cli.prepare import prepare

        prepare()
        fill(options.stored)
        measure(options.stored, options.queries)


def vocabulary() -> list[str]:
    """Words of two characters, the most used first."""
    chance = random.Random(1)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words[chr(chance.randrange(0x4E00, 0x9000)) + chr(chance.randrange(0x4E00, 0x9000))] = None
    return list(words)


def texts(first: int, last: int) -> Iterator[tuple[int, str, str]]:
    """Owner, what was said and what was answered; the same each time."""
    words = vocabulary()
    weights = [1 / n for n in range(1, VOCABULARY + 1)]
    total = [sum(weights[:1])]
    for weight in weights[1:]:
        total.append(total[-1] + weight)
    for owner in range(first, last):
        chance = random.Random(owner)
        said = chance.choices(words, cum_weights=total, k=WORDS)
        if owner % 2:
            said.insert(chance.randrange(WORDS), EVERYBODY)
        answer = chance.choices(words, cum_weights=total, k=ANSWER_WORDS) if owner % 3 == 0 else []
        yield owner, "，".join("".join(said[at : at + 8]) for at in range(0, len(said), 8)), "".join(answer)


def fill(stored: int) -> None:
    """Puts in what is missing, BATCH owners in each transaction."""
    from django.db import connection, transaction

    from huiying.foundation.search.indexing import Words, put
    from huiying.foundation.search.models import Window
    from huiying.foundation.search.rows import Kind, Part, owner_of

    newest = Window.objects.order_by("-pk").first()
    missing = texts(owner_of(newest.pk) + 1 if newest else 1, stored + 1)
    spent = done = 0.0
    while batch := list(islice(missing, BATCH)):
        parts = [(owner, ((Part.TEXT, said), (Part.REPLY, answer))) for owner, said, answer in batch]
        began = time.process_time()
        with transaction.atomic():
            put(Words(Kind.CASE, owner, part, text) for owner, both in parts for part, text in both)
        spent, done = spent + time.process_time() - began, done + len(batch)
    if done:
        print(f"{done:,.0f} owners put in: {spent / done * 1e6:.0f} µs of the processor each, {BATCH} in a transaction")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE search_window")
            cursor.execute("SELECT pg_total_relation_size('search_window')")
        else:
            cursor.execute("SELECT (SELECT page_count FROM pragma_page_count) * page_size FROM pragma_page_size")
        print(f"{Window.objects.count():,} rows, {cursor.fetchone()[0] / stored:,.0f} bytes for each owner")


def phrases(stored: int) -> dict[str, Callable[[random.Random], str]]:
    """What is asked for: a maker of phrases by its name."""
    words = vocabulary()

    def said(chance: random.Random) -> str:
        ((_owner, text, _answer),) = texts(owner := chance.randrange(1, stored + 1), owner + 1)
        return text.replace("，", "").replace(EVERYBODY, "")

    def piece(length: int) -> Callable[[random.Random], str]:
        def cut(chance: random.Random) -> str:
            text = said(chance)
            at = chance.randrange(len(text) - length)
            return text[at : at + length]

        return cut

    return {
        "1 character": piece(1),
        "2 characters": piece(2),
        "4 characters": piece(4),
        "8 characters": piece(8),
        "20 characters": piece(20),
        "a word of two that many use": lambda chance: words[chance.randrange(10, 60)],
        "two words of a text": lambda chance: f"{piece(2)(chance)} {piece(2)(chance)}",
        "two words that many use": lambda chance: f"{words[chance.randrange(5, 60)]} {words[chance.randrange(5, 60)]}",
        "what half of all say": lambda _chance: EVERYBODY,
        "one that half say, one rare": lambda chance: f"{EVERYBODY} {words[chance.randrange(10_000, VOCABULARY)]}",
        "nothing holds it": lambda chance: "".join(chr(chance.randrange(0x9100, 0x9FA5)) for _ in range(4)),
    }


def measure(stored: int, count: int) -> None:
    """Prints p50 and p99 of each kind of phrase, for who may see all and who may see one owner in a thousand."""
    print(f"{stored:,} stored; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("milliseconds: p50 / p99 by the clock (p50 of this process's processor)")
    everything = read_all(stored)
    for name, make in phrases(stored).items():
        chance = random.Random(name)
        asked = [make(chance) for _ in range(count)]
        compare(asked[:10], everything, stored)
        wide = timed(asked, lambda phrase: page(phrase, 1))
        narrow = timed(asked, lambda phrase: few(phrase, stored))
        print(f"  {name:<30} all {wide}   one in a thousand {narrow}", flush=True)


def timed(asked: Sequence[str], run: Callable[[str], object]) -> str:
    """p50 and p99 by the clock, p50 by the processor (of this process: PostgreSQL works in another)."""
    run(asked[0])
    spent, worked = [], []
    for phrase in asked:
        began, work = time.perf_counter(), time.process_time()
        run(phrase)
        spent.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - work) * 1000)
    spent.sort()
    late = spent[int(len(spent) * 0.99)]
    return f"{statistics.median(spent):6.1f} /{late:7.1f} ({statistics.median(worked):5.1f})"


def page(phrase: str, one_in: int) -> list[int]:
    """A page of what somebody may see who sees one owner in so many."""
    from huiying.core.search import query
    from huiying.foundation.search.asking import walk
    from huiying.foundation.search.rows import Kind

    asked, found = query(phrase), list[int]()
    assert asked is not None
    for owners in walk(Kind.CASE, asked):
        found += [owner for owner in owners if owner % one_in == 0]
        if len(found) > PAGE:
            break
    return found[:PAGE]


def few(phrase: str, stored: int) -> list[int]:
    """The same for one owner in a thousand, whose texts are read."""
    from huiying.core.search import query
    from huiying.foundation.search.asking import holding
    from huiying.foundation.search.rows import Kind

    asked = query(phrase)
    assert asked is not None
    return holding(Kind.CASE, asked, range(stored - stored % 1_000, 0, -1_000))[:PAGE]


def read_all(stored: int) -> dict[int, list[str]]:
    from huiying.core.search import fold

    return {
        owner: [fold(said), fold(answer)] for owner, said, answer in texts(max(stored - CHECKED, 0) + 1, stored + 1)
    }


def compare(asked: Sequence[str], everything: dict[int, list[str]], stored: int) -> None:
    from huiying.core.search import query
    from huiying.foundation.search.asking import walk
    from huiying.foundation.search.rows import Kind

    for phrase in asked:
        wanted = query(phrase)
        assert wanted is not None
        expected = {
            owner
            for owner, parts in everything.items()
            if all(any(word.signs in part for part in parts) for word in wanted.words)
        }
        found = set[int]()
        for owners in walk(Kind.CASE, wanted):
            found.update(owner for owner in owners if owner in everything)
            if owners and owners[-1] <= stored - CHECKED:
                break
        if found != expected:
            raise SystemExit(f"{phrase}: {len(found)} found, {len(expected)} hold it")


if __name__ == "__main__":
    main()
