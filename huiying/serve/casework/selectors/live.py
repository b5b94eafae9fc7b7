"""The cases that somebody still has to work on, asked so that a database finds them in their own index."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler

from huiying.serve.casework.models import is_live


class Constant(Value):
    """A word that stands in the statement itself, not beside it.

    SQLite takes an index with a condition only where it can read the words of that condition.
    """

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """The word in quotes, and no parameters."""
        return "'{}'".format(str(self.value).replace("'", "''").replace("%", "%%")), []


LIVE = is_live(Constant)
