"""What the same-matter engine keeps of texts: numbers, without a word of them (docs/algorithms/same-matter.md).

Rows of an index, outside the spine: they are made from what the rooms hold, and go with it.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PackedKey(models.BigIntegerField):  # type: ignore[type-arg]  # only the stubs know its arguments
    """A primary key of 64 bits that is given, not counted. In SQLite only "integer" makes it the number of the row."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class Unread(models.Model):
    """A text that waits to be read; written in the transaction of whatever brought it. `id`: a slot of `numbers`."""

    id = PackedKey(primary_key=True)

    def __str__(self) -> str:
        return f"unread {self.pk}"


class StoredProfile(models.Model):
    """The profile of a text. `id`: a slot of `numbers`."""

    id = PackedKey(primary_key=True)
    packed = models.BinaryField(help_text="core.similarity.Profile.packed()")
    keys = models.BinaryField(help_text="Its keys in the other tables, which go with it: keeping.KeptKeys.")
    written = models.BigIntegerField(null=True, help_text="Microseconds since 1970, UTC; null when unknown.")

    def __str__(self) -> str:
        return f"profile {self.pk}"


class FiledKey(models.Model):
    """Under a key lies a text. `id` holds both: `numbers.filed`; no other column, so the table is its own index."""

    id = PackedKey(primary_key=True)

    def __str__(self) -> str:
        return f"filed key {self.pk}"


class KeyCount(models.Model):
    """In how many texts of a kind a word or place stands: `numbers.counted`; the number of all texts at minus kind."""

    id = PackedKey(primary_key=True)
    count = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.count} texts with key {self.pk}"
