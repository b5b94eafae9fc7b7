"""Webhooks at the administrator's pages: the secret once, changed, paused, given up, sent again."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message, Webhook
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.webhooks.signing import secret_of
from tests.cast import NOW

NEW, LIST = reverse("desk:admin-webhook-new"), reverse("desk:admin-webhooks")
GIVEN = {"name": "县里的平台", "url": "https://app.example.cn/hook", "types": ["voice.received", "voice.answered"]}


def _post(guo, **given):
    return guo.post(NEW, GIVEN | {"key": uuid4().hex} | given)


@pytest.fixture
def made(guo):
    """A webhook that Guo added, and the secret that the page showed."""
    page = _post(guo).content.decode()
    return Webhook.objects.get(), re.search(r'<strong class="hy-keep">([^<]+)</strong>', page)[1]


def test_the_secret_is_shown_once(made, guo):
    row, secret = made
    assert secret == secret_of(row)
    for address in (LIST, reverse("desk:admin-webhook", args=[row.pk])):
        page = guo.get(address).content.decode()
        assert secret not in page
        assert "县里的平台" in page


def test_a_form_posted_twice_adds_one(guo):
    key = uuid4().hex
    _post(guo, key=key)
    assert _post(guo, key=key).status_code == 302
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "请写下推送给哪个系统"),
        ({"types": []}, "请至少勾选一项"),
        ({"types": ["identity.viewed"]}, "identity.viewed"),
        ({"url": "http://app.example.cn/"}, "请写完整的 https 网址"),
        ({"url": "https://192.168.0.9/"}, "这个地址在内网"),
    ],
)
def test_a_wrong_form_says_what_to_do(given, sentence, guo):
    answer = _post(guo, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Webhook.objects.exists()


def test_it_is_changed_paused_and_resumed(made, guo):
    row, _secret = made
    address = reverse("desk:admin-webhook", args=[row.pk])
    guo.post(address, GIVEN | {"types": ["voice.erased"], "key": uuid4().hex})
    for act, active in (("pause", False), ("resume", True)):
        guo.post(address, {"act": act, "key": uuid4().hex})
        row.refresh_from_db()
        assert row.active is active
    assert row.types == ["voice.erased"]
    page = guo.get(address).content.decode()
    for words in ("暂停了推送", "恢复了推送", "推送什么：答复、收到诉求 → 删除"):
        assert words in page


def test_what_was_given_up_is_seen_and_sent_again(made, guo):
    row, _secret = made
    about = {"about": row, "actor": SYSTEM, "now": NOW}
    with transaction.atomic():
        message = queue(key="a", way=Way.WEBHOOK, to=str(row.pk), subject="", text="{}", **about)
    Message.objects.update(standing=Standing.FAILED, trouble="refused:500")
    page = guo.get(reverse("desk:admin-webhook", args=[row.pk])).content.decode()
    again = reverse("desk:admin-webhook-again", args=[row.pk, message.pk])
    assert again in page
    assert "对方不接收" in page
    assert guo.post(again, {"key": uuid4().hex}).status_code == 302
    message.refresh_from_db()
    assert (message.standing, message.tries) == (Standing.WAITING, 0)
    assert guo.post(again, {"key": uuid4().hex}).status_code == 422


def test_a_message_of_another_webhook_is_not_here(made, guo):
    row, _secret = made
    _post(guo, name="另一个")
    other = Webhook.objects.latest("pk")
    with transaction.atomic():
        message = queue(
            key="a", way=Way.WEBHOOK, to=str(row.pk), subject="", text="{}", about=row, actor=SYSTEM, now=NOW
        )
    assert guo.get(reverse("desk:admin-webhook-again", args=[other.pk, message.pk])).status_code == 404
