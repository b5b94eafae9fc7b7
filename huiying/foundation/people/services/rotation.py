"""Sealing identities anew under the newest key. An old key stays in its folder until nothing is left under it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.keys.ring import newest_vault_version
from huiying.foundation.ledger.actors import SYSTEM, About, Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import SealedField
from huiying.foundation.people.vault import resealed


@dataclass(frozen=True, slots=True)
class Rotated:
    """`fields` sealed anew in this batch, `left` still under an older key."""

    fields: int
    left: int


def rotate_vault(*, now: datetime, batch: int, actor: Actor = SYSTEM) -> Rotated:
    """Seal up to `batch` fields anew; call again until `left` is 0. A kill loses one batch at most, and no field.

    Raises WrongKeyOrChanged for a field that was tampered with, and KeyMissing; the batch then stays as it was.
    """
    newest = newest_vault_version()
    older = SealedField.objects.filter(key_version__lt=newest)
    with transaction.atomic():
        rows = list(older.select_for_update().order_by("pk")[:batch])
        if not rows:
            return Rotated(0, 0)
        for row in rows:
            row.sealed, row.key_version = resealed(row)
        SealedField.objects.bulk_update(rows, ["sealed", "key_version"], batch_size=200)
        left = older.count()
        public = {"fields": len(rows), "left": left}
        record("vault.rotated", About("vault", newest), actor=actor, now=now, public=public)
    return Rotated(len(rows), left)
