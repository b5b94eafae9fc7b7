"""For all tests: in CI a skipped test is a failure, but for the data folder where there is none.

The guard triggers of the ledger step aside while Django empties the test database between transactional tests.
"""

import gc
import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import local

import pytest
from django.db import connection, connections

import tests.soak  # noqa: F401  registers the profile of the long versions
from huiying.foundation.ledger import guards
from huiying.foundation.search.engines import engine
from tests import migrated

ASKING = "--asking-the-database"
DATABASE_FIXTURES = {"django_db_setup", "live_server", "new_index"}
"""What brings the test database: behind `db` and its like, or asked for while the test runs."""
LONG = ("journey", "both_databases", "slow")
"""Marks of tests that take seconds. They begin: what is short can be shared out to the end, what is long not."""
STANDING = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables whose rows the migrations write and every test finds."""
EMPTIED_EACH = 100
"""So many tests run until PostgreSQL clears away what they rolled back."""
FACES, OF_PAGES = Path(__file__).with_name("faces"), ("desk", "public", "look")
IN_CI = os.environ.get("CI", "").lower() == "true"
DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))


def pytest_configure(config):
    connections._connections = local()  # by thread alone: the loop that a journey's browser keeps hid the test database
    gc.disable()  # while tests are collected nothing is thrown away, and looking for it took a third of the time
    if migrated.begin():
        config.add_cleanup(migrated.end)


def pytest_collection_finish():
    gc.freeze()
    gc.enable()


def pytest_addoption(parser):
    parser.addoption(ASKING, action="store_true", help="run only the tests that ask the database, and marked ones")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption(ASKING):
        config.hook.pytest_deselected(items=[item for item in items if not _asks(item)])
        items[:] = [item for item in items if _asks(item)]
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in LONG))


def _asks(item):
    """pytest-django lets nobody else near the database of the settings; what is marked finds a way of its own.

    Pages are read on SQLite: what they ask of a database their rooms ask here, and `tests/permissions` and the journeys
    of both databases open them here with everything in them.
    """
    if item.get_closest_marker("every_page") or (_is_of_a_page(item) and not item.get_closest_marker("both_databases")):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "both_databases"))
    return marked or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def _is_of_a_page(item):
    return item.path.is_relative_to(FACES) and item.path.relative_to(FACES).parts[0] in OF_PAGES


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish():
    """On PostgreSQL what a test rolled back stays as dead rows: the plans of later tests walked over half a million."""
    raw = connection.connection
    if connection.vendor == "postgresql" and raw is not None and not raw.closed and next(_finished) % EMPTIED_EACH == 0:
        raw.execute("VACUUM")


_finished = count(1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _refuse_skip((yield))


def _refuse_skip(report):
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and not _is_absent_data(report):
        report.outcome = "failed"
        report.longrepr = f"In CI nothing is skipped: {_reason(report)}"
    return report


def _reason(report):
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


def _is_absent_data(report):
    return "HUIYING_TEST_DATA" in _reason(report) and not DATA.exists()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item):
    """A test whose transaction is rolled back writes its lines of the public log all the same."""
    if connection.in_atomic_block and not connection.needs_rollback:
        connection.finish_waiting()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Before Django runs the migrations for the test database, it is a copy of one on which they have run."""
    if connection.vendor == "postgresql":
        url = os.environ["DATABASE_URL"]
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.database(url)
        return None
    name = connection.creation._get_test_db_name()  # lives in memory as long as somebody is connected
    held = sqlite3.connect(name, uri=True)
    with closing(sqlite3.connect(migrated.file())) as made:
        made.backup(held)
    return held


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """Django's test database, whose flush may empty the guarded tables and empties the index of words with its rows.

    It deletes: PostgreSQL truncates a hundred empty tables in 100 ms and deletes nothing from them in 5. And it leaves
    the names of models and their permissions, which no test changes, instead of writing them anew each time.
    """
    if django_db_modify_db_settings:
        django_db_modify_db_settings.close()
    flush, quote = connection.ops.execute_sql_flush, connection.ops.quote_name
    with django_db_blocker.unblock():
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - STANDING
    emptying = [f"DELETE FROM {quote(table)}" for table in sorted(tables)]
    if connection.vendor == "postgresql":
        emptying = ["; ".join(emptying)]

    def flush_without_guards(_sql_list):
        guards.drop(connection)
        try:
            flush(emptying)
            engine().empty()
        finally:
            guards.install(connection)

    connection.ops.execute_sql_flush = flush_without_guards
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *_, **__: None)
        yield
    connection.ops.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What one test's office had in the cache is nothing to the next."""
    from django.core.cache import cache

    from huiying.foundation.office.kept import forget

    cache.clear()
    forget()
