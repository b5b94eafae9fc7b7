"""Signed entries that are lost for good: a new log says so, and the old one is never signed again."""

from datetime import timedelta

import pytest

from huiying.core.translog.policy import parse_policy
from huiying.core.translog.receipt import verify_receipt
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import LogBehind, NothingToRestart
from huiying.foundation.ledger.log.head import Head, keep_signed, last_signed
from huiying.foundation.ledger.log.reading import receipt_of
from huiying.foundation.ledger.log.restarting import restart
from huiying.foundation.ledger.log.witnessing import published_policy
from huiying.foundation.ledger.models import Event, Log
from huiying.foundation.ledger.recording import private_fields
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "ab" * 32


def begin_anew(now=NOW):
    return restart(actor=SYSTEM, now=now, reason="the disk burnt")


def told():
    return Event.objects.get(type="log.restarted").public


def test_the_new_log_tells_what_is_lost_and_why(keys):
    say(3)
    keep_signed(Head(Log.objects.get().pk, "2026", 5, ROOT))
    log = begin_anew()
    assert (log.name, log.size, log.origin) == ("2026-2", 1, "localhost/log/2026-2")
    assert told() == {"before": "2026", "kept": 3, "signed": 5}
    assert list(private_fields(Event.objects.filter(type="log.restarted")).values()) == [{"reason": "the disk burnt"}]
    assert Log.objects.get(name="2026").closed_at == NOW


def test_the_new_log_is_signed_and_the_old_one_never_again(keys):
    say(3)
    checkpoint_logs(now=NOW)
    say(2, first=4)
    keep_signed(Head(Log.objects.get().pk, "2026", 9, ROOT))
    with pytest.raises(LogBehind):
        checkpoint_logs(now=NOW)
    begin_anew()
    say(first=6)
    assert [(made.log.name, made.size) for made in checkpoint_logs(now=NOW)] == [("2026-2", 2)]
    event = Event.objects.get(type="log.restarted")
    proved = verify_receipt(receipt_of(event), parse_policy(published_policy()))
    assert (proved.head.origin, proved.index) == ("localhost/log/2026-2", 0)


def test_a_second_restart_takes_the_next_number(keys):
    say()
    assert [begin_anew().name, begin_anew().name] == ["2026-2", "2026-3"]


def test_a_restart_in_a_new_year_begins_the_log_of_that_year(keys):
    say()
    assert begin_anew(NOW + timedelta(days=60)).name == "2027"
    assert say(first=2, now=NOW + timedelta(days=60))[0].leaf.log.name == "2027"


def test_a_lost_log_of_the_new_year_keeps_its_name_for_ever(keys):
    """The backup is of December, the published log of January: its name must not be signed a second time."""
    say(3)
    keep_signed(Head(Log.objects.get().pk + 1, "2027", 4, ROOT))
    log = begin_anew(NOW + timedelta(days=60))
    assert log.name == "2027-2"
    assert told() == {"before": "2027", "kept": 0, "signed": 4}
    say(first=4, now=NOW + timedelta(days=61))
    assert [one.name for one in Log.objects.order_by("pk")] == ["2026", "2027-2"]
    assert last_signed() == Head(log.pk, "2027-2", 0, "")


def test_a_database_lost_altogether_begins_anew(keys):
    keep_signed(Head(7, "2026", 4, ROOT))
    log = begin_anew()
    assert (log.name, told()) == ("2026-2", {"before": "2026", "kept": 0, "signed": 4})
    say()
    assert [made.size for made in checkpoint_logs(now=NOW)] == [2]


def test_a_log_that_nobody_signed_can_end_too(keys):
    say(2)
    begin_anew()
    assert told() == {"before": "2026", "kept": 2, "signed": 0}


def test_a_log_signed_elsewhere_counts_by_its_last_checkpoint(keys):
    say(2)
    checkpoint_logs(now=NOW)
    (keys / "ledger-head").unlink()
    begin_anew()
    assert told() == {"before": "2026", "kept": 3, "signed": 2}


def test_an_office_without_a_log_has_nothing_to_begin_anew(keys):
    with pytest.raises(NothingToRestart):
        begin_anew()
