"""The signs of every text that can be found, cut into windows; beside them lies the index of the engine."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class RowNumber(models.BigIntegerField):  # type: ignore[type-arg]  # only the stubs know its arguments
    """A primary key of 64 bits that is given, not counted. In SQLite only "integer" makes it the number of the row."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class Window(models.Model):
    """A row of the index (`rows.Row`). It follows from the texts it was made of and can be made again from them."""

    id = RowNumber(primary_key=True)
    part = models.SmallIntegerField()
    nth = models.SmallIntegerField(help_text="Number within its text.")
    signs = models.TextField()

    def __str__(self) -> str:
        return f"window #{self.pk}"
