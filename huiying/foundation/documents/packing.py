"""Saving a document so that the same content is the same bytes on every machine and day."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

_ZIP_BEGINS = 1980


def packed(document: Document, day: date) -> bytes:
    """The document's bytes, with `day` (midnight) wherever the format keeps a time of its making."""
    _stamp(document, day)
    loose, fixed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            target.writestr(_entry(name, day), source.read(name))
    return fixed.getvalue()


def _stamp(document: Document, day: date) -> None:
    midnight = datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.created = properties.modified = midnight
    properties.revision = 1
    properties.comments = ""


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (max(day.year, _ZIP_BEGINS), day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
