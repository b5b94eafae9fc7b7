"""Measures and fonts of official papers, close to GB/T 9704-2012.

Fonts are named, not embedded: where one is not installed, the word processor takes a substitute named in the
document's font table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from docx.shared import Emu, Mm, Pt

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)

SUBSTITUTES = {
    "方正小标宋简体": "宋体,SimSun,Noto Serif CJK SC",
    "仿宋": "FangSong,STFangsong,仿宋_GB2312,Noto Serif CJK SC",
    "楷体": "KaiTi,STKaiti,楷体_GB2312,Noto Serif CJK SC",
    "黑体": "SimHei,Noto Sans CJK SC",
    "宋体": "SimSun,Noto Serif CJK SC",
}


TEXT_WIDTH = Emu(PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT)
CELL_MARGIN = 2
"""Of both sides of a cell, in halves of a Chinese character."""


def column_shares(rows: Sequence[Sequence[str]], points: float) -> list[float]:
    """Which share of the width each column of a table gets; together 1.

    Columns that need little get what they need, the others share the rest evenly; `points`: the size of the letters.
    """
    needed = [max(map(_halves, column)) + CELL_MARGIN for column in zip(*rows, strict=True)]
    left, given = float(TEXT_WIDTH / Pt(points / 2)), [0.0] * len(needed)
    order = sorted(range(len(needed)), key=needed.__getitem__)
    for done, column in enumerate(order):
        given[column] = min(needed[column], left / (len(order) - done))
        left -= given[column]
    return [width / sum(given) for width in given]


def _halves(text: str) -> int:
    """How wide a text is, in halves of a Chinese character."""
    return sum(1 + (east_asian_width(letter) in "WFA") for letter in text)


@dataclass(frozen=True, slots=True)
class Face:
    """How one kind of line is set. `points` and `line` are in points, `indent` in characters of the first line."""

    east_asia: str
    points: float
    line: float
    indent: int = 0
    align: str = "left"
    bold: bool = False
    before: float = 0
    after: float = 0
    keep: bool = False


CHINESE = {
    "title": Face("方正小标宋简体", 22, 34, align="center", keep=True, after=4),
    "number": Face("楷体", 16, 28, align="center", keep=True),
    "addressee": Face("仿宋", 16, 28, keep=True, before=14),
    "heading": Face("黑体", 16, 28, indent=2, bold=True, keep=True, before=6, after=3),
    "paragraph": Face("仿宋", 16, 28, indent=2, align="both"),
    "fields": Face("仿宋", 16, 28, indent=2, align="both"),
    "numbered": Face("仿宋", 16, 28, indent=2, align="both"),
    "note": Face("楷体", 14, 24, indent=2, align="both"),
    "table": Face("仿宋", 14, 22),
    "table_head": Face("黑体", 14, 22, align="center", keep=True),
    "office": Face("仿宋", 16, 28, align="right", keep=True, before=28),
    "day": Face("仿宋", 16, 28, align="right", keep=True),
    "seal": Face("仿宋", 16, 28, align="right"),
    "copy_to": Face("仿宋", 14, 24, before=14),
    "foot": Face("宋体", 14, 18, align="center"),
}

ENGLISH = {
    "title": Face("方正小标宋简体", 18, 26, align="center", bold=True, keep=True, after=4),
    "number": Face("楷体", 12, 18, align="center", keep=True),
    "addressee": Face("仿宋", 12, 18, keep=True, before=12, after=6),
    "heading": Face("黑体", 12, 18, bold=True, keep=True, before=8, after=2),
    "paragraph": Face("仿宋", 12, 18, after=6),
    "fields": Face("仿宋", 12, 18, after=3),
    "numbered": Face("仿宋", 12, 18, after=3),
    "note": Face("楷体", 10.5, 15, after=6),
    "table": Face("仿宋", 11, 16),
    "table_head": Face("黑体", 11, 16, bold=True, keep=True),
    "office": Face("仿宋", 12, 18, align="right", keep=True, before=24),
    "day": Face("仿宋", 12, 18, align="right", keep=True),
    "seal": Face("仿宋", 12, 18, align="right"),
    "copy_to": Face("仿宋", 11, 16, before=12),
    "foot": Face("宋体", 10.5, 14, align="center"),
}
LATIN = "Times New Roman"
# The label of a labelled line, apart from its value.
LABEL_FONT = "楷体"
