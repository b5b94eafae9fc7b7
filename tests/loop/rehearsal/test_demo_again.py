"""The demo before it is there, and a second time."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from huiying.foundation.ledger.models import Event
from huiying.loop.open_office import open_office
from huiying.loop.rehearsal import demo
from huiying.serve.casework.models import Case

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def filled(seed):
    """The lives of a small demo, which is taken away again."""
    before = transaction.savepoint()
    demo.fill(voices=60, seed=seed, months=14, now=NOW, progress=lambda _done, _all: None)
    fields = ("procedure", "state", "hops", "next_due_at", "unit__name", "voice__text")
    found = list(Case.objects.order_by("pk").values_list(*fields)), Event.objects.count()
    transaction.savepoint_rollback(before)
    return found


def test_an_empty_office_is_empty_and_has_no_log_ins():
    assert demo.is_empty()
    assert demo.log_ins() == []


def test_another_office_shows_no_log_ins():
    open_office(name="柳河街道", template="street", now=NOW)
    assert not demo.is_empty()
    assert demo.log_ins() == []


def test_the_same_seed_gives_the_same_lives():
    first = filled(5)
    assert filled(5) == first
    assert filled(6)[0] != first[0]
