"""Ms Li at her browser: the office of the cast, a clock that the test moves, and the way through the questions."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from huiying.foundation.keys import clock
from tests.cast import NOW, Cast, open_liuxi

LAMPS = "我们村二组到小学那条路，三盏路灯都不亮，孩子早上上学看不见路。"


@pytest.fixture(autouse=True)
def cast(db: None, settings: Any) -> Iterator[Cast]:
    """The office, and nothing kept from the test before."""
    settings.ROOT_URLCONF = "tests.faces.public.urls"
    cache.clear()
    yield open_liuxi()
    cache.clear()


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with override(request.param):
        yield request.param


class Time:
    """What the clock of the office shows."""

    def __init__(self) -> None:
        self.now = NOW

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    shown = Time()

    def now() -> datetime:
        return shown.now

    monkeypatch.setattr(clock, "now", now)
    return shown


class Speaker:
    """Somebody in front of a browser."""

    def __init__(self, cast: Cast, language: str = "zh-hans") -> None:
        self.client = Client(headers={"accept-language": language})
        self.cast = cast

    def get(self, path: str) -> HttpResponse:
        return self.client.get(path)

    def answer(self, slug: str, **answers: Any) -> HttpResponse:
        return self.client.post(f"/speak/{slug}", answers)

    def read(self, path: str) -> str:
        return self.get(path).content.decode()

    def go_through(self, **other: Any) -> HttpResponse:
        """Answer every question (`other`: answers by name) up to the check page; returns the last response."""
        answers: dict[str, Any] = {
            "kind": "request",
            "words": LAMPS,
            "town": self.cast.places["liuhe"].pk,
            "place_words": "二组到小学的路",
            "village": self.cast.places["village"].pk,
            "wants": "explanation",
            "naming": "shielded",
            "name": "李秀英",
            "phone": "13812342041",
            "may_contact": "on",
        } | other
        asked = {
            "kind": ("kind",),
            "words": ("words", "help", "help_language"),
            "files": (),
            "about": ("about",),
            "town": ("town", "place_words"),
            "village": ("village",),
            "wants": ("wants",),
            "naming": ("naming",),
            "contact": ("name", "phone", "email", "address"),
            "consent": ("may_contact", "may_publish", "sensitive", "guardian"),
        }
        response = self.answer("kind", kind=answers["kind"])
        while response.status_code == 302 and (slug := response["Location"].rpartition("/")[2]) in asked:
            response = self.answer(slug, **{name: answers[name] for name in asked[slug] if name in answers})
        return response

    def speak(self, **other: Any) -> tuple[str, str]:
        """Say it and send it; the receipt number and the code as they stand on the page."""
        self.go_through(**other)
        self.client.post("/speak/check")
        return self.receipt()

    def receipt(self) -> tuple[str, str]:
        context = self.get("/speak/sent").context
        return context["voice"].number, context["code"]

    def open(self, number: str, code: str) -> HttpResponse:
        """Open the voice with its receipt."""
        self.client.post("/follow", {"number": number})
        return self.client.post("/follow/code", {"code": code})


@pytest.fixture
def li(cast: Cast) -> Speaker:
    """Ms Li, who reads Chinese."""
    return Speaker(cast)


@pytest.fixture
def reader(cast: Cast, language: str) -> Speaker:
    """Somebody in each of the languages."""
    return Speaker(cast, language)


@pytest.fixture
def another(cast: Cast) -> Callable[[], Speaker]:
    """Somebody else at another browser."""
    return lambda: Speaker(cast)
