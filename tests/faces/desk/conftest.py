"""The cast at their desks: each logged in with a browser, a clock that stands, and voices that came in."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from huiying.faces.desk import access
from huiying.foundation.keys import clock
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW, Cast, open_liuxi

LAMPS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"
REQUESTS = [
    {
        "request": "修好三盏路灯",
        "facts": "线路进水烧坏",
        "outcome": "supported",
        "decision": "换线换灯",
        "basis": "柳溪县城乡照明管理办法第九条",
    }
]


def granted(cast: Cast, name: str, role: str, unit: str) -> None:
    """One of the cast holds a further role."""
    Grant.objects.create(staff=cast.staff[name], role=role, unit=cast.units[unit], starts_on=date(2026, 1, 1))


def just_logged_in(browser: Client) -> None:
    """Whoever is logged in came in at this moment."""
    session = browser.session
    session[access.BEGAN] = int(clock.now().timestamp())
    session.save()


class Worker:
    """A member of the cast in front of a browser."""

    def __init__(self, cast: Cast, name: str, language: str = "zh-hans") -> None:
        self.client = Client(headers={"accept-language": language})
        self.client.force_login(cast.staff[name])
        self.staff = cast.staff[name]
        self._log_in()

    def _log_in(self) -> None:
        just_logged_in(self.client)
        self.since = clock.now()

    def _is_there(self) -> None:
        """Whoever works on after a day logs in again."""
        if (clock.now() - self.since).total_seconds() > access.LONGEST_SECONDS:
            self._log_in()

    def get(self, path: str, **more: Any) -> HttpResponse:
        self._is_there()
        answer = self.client.get(path, **more)
        if answer.status_code == 200 and not answer.streaming and b'class="hy-staff"' in answer.content:
            assert b'id="language"' in answer.content, f"{path} lost what the frame of every page says"
        return answer

    def read(self, path: str, **more: Any) -> str:
        return self.get(path, **more).content.decode()

    def post(self, path: str, **data: Any) -> HttpResponse:
        self._is_there()
        return self.client.post(path, data)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    cache.clear()
    yield open_liuxi()
    cache.clear()


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with override(request.param):
        yield request.param


@pytest.fixture
def at_desk(cast: Cast) -> Callable[..., Worker]:
    """`at_desk("zhao")`: Zhao, logged in."""
    return lambda name, language="zh-hans": Worker(cast, name, language)


@pytest.fixture
def speak(cast: Cast) -> Callable[..., Voice]:
    """A voice that came in at the counter, in the name of Li Guiying."""

    def spoken(**changes: Any) -> Voice:
        given: dict[str, Any] = {
            "channel": "counter",
            "kind": "request",
            "naming": "named",
            "text": LAMPS,
            "language": "zh-hans",
            "received_at": NOW,
            "wants": "action",
            "place_id": cast.places["village"].pk,
        } | changes
        identity = {} if given["naming"] == "anonymous" else {"name": "李桂英", "phone": "00001234567"}
        return receive_voice(Spoken(**given), identity=identity, actor=SPEAKER, now=NOW).voice

    return spoken


@pytest.fixture
def act(cast: Cast) -> Callable[..., Any]:
    """`act(voice, "zhou", "forward", unit=…)`, through the loop."""

    def done(voice: Voice, name: str, act_id: str, **data: Any) -> Any:
        return act_on_case(voice.pk, act_id, actor=cast.actor(name), now=NOW, data=data)

    return done


@pytest.fixture
def at_land(cast: Cast, speak: Callable[..., Voice], act: Callable[..., Any]) -> Voice:
    """A voice that lies with the Natural Resources Bureau."""
    voice = speak()
    act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责目录第三项")
    return voice


@pytest.fixture
def heard(at_land: Voice, act: Callable[..., Any]) -> Voice:
    """The same, accepted, heard and looked into: only the opinion is missing."""
    act(at_land, "zhao", "accept", legal_class="claim", route="petition")
    act(at_land, "zhao", "begin")
    act(at_land, "zhao", "hear_person", heard_on="2026-11-23", form="phone", record="孩子上学看不见路")
    act(at_land, "zhao", "investigate", finding="现场查看，三盏灯不亮")
    return at_land
