"""A database without its guards, and one that several use at the same time."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, connections

from huiying.foundation.ledger import guards


@pytest.fixture
def no_guards(transactional_db):
    """The guard triggers step aside, as for somebody who holds the database."""
    guards.drop(connection)
    yield
    guards.install(connection)


@pytest.fixture
def together(transactional_db, tmp_path, monkeypatch):
    """Runs functions at the same time, each in its thread with its connection, and gives their answers.

    SQLite's test database lies in memory and knows no turns: they work on a copy in a file, and so does what looks at
    it afterwards, also by `together`.
    """
    name = str(tmp_path / "copy.sqlite3")

    def run(*functions):
        if connection.vendor == "sqlite" and connections.settings["default"]["NAME"] != name:
            with closing(sqlite3.connect(name)) as copy:
                connection.connection.backup(copy)
            monkeypatch.setitem(connections.settings, "default", {**connections.settings["default"], "NAME": name})
        ready = threading.Barrier(len(functions))

        def answer(function):
            ready.wait()
            try:
                return function()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(answer, functions))

    return run
