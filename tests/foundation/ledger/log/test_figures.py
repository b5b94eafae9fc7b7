"""What the pages say of the log: the last heads, where an event stands, since when nothing was signed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from huiying.core.translog.note import Note
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.figures import event_of_voice, last_head, latest_heads, line_facts, unsigned_since
from huiying.foundation.ledger.log.witnessing import FILE
from huiying.foundation.ledger.models import Event, Log, LogCosignature
from huiying.foundation.ledger.recording import record
from tests.foundation.ledger.log.conftest import NOW, say
from tests.foundation.ledger.log.parties import NAME, key_of, policy_of

pytestmark = pytest.mark.django_db(transaction=True)


def sign(now=NOW):
    return checkpoint_logs(now=now)[-1]


def test_without_a_checkpoint_there_is_no_head_and_the_answer_is_kept(keys, django_assert_num_queries):
    assert last_head() is None
    with django_assert_num_queries(0):
        assert last_head() is None


def test_the_last_head_says_size_root_and_who_has_seen_it(keys, tmp_path, django_assert_num_queries):
    (tmp_path / FILE).write_text(policy_of((NAME, 7, ""), ("b.example", 8, "")))
    say(3)
    made = sign()
    line = key_of().cosign(Note.of_data(bytes(made.note)).text, 1).line
    LogCosignature.objects.create(checkpoint=made, witness=NAME, line=line, at=NOW)
    head, root = last_head(), bytes(made.root).hex()
    assert (head.log, head.size, head.root, head.at, head.witnesses, head.of) == ("2026", 3, root, NOW, 1, 2)
    assert head.short == f"{root[:4]} {root[4:8]} … {root[56:60]} {root[60:]}"
    with django_assert_num_queries(0):
        assert last_head() == head
    cache.clear()
    assert latest_heads(Log.objects.get(), 5) == [head]


def test_the_latest_heads_come_newest_first(keys):
    for first in range(1, 5):
        say(first=first)
        sign()
    assert [head.size for head in latest_heads(Log.objects.get(), 3)] == [5, 4, 3]


def test_an_event_stands_in_the_log_at_once_and_under_a_head_later(keys):
    events = say(2)
    before = line_facts(events[1])
    assert (before.log, before.number, before.recorded_at, before.head) == ("2026", 2, NOW, None)
    assert before.leaf == bytes(events[1].leaf.leaf).hex()
    made = sign()
    assert line_facts(events[1]).head.size == made.size
    (later,) = say(first=3)
    assert line_facts(later).head is None


def test_an_event_whose_transaction_runs_stands_nowhere(keys):
    with transaction.atomic():
        assert line_facts(record("voice.received", About("voice", 1), actor=SYSTEM, now=NOW)) is None


def test_what_waits_for_a_signature_is_known_by_its_first_event(keys):
    assert unsigned_since() is None
    say(2)
    say(first=3, now=NOW + timedelta(hours=1))
    assert unsigned_since() == NOW
    sign()
    sign()
    assert unsigned_since() is None
    say(first=4, now=NOW + timedelta(hours=2))
    assert unsigned_since() == NOW + timedelta(hours=2)


def test_a_voice_came_by_one_event():
    say(2)
    assert event_of_voice(2).subject_id == 2
    with pytest.raises(Event.DoesNotExist):
        event_of_voice(3)
