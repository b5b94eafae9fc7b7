"""The page of what was set aside: why, by when, and many at once after a second press."""

import pytest

from huiying.serve.casework.models import Case
from tests.faces.desk.conftest import LAMPS, granted


@pytest.fixture
def spam(speak, act):
    def came(**more):
        voice = speak(naming="anonymous", **more)
        act(voice, "zhou", "set_aside", rule="advert")
        return voice

    return came


def state(voice):
    return Case.objects.get(pk=voice.pk).state


def test_the_board_leads_to_it_with_their_number(at_desk, spam):
    spam()
    chips = {str(chip.url): chip.count for chip in at_desk("zhou").get("/desk/board/").context["chips"]}
    assert chips["/desk/aside/"] == 1


def test_it_shows_why_and_the_running_clock(at_desk, language, spam):
    voice = spam()
    page = at_desk("zhou", language).read("/desk/aside/")
    assert voice.title in page
    assert {"zh-hans": "广告、推广", "en": "An advertisement"}[language] in page
    assert "hy-due--" in page


def test_many_are_taken_up_after_a_second_press(at_desk, spam):
    first, second, third = spam(), spam(), spam()
    zhou = at_desk("zhou")
    asked = zhou.post("/desk/aside/", cases=[first.pk, second.pk], how="take_up")
    assert [row.case.case_id for row in asked.context["rows"]] == [first.pk, second.pk]
    assert state(first) == "laid_aside", "nothing is done before it is confirmed"
    zhou.post("/desk/aside/", cases=[first.pk, second.pk], how="take_up", confirmed="yes")
    assert [state(voice) for voice in (first, second, third)] == ["registered", "registered", "laid_aside"]


def test_ending_wants_a_reason_that_the_person_reads(at_desk, spam):
    voice = spam()
    refused = at_desk("zhou").post("/desk/aside/", cases=[voice.pk], how="end", confirmed="yes")
    assert refused.status_code == 422
    assert state(voice) == "laid_aside"


def test_hotline_tickets_are_ended_at_once_each_with_its_paper(cast, at_desk, speak, act):
    tickets = [speak(channel="phone", naming="anonymous", text=f"{LAMPS}{number}") for number in range(2)]
    for ticket in tickets:
        act(ticket, "hotline", "set_aside", rule="senseless")
    sent = {"cases": [t.pk for t in tickets], "how": "end", "ground": "N7", "reason": "听不出要说什么事。"}
    at_desk("hotline").post("/desk/aside/", **sent, confirmed="yes")
    assert {state(ticket) for ticket in tickets} == {"dissuaded"}
    assert all(Case.objects.get(pk=t.pk).documents.filter(code="H03").exists() for t in tickets)


def test_a_petition_whose_end_waits_for_the_head_is_not_called_done(cast, at_desk, language, spam):
    voice = spam()
    granted(cast, "zhou", "handler", "petition")
    sent = {"cases": [voice.pk], "how": "end", "ground": "N7", "reason": "广告。", "confirmed": "yes"}
    page = at_desk("zhou", language).client.post("/desk/aside/", sent, follow=True)
    assert [str(said) for said in page.context["messages"]] == [
        {"zh-hans": "1 件已报请批准。", "en": "1 waits for approval."}[language]
    ]
    assert state(voice) == "laid_aside"


def test_nothing_ticked_is_said(at_desk, language, spam):
    spam()
    refused = at_desk("zhou", language).post("/desk/aside/", how="take_up")
    assert refused.status_code == 422
    assert {"zh-hans": "请至少勾选一件", "en": "Please tick at least one"}[language] in refused.content.decode()


@pytest.mark.parametrize("name", ["zhao", "chen", "sun"])
def test_it_is_the_desk_of_those_who_dispatch(at_desk, name):
    assert at_desk(name).get("/desk/aside/").status_code == 403


def test_cases_of_another_office_are_left_alone(at_desk, speak, act):
    ticket = speak(channel="phone", naming="anonymous")
    act(ticket, "hotline", "set_aside", rule="senseless")
    at_desk("zhou").post("/desk/aside/", cases=[ticket.pk], how="take_up", confirmed="yes")
    assert state(ticket) == "laid_aside"
