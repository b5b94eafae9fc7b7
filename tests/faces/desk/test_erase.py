"""The keeper of identities erases a voice: ground, reason, tick, once; nobody else gets as far as the page."""

import re

import pytest
from django.utils.translation import override

from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.loop.speaker_acts import withdraw
from tests.cast import NOW
from tests.faces.desk.conftest import LAMPS, REQUESTS, granted
from tests.faces.desk.tongues import unmarked_chinese

SAID = {"basis": "consent", "reason": "本人带回执到窗口申请", "sure": "on"}


@pytest.fixture
def keeper(cast, at_desk, language):
    """Hu, who keeps the identities of the petition office and nothing else."""
    cast.staff["hu"].grants.all().delete()
    granted(cast, "hu", "identity_keeper", "petition")
    return at_desk("hu", language)


@pytest.fixture
def withdrawn(speak):
    voice = speak()
    withdraw(voice, reason="自己修好了", now=NOW)
    return voice


def address(voice):
    return f"/desk/cases/{voice.pk}/erase/"


def case(voice):
    return f"/desk/cases/{voice.pk}/"


def test_the_way_there_leads_from_the_first_page_by_the_receipt_number(keeper, withdrawn):
    assert 'href="/desk/search/"' in keeper.read("/desk/looks/")
    assert keeper.post("/desk/search/", q=withdrawn.number)["Location"] == case(withdrawn)
    assert f'href="{address(withdrawn)}"' in keeper.read(case(withdrawn))


def test_the_page_says_what_goes_what_stays_and_by_which_article(keeper, withdrawn, language):
    html = keeper.read(address(withdrawn))
    for words in {
        "zh-hans": ("删了就不能恢复", "《个人信息保护法》第四十七条第一款第三项", "留作统计", "第四十七条第二款"),
        "en": (
            "This cannot be undone",
            "Art 47, first paragraph, item 3",
            "stay for the statistics",
            "second paragraph",
        ),
    }[language]:
        assert words in html
    assert "现在只有有权机关命令" not in html
    assert "李桂英" not in html
    if language == "en":
        assert unmarked_chinese(html) == []


def test_erasing_empties_and_says_so_everywhere(cast, keeper, withdrawn, language):
    assert keeper.post(address(withdrawn), **SAID)["Location"] == case(withdrawn)
    html = keeper.read(case(withdrawn))
    with override(language):
        heading = Voice.objects.get(pk=withdrawn.pk).heading
    assert heading == {"zh-hans": "（已删除）", "en": "(erased)"}[language]
    assert re.search(rf"<h1>{re.escape(heading)}</h1>", html)
    assert {"zh-hans": "身份信息已删除", "en": "The identity was erased"}[language] in html
    assert {"zh-hans": "一天之内清掉", "en": "within a day"}[language] in html
    assert {"zh-hans": "本人撤回同意", "en": "The person withdrew consent"}[language] in html
    for words in (LAMPS, LAMPS[:10], "自己修好了", "李桂英"):
        assert words not in html
    assert address(withdrawn) not in html
    event = Event.objects.get(type="voice.erased")
    assert (event.actor_id, event.public["basis"]) == (cast.staff["hu"].pk, "consent")


def test_a_second_post_and_a_later_look_land_on_the_case(keeper, withdrawn):
    for _ in range(2):
        assert keeper.post(address(withdrawn), **SAID)["Location"] == case(withdrawn)
    assert keeper.get(address(withdrawn))["Location"] == case(withdrawn)
    assert Event.objects.filter(type="voice.erased").count() == 1


@pytest.mark.parametrize("missing", ["basis", "reason", "sure"])
def test_without_ground_reason_or_tick_nothing_is_erased(keeper, withdrawn, missing):
    response = keeper.post(address(withdrawn), **{name: words for name, words in SAID.items() if name != missing})
    assert response.status_code == 422
    assert missing in response.context["form"].errors
    assert Voice.objects.get(pk=withdrawn.pk).text == LAMPS


