"""Words that are searched: what they find, how it is shown, and that nobody else can read what was looked for."""

import json
import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from huiying.foundation.keys import clock
from huiying.loop.act_on_case import approve
from huiying.loop.speaker_acts import add_words
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.desk.conftest import REQUESTS
from tests.faces.desk.search.conftest import ids, text

SMOKE = "楼下烧烤店每天营业到凌晨三点，油烟很大，吵得睡不着。"


@pytest.fixture
def smoke(speak):
    return speak(text=SMOKE, kind="complaint")


@pytest.mark.parametrize(
    "typed",
    ["油烟", "油煙", "烟", "凌晨三点 油烟", "“三点，油烟很大”", "吵得睡不着", "营业到凌晨三点油烟很大吵得睡不着"],
)
def test_words_find_the_voice_that_holds_them_all(searcher, smoke, speak, typed):
    speak()
    assert searcher("zhou").found(typed) == [smoke.pk]


@pytest.mark.parametrize("typed", ["油烟 路灯", "“油烟凌晨”", "三点钟"])
def test_a_word_that_is_not_there_finds_nothing_and_says_what_to_try(searcher, smoke, speak, typed, language):
    speak()
    page = searcher("zhou", language).ask(typed)
    assert (ids(page), page.context["count"].number) == ([], 0)
    assert "<h2>" in page.content.decode()


def test_what_was_found_is_marked_and_said_where(cast, searcher, heard, act):
    said = {
        "public_text": "已换<b>线</b>换灯，当晚全亮。",
        "puts_right": "已办。",
        "looked": True,
        "requests": REQUESTS,
    }
    approve(act(heard, "zhao", "issue_opinion", **said).approval.pk, actor=cast.actor("qian"), now=NOW)
    page = searcher("zhao", "en").ask("当晚全亮")
    html = page.content.decode()
    assert ids(page) == [heard.pk]
    assert "<mark>当晚全亮</mark>" in html
    assert "已换&lt;b&gt;线&lt;/b&gt;换灯" in html
    assert "In a reply" in text(page)


def test_the_title_is_marked_too(searcher, smoke):
    assert "<mark>油烟</mark>" in searcher("zhou").ask("油烟").context["rows"][0].html


def test_what_the_speaker_added_is_found(searcher, smoke):
    add_words(smoke, text="今天又来了一台抽油烟机器，没有用。", now=NOW, key="added")
    page = searcher("zhou", "en").ask("一台抽油烟机器")
    assert ids(page) == [smoke.pk]
    assert "Added later by the speaker" in text(page)


def test_words_and_filters_work_together(cast, searcher, smoke, at_land):
    chen = searcher("chen")
    assert chen.found("油烟", kind="complaint") == [smoke.pk]
    assert chen.found("油烟", kind="request") == []
    assert chen.found("路灯", unit=cast.units["land"].pk) == []
    assert chen.found("不亮", unit=cast.units["land"].pk) == [at_land.pk]


def test_too_long_a_question_says_what_was_searched(searcher, smoke):
    page = searcher("zhou", "en").ask("油烟 " + " ".join(f"词{n}" for n in range(40)))
    assert "Searched only" in text(page)
    assert "词10" in text(page)
    assert "词20" not in text(page).replace("".join(page.context["asked"].typed), "")


@pytest.mark.parametrize("typed", ["！！？", "😀😀", "…"])
def test_without_a_letter_nothing_is_listed(searcher, smoke, typed):
    page = searcher("zhou", "en").ask(typed, state="open")
    assert page.context["rows"] == []
    assert "Type at least one letter" in text(page)


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '" OR 1=1 --', "油烟*", "NEAR(油 烟)", "\x00油烟", "'; DROP TABLE"]
)
def test_nothing_typed_is_an_operator(searcher, smoke, typed):
    page = searcher("zhou").ask(typed)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_ten_megabytes_are_cut_before_they_are_read(searcher, smoke):
    assert searcher("zhou").ask("油烟" * 500_000).status_code == 200


# What is looked for may be somebody's name


SECRET = "王金丝雀的丈夫"


