"""Webhooks: where they may go, how they are signed, sent, given up and sent again by hand."""

import base64
import contextlib
import hashlib
import hmac
import json
import socket
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address

import pytest

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.delivery import MOST_TRIES, deliver_due
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message, Webhook
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.transports import webhook as transport
from huiying.foundation.outbox.troubles import Undelivered
from huiying.foundation.outbox.webhooks import addresses
from huiying.foundation.outbox.webhooks.addresses import goal_of, is_outside
from huiying.foundation.outbox.webhooks.errors import (
    NothingToSendAgain,
    WebhookAddressInside,
    WebhookAddressWrong,
    WebhookNameNeeded,
    WebhookTypesNeeded,
)
from huiying.foundation.outbox.webhooks.services import change_webhook, make_webhook, send_again, switch_webhook
from huiying.foundation.outbox.webhooks.signing import secret_of, signature
from tests.cast import NOW
from tests.foundation.office.conftest import by_guo, cast, last

__all__ = ["by_guo", "cast", "last"]
FAR = "https://app.example.cn/hook?office=1"


class Other(HTTPServer):
    """The other system on this machine. `answers` are used in turn, the last one for ever."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.answers, self.drip = [], [204], threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}/hook?a=1"


class Handler(BaseHTTPRequestHandler):
    server: Other

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        answers = self.server.answers
        status = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def other():
    server = Other()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def made(by_guo, other, settings):
    """A webhook that goes to the other system."""
    settings.PRIVATE_WEBHOOKS = True
    return make_webhook(name="县里的平台", url=other.url, types=["voice.received"], **by_guo)


def _queued(webhook, key="webhook:1"):
    text = json.dumps({"type": "huiying.events"})
    about = {"about": webhook, "actor": SYSTEM, "now": NOW}
    return queue(key=key, way=Way.WEBHOOK, to=str(webhook.pk), subject="huiying.events", text=text, **about)


def _deliver(now=NOW):
    return deliver_due(now=now, ways=(Way.WEBHOOK,))


def test_the_secret_is_shown_once_and_lies_sealed(made, last):
    assert made.secret.startswith("whsec_")
    assert secret_of(made.webhook) == made.secret
    assert made.secret not in repr(Webhook.objects.values().get()) + repr(made)
    assert last().public["act"] == "webhook.made"
    assert last().public["unsaid"] == ["name", "url"]
    assert made.webhook.url not in json.dumps(last().public)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": " "}, WebhookNameNeeded),
        ({"types": []}, WebhookTypesNeeded),
        ({"types": ["identity.viewed"]}, WebhookTypesNeeded),
        ({"url": ""}, WebhookAddressWrong),
        ({"url": "app.example.cn/hook"}, WebhookAddressWrong),
        ({"url": "http://app.example.cn/hook"}, WebhookAddressWrong),
        ({"url": "ftp://app.example.cn/hook"}, WebhookAddressWrong),
        ({"url": "https://user:pass@app.example.cn/"}, WebhookAddressWrong),
        ({"url": "https://app.example.cn/#a"}, WebhookAddressWrong),
        ({"url": "https://app.example.cn:99999/"}, WebhookAddressWrong),
        ({"url": "https://app.example.cn:0/"}, WebhookAddressWrong),
        ({"url": "https://[::1/"}, WebhookAddressWrong),
        ({"url": "https://应用.cn/"}, WebhookAddressWrong),
        ({"url": "https://app.example.cn/\r\nX-A: 1"}, WebhookAddressWrong),
        ({"url": "https://app.example.cn/" + "a" * 500}, WebhookAddressWrong),
        ({"url": "http://127.0.0.1:8000/"}, WebhookAddressInside),
        ({"url": "http://localhost/"}, WebhookAddressInside),
        ({"url": "https://localhost./"}, WebhookAddressInside),
        ({"url": "https://10.1.2.3/"}, WebhookAddressInside),
        ({"url": "https://[fd00::1]/"}, WebhookAddressInside),
        ({"url": "https://169.254.169.254/latest/meta-data"}, WebhookAddressInside),
    ],
)
def test_what_is_no_webhook_is_refused(given, error, by_guo):
    wanted = {"name": "平台", "url": FAR, "types": ["voice.received"]} | given
    with pytest.raises(error):
        make_webhook(**wanted, **by_guo)
    assert not Webhook.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255 "
    "::1 :: fe80::1 fd00::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: 192.0.2.1".split(),
)
def test_an_address_inside_is_known(address):
    assert not is_outside(ip_address(address))


@pytest.mark.parametrize("address", "1.1.1.1 2606:4700:4700::1111 ::ffff:1.1.1.1 64:ff9b::101:101".split())
def test_an_address_outside_is_known(address):
    assert is_outside(ip_address(address))


def test_it_is_sent_and_signed_as_standard_webhooks_says(made, other):
    message = _queued(made.webhook)
    assert _deliver() == 1
    path, headers, body = other.got[0]
    sent = {name.lower(): text for name, text in headers.items()}
    signed = f"{sent['webhook-id']}.{sent['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(made.secret.removeprefix("whsec_"))
    assert path == "/hook?a=1"
    assert sent["content-type"] == "application/json"
    assert sent["webhook-timestamp"] == str(int(NOW.timestamp()))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert sent["webhook-signature"] == f"v1,{expected}"
    message.refresh_from_db()
    assert (message.standing, message.sealed) == (Standing.SENT, None)


def test_the_published_vector_of_standard_webhooks():
    secret, body = "whsec_plJ3nmyCDGBKInavdOK15jsl", b'{"event_type":"ping","data":{"success":true}}'
    found = signature(secret, "msg_loFOjxBNrRLzqYUf", 1731705121, body)
    assert found == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_mails_do_not_wait_for_it(made, other):
    _queued(made.webhook)
    assert deliver_due(now=NOW) == 0
    assert not other.got


def test_it_is_tried_again_with_the_same_id_then_given_up_and_sent_again_by_hand(made, other, by_guo, last):
    other.answers = [500]
    message = _queued(made.webhook)
    now = NOW
    for _ in range(MOST_TRIES + 2):
        _deliver(now)
        now += timedelta(hours=7)
    message.refresh_from_db()
    assert (message.standing, message.trouble) == (Standing.FAILED, "refused:500")
    assert len(other.got) == MOST_TRIES
    assert len({headers["webhook-id"] for _path, headers, _body in other.got}) == 1
    other.answers = [200]
    send_again(message.pk, actor=by_guo["actor"], now=now)
    assert last().type == "message.queued"
    _deliver(now)
    message.refresh_from_db()
    assert message.standing == Standing.SENT
    with pytest.raises(NothingToSendAgain):
        send_again(message.pk, **by_guo)


def test_gone_is_given_up_at_once(made, other):
    other.answers = [410]
    message = _queued(made.webhook)
    _deliver()
    message.refresh_from_db()
    assert message.standing == Standing.FAILED


def test_a_redirect_is_not_followed(made, other):
    other.answers = [302, 200]
    message = _queued(made.webhook)
    _deliver()
    message.refresh_from_db()
    assert (message.standing, message.trouble) == (Standing.WAITING, "refused:302")
    assert len(other.got) == 1


def test_a_paused_webhook_sends_nothing(made, other, by_guo):
    message = _queued(made.webhook)
    switch_webhook(made.webhook.pk, active=False, **by_guo)
    _deliver()
    message.refresh_from_db()
    assert (message.standing, message.trouble, other.got) == (Standing.FAILED, "paused", [])


def test_a_name_that_leads_inside_is_not_gone_to(made, other, settings, by_guo, monkeypatch):
    settings.PRIVATE_WEBHOOKS = False
    change_webhook(made.webhook.pk, name="平台", url=FAR, types=["voice.received"], **by_guo)

    def inside(host, port, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("1.1.1.1", "127.0.0.1")]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", inside)
    message = _queued(made.webhook)
    _deliver()
    message.refresh_from_db()
    assert (message.standing, message.trouble, other.got) == (Standing.WAITING, "not_allowed", [])


def test_the_name_is_looked_up_once_and_that_address_connected_to(made, other, monkeypatch):
    asked = []
    real = socket.getaddrinfo

    def once(host, port, *rest, **more):
        asked.append(host)
        return real(host, port, *rest, **more)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", once)
    goal = goal_of(f"http://localhost:{other.server_port}/")
    asked.clear()
    address, allowed = addresses.looked_up(goal)
    assert allowed
    assert asked == ["localhost"]
    if ip_address(address).version == 4:
        assert transport._posted(goal, address, b"{}", {"Content-Length": "2"}) == 204
        assert "localhost" not in asked[1:]


def test_whoever_speaks_slowly_has_not_taken_it(made, monkeypatch, by_guo):
    monkeypatch.setattr(transport, "WHOLE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        change_webhook(made.webhook.pk, name="平台", url=url, types=["voice.received"], **by_guo)
        message = _queued(made.webhook)
        _deliver()
    message.refresh_from_db()
    assert (message.standing, message.trouble) == (Standing.WAITING, "connection")


def test_whoever_begins_tls_byte_by_byte_has_not_taken_it(made, monkeypatch):
    monkeypatch.setattr(transport, "WHOLE_SECONDS", 0.3)

    def drip(server):
        line, _ = server.accept()
        with line, contextlib.suppress(OSError):
            line.sendall(b"\x16\x03\x03\x40\x00")  # a handshake record of 16 KB
            while True:
                line.sendall(b"\x02")
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        goal, begun = goal_of(f"https://127.0.0.1:{server.getsockname()[1]}/"), time.monotonic()
        with pytest.raises(Undelivered):
            transport._posted(goal, "127.0.0.1", b"{}", {})
    assert time.monotonic() - begun < 5


def test_no_such_host_waits_for_another_try(made, by_guo, monkeypatch):
    def nobody(*args, **more):
        raise socket.gaierror("no such host")

    change_webhook(made.webhook.pk, name="平台", url="https://nobody.invalid/", types=["voice.received"], **by_guo)
    monkeypatch.setattr(addresses.socket, "getaddrinfo", nobody)
    message = _queued(made.webhook)
    _deliver()
    message.refresh_from_db()
    assert message.trouble == "no_such_host"


def test_no_message_about_a_webhook_is_told_to_any_speaker(made):
    _queued(made.webhook)
    _deliver()
    assert set(Event.objects.filter(type__startswith="message.").values_list("subject_kind", flat=True)) == {"webhook"}
    assert not Message.objects.filter(about_kind__in=("voice", "case")).exists()
