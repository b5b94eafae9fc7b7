"""The office of the fixed cast, whose administrator is Guo."""

import pytest
from django.core.cache import cache

from huiying.foundation.ledger.models import Event
from tests.cast import NOW, open_liuxi


@pytest.fixture
def cast(db):
    """The office of Liuxi."""
    cache.clear()
    yield open_liuxi()
    cache.clear()


@pytest.fixture
def by_guo(cast):
    """Who acts and when, as every service takes it."""
    return {"actor": cast.actor("guo"), "now": NOW}


@pytest.fixture
def last():
    """The newest event."""
    return lambda: Event.objects.order_by("-id").first()
