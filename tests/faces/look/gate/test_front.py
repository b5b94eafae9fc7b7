"""The gate in front of Django: who is asked for what, what the page holds, and that nobody is ever locked out."""

import html
import io
import json
import re
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bench.flood import answered, solved
from huiying.config.gate import knocks
from huiying.core.crowding import Allowance
from huiying.faces.look.gate.door import Door, Knock, call_stranger
from huiying.faces.look.gate.front import Gate
from huiying.faces.public.doors import PublicDoors
from huiying.listen.voices.models import Draft
from tests.cast import open_liuxi

START = 1_795_350_000.0
CSRF = "c" * 32


@pytest.fixture(autouse=True)
def _the_connection_of_the_test_stays_open():
    """As Django's own client does: what the test has begun in a transaction is not closed by the end of a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Watch:
    """Both clocks of the gate: the wall clock may be set, the steady one not."""

    def __init__(self):
        self.wall, self.steady = START, 0.0

    def pass_by(self, seconds):
        self.wall += seconds
        self.steady += seconds


class Browser:
    """Somebody behind an address, as WSGI sees them."""

    def __init__(self, gate, address="192.0.2.1", language="zh-CN"):
        self.gate, self.address, self.language = gate, address, language
        self.cookies = {"hy_csrf": CSRF}

    def send(self, how, path, fields=None, **environ):
        body = urlencode(fields or {}).encode()
        path, _, query = path.partition("?")
        asked = {
            "REQUEST_METHOD": how,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_ORIGIN": "http://localhost",
            "HTTP_ACCEPT_LANGUAGE": self.language,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "REMOTE_ADDR": self.address,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        } | environ
        self.headers = {}

        def start(status, headers, *_more):
            self.status = int(status[:3])
            self.headers = {name.lower(): value for name, value in headers}
            for name, value in headers:
                if name.lower() == "set-cookie":
                    key, _, kept = value.partition(";")[0].partition("=")
                    self.cookies[key] = kept

        parts = self.gate(asked, start)
        self.page = b"".join(parts).decode()
        if hasattr(parts, "close"):
            parts.close()
        return self.status

    def post(self, path, **fields):
        return self.send("POST", path, {"csrfmiddlewaretoken": CSRF, **fields})

    def begin(self):
        self.cookies.pop("hy_draft", None)
        return self.post("/speak/kind", kind="request")

    def work(self):
        """What the page's script does."""
        path, fields = answered(self.page)
        return self.send("POST", path, fields)

    def press_again(self):
        """What somebody without JavaScript does."""
        action = html.unescape(re.search(r'action="([^"]+)"', self.page)[1])
        return self.send("POST", action, answered(self.page)[1])


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def gate(db, watch, monkeypatch, settings):
    settings.ROOT_URLCONF = "tests.faces.public.urls"
    open_liuxi()
    monkeypatch.setattr("time.monotonic", lambda: 1e6 + watch.steady)
    doors = PublicDoors(5)
    return Gate(get_wsgi_application(), doors, clock=lambda: watch.wall, steady=lambda: watch.steady)


@pytest.fixture
def li(gate):
    return Browser(gate)


@pytest.fixture
def full(gate):
    """Five have begun behind the address."""
    for _ in range(5):
        assert Browser(gate).begin() == 302


def test_a_few_from_one_address_meet_nothing(gate):
    assert [Browser(gate).begin() for _ in range(5)] == [302] * 5


@pytest.mark.usefixtures("full")
def test_the_next_one_is_asked_and_let_in_after_the_work(li):
    assert li.begin() == 429
    assert li.headers["retry-after"] == "4"
    assert li.headers["cache-control"] == "no-store"
    assert "content-security-policy" in li.headers
    assert li.work() == 302


@pytest.mark.usefixtures("full")
def test_somebody_at_another_address_notices_nothing(gate):
    assert Browser(gate, "198.51.100.7").begin() == 302


@pytest.mark.usefixtures("full")
def test_without_javascript_one_waits_as_long_as_the_page_says_and_presses_once(li, watch):
    assert li.begin() == 429
    watch.pass_by(int(li.headers["retry-after"]))
    assert li.press_again() == 302


@pytest.mark.usefixtures("full")
def test_pressing_too_early_does_not_begin_the_wait_anew(li, watch):
    li.begin()
    watch.pass_by(2)
    assert li.press_again() == 429
    assert li.headers["retry-after"] == "2"
    watch.pass_by(2)
    assert li.press_again() == 302


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_page_speaks_the_language_and_holds_all_that_was_typed(gate, language):
    typed = '<b>路灯</b> & "quotes" @@action@@ 灯\r\n第二行'
    browser = Browser(gate, language=language)
    assert browser.post("/speak/words", words=typed) == 429
    assert {"zh-CN": "请等 4 秒", "en-GB": "Please wait 4 seconds"}[language] in browser.page
    assert answered(browser.page)[1]["words"] == typed
    assert "<b>" not in browser.page


