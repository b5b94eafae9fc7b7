"""Cases about the same matter: found by whoever may see them, told with reasons, shown to anyone only as allowed."""

from datetime import timedelta

import pytest

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.people.models import Grant
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.loop.understanding.reading import read_all
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import alike
from tests.cast import NOW, Cast, open_liuxi
from tests.core.similarity.voices import KITCHEN, KITCHEN_TOO, LAMPS, VOICES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return open_liuxi()


def grants_of(cast: Cast, name: str) -> list[Grant]:
    return list(Grant.objects.filter(staff=cast.staff[name]).select_related("unit", "place"))


def said(*texts: str, **more: object) -> list[Case]:
    """Voices as they come, read by the worker."""
    cases = []
    for day, text in enumerate(texts):
        spoken = Spoken("counter", "request", "anonymous", text, "zh-hans", NOW + timedelta(days=day), **more)
        cases.append(Case.objects.get(pk=receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice.pk))
    read_all(now=NOW)
    return cases


def ask(cast: Cast, text: str, name: str = "chen", **more: object) -> list[alike.Alike]:
    return alike.to_words("", text, None, grants_of(cast, name), now=NOW, **more)


def test_what_is_being_typed_finds_the_same_matter_with_its_reasons(cast: Cast) -> None:
    cases = said(*VOICES)
    found = ask(cast, KITCHEN_TOO)
    assert [one.case_id for one in found] == [cases[1].pk, cases[0].pk]
    assert found[0].nearly_the_same_text
    assert not found[1].nearly_the_same_text
    assert found[1].score >= 0.5
    assert "金桂路" in found[1].reasons.zh
    assert "油烟" in found[1].reasons.zh


def test_a_case_finds_the_others_not_itself(cast: Cast) -> None:
    kitchen, too, *_others = said(*VOICES)
    case = Case.objects.select_related("voice__place").get(pk=kitchen.pk)
    assert [one.case_id for one in alike.to_case(case, grants_of(cast, "chen"), now=NOW)] == [too.pk]


def test_nothing_is_found_for_who_may_not_see_it(cast: Cast) -> None:
    said(*VOICES)
    assert ask(cast, KITCHEN_TOO, "outsider") == []
    assert ask(cast, KITCHEN_TOO, "guo") == []
    assert alike.to_words("", LAMPS, None, [], now=NOW) == []
