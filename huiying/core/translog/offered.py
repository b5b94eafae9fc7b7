"""A receipt in whatever form somebody offers it: the file, its compact form as text, or the address that carries it."""

import base64
import binascii

from huiying.core.translog.errors import Malformed
from huiying.core.translog.receipt import HEADER, Receipt

MOST_BYTES = 1_000_000


def offered_receipt(data: bytes) -> Receipt:
    """The receipt in `data`. Raises Malformed.

    It may be a .tlog-proof file, unpadded or padded base64url of its compact form, or an address with that after the
    first "#". A byte-order mark and line ends of Windows, which editors add, are taken away: none is ever signed.
    """
    if len(data) > MOST_BYTES:
        raise Malformed("receipt")
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if plain.lstrip().startswith(HEADER.encode("ascii")):
        return Receipt.of_data(plain.lstrip())
    before, parted, after = plain.partition(b"#")
    text = b"".join((after if parted else before).split())
    return Receipt.of_compact(_base64url(text))


def compact_text(receipt: Receipt) -> str:
    """The compact form as base64url without padding, as it stands in an address."""
    return base64.urlsafe_b64encode(receipt.compact).rstrip(b"=").decode("ascii")


def _base64url(text: bytes) -> bytes:
    bare = text.rstrip(b"=")
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as err:
        raise Malformed("receipt") from err
