"""An office that has heard voices for a year: written straight into the tables, as an import would."""

import random
from collections.abc import Callable
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

    def __call__(self, times: int, at: datetime, *, category: Any = None, place: Any = None, **more: Any) -> list[Case]:
        recorded = more.pop("recorded_at", at)
        of_case = {name: more.pop(name) for name in ("sealed", "unit", "office") if name in more}
        voices = []
        for _ in range(times):
            self.number += 1
            given = {
                "channel": "web",
                "kind": "request",
                "naming": "anonymous",
                "text": "夜里施工",
                "language": "zh-hans",
            }
            voices.append(
                Voice(
                    number=f"{self.number:010d}", code_digest=b"", title="", place=place, received_at=at,
                    recorded_at=recorded, **(given | more),
                )
            )  # fmt: skip
        voices = Voice.objects.bulk_create(voices)
        office = self.cast.units["petition"]
        cases = [
            Case(
                voice=voice, procedure="xinfang", version="1", state="handling", standing="open", category=category,
                opened_at=at, **({"office": office, "unit": office} | of_case),
            )
            for voice in voices
        ]  # fmt: skip
        return Case.objects.bulk_create(cases)


@pytest.fixture
def heard(cast: Cast) -> Callable[..., list[Case]]:
    """`heard(3, at, category=…, place=…)`: three voices that came then."""
    return Heard(cast)


@pytest.fixture
def quiet_year(heard: Callable[..., list[Case]], topics: dict[str, Category], cast: Cast) -> Callable[..., list[Case]]:
    """About one voice a day of each topic in each of two towns, for a year up to the night before NOW."""
    chance = random.Random(17)
    for back in range(1, 365):
        for topic in ("night", "water"):
            for place in ("village", "qingshi"):
                times = sum(chance.random() < 0.5 for _ in range(2))
                heard(times, NOW - timedelta(days=back), category=topics[topic], place=cast.places[place])
    return heard
