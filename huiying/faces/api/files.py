"""Photos and papers, sent before the voice that holds them: each gets a token that only the same key can use."""

from collections.abc import Iterable
from typing import Annotated

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import File, Router
from ninja.files import UploadedFile
from pydantic import Field

from huiying.faces.api.auth import Key
from huiying.faces.api.caller import ApiRequest, Caller
from huiying.faces.api.errors import TypeUnsupported
from huiying.faces.api.once import answer
from huiying.faces.api.shapes import Out
from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import MOST_BYTES, FileGone, FileTooLarge
from huiying.foundation.files.services import HELD_FOR, keep_file
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.models import ApiKey

MULTIPART = "multipart/form-data"
_SALT = "huiying.api.file"
router = Router(tags=["speak"])


class FileOut(Out):
    """A file that waits for its voice, for two days at most."""

    token: str = Field(description=gettext_noop("For `files` of a voice or an addition."))
    size: int = Field(description=gettext_noop("Bytes after cleaning: pictures lose their place and camera data."))
    media_type: str
    scanned: bool = Field(description=gettext_noop("Whether a virus scanner has looked at it."))


class SendsFile(Key):
    """A key that may send files, with something that is one."""

    def __call__(self, request: HttpRequest) -> Caller:
        """Raises TypeUnsupported too."""
        caller = super().__call__(request)
        if request.content_type != MULTIPART:
            raise TypeUnsupported(wanted=MULTIPART)
        return caller


@router.post(
    "",
    auth=SendsFile(Scope.SPEAK, Scope.FOLLOW),
    response={201: FileOut},
    operation_id="send_file",
    summary=gettext_noop("Send a photo or paper"),
)
def send_file(request: ApiRequest, file: Annotated[UploadedFile, File(...)]) -> HttpResponse:
    """Check, clean and keep one file of at most 10 MB."""
    if (file.size or 0) > MOST_BYTES:
        raise FileTooLarge(limit_mb=MOST_BYTES // 1024 // 1024)
    kept = keep_file(file.read(), file.name or "", now=request.auth.now)
    token = signing.dumps([kept.pk, request.auth.key.pk], salt=_SALT)
    scanned = kept.scan == Scan.CLEAN
    return answer(FileOut(token=token, size=kept.size, media_type=kept.media_type, scanned=scanned), status=201)


def files_of(tokens: Iterable[str], key: ApiKey) -> list[int]:
    """The files that `key` has sent, in order, each once. Raises FileGone for a token that is none of its own."""
    return list(dict.fromkeys(_file_of(token, key) for token in tokens))


def _file_of(token: str, key: ApiKey) -> int:
    try:
        file_id, key_id = signing.loads(token, salt=_SALT, max_age=HELD_FOR)
    except (signing.BadSignature, ValueError) as err:
        raise FileGone from err
    if key_id != key.pk:
        raise FileGone
    return int(file_id)
