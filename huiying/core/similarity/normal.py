"""Text as the same-matter engine reads it: one spelling for what looks or means alike, and its words.

Everything here takes any text: empty, very long, of any script, with NUL or broken surrogates.
"""

import re
import unicodedata
from functools import cache

import rjieba
from opencc import OpenCC

LONGEST_TEXT = 8_000
"""Characters that are read; what follows is left unread. The longest of 4,326 real messages has 6,999."""

_GAP = re.compile(r"[\W_]+")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def normalise(text: str) -> str:
    """Letters and digits alone, in runs parted by one space: NFKC, case folded, traditional made simplified.

    Combining marks and invisible characters vanish without parting a word; all else that is no letter or digit parts.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold())
    return str(_converter().convert(_GAP.sub(_gap, folded[:LONGEST_TEXT]))).strip()


def letters(text: str) -> str:
    """What `normalise` leaves, without its spaces."""
    return normalise(text).replace(" ", "")


def fine_words(normal: str) -> list[str]:
    """Words of a normalised text in the order of the text; of a long word its parts too (搅拌站: 搅拌, 搅拌站)."""
    return [word for run in normal.split() for word in (rjieba.cut_for_search(run) if _HAN.search(run) else (run,))]


def tagged_words(normal: str) -> list[tuple[str, str]]:
    """Words of a normalised text with their part of speech (n noun, nr person, ns place, m number …); gaps are " "."""
    tagged: list[tuple[str, str]] = []
    for run in normal.split():
        tagged += rjieba.tag(run) if _HAN.search(run) else [(run, "m" if run.isdigit() else "eng")]
        tagged.append((" ", "x"))
    return tagged


def is_known(word: str) -> bool:
    """Whether the dictionary has the word; what it lacks is mostly a name."""
    return bool(rjieba.has_word(word))


def _gap(run: re.Match[str]) -> str:
    return "" if all(_joins(character) for character in run[0]) else " "


def _joins(character: str) -> bool:
    """Whether the character stands inside a word: a combining mark, or one that is not seen."""
    kind = unicodedata.category(character)
    return kind[0] == "M" or kind == "Cf"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
