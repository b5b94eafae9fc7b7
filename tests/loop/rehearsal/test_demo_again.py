"""The demo before it is there, and a second time."""

import gc
from datetime import UTC, datetime

import pytest
from django.db import transaction

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.foundation.people.models import Staff, Unit
from huiying.loop.errors import DemoUnfinished, OfficeExists
from huiying.loop.open_office import open_office
from huiying.loop.rehearsal import demo
from huiying.serve.casework.models import Case
from tests.cast import open_liuxi

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def filled(seed):
    """The lives of a small demo, which is taken away again."""
    with transaction.atomic():
        transaction.get_connection().atomic_blocks[-1]._from_testcase = True
        demo.fill(voices=60, seed=seed, months=14, now=NOW, progress=lambda _done, _all: None)
        fields = ("procedure", "state", "hops", "next_due_at", "unit__name", "voice__text")
        found = list(Case.objects.order_by("pk").values_list(*fields)), Event.objects.count()
        transaction.set_rollback(True)
    return found


def test_an_empty_office_is_empty_and_has_no_log_ins():
    assert demo.is_empty()
    assert demo.log_ins() == []


def test_another_office_shows_no_log_ins():
    open_office(name="柳河街道", template="street", now=NOW)
    assert not demo.is_empty()
    assert demo.log_ins() == []


def test_an_office_that_was_just_opened_becomes_the_invented_one():
    admin = open_office(name="柳河街道", template="county", now=NOW).admin
    demo.fill(voices=20, seed=1, months=14, now=NOW, progress=lambda _done, _all: None)
    assert Unit.objects.filter(parent=None).count() == 1
    assert Unit.objects.filter(active=True, hotline_body=True).count() == 1
    assert Staff.objects.get(username=admin).is_active
    assert Category.objects.filter(parent=None).count() == 15


def test_an_office_in_which_somebody_has_spoken_is_left_alone():
    cast = open_liuxi()
    before = Unit.objects.filter(active=True).count()
    with pytest.raises(OfficeExists):
        demo.fill(voices=20, seed=1, months=14, now=NOW, progress=lambda _done, _all: None)
    assert Unit.objects.filter(active=True).count() == before == len(cast.units)


def test_the_same_seed_gives_the_same_lives():
    first = filled(5)
    assert filled(5) == first
    assert filled(6)[0] != first[0]


def test_a_demo_stopped_halfway_says_what_to_do(settings, monkeypatch):
    written = []

    def write(batch, stage):
        if written:
            raise KeyboardInterrupt
        written.append(real(batch, stage))

    real = demo._write
    monkeypatch.setattr(demo, "_write", write)
    monkeypatch.setattr(demo, "BATCH", 20)
    monkeypatch.setattr(transaction.get_connection().atomic_blocks[-1], "_from_testcase", True)
    with pytest.raises(KeyboardInterrupt):
        demo.fill(voices=50, seed=1, months=14, now=NOW, progress=lambda _done, _all: None)
    for again in (demo.is_empty, lambda: demo.fill(voices=5, seed=1, months=1, now=NOW, progress=print)):
        with pytest.raises(DemoUnfinished) as refused:
            again()
        assert refused.value.data == {"done": 20, "wanted": 50, "folder": str(settings.DATA)}


def test_the_collector_rests_while_voices_are_written_and_works_again_afterwards(monkeypatch):
    resting = []
    monkeypatch.setattr(demo, "_write", lambda _batch, _stage: resting.append(not gc.isenabled()))
    demo.fill(voices=5, seed=1, months=1, now=NOW, progress=lambda _done, _all: None)
    assert resting == [True]
    assert gc.isenabled()
