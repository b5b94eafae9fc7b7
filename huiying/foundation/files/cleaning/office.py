"""Word and Excel, OpenDocument: packed anew, and refused when anything in them would run or be fetched on opening."""

import io
import re
import zipfile

from huiying.foundation.files.errors import FileDamaged, FileHasMacros, FileHasPassword, FileKindRefused, FileTooLarge
from huiying.foundation.files.kinds import Kind

MOST_ENTRIES = 5_000
MOST_UNPACKED = 100 * 1024 * 1024
_RUNS = re.compile(
    r"vbaproject|vbadata|activex|macrosheets|dialogsheets|oleobject|/embeddings/|externallinks/|customui|"
    r"^basic/|^scripts/|^object [0-9]+/?|userforms",
    re.IGNORECASE,
)
_RUNS_INSIDE = re.compile(
    rb"macroEnabled|vnd\.ms-office\.vbaProject|<script:|DDEAUTO|<draw:(?!a\b)[^<>]*xlink:href\s*=\s*[\"']https?:|"
    rb"xlink:href\s*=\s*[\"'](?!#|https?:|mailto:|Pictures/|\./|Thumbnails/)",
    re.IGNORECASE,
)
_LINK = re.compile(
    rb"<(?:\w+:)?Relationship\b[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>",
)
_HYPERLINK = re.compile(rb"(?<![\w:])Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"'](?!Internal[\"'])")
"""However it is spelled: what is not plainly inside the package has to be a link to click."""
_OTHER_LETTERS = re.compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:[^<]|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii))", re.IGNORECASE
)
"""The beginning of a part in an encoding where the bytes that are looked for are others (XML 1.0, appendix F)."""
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}


def cleaned(data: bytes, kind: Kind) -> bytes:
    """The same parts in a new package.

    Raises FileHasMacros, FileHasPassword, FileKindRefused, FileTooLarge, FileDamaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _repacked(package, kind)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as err:
        raise FileDamaged from err
    except RuntimeError as err:  # zipfile: an entry is encrypted
        raise FileHasPassword from err


def _repacked(package: zipfile.ZipFile, kind: Kind) -> bytes:
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileTooLarge(limit_mb=MOST_UNPACKED // 1024 // 1024)
    if len(set(names)) != len(names) or _MAIN[kind.ending] not in names:
        raise FileKindRefused
    if any(_RUNS.search(name) for name in names):
        raise FileHasMacros
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for entry in entries:
            part = package.read(entry)
            _refuse(entry.filename, part, kind)
            plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            fresh.writestr(plain, part)
    return out.getvalue()


def _refuse(name: str, part: bytes, kind: Kind) -> None:
    """Refuse a part that would do something; an OpenDocument says in its part `mimetype` what it is."""
    if name == "mimetype" and part.decode("ascii", "replace").strip() != kind.media_type:
        raise FileKindRefused
    if name == "META-INF/manifest.xml" and b"encryption-data" in part:
        raise FileHasPassword
    if not name.lower().endswith((".xml", ".rels", ".rdf")):
        return
    if _OTHER_LETTERS.match(part) or b"\0" in part or _ENTITIES.search(part[:4096]):
        raise FileDamaged
    links = sum(bool(_HYPERLINK.search(found)) for found in _LINK.findall(part))
    if _RUNS_INSIDE.search(part) or len(_OUTSIDE.findall(part)) > links:
        raise FileHasMacros
