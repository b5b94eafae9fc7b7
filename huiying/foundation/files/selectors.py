"""Reading what is kept. Who may read it is the question of whoever holds the file."""

from collections.abc import Iterator

from huiying.core.sealing import WrongKeyOrChanged
from huiying.foundation.files import disk
from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import FileInfected, FileUnreadable
from huiying.foundation.files.models import StoredFile
from huiying.foundation.keys.box import open_json

TABLE, COLUMN = "files_storedfile", "sealed"


def name_of(file: StoredFile) -> str:
    """The name under which it is given out."""
    return str(_opened(file)["name"])


def read_file(file: StoredFile) -> bytes:
    """All its bytes. Raises FileInfected, FileUnreadable."""
    return b"".join(pieces_of(file))


def pieces_of(file: StoredFile) -> Iterator[bytes]:
    """Its bytes in pieces of a megabyte. Raises FileInfected, FileUnreadable."""
    if file.scan == Scan.REFUSED:
        raise FileInfected
    yield from opened_pieces(file)


def thumbnail(file: StoredFile) -> bytes | None:
    """A small WEBP; None where there is none. Raises FileUnreadable."""
    if not file.has_thumbnail or file.scan == Scan.REFUSED:
        return None
    return b"".join(opened_pieces(file, disk.THUMBNAIL))


def opened_pieces(file: StoredFile, what: str = disk.CONTENT) -> Iterator[bytes]:
    """The same for our own use, also of a file that is locked away. Raises FileUnreadable."""
    key = bytes.fromhex(_opened(file)["key"])
    try:
        yield from disk.read(file.place, key, what)
    except (OSError, WrongKeyOrChanged) as err:
        raise FileUnreadable(file=file.pk) from err


def _opened(file: StoredFile) -> dict[str, str]:
    opened: dict[str, str] = open_json((TABLE, COLUMN, file.place), bytes(file.sealed), file.key_version)
    return opened
