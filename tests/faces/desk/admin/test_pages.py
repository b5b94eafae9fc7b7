"""Every page of the administrator, in both languages, and closed to everybody else."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.office.models import Category
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message, Webhook
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.webhooks.services import make_webhook
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.services import make_key
from tests.cast import NOW


def _addresses(cast):
    Category.objects.get_or_create(pk=900, name="城乡建设", path="/900/")
    staff, grant = cast.staff["zhao"], cast.staff["zhao"].grants.get()
    return {
        "admin-home": [],
        "admin-profile": [],
        "admin-units": [],
        "admin-unit-new": [],
        "admin-unit": [cast.units["land"].pk],
        "admin-places": [],
        "admin-place-new": [],
        "admin-place": [cast.places["liuhe"].pk],
        "admin-categories": [],
        "admin-category-new": [],
        "admin-category": [900],
        "admin-usual-units": [],
        "admin-model": [],
        "admin-staff": [],
        "admin-member-new": [],
        "admin-member": [staff.pk],
        "admin-password": [staff.pk],
        "admin-invitation": [staff.pk],
        "admin-second-factor": [],
        "admin-grant-new": [staff.pk],
        "admin-grant-end": [grant.pk],
        "admin-substitute-new": [grant.pk],
        "admin-substitutes": [],
        "admin-year": [2026],
        "admin-notice": [2027],
        "admin-day": [date(2026, 10, 1).isoformat()],
        "admin-letters": [],
        "admin-letter": ["D11", "zh-hans"],
        "admin-channels": [],
        "admin-webhooks": [],
        "admin-webhook-new": [],
        "admin-webhook": [_webhook(cast).pk],
        "admin-webhook-again": [_webhook(cast).pk, _message(cast).pk],
        "admin-keys": [],
        "admin-key-new": [],
        "admin-key": [_key(cast).pk],
        "admin-pause": [],
        "admin-limits": [],
        "admin-limit": ["xinfang.handle_days"],
    }


def _key(cast):
    made = {"actor": cast.actor("guo"), "now": NOW, "name": "镇里的小程序", "scopes": ["speak"]}
    return ApiKey.objects.first() or make_key(**made).key


def _webhook(cast):
    made = {"actor": cast.actor("guo"), "now": NOW, "name": "县平台", "url": "https://app.example.cn/"}
    return Webhook.objects.first() or make_webhook(**made, types=["voice.received"]).webhook


def _message(cast):
    about = {"about": _webhook(cast), "actor": SYSTEM, "now": NOW}
    with transaction.atomic():
        message = queue(key="a", way=Way.WEBHOOK, to="1", subject="", text="{}", **about)
    Message.objects.update(standing="failed", trouble="refused:500")
    return message


NAMES = (
    "admin-home admin-profile admin-units admin-unit-new admin-unit admin-places admin-place-new admin-place "
    "admin-categories admin-category-new admin-category admin-usual-units admin-model admin-staff admin-member-new "
    "admin-member admin-password admin-invitation admin-second-factor "
    "admin-grant-new admin-grant-end admin-substitute-new admin-substitutes admin-year admin-notice admin-day "
    "admin-letters admin-letter admin-channels admin-pause admin-limits admin-limit "
    "admin-keys admin-key-new admin-key admin-webhooks admin-webhook-new admin-webhook "
    "admin-webhook-again"
).split()

ONLY_POSTS = {"admin-account", "admin-invitation-revoke", "admin-factors", "admin-log-ins"}


def test_no_page_is_forgotten_here(cast):
    from huiying.faces.desk.admin.urls import urlpatterns

    only_redirects = {"admin-calendar", *ONLY_POSTS}
    assert {pattern.name for pattern in urlpatterns} - only_redirects == set(NAMES) == set(_addresses(cast))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page_opens_for_the_administrator(name, language, guo, cast):
    guo.cookies["hy_language"] = language
    answer = guo.get(reverse(f"desk:{name}", args=_addresses(cast)[name]))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert ("时间" in text or "历史" in text or "管理" in text) == (language == "zh-hans")
    assert ("Administration" in text) == (language == "en")


@pytest.mark.parametrize("who", ["wang", "zhou", "zhao", "sun", "feng"])
@pytest.mark.parametrize("name", [*NAMES, "admin-account"])
def test_page_is_closed_to_every_other_role(name, who, client, cast):
    addresses = {**_addresses(cast), "admin-account": [cast.staff["zhao"].pk]}
    client.force_login(cast.staff[who])
    address = reverse(f"desk:{name}", args=addresses[name])
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_page_asks_a_stranger_to_log_in(name, client, cast):
    answer = client.get(reverse(f"desk:{name}", args=_addresses(cast)[name]))
    assert answer.status_code == 302
    assert "login" in answer["Location"]
