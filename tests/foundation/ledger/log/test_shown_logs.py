"""The page of the log lists what is signed, and says when a log was begun anew."""

from datetime import timedelta

import pytest

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.figures import Restart, restarts, signed_logs
from huiying.foundation.ledger.log.head import Head, keep_signed
from huiying.foundation.ledger.log.restarting import restart
from huiying.foundation.ledger.models import Log
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_log_is_shown_as_far_as_it_is_signed(keys):
    say(3)
    assert signed_logs() == []
    checkpoint_logs(now=NOW)
    say(2, first=4)
    assert [(log.name, log.signed, log.size) for log in signed_logs()] == [("2026", 3, 6)]


def test_the_logs_of_two_years_come_newest_first(keys):
    """The event that tells of the key of the old log stands in the new one already."""
    say(3)
    say(first=4, now=NOW + timedelta(days=60))
    checkpoint_logs(now=NOW)
    assert [(log.name, log.signed) for log in signed_logs()] == [("2027", 2), ("2026", 3)]


def test_every_restart_is_told_newest_first(keys):
    assert restarts() == []
    say(3)
    keep_signed(Head(Log.objects.get().pk, "2026", 5, "ab" * 32))
    restart(actor=SYSTEM, now=NOW, reason="the disk burnt")
    later = NOW + timedelta(hours=1)
    restart(actor=SYSTEM, now=later, reason="again")
    assert restarts() == [Restart(later, "2026-2", 0, 1), Restart(NOW, "2026", 5, 3)]
