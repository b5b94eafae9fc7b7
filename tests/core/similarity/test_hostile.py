"""Nobody can slow the engine with what they paste: cost is measured against that of an ordinary long voice."""

import random
import time

import pytest

from huiying.core.similarity import Frequencies, find_similar, profile, read, reasons, score
from huiying.core.similarity.evidence import compare
from huiying.core.similarity.normal import LONGEST_TEXT
from tests.core.similarity.voices import VOICES, office

CHANCE = random.Random(9)
LONG = ("".join(VOICES) * 100)[:LONGEST_TEXT]
HOSTILE = {
    "ten megabytes": "".join(VOICES) * 40_000,
    "ten megabytes of one sign": "啊" * 3_500_000,
    "one latin letter": "a" * LONGEST_TEXT,
    "digits": "1" * LONGEST_TEXT,
    "phone numbers": "13912345678 " * 700,
    "emoji": "😀🎉👨‍👩‍👧" * 3_000,
    "nul": "\x00" * LONGEST_TEXT,
    "surrogates": "\ud800\udfff" * 4_000,
    "signs that grow": "\ufdfa" * LONGEST_TEXT,
    "marks upon marks": "a" + "\u0301" * LONGEST_TEXT,
    "bidi": "\u202e油\u202c烟" * 2_000,
    "tibetan": "བོད་སྐད་" * 1_000,
    "uyghur": "ئۇيغۇرچە " * 900,
    "all of Unicode": "".join(map(chr, range(0x4E00, 0x4E00 + LONGEST_TEXT))),
    "random signs": "".join(chr(CHANCE.randrange(1, 0xD800)) for _ in range(LONGEST_TEXT)),
    "places": "甲乙路" * 2_600,
    "spaces": " \n\t" * 2_600,
    "html and sql": "<script>alert('x')</script>'; DROP TABLE voice; --" * 160,
}


def used(text):
    """The least processor seconds of three complete look-ups."""
    shelf, frequencies = office()
    times = []
    for _ in range(3):
        began = time.process_time()
        reading = read(text, subject=text)
        for match in find_similar(reading, shelf, frequencies):
            reasons(reading, match, frequencies)
        times.append(time.process_time() - began)
    return min(times)


@pytest.fixture(scope="module")
def ordinary():
    return used(LONG)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_ten_times_a_long_voice(name, ordinary):
    assert used(HOSTILE[name]) < 10 * ordinary


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_kept_small_and_compared(name):
    kept = profile(read(HOSTILE[name]), Frequencies())
    assert len(kept.words) <= 640
    assert len(kept.signature) in (0, 96)
    assert 0 <= score(compare(kept, kept, Frequencies())) <= 1


@pytest.mark.parametrize("name", ["emoji", "nul", "surrogates", "spaces"])
def test_a_text_without_letters_leads_nowhere(name):
    kept = profile(read(HOSTILE[name]), Frequencies())
    assert (kept.words, kept.signature, kept.filed_under, kept.places) == (b"", b"", (), frozenset())


def test_ten_thousand_copies_of_a_paste_do_not_slow_a_query():
    shelf, frequencies = office()
    kept = profile(read(LONG), frequencies)
    few, many = (timed(shelf, frequencies, kept, copies) for copies in (1_000, 10_000))
    assert many < 3 * few


def timed(shelf, frequencies, kept, copies):
    """The least processor seconds of five look-ups of the paste with so many copies stored."""
    for number in range(len(shelf), copies):
        shelf.put(number, kept)
    times = []
    for _ in range(5):
        began = time.process_time()
        find_similar(read(LONG), shelf, frequencies)
        times.append(time.process_time() - began)
    return min(times)
