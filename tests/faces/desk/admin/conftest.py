"""Guo, who keeps the office of the fixed cast, at the administrator's pages."""

import pytest
from django.core.cache import cache

from huiying.faces.desk import access
from huiying.foundation.office.services import seed_calendar
from tests.cast import NOW, open_liuxi
from tests.faces.desk.conftest import just_logged_in


@pytest.fixture
def cast(db, monkeypatch):
    """The office of Liuxi with its calendar, on the morning of the cast."""
    cache.clear()
    monkeypatch.setattr(access.clock, "now", lambda: NOW)
    people = open_liuxi()
    seed_calendar(actor=people.actor("guo"), now=NOW)
    yield people
    cache.clear()


@pytest.fixture
def guo(client, cast):
    """A browser in which the administrator is logged in."""
    client.force_login(cast.staff["guo"])
    just_logged_in(client)
    return client
