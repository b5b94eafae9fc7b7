"""Hostile text at the desk: intake, the same matter beside it, the search, a case that holds it, and the reply."""

import uuid

import pytest

from huiying.loop.understanding.reading import read_waiting
from tests.cast import NOW
from tests.hostile import ACCEPTED, REFUSED, Stopwatch

ALL = ACCEPTED | REFUSED
OPINION = {"looked": "on", "basis": "柳溪县城乡照明管理办法第九条", "puts_right": "灯已经亮了。"}


@pytest.fixture
def typed(cast):
    """What Wang types, with a draft of its own each time."""

    def form(text):
        return {
            "channel": "counter",
            "naming": "anonymous",
            "words": text,
            "kind": "request",
            "place": cast.places["village"].pk,
            "received_at": "2026-11-23T09:30",
            "draft": uuid.uuid4(),
        }

    return form


@pytest.mark.parametrize("name", ALL)
def test_the_intake_desk_takes_it_down_or_says_why_not(at_desk, typed, name):
    client = at_desk("wang").client
    answer = Stopwatch(lambda text: client.post("/desk/intake/", typed(text))).within_bounds(ALL[name])
    assert answer.status_code == 302 if name in ACCEPTED else answer.status_code in (400, 413, 422)


@pytest.mark.parametrize("name", ALL)
def test_the_panel_of_the_same_matter_answers_while_it_is_typed(at_desk, typed, speak, name):
    speak()
    read_waiting(now=NOW)
    client = at_desk("wang").client

    def look(text):
        return client.post("/desk/intake/alike/", typed(text), headers={"HX-Request": "true"})

    assert Stopwatch(look).within_bounds(ALL[name]).status_code in (200, 400, 413)


@pytest.mark.parametrize("name", ALL)
def test_the_search_answers(at_desk, speak, name):
    """As much as an address can hold: the web server takes 400 kB."""
    speak()
    client = at_desk("zhou").client
    answer = Stopwatch(lambda text: client.get("/desk/search/", {"q": text[:45_000]})).within_bounds(ALL[name])
    assert answer.status_code in (200, 400, 414)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_case_that_holds_it_is_read_found_and_shown(at_desk, speak, name):
    zhou = at_desk("zhou")

    def show(text):
        voice = speak(text=text.replace("\0", ""))
        read_waiting(now=NOW)
        page = zhou.get(f"/desk/cases/{voice.pk}/")
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        return page

    Stopwatch(show).within_bounds(ACCEPTED[name])


@pytest.mark.parametrize("name", ALL)
def test_a_reply_goes_out_or_is_given_back_with_a_sentence(cast, at_desk, speak, act, name):
    town = at_desk("town")

    def reply(text):
        voice = speak(channel="phone", naming="anonymous")
        act(voice, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的路")
        act(voice, "town", "sign_for")
        return town.client.post(f"/desk/cases/{voice.pk}/reply/", {**OPINION, "public_text": text, "looked": ""})

    assert Stopwatch(reply).within_bounds(ALL[name]).status_code in (302, 400, 413, 422)


@pytest.mark.parametrize("number", ["9" * 13, "9" * 30, "9" * 5_000, "²", "-1"])
def test_a_number_of_a_case_longer_than_any_is_no_case(at_desk, speak, number):
    case, zhou, wang = speak(), at_desk("zhou").client, at_desk("wang").client
    asked = f"?case={number[:300]}"
    assert zhou.get(f"/desk/issues/new/{asked}").status_code == 404
    assert zhou.get(f"/desk/cases/{case.pk}/same-matter/{asked}").status_code == 200
    assert zhou.post("/desk/issues/new/", {"cases": [case.pk, number], "title": "搅拌站扰民"}).status_code == 422
    assert zhou.post(f"/desk/cases/{case.pk}/join/", {"case": number, "reason": "同一件事"}).status_code == 422
    typed = {"words": "楼下的路灯不亮，晚上很黑", "lead": number, "place": number}
    assert wang.post("/desk/intake/alike/", typed).status_code == 200
