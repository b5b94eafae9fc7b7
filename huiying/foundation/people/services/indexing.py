"""The blind index of people who spoke before it was there: without it they do not find their own receipts again."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from huiying.foundation.people.blind_index import FOUND_BY, contact_digest, plain
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import BlindIndex, SealedField
from huiying.foundation.people.vault import opened

BATCH = 200
"""Fields in one transaction."""


def index_older() -> int:
    """Write the rows that are missing, batch by batch; how many. It may be stopped and called again.

    It is the system's own use of what was left (vault.opened): nobody looks. Raises KeyMissing, WrongKeyOrChanged.
    """
    written, after = 0, 0
    while ids := list(_missing().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        written, after = written + _indexed(ids), ids[-1]
    return written


def _missing() -> QuerySet[SealedField]:
    there = BlindIndex.objects.filter(person=OuterRef("person"), field=OuterRef("field"))
    return SealedField.objects.filter(~Exists(there), field__in=FOUND_BY)


def _indexed(ids: list[int]) -> int:
    with transaction.atomic(durable=True):
        fields = SealedField.objects.filter(pk__in=ids).select_for_update().order_by("pk")
        rows = [row for row in map(_row, fields) if row is not None]
        BlindIndex.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _row(field: SealedField) -> BlindIndex | None:
    name = IdentityField(field.field)
    said = opened(field.person_id)[name]
    if not plain(name, said):
        return None
    return BlindIndex(person_id=field.person_id, field=name, digest=contact_digest(name, said))
