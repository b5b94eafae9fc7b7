"""News that the system of a handling unit sends: taken for that unit's cases alone, once; nothing moves by itself."""

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.services.api_keys import make_key
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import NOW
from tests.faces.open311.conftest import Caller
from tests.faces.open311.schema import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town_key(cast):
    return make_key(
        actor=cast.actor("guo"), now=NOW, name="柳河镇", scopes=["open311"], unit_id=cast.units["liuhe"].pk
    ).clear


@pytest.fixture
def lamps(say, cast):
    """A voice that the town has now."""
    voice = say()
    handed = {"unit": cast.units["liuhe"].pk, "reason": "镇里的路灯"}
    act_on_case(voice.pk, "dispatch", actor=cast.actor("hotline"), now=NOW, data=handed)
    return voice


def form(voice, key, **more):
    told = {"update_id": "u-1", "status": "closed", "description": "灯修好了。"}
    told |= {"service_request_id": voice.number, "updated_datetime": NOW.isoformat(), "api_key": key}
    return {name: value for name, value in (told | more).items() if value is not None}


def post(told, fmt="json"):
    return Caller(fmt).client.post(f"/open311/v2/servicerequestupdates.{fmt}", told)


def told_to(voice):
    return list(Event.objects.filter(type="open311.told", subject_id=voice.pk))


def test_news_stand_in_the_case_and_on_the_receipt_and_the_case_does_not_move(lamps, town_key):
    before = Case.objects.values().get()
    response = post(form(lamps, town_key))
    assert response.json() == [{"update_id": "u-1", "service_request_id": lamps.number}]
    (event,) = told_to(lamps)
    assert (event.actor_kind, event.public["closed"]) == ("api", True)
    assert private_fields([event])[event.pk] == {"reason": "灯修好了。"}
    lines = [line.said for line in receipt_facts(Voice.objects.get(), now=NOW).lines]
    assert "柳河镇人民政府的系统发来进展：灯修好了。" in [said.zh for said in lines]
    assert "News from the system of Liuhe Town: 灯修好了。" in [said.en for said in lines]
    assert Case.objects.values().get() == before


def test_the_same_news_twice_are_one_line(lamps, town_key):
    for _ in range(3):
        assert post(form(lamps, town_key)).status_code == 200
    assert post(form(lamps, town_key, update_id="u-2")).status_code == 200
    assert len(told_to(lamps)) == 2


def test_another_units_system_and_an_app_find_nothing(lamps, key, cast):
    guo = cast.actor("guo")
    land = make_key(actor=guo, now=NOW, name="国土", scopes=["open311"], unit_id=cast.units["land"].pk).clear
    speak = make_key(actor=guo, now=NOW, name="网站", scopes=["speak"], unit_id=cast.units["liuhe"].pk).clear
    codes = [post(form(lamps, shown)).status_code for shown in (key, land, speak, "", "wrong")]
    assert codes == [404, 404, 403, 403, 403]
    assert told_to(lamps) == []


def test_a_key_of_the_whole_office_reaches_every_unit_below(lamps, cast):
    office = make_key(
        actor=cast.actor("guo"), now=NOW, name="县平台", scopes=["open311"], unit_id=cast.units["office"].pk
    ).clear
    assert post(form(lamps, office)).status_code == 200


def test_what_is_sealed_or_erased_is_not_there(lamps, town_key):
    Case.objects.update(sealed=True)
    assert post(form(lamps, town_key)).status_code == 404
    Case.objects.update(sealed=False)
    Voice.objects.update(erased_at=NOW)
    assert post(form(lamps, town_key)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"update_id": ""},
        {"update_id": "x" * 121},
        {"status": "done"},
        {"status": None},
        {"updated_datetime": "yesterday"},
        {"updated_datetime": None},
        {"service_request_id": None},
    ],
)
def test_news_that_are_wrong_are_refused(lamps, town_key, wrong):
    for fmt in ("json", "xml"):
        response = post(form(lamps, town_key, **wrong), fmt)
        assert response.status_code == 400
        if fmt == "xml":
            assert faults(response.content, "errors") == []
    assert told_to(lamps) == []


def test_news_from_the_future_are_of_now_and_news_without_words_say_the_state(lamps, town_key):
    post(form(lamps, town_key, updated_datetime="2099-01-01T00:00:00Z", description=None))
    (event,) = told_to(lamps)
    assert event.happened_at == NOW
    assert private_fields([event])[event.pk] == {"reason": "closed"}


def test_our_own_updates_do_not_repeat_what_was_told_to_us(lamps, town_key, caller):
    before = caller.rows("servicerequestupdates")
    post(form(lamps, town_key))
    assert caller.rows("servicerequestupdates") == before
    assert caller.rows("discovery", extensions="true")["accepts_updates"] is True
