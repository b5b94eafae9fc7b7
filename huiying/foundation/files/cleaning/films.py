"""MP4, M4A and QuickTime: the boxes that tell where, when and with what it was taken are blanked (ISO/IEC 14496-12).

Their bytes become zeros in a box `free`, so that nothing behind them moves.
"""

import struct
from collections.abc import Iterator

from huiying.foundation.files.errors import FileDamaged

INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"}
BLANKED = {b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"\xa9xyz", b"loci"}
DEEPEST = 8


def cleaned(data: bytes) -> bytes:
    """The film. Raises FileDamaged when it is no sequence of boxes with a `moov` among them."""
    film = bytearray(data)
    names = [name for name, *_where in _boxes(film, 0, len(film))]
    if names[:1] != [b"ftyp"] or b"moov" not in names:
        raise FileDamaged
    _blank(film, 0, len(film), DEEPEST)
    return bytes(film)


def _blank(film: bytearray, start: int, end: int, depth: int) -> None:
    if depth == 0:
        raise FileDamaged
    for name, named, body, stop in _boxes(film, start, end):
        if name in BLANKED:
            film[named : named + 4] = b"free"
            film[body:stop] = bytes(stop - body)
        elif name in INSIDE:
            _blank(film, body, stop, depth - 1)


def _boxes(film: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """(name, where it stands, start of its body, end) of each box. Raises FileDamaged when one outgrows its place."""
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", film, start)
        head = 8
        if size == 1 and start + 16 <= end:
            (size,), head = struct.unpack_from(">Q", film, start + 8), 16
        stop = end if size == 0 else start + size
        if (size != 0 and size < head) or stop > end:
            raise FileDamaged
        yield bytes(name), start + 4, start + head, stop
        start = stop
