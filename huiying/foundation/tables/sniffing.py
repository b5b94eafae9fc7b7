"""What a file is, by its bytes and never by its name: a workbook, text in some encoding, or no table at all."""

import codecs
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from huiying.foundation.tables.errors import EmptyTable, FileMissing, NotATable, UnknownEncoding

CHUNK = 1 << 20
BAD_LINES_OF_UTF8 = 0.5
"""UTF-8 is hardly ever met by chance, so a file is UTF-8 when half of its lines beyond ASCII are; the others are
rejected one by one. (UTF-8 read as GB18030 often decodes, to nonsense.)"""
BAD_LINES = 0.05
"""The same for GB18030, which takes almost anything: with more bad lines the encoding is not known."""

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MAGIC = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Workbook(Enum):
    """The two families of workbooks."""

    ZIPPED = "xlsx"
    OLD = "xls"


def sniff(path: Path) -> Workbook | tuple[str, bool]:
    """The kind of workbook, or the encoding of the text and whether all of it decodes.

    Raises FileMissing, EmptyTable, NotATable, UnknownEncoding.
    """
    try:
        with path.open("rb") as file:
            return _sniff(file)
    except OSError as err:
        raise FileMissing from err


def _sniff(file: BinaryIO) -> Workbook | tuple[str, bool]:
    head = file.read(4096)
    if not head.strip():
        raise EmptyTable
    if head.startswith(ZIP):
        return Workbook.ZIPPED
    if head.startswith(OLE):
        return Workbook.OLD
    for magic, name in MAGIC:
        if head.startswith(magic):
            raise NotATable(looks_like=name)
    return _encoding(file, head)


def _encoding(file: BinaryIO, head: bytes) -> tuple[str, bool]:
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return encoding, _all_decodes(file, encoding) or _few_bad(file, encoding)
    if head.count(0) > len(head) // 10:
        raise NotATable(looks_like="binary")
    if _all_decodes(file, "utf-8"):
        return "utf-8", True
    if _bad_share(file, "utf-8") <= BAD_LINES_OF_UTF8:
        return "utf-8", False
    return "gb18030", _all_decodes(file, "gb18030") or _few_bad(file, "gb18030")


def _few_bad(file: BinaryIO, encoding: str) -> bool:
    """False ("not all decodes") when only a few lines are bad; raises UnknownEncoding for more, and for UTF-16."""
    if encoding == "utf-16" or _bad_share(file, encoding) > BAD_LINES:
        raise UnknownEncoding
    return False


def _all_decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _bad_share(file: BinaryIO, encoding: str) -> float:
    """Share that does not decode of the lines beyond ASCII; a line feed is no part of a longer character in either."""
    file.seek(0)
    lines = bad = 0
    while line := file.readline(CHUNK):
        if not line.isascii():
            lines += 1
            bad += not _decodes(line, encoding)
    return bad / lines


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
