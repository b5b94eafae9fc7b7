"""Django's backend and `before_commit`."""

from django.db.backends.postgresql import base

from huiying.config.before_commit import BeforeCommit


class DatabaseWrapper(BeforeCommit, base.DatabaseWrapper):
    """Django's wrapper whose transactions finish what waits before they commit."""
