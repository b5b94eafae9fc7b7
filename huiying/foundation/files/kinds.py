"""Which files are taken: an ending on the list, and first bytes of the same family. Without Django."""

import re
from dataclasses import dataclass

from huiying.foundation.files.errors import FileIsHeic, FileKindRefused


@dataclass(frozen=True, slots=True)
class Kind:
    """`family`: which way it is cleaned. A picture may say jpg and be a PNG, a picture may not say pdf."""

    ending: str
    media_type: str
    family: str


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
KINDS = {
    one.ending: one
    for one in (
        Kind("jpg", "image/jpeg", "picture"),
        Kind("png", "image/png", "picture"),
        Kind("webp", "image/webp", "picture"),
        Kind("avif", "image/avif", "picture"),
        Kind("bmp", "image/bmp", "picture"),
        Kind("pdf", "application/pdf", "pdf"),
        Kind("docx", f"{_OOXML}.wordprocessingml.document", "office"),
        Kind("xlsx", f"{_OOXML}.spreadsheetml.sheet", "office"),
        Kind("odt", f"{_ODF}.text", "office"),
        Kind("ods", f"{_ODF}.spreadsheet", "office"),
        Kind("txt", "text/plain; charset=utf-8", "text"),
        Kind("mp3", "audio/mpeg", "mp3"),
        Kind("wav", "audio/wav", "wav"),
        Kind("ogg", "audio/ogg", "ogg"),
        Kind("amr", "audio/amr", "amr"),
        Kind("m4a", "audio/mp4", "mp4"),
        Kind("mp4", "video/mp4", "mp4"),
        Kind("mov", "video/quicktime", "mp4"),
    )
}
SAME = {
    "jpeg": "jpg",
    "jfif": "jpg",
    "jpe": "jpg",
    "3gp": "mp4",
    "m4v": "mp4",
    "aac": "m4a",
    "oga": "ogg",
    "opus": "ogg",
}
"""Endings that mean one of those."""
ACCEPT = "image/jpeg,image/png,image/webp," + ",".join(f".{ending}" for ending in (*KINDS, "jpeg", "3gp"))
"""What a file field of a page offers to choose. Without HEIC on it an iPhone sends its pictures as JPEG."""

_FIRST_BYTES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "wav"),
    (re.compile(rb"BM.{8}\x36|BM.{12}\x28\0\0\0", re.DOTALL), "bmp"),
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"PK\x03\x04"), "zip"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"#!AMR"), "amr"),
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), "mp3"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "avif"),
    (re.compile(rb".{4}ftyp(hei|hev|mif1|msf1)", re.DOTALL), "heic"),
    (re.compile(rb".{4}ftypM4[AB]", re.DOTALL), "m4a"),
    (re.compile(rb".{4}ftypqt", re.DOTALL), "mov"),
    (re.compile(rb".{4}ftyp(iso|mp4|avc1|M4V|3gp|dash|MSNV)", re.DOTALL), "mp4"),
)
_TEXT_BREAKERS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes, name: str) -> Kind:
    """What `data` is: what its first bytes and the ending of `name` both allow. Raises FileKindRefused, FileIsHeic."""
    said = ending_of(name)
    found = _by_first_bytes(data)
    if found == "heic":
        raise FileIsHeic
    if found is None and said == "txt" and not _TEXT_BREAKERS.search(data):
        return KINDS["txt"]
    wanted = KINDS.get(said)
    if found is None or wanted is None:
        raise FileKindRefused
    if found == "zip" and wanted.family == "office":
        return wanted
    real = KINDS.get(found)
    if real is None or real.family != wanted.family:
        raise FileKindRefused
    return real


def ending_of(name: str) -> str:
    """The ending in small letters, one word for all that mean the same; "" where there is none."""
    ending = name.rpartition(".")[2].strip().lower() if "." in name else ""
    return SAME.get(ending, ending)


def _by_first_bytes(data: bytes) -> str | None:
    head = data[:64]
    return next((kind for pattern, kind in _FIRST_BYTES if pattern.match(head)), None)
