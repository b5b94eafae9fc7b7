"""Keys of the interface at the administrator's pages: shown once, limited, revoked, told in the history."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.selectors import key_of
from tests.cast import NOW

NEW, LIST = reverse("desk:admin-key-new"), reverse("desk:admin-keys")


def _post(guo, **given):
    return guo.post(
        NEW, {"name": "镇里的小程序", "scopes": ["speak", "follow"], "per_minute": "60", "key": uuid4().hex} | given
    )


@pytest.fixture
def made(guo):
    """A key that Guo made in the browser, and what the page showed."""
    page = _post(guo).content.decode()
    return ApiKey.objects.get(), re.search(r'<strong class="hy-keep">([^<]+)</strong>', page)[1]


def test_the_key_is_shown_once_and_opens(made, guo):
    row, clear = made
    assert key_of(clear, now=NOW) == row
    for address in (LIST, reverse("desk:admin-key", args=[row.pk])):
        page = guo.get(address).content.decode()
        assert clear not in page
        assert row.prefix in page
        assert "镇里的小程序" in page


def test_a_form_posted_twice_makes_one_key(guo):
    key = uuid4().hex
    _post(guo, key=key)
    answer = _post(guo, key=key)
    assert answer.status_code == 302
    assert ApiKey.objects.count() == 1
    assert "这把密钥已经发过了" in guo.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "请写下给谁用、做什么"),
        ({"scopes": []}, "请至少勾选一项"),
        ({"scopes": ["desk"]}, "密钥必须代表一名在用的工作人员"),
        ({"per_minute": "many"}, "请填整数"),
        ({"per_minute": "9" * 30}, "每分钟的次数要在 1 到 60000 之间"),
    ],
)
def test_a_wrong_form_says_what_to_do(given, sentence, guo):
    answer = _post(guo, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_limit_is_changed_and_key_revoked(made, guo):
    row, clear = made
    address = reverse("desk:admin-key", args=[row.pk])
    guo.post(address, {"per_minute": "7", "key": uuid4().hex})
    row.refresh_from_db()
    assert row.per_minute == 7
    guo.post(address, {"act": "revoke", "key": uuid4().hex})
    assert key_of(clear, now=NOW) is None
    page = guo.get(address).content.decode()
    assert "已作废" in page
    assert "每分钟次数：60 → 7" in page
    assert "作废了接口密钥" in page
    assert Event.objects.filter(subject_kind="api_key").count() == 3


def test_a_revoked_key_stays_revoked(made, guo):
    address = reverse("desk:admin-key", args=[made[0].pk])
    guo.post(address, {"act": "revoke", "key": uuid4().hex})
    answer = guo.post(address, {"per_minute": "7", "key": uuid4().hex})
    assert answer.status_code == 422
    assert "这把密钥已经作废了" in answer.content.decode()
