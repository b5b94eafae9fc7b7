"""For all tests: in CI a skipped test is a failure, but for the data folder where there is none.

The guard triggers of the ledger step aside while Django empties the test database between transactional tests.
"""

import os
from pathlib import Path

import pytest
from django.db import connection

import tests.soak  # noqa: F401  registers the profile of the long versions
from huiying.foundation.ledger import guards
from huiying.foundation.search.engines import engine

IN_CI = os.environ.get("CI", "").lower() == "true"
DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))


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
def django_db_setup(django_db_setup, django_db_blocker):
    """Django's test database, whose flush may empty the guarded tables and empties the index of words with its rows."""
    flush = connection.ops.execute_sql_flush

    def flush_without_guards(sql_list):
        guards.drop(connection)
        try:
            flush(sql_list)
            engine().empty()
        finally:
            guards.install(connection)

    connection.ops.execute_sql_flush = flush_without_guards
    yield
    connection.ops.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What one test's office had in the cache is nothing to the next."""
    from django.core.cache import cache

    from huiying.foundation.office.kept import forget

    cache.clear()
    forget()
