"""A journey's browser keeps a loop running in the thread of the tests; what comes after it asks the same database."""

import asyncio

import pytest
from django.db import connections


@pytest.fixture
def browser_began():
    """As the browser's library does: its loop stays the running one of this thread."""
    loop = asyncio.new_event_loop()
    asyncio._set_running_loop(loop)
    yield
    asyncio._set_running_loop(None)
    loop.close()


@pytest.mark.django_db
def test_the_connection_of_before_is_used_on(request):
    before = connections["default"]
    request.getfixturevalue("browser_began")
    assert connections["default"] is before
