"""Each webhook hears every line of the log that it wants, once, in order, and nothing of what is sealed."""

import json

import pytest

from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.models import LogEntry
from huiying.foundation.outbox.models import Message, Webhook
from huiying.foundation.outbox.services import COLUMN, TABLE
from huiying.foundation.outbox.webhooks.services import make_webhook, switch_webhook
from huiying.listen.voices.services.register import Spoken
from huiying.loop import tell_webhooks as telling
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.tell_webhooks import tell_webhooks
from tests.cast import NOW, open_liuxi

WORDS = "柳河村东头的路灯坏了半个月。"


@pytest.fixture
def cast(transactional_db):
    """Committed: the lines of the log are written as a transaction ends."""
    return open_liuxi()


@pytest.fixture
def by_guo(cast):
    return {"actor": cast.actor("guo"), "now": NOW}


def _hook(by_guo, *types):
    return make_webhook(name="平台", url="https://app.example.cn/", types=types, **by_guo).webhook


def _speak(kind="request"):
    spoken = Spoken(
        channel="web", kind=kind, naming="named", text=WORDS, language="zh-hans", received_at=NOW, place_words="村东头"
    )
    return receive_voice(spoken, identity={"name": "李桂兰"}, actor=SPEAKER, now=NOW).voice


def _told(webhook):
    """Every event that was queued for it, in order."""
    rows = Message.objects.filter(way="webhook", about_id=webhook.pk).order_by("pk")
    words = [open_json((TABLE, COLUMN, row.key), bytes(row.sealed), row.key_version) for row in rows]
    return [event for one in words for event in json.loads(one["text"])["data"]["events"]]


def test_what_it_wants_is_told_with_ids_types_and_times_alone(by_guo):
    hook = _hook(by_guo, "voice.received")
    voice = _speak()
    assert tell_webhooks(now=NOW) == 1
    (event,) = _told(hook)
    assert (event["type"], event["case"], event["number"]) == ("voice.received", voice.pk, voice.number)
    assert event["at"] == "2026-11-23T01:40:00Z"
    assert set(event) == {"id", "type", "event", "at", "case", "number"}


def test_nothing_is_told_twice(by_guo):
    hook = _hook(by_guo, "voice.received")
    _speak()
    assert [tell_webhooks(now=NOW) for _ in range(3)] == [1, 0, 0]
    assert len(_told(hook)) == 1


def test_a_worker_that_comes_back_to_an_old_place_queues_nothing_twice(by_guo):
    hook = _hook(by_guo, "voice.received")
    before = Webhook.objects.get()
    _speak()
    tell_webhooks(now=NOW)
    Webhook.objects.filter(pk=hook.pk).update(log_id=before.log_id, idx=before.idx)
    tell_webhooks(now=NOW)
    assert len(_told(hook)) == 1


def test_only_what_it_wants_is_told(by_guo, cast):
    answered, all_ = (
        _hook(by_guo, "voice.answered"),
        _hook(by_guo, "voice.received", "voice.transferred", "case.changed"),
    )
    voice = _speak()
    dispatch = {"unit": cast.units["land"].pk, "reason": "归它管"}
    act_on_case(voice.pk, "dispatch", actor=cast.actor("hotline"), now=NOW, data=dispatch)
    act_on_case(voice.pk, "note", actor=cast.actor("zhao"), now=NOW, data={"note": "已看现场"})
    tell_webhooks(now=NOW)
    assert _told(answered) == []
    assert [event["type"] for event in _told(all_)] == ["voice.received", "voice.transferred", "case.changed"]
    assert [event["event"] for event in _told(all_)][1:] == ["hotline.dispatch", "hotline.note"]


def test_a_sealed_case_is_told_to_nobody(by_guo):
    hook = _hook(by_guo, "voice.received", "case.changed", "voice.erased")
    _speak("report")
    tell_webhooks(now=NOW)
    assert _told(hook) == []


def test_what_happened_before_or_while_it_was_paused_is_not_told(by_guo):
    _speak()
    hook = _hook(by_guo, "voice.received")
    tell_webhooks(now=NOW)
    assert _told(hook) == []
    switch_webhook(hook.pk, active=False, **by_guo)
    _speak()
    assert tell_webhooks(now=NOW) == 0
    switch_webhook(hook.pk, active=True, **by_guo)
    later = _speak()
    tell_webhooks(now=NOW)
    assert [event["case"] for event in _told(hook)] == [later.pk]


def test_long_stretches_are_walked_in_steps_and_told_in_parts(by_guo, monkeypatch):
    monkeypatch.setattr(telling, "LINES", 4)
    monkeypatch.setattr(telling, "EVENTS", 2)
    hook = _hook(by_guo, "voice.received")
    voices = [_speak().pk for _ in range(9)]
    tell_webhooks(now=NOW)
    assert [event["case"] for event in _told(hook)] == voices
    assert tell_webhooks(now=NOW) == 0
    assert Webhook.objects.get().idx == LogEntry.objects.order_by("-log_id", "-idx").first().idx + 1


def test_no_word_of_a_voice_and_nobody_s_name_leaves(by_guo, cast):
    hook = _hook(by_guo, "voice.received", "case.changed")
    _speak()
    tell_webhooks(now=NOW)
    said = json.dumps(_told(hook), ensure_ascii=False)
    for canary in (WORDS, "李桂兰", "村东头"):
        assert canary not in said