@pytest.mark.usefixtures("full")
def test_a_solution_is_used_once(gate, li):
    li.begin()
    path, fields = answered(li.page)
    assert li.send("POST", path, fields) == 302
    again = Browser(gate)
    assert again.send("POST", path, fields) == 429


@pytest.mark.usefixtures("full")
def test_a_wait_is_used_once(gate, li, watch):
    li.begin()
    action = html.unescape(re.search(r'action="([^"]+)"', li.page)[1])
    watch.pass_by(10)
    assert li.press_again() == 302
    assert Browser(gate).send("POST", action, {"kind": "request", "csrfmiddlewaretoken": CSRF}) == 429


@pytest.mark.usefixtures("full")
def test_a_refusal_asks_nothing_of_the_database_and_writes_nothing(gate, li):
    li.begin()
    drafts = Draft.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert [Browser(gate).begin() for _ in range(20)] == [429] * 20
    assert len(asked) == 0
    assert Draft.objects.count() == drafts


@pytest.mark.usefixtures("full")
def test_who_is_turned_back_makes_it_no_harder_for_the_neighbours(gate, li):
    for _ in range(500):
        Browser(gate).begin()
    li.begin()
    assert li.headers["retry-after"] == "4"


def test_who_writes_on_in_a_draft_never_meets_what_others_do(gate, li):
    li.begin()
    for _ in range(30):
        Browser(gate).begin()
    assert li.post("/speak/words", words="路灯不亮") == 302


def test_a_forged_or_old_draft_is_a_new_beginning(gate, li, full):
    li.cookies["hy_draft"] = "0" * 32 + ":1sXXXX:" + "x" * 43
    assert li.post("/speak/words", words="路灯不亮") == 429


def test_one_draft_that_is_posted_to_without_end_is_slowed_alone(gate, li):
    li.begin()
    statuses = [li.post("/speak/words", words="x") for _ in range(125)]
    assert statuses[:119] == [302] * 119
    assert 429 in statuses
    assert Browser(gate, "198.51.100.8").begin() == 302


def test_a_pass_for_one_draft_sends_no_other(gate, li):
    gate.memory.asks = lambda *_args: __import__("huiying.core.crowding", fromlist=["Asked"]).Asked(200, 5)
    first, second = Browser(gate, "192.0.2.3"), Browser(gate, "192.0.2.4")
    for browser in (first, second):
        browser.begin()
        browser.work()
        assert browser.post("/speak/check") == 429
    path, fields = answered(first.page)
    assert second.send("POST", path, fields) == 429
    assert first.send("POST", path, fields) == 302


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("jump", [-1e9, -3_600, -5, 3_600, 1e9])
def test_a_clock_that_jumps_locks_nobody_out(gate, li, watch, jump):
    li.begin()
    watch.wall += jump
    if li.press_again() == 429:
        wait = int(li.headers["retry-after"])
        assert wait <= 60
        watch.pass_by(wait)
        assert li.press_again() == 302


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.floats(0, 5)), max_size=6))
def test_whatever_came_before_one_wait_of_a_minute_at_most_leads_through(history):
    watch, let_in = Watch(), []
    door = Door("send", Allowance(5, 1), Allowance(30, 60, weight=0.25))
    gate = Gate(
        lambda _environ, start: (let_in.append(1), start("200 OK", []), [b""])[-1],
        lambda _environ: Knock(door),
        clock=lambda: watch.wall,
        steady=lambda: watch.steady,
    )
    gate.pages.wait = lambda _environ, start, _door, invitation: (start("429 ", []), [invitation.waiting.encode()])[-1]
    for posts, pause in history:
        for number in range(posts):
            gate.memory.count("send", bytes([number % 3]), door.allowance, door.whole, watch.steady)
        watch.pass_by(pause)
    browser = Browser(gate)
    if browser.send("POST", "/x") == 429:
        token = browser.page
        watch.pass_by(60)
        assert browser.send("POST", f"/x?pass={token}") == 200
    assert let_in


@pytest.mark.parametrize("length", [70_000, 10**9])
def test_a_body_that_is_far_too_long_is_not_read(li, length):
    class Unread(io.BytesIO):
        def read(self, *_args):
            raise AssertionError("the body was read")

    li.begin()
    assert li.send("POST", "/speak/check", CONTENT_LENGTH=str(length), **{"wsgi.input": Unread()}) == 413
    assert "shorten" in li.page or "短" in li.page


@pytest.mark.usefixtures("full")
def test_files_are_not_echoed_and_the_page_still_works(li):
    assert li.send("POST", "/speak/words", CONTENT_TYPE="multipart/form-data; boundary=x") == 429
    assert 'type="hidden"' not in li.page


