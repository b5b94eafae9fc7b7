"""Interests on the public site and by receipt: what is published, what the speaker says, and that it can be changed."""

import re
from dataclasses import replace

import pytest

from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import InterestSaid
from huiying.serve.coordination.services.ending import set_down
from huiying.serve.coordination.services.interests import publish_interests, take_out_group
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese
from tests.faces.public.conftest import Speaker
from tests.serve.coordination.interests import NEAR, QUESTION, WORKERS, says, table_of, who
from tests.serve.coordination.issues import PLANT, adviser, opened, speak_all
from tests.serve.decisions.decided import decided

WIND = "我家离得远，可一刮北风全是灰。"


@pytest.fixture
def mine(cast, reader):
    """The reader's own voice in an issue with others, and the receipt opened."""
    adviser(cast, "hu")
    number, code = reader.speak()
    case = Case.objects.get(voice__number=number)
    issue = opened(cast, [case, *speak_all(PLANT[:2])], by="hu", public=True, title_en="Concrete plant")
    reader.open(number, code)
    return case, issue


def send(reader, path, **data):
    key = re.search(r'name="key" value="([^"]+)"', reader.read(path))[1]
    return reader.client.post(path, {"key": key, **data})


def test_the_speaker_is_asked_says_it_and_says_it_differently(cast, reader, language, mine):
    case, issue = mine
    table, (near, workers) = table_of(cast, issue, NEAR, replace(WORKERS, situation_en=""), by="hu")
    path = f"/follow/voice/interests/{table.pk}"
    page = reader.read("/follow/voice")
    assert QUESTION in page
    assert f'href="{path}"' in page
    page = reader.read(path)
    assert (NEAR.situation if language == "zh-hans" else NEAR.situation_en) in page
    answer = send(reader, path, group=near.pk, effect="gain", words="夜里能睡着了")
    assert answer["Location"] == "/follow/voice?done=interest"
    page = reader.read("/follow/voice?done=interest")
    assert ("记下了" if language == "zh-hans" else "It is on record") in page
    assert ("好处多" if language == "zh-hans" else "Mostly good") in page
    if language == "en":
        voice = reader.read("/follow/voice")
        assert [text for text in unmarked_chinese(voice) if text in (QUESTION, workers.situation, near.situation)] == []
        assert unmarked_chinese(reader.read(path)) == []
    page = reader.read(path)
    assert "夜里能睡着了" in page
    assert len(re.findall(r'value="(?:\d+|gain)"[^>]* checked', page)) == 2
    send(reader, path, group="none", effect="", words=WIND)
    said = InterestSaid.objects.get()
    assert (said.case_id, said.group, said.effect, said.words) == (case.pk, None, "", WIND)
    take_out_group(workers.pk, **who(cast, "hu"))
    assert reader.client.post(path, {"group": workers.pk}).status_code == 422


def test_what_is_missing_is_said(cast, reader, language, mine):
    _case, issue = mine
    table, _groups = table_of(cast, issue, NEAR, by="hu")
    path = f"/follow/voice/interests/{table.pk}"
    answer = send(reader, path, effect="loss")
    assert answer.status_code == 422
    assert ("请选一项" if language == "zh-hans" else "Please choose one") in answer.content.decode()
    answer = send(reader, path, group="none", words=" ")
    assert answer.status_code == 422
    assert ("写一句您的情况" if language == "zh-hans" else "write a sentence about yours") in answer.content.decode()
    assert not InterestSaid.objects.exists()


def test_a_decision_asks_those_whose_voices_led_to_it_and_shows_its_table(client, cast, li):
    granted(cast, "zhou", "dispatcher", "office")
    number, code = li.speak()
    decision = decided(cast, cases=[Case.objects.get(voice__number=number)], who="zhou")
    table, (near,) = table_of(cast, decision, NEAR)
    li.open(number, code)
    assert send(li, f"/follow/voice/interests/{table.pk}", group=near.pk).status_code == 302
    assert InterestSaid.objects.get().group == near
    page = client.get(f"/decisions/{decision.pk}/").content.decode()
    assert all(words in page for words in (QUESTION, NEAR.situation, "还没有数"))


def test_nobody_else_is_asked_and_nothing_once_it_is_over(cast, li, another):
    adviser(cast, "hu")
    number, code = li.speak()
    case = Case.objects.get(voice__number=number)
    issue = opened(cast, [case], by="hu")
    table, (near,) = table_of(cast, issue, NEAR, by="hu", public=False)
    path = f"/follow/voice/interests/{table.pk}"
    assert li.get(path)["Location"] == "/follow"
    li.open(number, code)
    assert li.get(path).status_code == 404
    publish_interests(table.pk, public=True, **who(cast, "hu"))
    assert li.get(path).status_code == 200
    other: Speaker = another()
    other.open(*other.speak())
    assert other.get(path).status_code == 404
    says(case, table, near, "gain")
    set_down(issue.pk, "不是同一个原因", **who(cast, "hu"))
    assert li.get(path).status_code == 404
    assert "您说的是：" in li.read("/follow/voice")
    assert path not in li.read("/follow/voice")


def test_everybody_reads_who_gains_and_who_loses_under_the_public_issue(client, cast, language):
    cases = speak_all([f"{text}{at}" for at in range(2) for text in PLANT[:6]])
    issue = opened(cast, cases, public=True)
    table, (near, _workers) = table_of(cast, issue, NEAR, WORKERS)
    for case in cases[:7]:
        says(case, table, near, "gain", WIND)
    page = client.get(f"/issues/{issue.pk}/", headers={"accept-language": language}).content.decode()
    assert "7 人说" in page if language == "zh-hans" else "7 say: this is me" in page
    for words in (QUESTION, "安静，没有粉尘", "开通班车", "上班远了六公里"):
        assert words in page
    assert WIND not in page
    assert ("没有问过" if language == "zh-hans" else "nobody was asked") in page
    publish_interests(table.pk, public=False, **who(cast))
    assert QUESTION not in client.get(f"/issues/{issue.pk}/").content.decode()
