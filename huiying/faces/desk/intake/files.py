"""Photos and papers that somebody hands over at the desk: kept as soon as they are chosen, named by a signed token."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest
from huiying.faces.look.uploads import file_refusal
from huiying.foundation.files.errors import MOST_FILES, TooManyFiles
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import name_of
from huiying.foundation.files.services import HELD_FOR, hold_files, keep_file
from huiying.serve.casework.selectors.named import id_in

UPLOAD, DROP = "upload", "drop"
_SIGNER = Signer(salt="huiying.desk.files")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that waits for its voice."""

    id: int
    token: str
    name: str
    kilobytes: int


def token_of(file_id: int, staff_id: int) -> str:
    """What the page sends back for a file: worth something to the clerk who brought it alone."""
    return _SIGNER.sign(f"{file_id}:{staff_id}")


def ids_of(tokens: Iterable[str], staff_id: int) -> list[int]:
    """The files of tokens that are ours and this clerk's; others are passed over."""
    found: dict[int, None] = {}
    for token in tokens:
        try:
            file, _colon, staff = _SIGNER.unsign(token).partition(":")
        except BadSignature:
            continue
        if staff == str(staff_id) and (number := id_in(file)) is not None:
            found[number] = None
    return list(found)


def waiting(tokens: Iterable[str], staff_id: int) -> list[Kept]:
    """Those that still wait, in the order of their tokens."""
    ids = ids_of(tokens, staff_id)
    rows = StoredFile.objects.filter(held_until__isnull=False).in_bulk(ids)
    return [_kept(rows[one], staff_id) for one in ids if one in rows]


def keep_uploads(request: StaffRequest, tokens: Sequence[str], *, most: int = MOST_FILES) -> tuple[list[Kept], str]:
    """What was brought before with what is uploaded now, and the sentence of what was refused ("" for nothing)."""
    staff, now = request.viewer.staff.pk, request.viewer.now
    dropped = set(request.POST.getlist(DROP))
    kept = [one for one in waiting(tokens, staff) if one.token not in dropped]
    hold_files([one.id for one in kept], until=now + HELD_FOR)
    said = []
    for upload in _uploads(request):
        try:
            if len(kept) >= most:
                raise TooManyFiles(limit=most)
            kept.append(_kept(keep_file(upload.read(), upload.name or "", now=now), staff))
        except HuiyingError as err:
            said.append(file_refusal(upload.name or "", err))
    return kept, " ".join(said)


def _uploads(request: HttpRequest) -> list[UploadedFile]:
    return list(request.FILES.getlist(UPLOAD))


def _kept(file: StoredFile, staff_id: int) -> Kept:
    return Kept(file.pk, token_of(file.pk, staff_id), name_of(file), -(-file.size // 1024))
