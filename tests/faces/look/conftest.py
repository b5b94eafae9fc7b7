"""The look alone: its own addresses, an invented office, no database."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.utils.translation import override

from huiying.faces.look import context
from huiying.foundation.ledger.log.figures import HeadFacts

HEAD = HeadFacts("2026", 48_213, "9f3c41d0" * 8, datetime(2026, 11, 23, 1, 41, tzinfo=UTC), 2, 3)


class Office:
    def __str__(self) -> str:
        from huiying.faces.look.dates import english

        return "Liuxi County" if english() else "柳溪县"


@pytest.fixture(autouse=True)
def look_alone(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = "tests.faces.look.urls"
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(context, "office_profile", Office)
    monkeypatch.setattr(context, "last_head", lambda: HEAD)


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with override(request.param):
        yield request.param


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render a piece of template."""

    def render(source: str, **values: Any) -> str:
        return str(engines["django"].from_string(source).render(values))

    return render


@pytest.fixture
def browse(client: Client) -> Callable[..., str]:
    """The HTML of a page, read in a language."""

    def get(path: str, language: str, **more: Any) -> str:
        return client.get(path, headers={"accept-language": language}, **more).content.decode()

    return get