def test_a_program_without_a_key_is_told_so_in_json_and_one_with_a_key_is_never_slowed(db, watch):
    answers = {"bad": "401 Unauthorized", "no receipt": "401 Unauthorized", "narrow": "403 Forbidden", "good": "200 OK"}

    def api(environ, start):
        if environ["HTTP_AUTHORIZATION"] == "bad":
            call_stranger(environ)
        start(answers[environ["HTTP_AUTHORIZATION"]], [])
        return [b""]

    gate = Gate(api, knocks, clock=lambda: watch.wall, steady=lambda: watch.steady)
    good, bad = Browser(gate, "192.0.2.8"), Browser(gate, "192.0.2.9", "en")
    assert {good.send("POST", "/api/v1/voices", HTTP_AUTHORIZATION="good") for _ in range(500)} == {200}
    assert {good.send("POST", "/api/v1/voices", HTTP_AUTHORIZATION="narrow") for _ in range(500)} == {403}
    assert {good.send("POST", "/api/v1/voices", HTTP_AUTHORIZATION="no receipt") for _ in range(500)} == {401}
    statuses = [bad.send("POST", "/api/v1/voices", HTTP_AUTHORIZATION="bad") for _ in range(70)]
    assert statuses == [401] * 60 + [429] * 10
    told = json.loads(bad.page)
    assert bad.headers["content-type"] == "application/problem+json"
    assert (told["status"], int(bad.headers["retry-after"]) <= 60) == (429, True)
    assert "again in" in told["detail"]
    watch.pass_by(120)
    assert bad.send("POST", "/api/v1/voices", HTTP_AUTHORIZATION="bad") == 401


@pytest.mark.parametrize(("path", "status"), [("/api/v1/voices", 401), ("/open311/v2/requests.json", 403)])
def test_the_faces_of_programs_say_whom_they_do_not_know(db, watch, settings, path, status):
    settings.ROOT_URLCONF = "huiying.config.urls"
    open_liuxi()
    somebody = Browser(Gate(get_wsgi_application(), knocks, clock=lambda: watch.wall, steady=lambda: watch.steady))
    assert {somebody.send("POST", path, {"words": "x"}) for _ in range(60)} == {status}
    assert somebody.send("POST", path) == 429


def test_a_host_that_is_not_ours_poisons_no_page(gate, li, full):
    assert li.send("POST", "/speak/kind", {"kind": "request"}, HTTP_HOST="evil.example") == 429
    other = Browser(gate)
    assert other.begin() == 429
    assert "evil" not in other.page
    assert other.work() == 302


def test_an_address_that_names_a_place_of_the_page_is_an_address_and_nothing_else(li, full):
    assert li.send("POST", "/speak/kind?a=@@fields@@", {"kind": "request"}) == 429
    assert re.search(r'action="([^"]+)"', li.page)[1].endswith("a=%40%40fields%40%40")


def test_nobody_opens_the_gates_own_pages(li):
    assert li.send("GET", "/speak/wait") == 404
    assert li.send("GET", "/speak/paused") == 404


def test_while_the_web_is_paused_beginning_and_sending_are_refused_cheaply(gate, li, watch):
    li.begin()
    gate._paused = lambda: True
    assert Browser(gate).begin() == 503
    assert li.post("/speak/check") == 503
    assert li.post("/speak/words", words="我接着写") == 302


def test_the_check_page_brings_the_work_along_so_that_nobody_waits(gate, li):
    li.begin()
    li.post("/speak/words", words="路灯不亮")
    for slug in ("town", "village", "wants", "naming"):
        li.send("GET", f"/speak/{slug}")
        offered = re.findall(rf'name="{slug}" value="([^"]+)"', li.page)
        li.post(f"/speak/{slug}", **({slug: offered[-1]} if offered else {}))
    li.post("/speak/consent")
    assert "data-challenge" not in sent_page(li)
    full_sending(gate)
    page = sent_page(li)
    challenge = json.loads(html.unescape(re.search(r'data-challenge="([^"]+)"', page)[1]))
    assert li.post(f"/speak/check?pass=a.{solved(challenge)}") == 302


def test_who_adds_files_without_end_to_a_voice_is_slowed_too(gate, li):
    assert {li.post("/follow/voice/add") for _ in range(120)} == {302}
    assert li.post("/follow/voice/add") == 429
    assert li.work() == 302
    assert li.send("POST", "/follow/voice/add", CONTENT_LENGTH=str(10**9)) == 413


def full_sending(gate):
    from huiying.faces.look.gate.address import place_of

    door = PublicDoors(5).send
    for _ in range(45):  # more than an office has free as it is shipped
        gate.memory.count("send", place_of({"REMOTE_ADDR": "192.0.2.1"}, proxies=0), door.allowance, door.whole, 0.0)


def sent_page(browser):
    assert browser.send("GET", "/speak/check") == 200, browser.headers
    return browser.page
