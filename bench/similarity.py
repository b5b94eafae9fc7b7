"""How long it takes to find cases about the same matter, with many stored. `python -m bench.similarity --stored N`.

The questions go the product's way: `casework.selectors.alike`, from the typed text to the list with its reasons, rights
and cases included. The stored voices are invented and lie in the product's tables: each draws its words from a
vocabulary of 30,000 in which the n-th word is used in proportion to 1 / n, and one of 30,000 places: with a million
stored the rarest word still stands in 350 of them, more than a query reads of one key. One case in a hundred lies with
a middling unit, one in two thousand with a small one, every fiftieth may be read by anyone.
Ten voices that were said and read as the product does are asked for again, half of their words in another order: each
must be found, or nothing was measured.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bench.queue import busy, fill, open_data
from huiying.core.similarity import Frequencies
from huiying.core.similarity.keys import word_key
from huiying.core.similarity.minhash import BANDS, NUMBERS
from huiying.core.similarity.normal import fine_words, normalise
from huiying.core.similarity.profiles import FILED_WORDS, RAREST_COUNT, WORD, Profile

VOCABULARY, PLACES, WORDS_OF_A_VOICE = 30_000, 30_000, 110
PLANTED, EVERY, AT_ONCE = 10, 20, 10_000
MIDDLING, SMALL, PUBLIC = 100, 2_000, 50
"""Every how many cases lie with these units, or may be read by anyone."""
NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--data", type=Path, help="the office in this folder; it is made when it is not there")
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    words = invented_words(random.Random(1))
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder)
        there = (data / "huiying.sqlite3").exists()
        open_data(up_to_date(data) if there else fill(data, 50))
        if not there:
            store(words, options.stored)
        measure(words, options.queries)


def up_to_date(data: Path) -> Path:
    """An office that an earlier run made, with the tables of this version."""
    os.environ["HUIYING_DATA"] = str(data)
    from huiying.faces.cli.prepare import prepare

    prepare()
    return data


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


def store(words: list[str], stored: int) -> None:
    """So many invented voices with their cases and profiles, and PLANTED ones that were said and read."""
    began = time.perf_counter()
    from huiying.foundation.ledger.inserting import learn_sizes

    ids = range(1_000, 1_000 + stored)
    write_cases(ids)
    write_profiles(words, ids)
    plant(words, stored)
    learn_sizes()
    print(f"{stored} voices stored in {time.perf_counter() - began:.0f} s")


def write_cases(ids: range) -> None:
    """Voices and cases like the first of the office, spread over three units; answered where anyone may read them."""
    from huiying.listen.voices.models import Voice
    from huiying.serve.casework.models import Case, Reply

    big, middling, small = units()
    where = f"CASE WHEN i % {SMALL} = 1 THEN {small} WHEN i % {MIDDLING} = 2 THEN {middling} ELSE {big} END"
    may = f"(i % {PUBLIC} = 3)"
    like = Reply.objects.filter(case__sealed=False).exclude(public_text="").order_by("pk")[0]
    case = Case.objects.get(pk=like.case_id)
    voice = {"id": "i", "number": "'b' || i", "title": "'一件事'", "text": "'一件事'", "external_id": "''"}
    copy(Voice, case.pk, voice | {"may_publish": may, "split_from_id": "NULL"}, ids)
    moved = {"voice_id": "i", "unit_id": where, "lead_case_id": "NULL", "sealed": "(i < 0)"}
    copy(Case, case.pk, moved, ids)
    answered = range(ids.start + (3 - ids.start) % PUBLIC, ids.stop, PUBLIC)
    copy(Reply, like.pk, {"id": "i", "case_id": "i", "delivered_at": "given_at"}, answered)


def units() -> Sequence[int]:
    """Ids of three departments."""
    from huiying.foundation.people.models import Unit

    return list(
        Unit.objects.filter(children=None, petition_department=False).order_by("pk").values_list("pk", flat=True)[:3]
    )


def copy(model: Any, like: int, changed: dict[str, str], ids: range) -> None:
    """Rows like the one with the id `like`, with other values as SQL of the new id `i`."""
    from django.db import connection, transaction

    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    values = ", ".join(changed.get(column, column) for column in columns)
    numbers = f"WITH RECURSIVE n (i) AS (VALUES (%s) UNION ALL SELECT i + {ids.step} FROM n WHERE i < %s)"
    rows = f"{numbers} SELECT {values} FROM n, {table} WHERE {model._meta.pk.column} = {like}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {rows}", [ids[0], ids[-1]])


def write_profiles(words: list[str], ids: range) -> None:
    """Profiles of invented texts, made as the engine would make them, and the rows that lead to them."""
    from huiying.foundation.likeness import numbers
    from huiying.foundation.likeness.enums import Kind
    from huiying.foundation.likeness.models import FiledKey, KeyCount

    keys = np.array([word_key(word) for word in words], dtype=np.int32)
    counts = expected_counts(len(ids))
    counted = {
        numbers.counted(Kind.VOICE, key): count for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
    }
    forget_all()
    write(KeyCount, ("id", "count"), [*counted.items(), (numbers.documents(Kind.VOICE), len(ids))])
    table = Frequencies(len(ids))
    weights = np.array([table.weight_of_count(count) for count in counts])
    most = table.weight_of_count(RAREST_COUNT)
    chance = np.random.default_rng(2)
    parts = [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
    filed = np.concatenate([profile_rows(chance, keys, weights, most, part) for part in parts])
    filed.sort()  # in the order of the table: it grows at its end
    for part in np.array_split(filed, max(1, len(filed) // 1_000_000)):
        write(FiledKey, ("id",), [(number,) for number in np.unique(part).tolist()])


def forget_all() -> None:
    """What the office had read before it was filled."""
    from huiying.foundation.likeness.models import FiledKey, KeyCount, StoredProfile, Unread

    for model in (FiledKey, KeyCount, StoredProfile, Unread):
        model.objects.all().delete()


def write(model: Any, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    from django.db import connection, transaction

    marks = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES ({marks})", rows)


def expected_counts(stored: int) -> np.ndarray:
    """In how many of the stored voices each word stands, as `draw` draws them."""
    chances = np.log(np.arange(1, VOCABULARY) + 1) - np.log(np.arange(1, VOCABULARY))
    shares = 1 - (1 - chances / np.log(VOCABULARY)) ** WORDS_OF_A_VOICE
    return np.maximum(1, stored * np.concatenate([[0], shares, np.full(PLACES, 1 / PLACES)])).astype(np.int64)


def profile_rows(
    chance: np.random.Generator, keys: np.ndarray, weights: np.ndarray, most: float, ids: range
) -> np.ndarray:
    """Stores the profiles of `ids`; gives the rows that lead to them."""
    from huiying.foundation.likeness import numbers
    from huiying.foundation.likeness.enums import Kind
    from huiying.foundation.likeness.keeping import micros, packed_keys
    from huiying.foundation.likeness.models import StoredProfile

    filed, profiles = [], []
    for voice, row in zip(ids, draw(chance, len(ids)), strict=True):
        found, times = np.unique(row, return_counts=True)
        weighed = (1 + np.log(times)) * weights[found]
        kept = np.zeros(len(found), dtype=WORD)
        kept["key"], kept["times"] = keys[found], times
        telling = found[np.argsort(-np.minimum(weighed, (1 + np.log(times)) * most), kind="stable")[:FILED_WORDS]]
        bands = chance.integers(-(2**31), 2**31, BANDS, dtype=np.int64).astype(np.int32)
        under = np.concatenate([keys[telling], bands])
        at = numbers.slot(Kind.VOICE, voice)
        filed.append((under.astype(np.int64) << 32) + at)
        signature, length = chance.bytes(2 * NUMBERS), float(np.sqrt((weighed**2).sum()))
        one = Profile(np.sort(kept, order="key").tobytes(), length, frozenset(), signature, ())
        profiles.append((at, one.packed(), packed_keys(under.tolist(), ()), micros(NOW)))
    write(StoredProfile, ("id", "packed", "keys", "written"), profiles)
    return np.concatenate(filed)


def planted_texts(words: list[str]) -> list[str]:
    chance = np.random.default_rng(3)
    return [text_of(chance, words) for _ in range(PLANTED)]


def plant(words: list[str], stored: int) -> None:
    """Texts that are said and read as the product does, after all others; the small unit has them."""
    from huiying.foundation.ledger.actors import SYSTEM
    from huiying.loop.receive_voice import Spoken, receive_voice
    from huiying.loop.understanding.reading import read_all
    from huiying.serve.casework.models import Case

    for text in planted_texts(words):
        spoken = Spoken("counter", "request", "anonymous", text, "zh-hans", NOW, title="一件事")
        voice = receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice
        Case.objects.filter(pk=voice.pk).update(unit=units()[2])
    read_all(now=NOW)


def other_words(text: str, chance: random.Random) -> str:
    """Half of the words of a text, in another order."""
    words = text.split("，")
    return "，".join([words[-1], *chance.sample(words[:-1], len(words) // 2)])


def questions(words: list[str], many: int) -> Iterator[tuple[str, str]]:
    """(text, the planted text that must be found, or nothing)."""
    chance, ordinary, planted = random.Random(4), np.random.default_rng(5), planted_texts(words)
    for number in range(many):
        wanted = planted[number // EVERY] if number % EVERY == 0 and number // EVERY < PLANTED else ""
        yield other_words(wanted, chance) if wanted else text_of(ordinary, words), wanted


def measure(words: list[str], many: int) -> None:
    """Prints the times of look-ups of each viewer; exits 1 when a planted voice is not found by who may see it."""
    from huiying.foundation.people.models import Grant, Unit
    from huiying.serve.casework.models import Case
    from huiying.serve.casework.selectors import alike

    root = Unit.objects.get(parent=None)
    _big, middling, small = (Unit.objects.get(pk=one) for one in units())
    viewers: tuple[tuple[str, Callable[[str], list[Any]], bool], ...] = (
        ("who sees all", _typed(alike.to_words, Grant(role="inspector", unit=root)), True),
        ("a unit with 1 case in 100", _typed(alike.to_words, Grant(role="handler", unit=middling)), False),
        ("a unit with 1 case in 2,000", _typed(alike.to_words, Grant(role="handler", unit=small)), True),
        ("anyone", lambda text: alike.for_public(text, None, now=NOW), False),
    )
    stored = Case.objects.count()
    for who, ask, sees in viewers:
        print(f"same matter for {who}: {times(words, many, ask, sees)}; {stored} voices stored; {busy()}")


def _typed(to_words: Callable[..., list[Any]], grant: Any) -> Callable[[str], list[Any]]:
    return lambda text: to_words("", text, None, [grant], now=NOW)


def times(words: list[str], many: int, ask: Callable[[str], list[Any]], sees: bool) -> str:
    from huiying.listen.voices.models import Voice

    ids = dict(Voice.objects.filter(text__in=planted_texts(words)).values_list("text", "pk"))
    walls, works = [], []
    for text, wanted in questions(words, many):
        wall, work = time.perf_counter(), time.process_time()
        found = ask(text)
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
        if wanted and sees and ids[wanted] not in [one.case_id for one in found]:
            sys.exit("a stored voice was not found again: nothing was measured")
    cuts = statistics.quantiles(walls, n=100)
    return (
        f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, processor p50 {statistics.median(works):.1f} ms, {many} queries"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiying.config.settings")
    main()
