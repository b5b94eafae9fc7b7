"""Plain text: kept in UTF-8, whatever Chinese encoding it came in."""

from huiying.foundation.files.errors import FileDamaged

ENCODINGS = ("utf-8-sig", "gb18030")


def cleaned(data: bytes) -> bytes:
    """The text in UTF-8. Raises FileDamaged when it is text in no encoding that is used here."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding).encode("utf-8")
        except UnicodeDecodeError:
            continue
    raise FileDamaged
