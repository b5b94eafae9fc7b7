"""Beside the intake form: what is like the words typed so far, and joining on registration."""

import uuid

import pytest

from huiying.core.codes import grouped_number
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.loop.understanding.reading import read_waiting
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.desk.test_same_matter import SMOKE

LOOK = "/desk/intake/alike/"
LIVE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def typed():
    return {
        "channel": "phone",
        "naming": "anonymous",
        "words": SMOKE[1],
        "kind": "complaint",
        "place": "",
        "place_words": "",
        "wants": "",
        "received_at": "2026-11-23T09:30",
        "draft": uuid.uuid4(),
    }


@pytest.fixture
def before(speak):
    """One voice of this matter that came by phone, and one by the counter; both read by the worker."""
    voices = speak(channel="phone", text=SMOKE[0]), speak(channel="counter", text=SMOKE[2])
    read_waiting(now=NOW)
    return voices


def test_the_panel_shows_what_is_like_the_words_with_reason_and_number(cast, language, at_desk, before, typed):
    by_phone, by_counter = before
    said = at_desk("hotline", language).client.post(LOOK, typed, **LIVE).content.decode()
    assert "<html" not in said
    assert grouped_number(by_phone.number) in said
    assert f'value="{by_phone.pk}"' in said
    assert "油烟" in said
    assert 'target="_blank"' in said
    assert grouped_number(by_counter.number) not in said, "the hotline does not see what the petition office has"
    assert ("有 1 件相像" if language == "zh-hans" else "1 case like it") in said


def test_without_javascript_the_whole_screen_comes_back_with_everything_typed(cast, language, at_desk, before, typed):
    page = at_desk("hotline", language).client.post(LOOK, typed | {"name": "李桂英", "wants": "action"})
    said = page.content.decode()
    assert page.status_code == 200
    assert SMOKE[1] in said
    assert 'value="李桂英"' in said
    assert 'value="complaint" id="id_kind_1" checked' in said
    assert 'value="2026-11-23T09:30"' in said
    assert grouped_number(before[0].number) in said
    assert "hy-error" not in said
    assert not Voice.objects.filter(text=SMOKE[1]).exists()


@pytest.mark.parametrize("changed", [{"words": "油烟"}, {"kind": "report"}, {"words": ""}])
def test_too_few_words_and_reports_are_compared_with_nothing(cast, at_desk, before, typed, changed):
    said = at_desk("hotline").client.post(LOOK, typed | changed, **LIVE).content.decode()
    assert grouped_number(before[0].number) not in said


@pytest.mark.parametrize("place", ["'; drop", "99999999", "柳河"])
def test_a_place_that_is_none_is_passed_over(cast, at_desk, before, typed, place):
    assert at_desk("hotline").client.post(LOOK, typed | {"place": place}, **LIVE).status_code == 200


def test_a_case_that_was_answered_shows_its_answer_and_is_not_joined(cast, at_desk, before, typed, act):
    act(before[0], "hotline", "not_dispatch", **{"class": "N4", "reason": "涉及他人隐私"})
    said = at_desk("hotline").client.post(LOOK, typed, **LIVE).content.decode()
    assert grouped_number(before[0].number) in said
    assert f'value="{before[0].pk}"' not in said


def test_who_may_join_joins_on_registration_and_the_voice_keeps_its_receipt(cast, language, at_desk, before, typed):
    lead = before[0]
    page = at_desk("hotline", language).client.post("/desk/intake/", typed | {"lead": lead.pk}, follow=True)
    voice = Voice.objects.get(text=SMOKE[1])
    assert Case.objects.get(pk=voice.pk).lead_case_id == lead.pk
    assert len(page.context["code"]) == 16
    said = page.content.decode()
    assert ("已和回执" if language == "zh-hans" else "Joined with receipt") in said
    at_desk("hotline").client.post("/desk/intake/", typed | {"lead": lead.pk})
    assert Event.objects.filter(type="hotline.join").count() == 1


def test_who_may_not_join_proposes_it_and_the_dispatcher_reads_it(cast, language, at_desk, before, typed):
    lead = before[1]
    sent = typed | {"channel": "counter", "lead": lead.pk}
    page = at_desk("wang", language).client.post("/desk/intake/", sent, follow=True)
    voice = Voice.objects.get(text=SMOKE[1])
    assert Case.objects.get(pk=voice.pk).lead_case_id is None
    assert ("已建议调度员并案" if language == "zh-hans" else "Proposed to the dispatcher") in page.content.decode()
    assert grouped_number(lead.number) in at_desk("zhou", language).read(f"/desk/cases/{voice.pk}/")


@pytest.mark.parametrize("lead", ["0", "", "999999", "x"])
def test_a_lead_that_is_none_changes_nothing(cast, at_desk, typed, lead):
    assert at_desk("hotline").client.post("/desk/intake/", typed | {"lead": lead}).status_code == 302
    assert not Case.objects.filter(lead_case__isnull=False).exists()


def test_a_case_of_others_is_no_lead(cast, at_desk, before, typed):
    at_desk("hotline").client.post("/desk/intake/", typed | {"lead": before[1].pk})
    assert Case.objects.get(voice__text=SMOKE[1]).lead_case_id is None
    assert not Event.objects.filter(type="hotline.note").exists()


def test_a_report_is_joined_to_nothing(cast, at_desk, before, typed):
    at_desk("hotline").client.post("/desk/intake/", typed | {"kind": "report", "lead": before[0].pk})
    assert Case.objects.get(voice__text=SMOKE[1]).lead_case_id is None


def test_a_lead_that_ended_meanwhile_is_told_and_the_voice_is_registered(cast, language, at_desk, before, typed, act):
    act(before[0], "hotline", "not_dispatch", **{"class": "N4", "reason": "涉及他人隐私"})
    sent = typed | {"lead": before[0].pk}
    page = at_desk("hotline", language).client.post("/desk/intake/", sent, follow=True)
    assert ("没有和回执" if language == "zh-hans" else "Not joined with receipt") in page.content.decode()
    assert Case.objects.get(voice__text=SMOKE[1]).lead_case_id is None


def test_what_was_chosen_stays_when_the_words_change(cast, at_desk, before, typed):
    changed = typed | {"words": "社保卡丢了，想补办一张，不知道去哪里办。", "lead": before[0].pk}
    said = at_desk("hotline").client.post(LOOK, changed, **LIVE).content.decode()
    assert f'value="{before[0].pk}" checked' in said


@pytest.mark.parametrize("name", ["zhao", "chen", "guo", "feng", "hu"])
def test_only_who_takes_voices_down_looks(cast, at_desk, typed, name):
    assert at_desk(name).client.post(LOOK, typed).status_code == 403


def test_looking_is_a_post_because_words_stand_in_no_address(cast, at_desk):
    assert at_desk("hotline").get(LOOK).status_code == 405
