"""An office that has heard voices for a year: written straight into the tables, as an import would."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from huiying.foundation.office.models import Category
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from tests.cast import NOW, Cast, open_liuxi


@pytest.fixture
def cast(db: None) -> Cast:
    return open_liuxi()


@pytest.fixture
def topics(cast: Cast) -> dict[str, Category]:
    """noise > night (in the tree), water."""
    found: dict[str, Category] = {}
    rows = (
        ("noise", None, "噪音", "Noise"),
        ("night", "noise", "夜间施工", "Night works"),
        ("water", None, "供水", "Water"),
    )
    for key, above, name, name_en in rows:
        parent = found.get(above or "")
        topic = Category.objects.create(parent=parent, name=name, name_en=name_en, path="")
        topic.path = f"{parent.path if parent else '/'}{topic.pk}/"
        topic.save(update_fields=["path"])
        found[key] = topic
    return found


class Heard:
    """Writes voices with their cases."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.number = cast, 0

    def __call__(self, times: int, at: datetime, **more: Any) -> list[Case]:
        return self.write([self.one(at, **more) for _ in range(times)])

    def one(self, at: datetime, *, category: Any = None, place: Any = None, **more: Any) -> Case:
        """A case with its voice, not written yet."""
        self.number += 1
        office = self.cast.units["petition"]
        of_case = {
            name: more.pop(name, value) for name, value in (("sealed", False), ("unit", office), ("office", office))
        }
        voice = {
            "channel": "web",
            "kind": "request",
            "naming": "anonymous",
            "text": "夜里施工",
            "language": "zh-hans",
            "recorded_at": at,
        }
        said = Voice(
            number=f"{self.number:010d}", code_digest=b"", title="", place=place, received_at=at, **(voice | more)
        )
        state = {"procedure": "xinfang", "version": "1", "state": "handling", "standing": "open"}
        return Case(voice=said, category=category, opened_at=at, **state, **of_case)

    def write(self, cases: list[Case]) -> list[Case]:
        """All of them at once."""
        Voice.objects.bulk_create([case.voice for case in cases])
        for case in cases:
            case.voice = case.voice  # it has its number now
        return Case.objects.bulk_create(cases)


@pytest.fixture
def heard(cast: Cast) -> Heard:
    """`heard(3, at, category=…, place=…)`: three voices that came then."""
    return Heard(cast)


@pytest.fixture
def quiet_year(heard: Heard, topics: dict[str, Category], cast: Cast) -> Heard:
    """About one voice a day of each topic in each of two towns, for a year up to the night before NOW."""
    chance = random.Random(17)
    cells = [(topics[topic], cast.places[place]) for topic in ("night", "water") for place in ("village", "qingshi")]
    cases = [
        heard.one(NOW - timedelta(days=back), category=topic, place=place)
        for back in range(1, 365)
        for topic, place in cells
        for _ in range(2)
        if chance.random() < 0.5
    ]
    heard.write(cases)
    return heard
