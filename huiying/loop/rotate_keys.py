"""Sealing everything anew under the newest key while the office runs; an old key stays until nothing lies under it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from huiying.foundation.keys.box import reseal
from huiying.foundation.keys.ring import newest_vault_version, next_vault_key, vault_key
from huiying.foundation.ledger.actors import SYSTEM, About, Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.services.indexing import index_older
from huiying.loop.sealed_columns import SEALED, sealed_rows

BATCH = 200
"""Rows in one transaction: others wait for some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """`version` of the key that seals everything now; how many `fields` were sealed anew."""

    version: int
    fields: int


def begin_rotation() -> int:
    """The key to seal under: a new one, or the newest where a rotation was stopped half-way. Its version.

    Raises KeyMissing, KeyDamaged, OSError.
    """
    if count_older():
        return newest_vault_version()
    return next_vault_key(Path(settings.KEYS))


def count_older() -> int:
    """How many rows are still sealed under an older key than the newest. Raises KeyMissing."""
    newest = newest_vault_version()
    return sum(sealed_rows(label).filter(key_version__lt=newest).count() for label in SEALED)


def rotate_all(
    *, now: datetime, actor: Actor = SYSTEM, batch: int = BATCH, progress: Callable[[int], None] = lambda done: None
) -> Rotated:
    """Seal anew what is under an older key, table by table, `batch` rows a transaction.

    Who spoke before the blind index was there is put into it. It may be stopped and called again: a kill loses one
    batch at most, and no word.
    Raises WrongKeyOrChanged for what was tampered with, KeyMissing, KeyDamaged; the batch then stays as it was.
    """
    newest = newest_vault_version()
    vault_key(newest)
    done = 0
    for label in SEALED:
        after = None
        while rows := _batch(label, newest, after, batch, actor, now):
            done, after = done + len(rows), rows[-1].pk
            progress(done)
    index_older()
    return Rotated(newest, done)


def _batch(label: str, newest: int, after: object, batch: int, actor: Actor, now: datetime) -> list[Model]:
    """The rows that were sealed anew; in the order of their numbers, so that none is looked at twice."""
    older = sealed_rows(label).filter(key_version__lt=newest).order_by("pk")
    with transaction.atomic(durable=True):
        rows = list((older if after is None else older.filter(pk__gt=after)).select_for_update()[:batch])
        if not rows:
            return []
        _write(label, newest, rows)
        public = {"fields": len(rows), "table": label}
        record("vault.rotated", About("vault", newest), actor=actor, now=now, public=public)
    return rows


def _write(label: str, newest: int, rows: list[Model]) -> None:
    table = apps.get_model(label)._base_manager
    for row in rows:
        anew = reseal(SEALED[label](row), bytes(row.sealed), row.key_version, newest)  # type: ignore[attr-defined]  # tables of SEALED have both
        table.filter(pk=row.pk).update(sealed=anew, key_version=newest)
