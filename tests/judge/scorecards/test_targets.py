"""What is aimed at: by whom, from when, in what bounds; one event."""

import pytest

from huiying.core.rates.measures import Measure
from huiying.core.rates.months import Month
from huiying.foundation.ledger.models import Event
from huiying.judge.scorecards.errors import NotYourTarget, TargetOutOfBounds
from huiying.judge.scorecards.models import Target
from huiying.judge.scorecards.services.targets import set_targets
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import grants_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def said(cast, name="sun", percent=80, **more):
    who = {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": NOW}
    return set_targets({Measure.RESOLVED: percent}, **who, **more)


def test_a_target_holds_from_next_month_on_and_is_an_event(cast):
    assert said(cast) == Month(2026, 12)
    event = Event.objects.get(type="scorecards.targets_set")
    assert event.public == {"month": "2026-12", "resolved": 80}


def test_the_same_key_sets_once(cast):
    said(cast, key="k")
    said(cast, key="k", percent=50)
    assert Target.objects.get().percent == 80
    assert Event.objects.filter(type="scorecards.targets_set").count() == 1


def test_said_again_it_replaces_what_was_said_for_the_same_month(cast):
    said(cast)
    said(cast, percent=82)
    assert Target.objects.get().percent == 82


@pytest.mark.parametrize("percent", [0, 101])
def test_a_target_is_of_a_hundred(cast, percent):
    with pytest.raises(TargetOutOfBounds):
        said(cast, percent=percent)
    assert not Event.objects.filter(type="scorecards.targets_set").exists()


def test_only_who_leads_the_whole_office_sets_it(cast):
    with pytest.raises(NotYourTarget):
        said(cast, "chen")
