"""What was signed last is remembered beside the keys: an old database is found out by it, whatever the year."""

import threading
from datetime import timedelta

import pytest

from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import LogBehind
from huiying.foundation.ledger.log.head import Head, keep_signed, last_signed
from huiying.foundation.ledger.log.keeping import refuse_old_backup
from huiying.foundation.ledger.models import Event, Log
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "ab" * 32


def test_nothing_is_remembered_before_the_first_signature(keys):
    assert last_signed() is None
    refuse_old_backup()


def test_what_is_remembered_never_goes_back(keys):
    keep_signed(Head(1, "2026", 7, ROOT))
    keep_signed(Head(1, "2026", 5, ROOT))
    assert last_signed() == Head(1, "2026", 7, ROOT)
    keep_signed(Head(2, "2027", 1, ROOT))
    keep_signed(Head(1, "2026", 9, ROOT))
    assert last_signed() == Head(2, "2027", 1, ROOT)


def test_a_log_that_begins_anew_is_remembered_whatever_was_before(keys):
    keep_signed(Head(3, "2028", 7, ROOT))
    keep_signed(Head(2, "2028-2", 0, ""), anew=True)
    assert last_signed() == Head(2, "2028-2", 0, "")


def test_of_many_who_sign_at_once_the_longest_is_remembered(keys):
    threads = [threading.Thread(target=keep_signed, args=(Head(1, "2026", size, ROOT),)) for size in range(1, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert last_signed().size == 29
    assert [path.name for path in keys.glob("*ledger-head*")] == ["ledger-head"]


def test_an_old_backup_is_refused_also_in_the_next_year(keys):
    say(3)
    keep_signed(Head(Log.objects.get().pk, "2026", 5, ROOT))
    with pytest.raises(LogBehind) as caught:
        say(first=4, now=NOW + timedelta(days=60))
    assert (caught.value.data["log"], caught.value.data["size"], caught.value.data["signed"]) == ("2026", 3, 5)
    assert Log.objects.get().closed_at is None
    assert Event.objects.count() == 3


def test_a_backup_from_before_the_turn_of_the_year_is_refused(keys):
    say(3)
    keep_signed(Head(Log.objects.get().pk + 1, "2027", 5, ROOT))
    with pytest.raises(LogBehind) as caught:
        say(first=4, now=NOW + timedelta(days=60))
    assert (caught.value.data["log"], caught.value.data["size"], caught.value.data["signed"]) == ("2027", 0, 5)
    with pytest.raises(LogBehind):
        checkpoint_logs(now=NOW)
    with pytest.raises(LogBehind):
        refuse_old_backup()


def test_another_log_of_the_same_number_is_refused(keys):
    say(3)
    keep_signed(Head(Log.objects.get().pk, "2027", 2, ROOT))
    with pytest.raises(LogBehind, match=r"ledger\.behind"):
        say(first=4)


def test_an_empty_database_beside_old_keys_takes_nothing(keys):
    keep_signed(Head(1, "2026", 5, ROOT))
    with pytest.raises(LogBehind) as caught:
        say()
    assert not Log.objects.exists()
    assert "2026" in caught.value.say("en")
    assert "huiying ledger restart" in caught.value.say("zh-hans")
