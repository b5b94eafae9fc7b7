"""A table as it is read: headers, then rows or the trouble with a row, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huiying.core.words import Text

LONGEST_CELL = 1_000_000
"""Characters; a longer cell is no message of a person."""

TROUBLES: dict[str, Text] = {
    "broken_quote": Text(
        "第{line}行的引号没有配对。请补上或删去多余的引号。",
        "Line {line} has a quotation mark without its partner. Add it, or delete the extra one.",
    ),
    "wrong_count": Text(
        "第{line}行有{found}格，表头有{wanted}格。请检查这一行的分隔符和换行。",
        "Line {line} has {found} cells, the headers have {wanted}. Check the separators and line breaks of this row.",
    ),
    "nul": Text(
        "第{line}行含有空字节，可能文件已损坏。请重新导出。",
        "Line {line} contains NUL bytes; the file may be damaged. Export it again.",
    ),
    "bad_bytes": Text(
        "第{line}行有认不出的字符编码。请改正后再导入。",
        "Line {line} has bytes that are not in the encoding of the file. Correct them, then import again.",
    ),
    "cell_too_long": Text(
        "第{line}行有一格超过一百万字。请检查是否漏了引号，或者缩短。",
        "Line {line} has a cell of more than a million characters. Look for a missing quotation mark, or shorten it.",
    ),
    "missing": Text(
        "第{line}行的“{column}”是空的。请填上。",
        "Line {line}: “{column}” is empty. Fill it in.",
    ),
    "unclear_moment": Text(
        "第{line}行“{column}”的时间看不懂或有两种读法。请写成 2019-02-28 11:25:05 这样。",
        "Line {line}: the time in “{column}” cannot be read, or can be read in two ways. "
        "Write it like 2019-02-28 11:25:05.",
    ),
    "unknown_word": Text(
        "第{line}行“{column}”里的词在对应表里没有。请改用表里的词，或在对应表里加上它。",
        "Line {line}: the word in “{column}” is not in the mapping. Use one of its words, or add this one.",
    ),
    "too_long": Text(
        "第{line}行的“{column}”超过{longest}字。请缩短。",
        "Line {line}: “{column}” has more than {longest} characters. Shorten it.",
    ),
    "reply_incomplete": Text(
        "第{line}行只有答复或只有答复时间。请两样都填上，或都留空。",
        "Line {line} has a reply without its time, or a time without a reply. Fill in both, or neither.",
    ),
    "reply_too_early": Text(
        "第{line}行的答复时间早于留言时间。请核对。",
        "Line {line}: the reply is earlier than the voice. Check the times.",
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """`number`: the line of the file where it begins, or the row of the sheet; 1-based, the headers counted.

    `cells`: as many as there are headers, without surrounding blanks.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowTrouble:
    """Why a row cannot be taken. `cells`: what was read of it, for the rejects file; it never goes into a log."""

    number: int
    code: str
    sentence: Text
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` can be walked once and reads as it goes."""

    headers: tuple[str, ...]
    rows: Iterator[Row | RowTrouble]


def trouble(code: str, number: int, cells: tuple[str, ...], **data: Any) -> RowTrouble:
    """The trouble `code` with row `number`; `data` fills the placeholders of its sentence."""
    says = TROUBLES[code]
    data["line"] = number
    return RowTrouble(number, code, Text(says.zh.format(**data), says.en.format(**data)), cells)
