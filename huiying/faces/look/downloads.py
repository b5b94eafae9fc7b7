"""Giving a kept file out: always to be saved, never opened inside a page of ours, stored by nobody on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from huiying.faces.look.stamps import stamped, under_cover
from huiying.faces.look.watermark import Watermark
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import name_of, read_file, thumbnail

SANDBOX = "sandbox; default-src 'none'"
_SHOWN = f"{SANDBOX}; img-src data:"


def download(file: StoredFile, mark: Watermark | None = None) -> HttpResponse:
    """The file under its name, which with `mark` says who took it out and when. Raises FileInfected, FileUnreadable."""
    name = name_of(file)
    return _saved(read_file(file), mark.on_name(name) if mark else name, file.media_type)


def is_picture(file: StoredFile) -> bool:
    """Whether it can be shown under a mark."""
    return file.media_type.startswith("image/")


def under_mark(file: StoredFile, mark: Watermark) -> bytes:
    """A picture with the mark over it, as an SVG. Raises FileInfected, FileUnreadable."""
    return stamped(read_file(file), file.media_type, mark)


def original(file: StoredFile, mark: Watermark, reason: str = "") -> HttpResponse:
    """An original of a speaker: a picture shown under the mark, anything else in a ZIP with a sheet that carries it.

    Raises FileInfected, FileUnreadable.
    """
    if is_picture(file):
        response = _guarded(HttpResponse(under_mark(file, mark), content_type="image/svg+xml"))
        response["Content-Security-Policy"] = _SHOWN
        response["Content-Disposition"] = "inline"
        return response
    name = name_of(file)
    packed = under_cover(read_file(file), name, mark, reason)
    return _saved(packed, mark.on_name(f"{name.rpartition('.')[0] or name}.zip"), "application/zip")


def small_picture(file: StoredFile) -> HttpResponse | None:
    """Its small picture, which we made ourselves; None where there is none. Raises FileUnreadable."""
    if (small := thumbnail(file)) is None:
        return None
    return _guarded(HttpResponse(small, content_type="image/webp"))


def _saved(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return _guarded(response)


def _guarded(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