def test_a_ground_that_is_not_offered_and_a_reason_of_one_letter_are_refused(keeper, withdrawn):
    assert keeper.post(address(withdrawn), **SAID | {"basis": "because"}).status_code == 422
    response = keeper.post(address(withdrawn), **SAID | {"reason": "办"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert Voice.objects.get(pk=withdrawn.pk).erased_at is None


def test_an_open_case_says_beforehand_and_at_the_ground_that_it_has_to_end(keeper, speak, language):
    voice = speak()
    sentence = {"zh-hans": "现在只有有权机关命令才能删", "en": "only an order of an authority allows it now"}[language]
    assert sentence in keeper.read(address(voice))
    response = keeper.post(address(voice), **SAID)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["basis"])
    assert keeper.post(address(voice), **SAID | {"basis": "order"}).status_code == 302


@pytest.mark.parametrize("name", ["guo", "wang", "zhou", "hotline", "zhao", "qian", "town", "chen", "sun", "feng"])
def test_nobody_else_gets_to_the_page(at_desk, withdrawn, name):
    worker = at_desk(name)
    assert worker.get(address(withdrawn)).status_code == 403
    assert worker.post(address(withdrawn), **SAID).status_code == 403
    assert address(withdrawn) not in worker.read(case(withdrawn)) or worker.get(case(withdrawn)).status_code != 200
    assert Voice.objects.get(pk=withdrawn.pk).erased_at is None


def test_a_keeper_elsewhere_finds_nothing_and_of_a_sealed_report_neither(cast, keeper, speak):
    for voice in (speak(channel="phone"), speak(kind="report", text="某局长收受红包。")):
        assert keeper.get(address(voice)).status_code == 404
        assert keeper.post(address(voice), **SAID | {"basis": "order"}).status_code == 404


def test_a_keeper_elsewhere_who_sees_the_case_may_not_erase_it(cast, at_desk, speak):
    granted(cast, "zhou", "identity_keeper", "hotline")
    voice = speak()
    assert at_desk("zhou").get(address(voice)).status_code == 403


def test_the_reason_is_read_by_the_inspector_and_the_keeper_alone(cast, at_desk, keeper, withdrawn):
    keeper.post(address(withdrawn), **SAID)
    for name, reads in (("chen", True), ("hu", True), ("zhou", False), ("wang", False), ("sun", False)):
        assert (SAID["reason"] in at_desk(name).read(case(withdrawn))) is reads, name


def test_lists_and_the_cases_joined_show_that_it_was_erased(cast, at_desk, keeper, speak, act, language):
    lead, joined = speak(), speak(text="灯杆也歪了，怕倒下来。")
    act(joined, "zhou", "join", case=lead.pk, reason="同一条路")
    keeper.post(address(lead), **SAID | {"basis": "order"})
    shown = {"zh-hans": "（已删除）", "en": "(erased)"}[language]
    zhou = at_desk("zhou", language)
    assert shown in zhou.read("/desk/board/?only=all")
    assert shown in zhou.read(case(joined))


def test_documents_and_answers_are_offered_no_more(cast, at_desk, keeper, heard, act):
    act(
        heard,
        "zhao",
        "issue_opinion",
        public_text="三盏灯已换。",
        puts_right="责任在我们。",
        looked=True,
        requests=REQUESTS,
    )
    act(
        heard,
        "qian",
        "issue_opinion",
        public_text="三盏灯已换。",
        puts_right="责任在我们。",
        looked=True,
        requests=REQUESTS,
    )
    zhou = at_desk("zhou")
    papers = re.findall(r"/desk/cases/\d+/documents/\d+/", zhou.read(case(heard)))
    assert papers
    keeper.post(address(heard), **SAID | {"basis": "order"})
    html = zhou.read(case(heard))
    assert "/documents/" not in html
    assert "三盏灯已换" not in html
    assert {zhou.get(paper).status_code for paper in papers} == {404}
