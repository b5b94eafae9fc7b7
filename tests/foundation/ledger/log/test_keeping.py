"""What the worker does every few seconds, and how a new office gets its key."""

import pytest
from django.utils import timezone

from huiying.foundation.ledger.log import keeping
from huiying.foundation.ledger.log.keeping import keep, make_first_key
from huiying.foundation.ledger.models import Counted, Log, LogDay
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_round_signs_and_counts(keys):
    say(3)
    (made,) = keep(now=NOW)
    assert made.size == Counted.objects.get().size == 3
    assert LogDay.objects.get(day=timezone.localdate(NOW)).received == 3


def test_a_round_with_nothing_new_does_nothing(keys, monkeypatch):
    say(3)
    assert [len(keep(now=NOW)) for _ in range(3)] == [1, 1, 0]

    def never():
        raise AssertionError

    monkeypatch.setattr(keeping, "count_entries", never)
    assert keep(now=NOW) == []
    assert Log.objects.get().size == 4


def test_an_office_with_a_signer_gets_no_key(keys, settings):
    settings.SIGNER_URL = "http://127.0.0.1:1"
    (keys / "ledger-1").unlink()
    make_first_key()
    assert not list(keys.glob("ledger-*"))


def test_an_office_that_has_a_key_gets_no_other(keys):
    make_first_key()
    assert [path.name for path in keys.glob("ledger-*")] == ["ledger-1"]
