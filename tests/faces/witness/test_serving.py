"""The small server bounds what strangers may take of it."""

import socket
import sqlite3
import time

import pytest

from huiying.faces.witness import serving
from huiying.faces.witness.serving import MOST_BODY_BYTES, Answer, Server
from tests.faces.witness.asking import ask, served


def echo(request):
    return Answer(200, f"{request.method} {request.path} {len(request.body)} {request.word}")


@pytest.fixture
def url():
    with served(echo) as url:
        yield url


def raw(url, data):
    """What comes back for these bytes until the server hangs up."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(data)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_a_body_reaches_the_function(url):
    assert ask(f"{url}/a", "POST", b"x" * 1000)[2] == "POST /a 1000 "
    assert ask(f"{url}/a", Authorization="bearer  word ")[2] == "GET /a 0 word"


def test_a_connection_carries_several_requests(url):
    both = raw(url, b"GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert b"GET /1" in both
    assert b"GET /2" in both


def test_a_huge_body_is_refused_before_it_is_read(url):
    asked = b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n"
    assert raw(url, asked % (MOST_BODY_BYTES + 1)).startswith(b"HTTP/1.1 413 ")
    assert raw(url, asked % 10**30).startswith(b"HTTP/1.1 413 ")
    assert ask(url, "POST", b"x" * MOST_BODY_BYTES)[0] == 200


@pytest.mark.parametrize("header", [b"", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n"])
def test_a_body_without_a_length_is_refused(url, header):
    assert raw(url, b"POST / HTTP/1.1\r\n" + header + b"\r\n").startswith(b"HTTP/1.1 411 ")


def test_a_body_that_never_comes_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(serving._Handler, "timeout", 0.2)
    with served(echo) as url:
        start = time.monotonic()
        assert raw(url, b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc") == b""
        assert time.monotonic() - start < 5


def drip(line, seconds):
    """Sends a byte now and then until the other side has enough."""
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            line.sendall(b"x")
            time.sleep(0.05)
    except OSError:
        return


def test_who_drips_is_cut_off(monkeypatch):
    monkeypatch.setattr(serving, "CONNECTION_SECONDS", 0.5)
    with served(echo) as url, socket.create_connection(url.removeprefix("http://").split(":"), timeout=30) as line:
        start = time.monotonic()
        drip(line, seconds=20)
        assert time.monotonic() - start < 10


def test_too_many_connections_are_turned_away_and_others_served_again(monkeypatch):
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 2)
    with served(echo) as url:
        place = url.removeprefix("http://").split(":")
        with socket.create_connection(place), socket.create_connection(place):
            time.sleep(0.3)
            with pytest.raises((OSError, IndexError)):
                assert raw(url, b"GET / HTTP/1.0\r\n\r\n")[0]
        time.sleep(0.3)
        assert ask(url)[0] == 200


def test_a_fault_of_ours_is_shown_and_the_server_lives_on(capsys):
    def fail(_request):
        raise RuntimeError("broken")

    with served(fail) as url:
        assert raw(url, b"GET / HTTP/1.1\r\n\r\n") == b""
        assert raw(url, b"GET / HTTP/1.1\r\n\r\n") == b""
    assert "broken" in capsys.readouterr().err


def test_a_disk_that_is_full_is_an_answer(capsys):
    def fail(_request):
        raise sqlite3.OperationalError("database or disk is full")

    with served(fail) as url:
        assert ask(url)[0] == 503
    assert "disk is full" in capsys.readouterr().err


def test_it_listens_on_ipv6_where_the_machine_has_it():
    if not socket.has_ipv6:
        pytest.skip("This machine has no IPv6")
    try:
        server = Server("::1", 0, echo)
    except OSError:
        pytest.skip("This machine has no IPv6")
    assert server.url.startswith("http://[::1]:")
    server.server_close()
