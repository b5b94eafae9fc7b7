"""Requests for lost receipts: written down alike for everybody, answered by the worker (loop/find_again)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from huiying.foundation.keys.box import Place, open_json, seal_json
from huiying.foundation.people.blind_index import contact_digest
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import FindRequest

ONCE_IN = timedelta(minutes=15)
"""One answer to a contact in this time, however often it is asked."""
_TABLE, _COLUMN = "people_findrequest", "sealed"
_MOST = 50
Asked = tuple[IdentityField, str]


def ask_to_find(field: IdentityField, contact: str, *, now: datetime) -> None:
    """Write down what is asked: one statement and the same bytes of work, whoever is known, unknown or asked before."""
    digest = sha256(b"asked\n" + contact_digest(field, contact)).digest()
    sealed, version = seal_json(_place(digest), [str(field), contact.strip()])
    row = FindRequest(digest=digest, sealed=sealed, key_version=version, asked_at=now)
    FindRequest.objects.bulk_create([row], ignore_conflicts=True)


def waiting_requests() -> list[FindRequest]:
    """Those that nobody has looked at, the oldest first."""
    return list(FindRequest.objects.filter(answered_at=None).order_by("asked_at")[:_MOST])


def take_request(row: FindRequest, *, now: datetime) -> Iterator[Asked]:
    """What was asked, once: two workers never answer one. In the caller's transaction."""
    if FindRequest.objects.filter(pk=row.pk, answered_at=None).update(answered_at=now, sealed=b""):
        field, contact = open_json(place_of(row), bytes(row.sealed), row.key_version)
        yield IdentityField(field), str(contact)


def forget_requests(*, now: datetime) -> int:
    """Let go of those that were answered so long ago that the contact may ask again; how many."""
    return FindRequest.objects.filter(answered_at__isnull=False, asked_at__lte=now - ONCE_IN).delete()[0]


def place_of(row: FindRequest) -> Place:
    """Where the contact of one request belongs."""
    return _place(bytes(row.digest))


def _place(digest: bytes) -> Place:
    return (_TABLE, _COLUMN, digest.hex())
