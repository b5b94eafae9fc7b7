"""SMS through a real HTTP gateway."""

from datetime import UTC, datetime

import pytest

from huiying.foundation.outbox.transports import sms
from huiying.foundation.outbox.transports.parcel import Parcel
from huiying.foundation.outbox.troubles import Undelivered

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def parcel(to="+86 138-0000-0000"):
    return Parcel("message-1", to, "", "您反映的事项已受理。", NOW)


def refused(**other):
    with pytest.raises(Undelivered) as trouble:
        sms.send(parcel(**other))
    return trouble.value.code, trouble.value.for_good


def test_number_words_and_id_are_posted_with_the_token(gateway):
    sms.send(parcel())
    ((path, headers, body),) = gateway.posts
    assert path == "/send?office=1"
    assert headers["Authorization"] == "Bearer token-of-the-office"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert body == {"to": "+8613800000000", "text": "您反映的事项已受理。", "id": "message-1"}


def test_without_a_token_none_is_sent(gateway, settings):
    settings.SMS_TOKEN = ""
    settings.SMS_URL = settings.SMS_URL.partition("/send")[0]
    sms.send(parcel())
    ((path, headers, _),) = gateway.posts
    assert path == "/"
    assert "Authorization" not in headers


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_every_2xx_means_taken(gateway, status):
    gateway.answers = [status]
    sms.send(parcel())
    assert len(gateway.posts) == 1


@pytest.mark.parametrize(
    ("status", "for_good"),
    [
        (301, False),
        (302, False),
        (307, False),
        (400, True),
        (401, False),
        (404, False),
        (422, True),
        (429, False),
        (503, False),
    ],
)
def test_any_other_status_is_a_refusal_and_no_redirect_is_followed(gateway, status, for_good):
    gateway.answers = [status]
    assert refused() == (f"refused:{status}", for_good)
    assert len(gateway.posts) == 1


def test_https_is_spoken_with_a_certificate_that_somebody_vouches_for(gateway, certificate, monkeypatch, settings):
    context, trusted = certificate
    settings.SMS_URL = settings.SMS_URL.replace("http:", "https:")
    gateway.socket = context.wrap_socket(gateway.socket, server_side=True)
    assert refused() == ("connection", False)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    sms.send(parcel())
    assert len(gateway.posts) == 1


def test_a_gateway_that_hangs_up_is_tried_again(gateway):
    gateway.answers = [None]
    assert refused() == ("connection", False)


def test_a_gateway_that_is_not_there_is_tried_again(settings):
    for scheme in ("http", "https"):
        settings.SMS_URL = f"{scheme}://127.0.0.1:1/"
        assert refused() == ("connection", False)


@pytest.mark.parametrize("url", ["ftp://gate.example", "http://", "https:///x", "http://gate.example:many"])
def test_an_address_that_is_no_gateway_is_a_wrong_setting(settings, url):
    settings.SMS_URL = url
    assert refused() == ("wrong_setting", False)


@pytest.mark.parametrize("to", ["", "li@example.org", "1234", "+", "一三八零零零零零零零零"])
def test_what_is_no_number_never_reaches_the_gateway(gateway, to):
    assert not sms.is_number(to)
    assert refused(to=to) == ("bad_address", True)
    assert gateway.posts == []