def test_the_words_stand_nowhere_but_on_the_page(searcher, smoke, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "django.db")
    page = searcher("zhou").ask(SECRET, channel="counter")
    where = page.redirect_chain[-1][0]
    assert "channel=counter" in where
    assert SECRET in page.content.decode()
    sessions = json.dumps([session.get_decoded() for session in Session.objects.all()], ensure_ascii=False)
    stored = connection.connection.serialize() if connection.vendor == "sqlite" else b""
    assert SECRET not in where + sessions + caplog.text
    assert SECRET.encode() not in stored


def test_the_address_opens_for_its_own_session_alone(searcher, smoke, language):
    zhou = searcher("zhou", language)
    where = zhou.ask("油烟").redirect_chain[-1][0]
    assert ids(zhou.worker.get(where)) == [smoke.pk]
    for other in ("zhou", "wang"):
        page = searcher(other, language).worker.get(where)
        assert (page.status_code, page.context["rows"], page.context["gone"]) == (200, [], True)


@pytest.mark.parametrize("blob", ["x", "AAAA", "A" * 200, "%FF", "油烟"])
def test_an_address_that_was_never_given_asks_for_the_words_again(searcher, smoke, blob):
    page = searcher("zhou").worker.get("/desk/search/", data={"q": blob})
    assert (page.status_code, page.context["gone"]) == (200, True)


def test_the_page_is_stored_nowhere(searcher, smoke):
    assert searcher("zhou").ask("油烟")["Cache-Control"] == "no-store"


def test_pages_of_words_go_on_where_the_one_before_ended(searcher, speak):
    made = [speak(text=f"第{n}次说油烟").pk for n in range(25)]
    zhou = searcher("zhou")
    first = zhou.ask("油烟")
    second = zhou.worker.get(first.context["older"])
    assert [*ids(first), *ids(second)] == made[::-1]
    assert second.context["count"].number == 25
    assert ids(zhou.worker.get(second.context["newer"])) == ids(first)


def test_what_matches_best_comes_first_on_request(searcher, speak):
    best = speak(text="油烟，油烟，还是油烟。")
    for n in range(22):
        speak(text=f"路灯坏了{n}天，井盖也松，垃圾没人收，另外有一点油烟。")
    zhou = searcher("zhou", "en")
    newest = zhou.ask("油烟")
    assert best.pk not in ids(newest)
    first = zhou.worker.get(newest.context["order_url"])
    assert (ids(first)[0], first.context["count"].number) == (best.pk, 23)
    assert "best match first" in text(first)
    second = zhou.worker.get(first.context["older"])
    assert len({*ids(first), *ids(second)}) == 23
    assert second.context["older"] == ""
    assert ids(zhou.worker.get(second.context["newer"])) == ids(first)
    assert ids(zhou.worker.get(first.context["order_url"])) == ids(newest)


@pytest.mark.parametrize("asked", [{"words": "油烟"}, {"kind": "complaint"}])
def test_beyond_a_thousand_it_is_said_that_there_are_more(searcher, speak, monkeypatch, asked):
    for module in ("huiying.foundation.search.collecting", "huiying.serve.casework.selectors.search"):
        monkeypatch.setattr(f"{module}.MOST_COUNTED", 20)
    for _ in range(21):
        speak(text=SMOKE, kind="complaint")
    assert "More than 20 found" in text(searcher("zhou", "en").ask(**asked))


def test_joined_cases_say_so(searcher, speak):
    lead, other = speak(text=SMOKE), speak(text=SMOKE)
    Case.objects.filter(pk=other.pk).update(lead_case=lead.pk)
    rows = {row.found.case_id: row.found for row in searcher("zhou").ask("油烟").context["rows"]}
    assert (rows[other.pk].lead, rows[lead.pk].joined) == (lead.number, 1)


def test_after_the_session_ends_the_page_asks_to_log_in(searcher, smoke, monkeypatch):
    zhou = searcher("zhou")
    zhou.ask("油烟")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    Session.objects.all().delete()
    assert zhou.worker.get("/desk/search/")["Location"] == "/desk/login/?next=/desk/search/"
    sent = zhou.worker.client.post("/desk/search/", {"q": "油烟"}, headers={"HX-Request": "true"})
    assert sent["HX-Redirect"] == "/desk/login/?next=/desk/search/"
