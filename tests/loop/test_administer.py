"""Nobody leaves, and no unit closes, while cases lie in their hands."""

import pytest
from django.core.cache import cache

from huiying.foundation.people.errors import StaffHoldsCases, UnitStillInUse
from huiying.foundation.people.models import Staff
from huiying.listen.voices.services.register import Spoken
from huiying.loop import administer
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from tests.cast import NOW, open_liuxi


@pytest.fixture
def cast(db):
    """The office of Liuxi."""
    cache.clear()
    yield open_liuxi()
    cache.clear()


@pytest.fixture
def case(cast):
    """A case in Zhao's hands, at the land bureau."""
    given = {"channel": "counter", "kind": "request", "naming": "named", "text": "路灯不亮", "language": "zh-hans"}
    spoken = Spoken(**given, received_at=NOW, wants="action", place_id=None)
    voice = receive_voice(spoken, identity={"name": "李桂英"}, actor=SPEAKER, now=NOW).voice
    Case.objects.filter(pk=voice.pk).update(handler=cast.staff["zhao"], unit=cast.units["land"])
    return Case.objects.get(pk=voice.pk)


def test_handler_with_an_open_case_cannot_be_deactivated(cast, case):
    with pytest.raises(StaffHoldsCases) as refused:
        administer.deactivate_staff(cast.staff["zhao"].pk, actor=cast.actor("guo"), now=NOW)
    assert refused.value.data["count"] == 1


def test_handler_whose_cases_have_ended_can(cast, case):
    Case.objects.filter(pk=case.pk).update(standing="ended")
    assert not administer.deactivate_staff(cast.staff["zhao"].pk, actor=cast.actor("guo"), now=NOW).is_active


def test_unit_with_an_open_case_cannot_be_retired(cast, case):
    Staff.objects.filter(unit=cast.units["land"]).update(unit=cast.units["office"])
    with pytest.raises(UnitStillInUse) as refused:
        administer.retire_unit(cast.units["land"].pk, actor=cast.actor("guo"), now=NOW)
    assert refused.value.data == {"staff": 0, "cases": 1}
