"""The office of Liuxi with a key for every purpose, and a client that calls with them."""

import json

import pytest
from django.core.cache import cache

from huiying.foundation.keys import clock
from huiying.foundation.office.services import seed_calendar
from huiying.foundation.people.services import make_key
from tests.cast import NOW, open_liuxi

WORDS = "柳河村东头的路灯坏了半个月，老人晚上不敢出门，请修一修。"
VOICE = {"words": WORDS, "kind": "request", "naming": "anonymous"}
LI = {"name": "李桂兰", "phone": "13900001234"}


@pytest.fixture
def cast(db, monkeypatch, settings):
    """The office on the morning of the cast."""
    cache.clear()
    settings.ROOT_URLCONF = "tests.faces.api.urls"
    monkeypatch.setattr(clock, "now", lambda: NOW)
    people = open_liuxi()
    seed_calendar(actor=people.actor("guo"), now=NOW)
    yield people
    cache.clear()


@pytest.fixture
def keys(cast):
    """A function: scopes, whom it works for → the key itself."""

    def make(*scopes, staff="", unit="", per_minute=60_000):
        made = make_key(
            actor=cast.actor("guo"),
            now=NOW,
            name=" ".join(scopes),
            scopes=scopes,
            staff_id=cast.staff[staff].pk if staff else None,
            unit_id=cast.units[unit].pk if unit else None,
            per_minute=per_minute,
        )
        return made.clear

    return make


class Caller:
    """Calls the interface with one key. `token`: of an opened receipt."""

    def __init__(self, client, clear="", token="", language="zh"):
        self.client, self.clear, self.token, self.language = client, clear, token, language

    def __call__(self, method, path, body=None, **headers):
        named = {"Accept-Language": self.language, **{name.replace("_", "-"): text for name, text in headers.items()}}
        if self.clear:
            named["Authorization"] = f"Bearer {self.clear}"
        if self.token:
            named["Huiying-Receipt"] = self.token
        sent = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        return self.client.generic(method, f"/api/v1{path}", headers=named, **sent)

    def get(self, path, **headers):
        return self("GET", path, **headers)

    def post(self, path, body=None, **headers):
        return self("POST", path, body, **headers)

    def opened(self, receipt):
        """The same caller with the receipt opened."""
        answer = self.post("/receipts/open", {name: receipt[name] for name in ("number", "code")})
        assert answer.status_code == 200, answer.content
        return Caller(self.client, self.clear, answer.json()["token"], self.language)


@pytest.fixture
def calls(client, keys):
    """A function: scopes → a caller with a new key."""
    return lambda *scopes, **more: Caller(client, keys(*scopes, **more))


@pytest.fixture
def app(calls):
    """The town's own app: it brings voices in and follows them."""
    return calls("speak", "follow")


@pytest.fixture
def spoken(app):
    """A voice that the app has brought in, as its answer tells it."""
    answer = app.post("/voices", VOICE)
    assert answer.status_code == 201, answer.content
    return answer.json()
