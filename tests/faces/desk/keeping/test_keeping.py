"""The page of keeping and erasing: requests, holds, times and keys, each for whoever has to do with it."""

from datetime import timedelta

import pytest

from huiying.core.retention import Kept
from huiying.foundation.office.selectors import kept_months
from huiying.listen.voices.models import ErasureRequest
from huiying.listen.voices.services.consents import ask_erasure
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Hold
from tests.cast import NOW
from tests.faces.desk.conftest import granted

PAGE = "/desk/keeping/"


@pytest.fixture
def keeper(cast, at_desk, language):
    """Hu, who keeps the identities of the petition office and nothing else."""
    cast.staff["hu"].grants.all().delete()
    granted(cast, "hu", "identity_keeper", "petition")
    return at_desk("hu", language)


def test_a_request_is_found_and_refused_with_a_reason(keeper, speak, language):
    voice = speak()
    request = ask_erasure(voice.pk, actor=speaker(voice), now=NOW)
    html = keeper.read(PAGE)
    assert f"/desk/cases/{voice.pk}/erase/" in html
    assert f"{PAGE}requests/{request.pk}/refuse/" in html
    assert keeper.post(f"{PAGE}requests/{request.pk}/refuse/", reason="").status_code == 422
    assert keeper.post(f"{PAGE}requests/{request.pk}/refuse/", reason="还没办完，办完再删")["Location"] == PAGE
    assert ErasureRequest.objects.get().answer == "还没办完，办完再删"
    assert keeper.post(f"{PAGE}requests/{request.pk}/refuse/", reason="再来一次不行").status_code == 404
    assert {"zh-hans": "现在没有人请求删除", "en": "Nobody asks at the moment"}[language] in keeper.read(PAGE)


def test_a_case_is_held_back_and_released(keeper, speak, language):
    voice = speak()
    page = f"/desk/cases/{voice.pk}/hold/"
    assert page in keeper.read(f"/desk/cases/{voice.pk}/")
    assert keeper.post(page, basis="suit", ends_on="2020-01-01", reason="县法院应诉通知").status_code == 422
    day = (NOW + timedelta(days=90)).date().isoformat()
    assert keeper.post(page, basis="suit", ends_on=day, reason="县法院应诉通知").status_code == 302
    hold = Hold.objects.get()
    release = f"{PAGE}holds/{hold.pk}/release/"
    assert release in keeper.read(f"/desk/cases/{voice.pk}/")
    assert release in keeper.read(PAGE)
    erase = keeper.post(f"/desk/cases/{voice.pk}/erase/", basis="order", reason="法院命令删除", sure="on")
    assert {"zh-hans": "暂缓删除", "en": "held back from deletion"}[language] in erase.content.decode()
    assert keeper.post(release, reason="判决生效").status_code == 302
    assert Hold.objects.get().lifted_at is not None


def test_the_administrator_sets_times_within_their_bounds_and_sees_the_key(cast, at_desk, language):
    guo = at_desk("guo", language)
    html = guo.read(PAGE)
    assert "vault-1" in html
    assert "huiying rotate" in html
    assert guo.post(f"{PAGE}times/identity/", months="500").status_code == 422
    assert guo.post(f"{PAGE}times/identity/", months="24")["Location"] == PAGE
    assert kept_months()[Kept.IDENTITY] == 24
    assert guo.get(f"{PAGE}times/everything/").status_code == 404


def test_others_have_no_such_page_and_a_request_of_another_office_is_not_there(cast, at_desk, keeper, speak):
    assert at_desk("zhao").get(PAGE).status_code == 403
    cast.staff["hu"].grants.update(unit=cast.units["hotline"])
    voice = speak()
    request = ask_erasure(voice.pk, actor=speaker(voice), now=NOW)
    assert keeper.get(f"{PAGE}requests/{request.pk}/refuse/").status_code == 404
    assert voice.number not in keeper.read(PAGE).replace(" ", "")
