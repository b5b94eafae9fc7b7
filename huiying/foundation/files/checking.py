"""Whether what the rows name lies on the disk as it was written."""

import hashlib
from collections.abc import Iterator

from huiying.foundation.files import disk
from huiying.foundation.files.errors import FileUnreadable
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import opened_pieces


def unreadable(*, thorough: bool = False) -> Iterator[int]:
    """The ids of files whose bytes are missing or cut; `thorough`: also of those that do not open or were changed."""
    for file in StoredFile.objects.order_by("pk").iterator():
        if not disk.lies_whole(file.place, file.size) or (thorough and not _is_whole(file)):
            yield file.pk


def _is_whole(file: StoredFile) -> bool:
    digest = hashlib.sha256()
    try:
        for piece in opened_pieces(file):
            digest.update(piece)
    except FileUnreadable:
        return False
    return digest.digest() == bytes(file.sha256)
