"""Asking a witness or a signer: whatever the other side does, an answer or NoAnswer comes in bounded time."""

import socket
import ssl
import time

import pytest

from huiying.faces.witness.serving import Answer as Served
from huiying.foundation.ledger.log import asking
from huiying.foundation.ledger.log.asking import Answer, NoAnswer, post
from tests.faces.witness.asking import served
from tests.foundation.ledger.log.parties import answering, nobody, raw


@pytest.fixture
def _short(monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.3)
    monkeypatch.setattr(asking, "LONGEST_SECONDS", 0.6)


def test_status_kind_and_body_come_back():
    with answering(418, "a teapot\n") as url:
        assert post(url, b"old 0\n") == Answer(418, "text/plain; charset=utf-8", b"a teapot\n")


def test_the_token_and_the_body_are_sent_to_the_path():
    asked = []
    with served(lambda request: asked.append(request) or Served(200)) as url:
        post(f"{url}/add-checkpoint", b"the body", token="secret-word")
    ((one,),) = [asked]
    assert (one.method, one.path, one.word, one.body) == ("POST", "/add-checkpoint", "secret-word", b"the body")


def test_without_a_token_none_is_sent():
    asked = []
    with served(lambda request: asked.append(request) or Served(200)) as url:
        post(url, b"")
    assert (asked[0].word, asked[0].path) == ("", "/")


def test_a_redirect_is_an_answer_and_not_followed():
    with answering(302, Location="http://127.0.0.1:1/") as url:
        assert post(url, b"").status == 302


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://witness.example/", "scheme"),
        ("witness.example", "scheme"),
        ("http://127.0.0.1:99999/", "ValueError"),
        ("http://[::1/", "ValueError"),
        ("http://a..b/", "UnicodeError"),
    ],
)
def test_an_address_that_is_none_gives_no_answer(url, why):
    with pytest.raises(NoAnswer, match=f"^{why}$"):
        post(url, b"")


def test_a_path_that_cannot_be_asked_for_gives_no_answer():
    with answering() as url, pytest.raises(NoAnswer, match="InvalidURL"):
        post(f"{url}/a b", b"")


def test_nobody_there_is_no_answer():
    with pytest.raises(NoAnswer, match="ConnectionRefusedError"):
        post(nobody(), b"")


def test_a_server_without_a_known_certificate_is_no_answer():
    def hello(line, _stop):
        line.sendall(b"this is no TLS\r\n")

    with raw(hello) as url, pytest.raises(NoAnswer) as caught:
        post(url.replace("http:", "https:"), b"")
    assert issubclass(getattr(ssl, str(caught.value), OSError), OSError)


@pytest.mark.usefixtures("_short")
def test_silence_is_no_answer():
    with raw(lambda _line, stop: stop.wait(5)) as url, pytest.raises(NoAnswer, match="TimeoutError"):
        post(url, b"")


def drip(head):
    def talk(line, stop):
        line.sendall(head)
        while not stop.wait(0.05):
            line.sendall(b"x")

    return talk


@pytest.mark.usefixtures("_short")
@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nA: ", b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n"])
def test_an_answer_that_drips_is_ended(head):
    start = time.monotonic()
    with raw(drip(head)) as url:
        try:
            assert len(post(url, b"").body) < 100
        except NoAnswer:
            assert b"Content-Length" not in head
    assert time.monotonic() - start < 3


@pytest.mark.usefixtures("_short")
def test_what_is_no_http_is_no_answer():
    with raw(lambda line, _stop: line.sendall(b"SSH-2.0-nothing\r\n\r\n")) as url, pytest.raises(NoAnswer):
        post(url, b"")


def test_a_huge_answer_is_read_to_a_limit():
    with answering(200, "x" * 300_000) as url:
        assert len(post(url, b"").body) == asking.MOST_BYTES


def test_a_line_that_is_gone_is_ended_without_trouble():
    line = socket.socket()
    line.close()
    asking._end(line)
    assert line.fileno() == -1


@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (Answer(409, asking.SIZE_TYPE, b"17\n"), 17),
        (Answer(409, asking.SIZE_TYPE, b"0"), 0),
        (Answer(409, "text/plain", b"17\n"), None),
        (Answer(400, asking.SIZE_TYPE, b"17\n"), None),
        (Answer(409, asking.SIZE_TYPE, b"-17\n"), None),
        (Answer(409, asking.SIZE_TYPE, b"1" * 20), None),
        (Answer(409, asking.SIZE_TYPE, b"\xff"), None),
    ],
)
def test_a_conflict_tells_the_size_that_was_seen(answer, size):
    assert answer.other_size == size
