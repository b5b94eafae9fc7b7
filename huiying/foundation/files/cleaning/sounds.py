"""Sound: the sound alone, without titles, comments, pictures and places that players write beside it."""

import struct

from huiying.foundation.files.errors import FileDamaged

_KEPT_IN_WAV = {b"fmt ", b"data", b"fact"}
_ID3_HEAD = 10
_ID3_FOOT = 128


def cleaned_mp3(data: bytes) -> bytes:
    """Without ID3 at both ends (id3.org, ID3v2.4 3.1). Raises FileDamaged when no sound is left."""
    start = 0
    while data[start : start + 3] == b"ID3" and len(data) > start + _ID3_HEAD:
        size = data[start + 6 : start + _ID3_HEAD]
        start += _ID3_HEAD + sum((byte & 0x7F) << shift for byte, shift in zip(size, (21, 14, 7, 0), strict=True))
    end = len(data) - _ID3_FOOT if data[-_ID3_FOOT : -_ID3_FOOT + 3] == b"TAG" else len(data)
    sound = data[start:end].lstrip(b"\0")
    if len(sound) < 4 or sound[0] != 0xFF or sound[1] & 0xE0 != 0xE0:
        raise FileDamaged
    return sound


def cleaned_wav(data: bytes) -> bytes:
    """Only the chunks that play. Raises FileDamaged when they are not there."""
    place, kept = 12, []
    while place + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, place)
        chunk = data[place : place + 8 + size]
        if name in _KEPT_IN_WAV:
            size = len(chunk) - 8
            kept.append(struct.pack("<4sI", name, size) + chunk[8:] + b"\0" * (size % 2))
        place += 8 + size + size % 2
    if not {chunk[:4] for chunk in kept} >= {b"fmt ", b"data"}:
        raise FileDamaged
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body
