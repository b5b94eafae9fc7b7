"""The reviewers' desk: what their body was asked, the case with its file, the acts, the ladder of the administrator."""

from datetime import timedelta

import pytest

from huiying.foundation.keys import clock
from huiying.listen.voices.services.register import Spoken
from huiying.loop import speaker_acts
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.appeals.errors import LineWrong, NotTheAdministrator
from huiying.serve.appeals.models import OwnAddress
from huiying.serve.appeals.services.ladder import set_line
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.ladder import bodies_above
from tests.cast import NOW
from tests.faces.desk.conftest import Worker
from tests.faces.public.handling import petition_only, write_opinion
from tests.reviewers import with_reviewers

LATER = NOW + timedelta(10)


@pytest.fixture
def asked(cast, monkeypatch):
    """A review that the county was asked for on 3 December."""
    with_reviewers(cast)
    petition_only(cast)
    spoken = Spoken("web", "request", "anonymous", "三盏路灯都不亮。", "zh-hans", NOW)
    voice = receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice
    write_opinion(cast, voice, now=NOW)
    speaker_acts.read_opinion(voice, now=NOW + timedelta(4))
    speaker_acts.ask_review(voice, body_id=cast.units["office"].pk, words="线没有换。", now=LATER)
    monkeypatch.setattr(clock, "now", lambda: LATER)
    return voice


def test_the_body_finds_what_it_was_asked_and_opens_its_file(cast, asked):
    reviewer = Worker(cast, "shen")
    assert reviewer.get("/desk/")["Location"] == "/desk/appeals/"
    board = reviewer.read("/desk/appeals/")
    assert f'href="/desk/cases/{asked.pk}/"' in board
    assert "1月4日" in board
    page = reviewer.read(f"/desk/cases/{asked.pk}/")
    assert "复查、复核和听证" in page
    assert "线没有换。" in page
    assert f"/desk/cases/{asked.pk}/start_review/" in page
    assert asked.heading not in Worker(cast, "tan").read("/desk/appeals/")
    assert Worker(cast, "tan").get(f"/desk/cases/{asked.pk}/").status_code == 404
    assert Worker(cast, "zhao").get("/desk/appeals/").status_code == 403


def test_a_review_is_started_and_put_before_the_head(cast, asked):
    reviewer = Worker(cast, "shen")
    reviewer.post(f"/desk/cases/{asked.pk}/start_review/")
    assert Case.objects.get(pk=asked.pk).state == "reviewing"
    form = reviewer.read(f"/desk/cases/{asked.pk}/decide_review/")
    assert 'name="result"' in form
    decision = {"result": "upheld", "facts": "已经换好。", "public_text": "事实清楚，处理恰当，维持原来的处理意见。"}
    short = reviewer.post(f"/desk/cases/{asked.pk}/decide_review/", **decision)
    assert short.status_code == 422
    assert "事实清楚，处理恰当" in short.content.decode()
    whole = decision | {"basis": "《信访工作条例》第三十五条", "looked": "on"}
    assert reviewer.post(f"/desk/cases/{asked.pk}/decide_review/", **whole).status_code == 302
    assert "出具复查意见" in Worker(cast, "lu").read("/desk/approvals/")


def test_the_administrator_writes_down_the_ladder_and_the_addresses(cast):
    keeper, town = Worker(cast, "guo"), cast.units["liuhe"]
    assert town.name in keeper.read("/desk/appeals/ladder/")
    there = f"/desk/appeals/ladder/{town.pk}/"
    assert keeper.post(there, body=str(cast.units["petition"].pk), outside="", rule="").status_code == 302
    assert list(bodies_above(town)) == [cast.units["office"], cast.units["petition"]]
    assert keeper.post(there, body="", outside="", rule="").status_code == 422
    assert keeper.post(there, body="", outside="省信访局", rule="").status_code == 302
    assert list(bodies_above(town)) == []
    keeper.post("/desk/appeals/ways/legal_aid/", words="柳溪县司法局一楼", words_en="")
    assert OwnAddress.objects.get().words == "柳溪县司法局一楼"
    keeper.post("/desk/appeals/ways/legal_aid/", words="", words_en="")
    assert not OwnAddress.objects.exists()
    assert keeper.get("/desk/appeals/ways/nowhere/").status_code == 404
    assert Worker(cast, "sun").get(there).status_code == 403


@pytest.mark.parametrize(("unit", "body"), [("liuhe", "liuhe"), ("office", "liuhe")])
def test_nobody_is_reviewed_by_themselves_or_from_below(cast, unit, body):
    grants = list(cast.staff["guo"].grants.all())
    with pytest.raises(LineWrong):
        set_line(cast.units[unit].pk, body_id=cast.units[body].pk, actor=cast.actor("guo"), grants=grants, now=NOW)


def test_the_administrator_alone_settles_it(cast):
    with pytest.raises(NotTheAdministrator):
        set_line(cast.units["liuhe"].pk, body_id=None, rule="x", actor=cast.actor("wang"), grants=[], now=NOW)
