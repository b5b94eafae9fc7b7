"""The office of the cast with what was said in it, some of it published; a clock that the test moves; a client."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.office.models import Category
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.services import key_use
from huiying.foundation.people.services.api_keys import make_key
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, Spoken, receive_voice
from tests.cast import NOW, Cast, open_liuxi

LAMPS = "去小学的路三盏灯都不亮，我是李桂英，电话13812342041，家住柳河村3栋2单元501。"
LI = {"name": "李桂英", "phone": "13812342041", "email": "li@example.org"}

PIT_OF_CANARIES = {
    "service_code": "0",
    "description": "灯不亮。我是诸葛半夏，电话13955500033，邮箱banxia.zhuge@example.org。",
    "address_string": "桂花巷901号3单元502",
    "first_name": "半夏",
    "last_name": "诸葛",
    "phone": "13955500033",
    "email": "banxia.zhuge@example.org",
    "device_id": "device-77",
    "account_id": "account-77",
    "attribute[PUBLISH]": "yes",
}


class Time:
    """What the clock of the office shows."""

    def __init__(self) -> None:
        self.now = NOW

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    shown = Time()
    monkeypatch.setattr(clock, "now", lambda: shown.now)
    return shown


@pytest.fixture
def cast(db: None, time: Time, settings: Any) -> Iterator[Cast]:
    settings.ROOT_URLCONF = "tests.faces.open311.urls"
    cache.clear()
    key_use._held.clear()
    yield open_liuxi()
    cache.clear()


@dataclass(frozen=True, slots=True)
class Categories:
    roads: Category
    lamps: Category
    old: Category


@pytest.fixture
def categories(cast: Cast) -> Categories:
    return Categories(
        (roads := category("城乡建设", "Town building")),
        category("路灯", "Street lamps", roads),
        category("旧类", active=False),
    )


def category(name: str, name_en: str = "", parent: Category | None = None, *, active: bool = True) -> Category:
    one = Category.objects.create(parent=parent, name=name, name_en=name_en, path="", active=active)
    one.path = f"{parent.path if parent else '/'}{one.pk}/"
    one.save(update_fields=["path"])
    return one


@pytest.fixture
def key(cast: Cast) -> str:
    """A key for this door, in clear."""
    return make_key(actor=cast.actor("guo"), now=NOW, name="随手拍", scopes=["open311"]).clear


def key_row(clear: str) -> ApiKey:
    return ApiKey.objects.get(prefix=clear.partition("_")[0])


@pytest.fixture
def say(cast: Cast, time: Time) -> Callable[..., Voice]:
    """Somebody says something, and agrees to publication unless told otherwise."""

    def said(text: str = LAMPS, *, identity: dict[str, str] | None = None, **more: Any) -> Voice:
        given = {
            "channel": "phone",
            "kind": "request",
            "naming": "named",
            "text": text,
            "language": "zh-hans",
            "received_at": time.now,
            "may_publish": True,
        } | more
        identity = LI if identity is None else identity
        return receive_voice(Spoken(**given), identity=identity, actor=SPEAKER, now=time.now).voice

    return said


@pytest.fixture
def answer(cast: Cast, time: Time) -> Callable[..., None]:
    """The hotline's whole way: dispatched, signed for, answered, checked, closed."""

    def done(voice: Voice, text: str = "线路进水烧坏，已换线换灯。", *, close: bool = True) -> None:
        def act(who: str, act_id: str, **data: Any) -> None:
            actor = SYSTEM if who == "system" else cast.actor(who)
            act_on_case(voice.pk, act_id, actor=actor, now=time.now, data=data)

        act("hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的路灯")
        act("town", "sign_for")
        act("town", "contact", form="phone", record="约好明天看现场")
        act("town", "reply", public_text=text, basis="照明管理办法第九条", evidence="照片两张", looked=True)
        act("hotline", "check_reply", verdict="calling_back", reason="齐全")
        if close:
            act("hu", "call_back", contacted="yes", solved="yes", satisfied="yes")

    return done


class Caller:
    """A program that asks in one format and language."""

    def __init__(self, fmt: str = "json", language: str = "zh-hans") -> None:
        self.fmt = fmt
        self.client = Client(headers={"accept-language": language}, raise_request_exception=True)

    def get(self, path: str, **parameters: Any) -> Any:
        return self.client.get(f"/open311/v2/{path}.{self.fmt}", parameters)

    def rows(self, path: str = "requests", **parameters: Any) -> Any:
        response = self.get(path, **parameters)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def ids(self, **parameters: Any) -> list[str]:
        return [row["service_request_id"] for row in self.rows(**parameters)]

    def post(self, headers: dict[str, str] | None = None, **form: Any) -> Any:
        return self.client.post(f"/open311/v2/requests.{self.fmt}", form, headers=headers or {})

    def send(self, **form: Any) -> dict[str, Any]:
        response = self.post(**form)
        assert response.status_code == 200, response.content.decode()
        (row,) = json.loads(response.content)
        return dict(row)


@pytest.fixture
def caller() -> Caller:
    return Caller()
