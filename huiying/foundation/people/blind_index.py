"""Finding the people who left a phone or an e-mail without anybody reading one: an HMAC of it stands in its place.

For one thing alone: that people find their own earlier receipts again (loop/find_again). The key is that of receipts,
in a domain of its own, so that whoever reads the table can try no numbers out.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.inserting import insert_rows
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import BlindIndex

FOUND_BY = (IdentityField.PHONE, IdentityField.EMAIL)
_DOMAIN = b"huiying blind index v1\n"


def index_people(given: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Write the rows of people and what each gave, in the caller's transaction."""
    rows = [
        (person_id, str(name), contact_digest(name, said))
        for person_id, identity in given
        for name in FOUND_BY
        if plain(name, said := identity.get(name, ""))
    ]
    insert_rows("people_blindindex (person_id, field, digest)", rows)


def people_with(name: IdentityField, said: str) -> list[int]:
    """Ids of those who left this phone or address, the newest first; of what is forgotten nobody."""
    if name not in FOUND_BY or not plain(name, said):
        return []
    found = BlindIndex.objects.filter(digest=contact_digest(name, said), field=name)
    return list(found.order_by("-person_id").values_list("person_id", flat=True))


def contact_digest(name: IdentityField, said: str) -> bytes:
    """HMAC-SHA256 (RFC 2104) of field and contact, as they are compared: 32 bytes."""
    return hmac.digest(receipt_key(), _DOMAIN + f"{name}\n{plain(name, said)}".encode(), sha256)


def plain(name: IdentityField, said: str) -> str:
    """What is compared of a field: without what people write differently."""
    folded = "".join(unicodedata.normalize("NFKC", said).split()).casefold()
    if name != IdentityField.PHONE:
        return folded
    digits = "".join(character for character in folded if character.isdecimal())
    return re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)
