"""A small database of its own for the tests of the backend, outside Django's test database."""

import time

import django
from django.conf import settings

if not settings.configured:
    settings.configure()
    django.setup()

from huiying.config.sqlite.base import DatabaseWrapper

SETTINGS = {
    "ENGINE": "huiying.config.sqlite",
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": False,
    "OPTIONS": {},
    "TIME_ZONE": None,
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "TEST": {},
}


def office(path, **options):
    """A connection of its own to the file."""
    return DatabaseWrapper({**SETTINGS, "NAME": str(path), "OPTIONS": options}, alias="default")


def write_row(connection, name, number):
    """One write transaction as services do it; returns the seconds it took."""
    start = time.perf_counter()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM rows")
            cursor.execute("INSERT INTO rows VALUES (%s, %s)", [name, number])
        connection.commit()
    finally:
        connection.set_autocommit(True)
    return time.perf_counter() - start
