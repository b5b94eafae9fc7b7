"""Giving a kept file out: always to be saved, never opened inside a page of ours, stored by nobody on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import name_of, read_file, thumbnail

SANDBOX = "sandbox; default-src 'none'"


def download(file: StoredFile) -> HttpResponse:
    """The file under its name. Raises FileInfected, FileUnreadable."""
    response = HttpResponse(read_file(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, name_of(file)) or "attachment"
    return _guarded(response)


def small_picture(file: StoredFile) -> HttpResponse | None:
    """Its small picture, which we made ourselves; None where there is none. Raises FileUnreadable."""
    if (small := thumbnail(file)) is None:
        return None
    return _guarded(HttpResponse(small, content_type="image/webp"))


def _guarded(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
