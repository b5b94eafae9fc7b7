"""The signs of a text as search sees them, and where each stands in the text.

A text is parted into clusters: a character and the marks upon it. Each cluster is spelt on its own, so that the signs
of a piece are always a piece of the signs: what makes an index of pieces exact. For the same reason a traditional
character is made simplified without its neighbours (`similarity.normal` looks at words and would spell 乾 in 乾隆
otherwise than alone).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

LONGEST_TEXT = 100_000
"""Characters of a text that are read, and signs that are kept of it; what follows is not found."""

_MARKS_ON_ONE = 30
"""Unicode Standard Annex 15, Stream-Safe Text Format: more marks on one character are in no language."""

_MOST_REMEMBERED = 65_536
_JOINED = "\0"
"""Is never a sign."""

_ALIKE = str.maketrans("覆瞭藉沈划链俱彷甦衹苧锺", "复了借沉画炼具仿苏只苎钟")
"""Spelt by OpenCC in some words like the one, in others like the other (答覆, 瞭解, 計畫): here always as one.

Also 薴, which it makes 苧, and that 苎.
"""


@dataclass(frozen=True, slots=True)
class Read:
    """The signs of a text, and for each the characters it came from: [start, end) in the text."""

    signs: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """The letters and digits of a text, one spelling for what looks or means alike; at most LONGEST_TEXT."""
    signs = text[:LONGEST_TEXT].translate(_ALONE)
    return ("".join(map(_spell, _clusters(text))) if _JOINED in signs else signs)[:LONGEST_TEXT]


def read(text: str) -> Read:
    """What `fold` gives, with its places."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for cluster in _clusters(text):
        spelt, start, at = _spell(cluster), at, at + len(cluster)
        signs.append(spelt)
        starts.extend([start] * len(spelt))
        ends.extend([at] * len(spelt))
    return Read("".join(signs)[:LONGEST_TEXT], tuple(starts[:LONGEST_TEXT]), tuple(ends[:LONGEST_TEXT]))


class _Alone(dict[int, str]):
    """How each character is spelt that stands alone; _JOINED for one that belongs to the character before it."""

    def __missing__(self, code: int) -> str:
        spelt = _spell(chr(code)) if _pattern().fullmatch("a" + chr(code)) is None else _JOINED
        if len(self) < _MOST_REMEMBERED:
            self[code] = spelt
        return spelt


def _clusters(text: str) -> list[str]:
    return _pattern().findall(text[:LONGEST_TEXT])


@lru_cache(maxsize=_MOST_REMEMBERED)
def _spell(cluster: str) -> str:
    """NFKC, case folded, letters and digits alone, simplified, and the last differences evened out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    return "".join(_simplified(sign) for sign in folded if sign.isalnum()).translate(_ALIKE)


def _simplified(sign: str) -> str:
    return str(_converter().convert(sign))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        f"(?s:.)[{_ranges(filter(_joins, range(0x300, 0x20000)))}\U000e0100-\U000e01ef]{{0,{_MARKS_ON_ONE}}}"
    )


def _joins(code: int) -> bool:
    """Whether the character may melt into the one before it under NFKC: marks, and what follows in a Korean syllable.

    Halfwidth marks (Japanese) and letters (Korean) are such too, and vowels of Kirat Rai from Unicode 16 on.
    """
    return (
        unicodedata.category(chr(code))[0] == "M"
        or 0x1160 <= code <= 0x11FF
        or 0x3131 <= code <= 0x3163
        or 0xFF9E <= code <= 0xFFDC
        or 0x16D63 <= code <= 0x16D6A
    )


def _ranges(codes: Iterable[int]) -> str:
    """The inside of a character class, neighbours as one range."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


_ALONE = _Alone()
