"""The table of interests at the desk: begun, filled, published; who keeps it, who reads it, who may do neither."""

import re
from dataclasses import replace

import pytest

from huiying.serve.coordination.models import InterestGroup, InterestTable
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese
from tests.serve.coordination.interests import NEAR, QUESTION, WORKERS, says, table_of
from tests.serve.coordination.issues import PLANT, opened, speak_all

WIND = "我家离得远，可一刮北风全是灰。"


@pytest.fixture
def issue(cast):
    return opened(cast, speak_all(PLANT[:2]), public=True, owner_id=cast.units["land"].pk)


def posted(worker, path, **data):
    key = re.search(r'name="key" value="([0-9a-f-]+)"', worker.read(path))[1]
    return worker.post(path, key=key, **data)


def test_a_table_is_begun_filled_and_published_from_the_page_of_the_issue(cast, at_desk, issue):
    zhou, base = at_desk("zhou"), f"/desk/interests/issue/{issue.pk}/"
    assert f'href="{base}"' in zhou.read(f"/desk/issues/{issue.pk}/")
    assert "开始填表" in zhou.read(base)
    assert posted(zhou, f"{base}question/", question=QUESTION)["Location"] == base
    filled = {"situation": NEAR.situation, "people": "420", "people_source": "社区登记", "gains": "安静"}
    assert posted(zhou, f"{base}groups/new/", **filled)["Location"] == base
    assert posted(zhou, f"{base}public/")["Location"] == base
    page = zhou.read(base)
    for words in (QUESTION, NEAR.situation, "420 人（社区登记）", "没有问过", "还没有数", "已公开"):
        assert words in page
    assert InterestTable.objects.get().public
    group = InterestGroup.objects.get()
    assert posted(zhou, f"{base}groups/{group.pk}/", situation=NEAR.situation, balance="装隔音屏")["Location"] == base
    assert "装隔音屏" in zhou.read(base)
    assert NEAR.situation in zhou.read(f"/desk/issues/{issue.pk}/")
    assert posted(zhou, f"{base}public/")["Location"] == base
    assert posted(zhou, f"{base}groups/{group.pk}/out/")["Location"] == base
    assert NEAR.situation not in zhou.read(base)


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(cast, language, at_desk, issue):
    zhou, base = at_desk("zhou", language), f"/desk/interests/issue/{issue.pk}/"
    table, _none = table_of(cast, issue, public=False)
    answer = zhou.post(f"{base}groups/new/", situation="二百米以内的住户", people="420", gains="安静")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("请写明人数从哪里来" if language == "zh-hans" else "Say where the number of people comes from") in page
    assert 'href="#id_people_source"' in page
    assert 'value="安静"' in page
    answer = zhou.post(f"{base}public/")
    assert answer.status_code == 422
    assert ("请先填一类" if language == "zh-hans" else "Add a group first") in answer.content.decode()
    table.refresh_from_db()
    assert not table.public


@pytest.mark.parametrize(
    ("name", "reads", "keeps"),
    [
        ("zhou", 200, True),
        ("qian", 200, False),
        ("zhao", 200, False),
        ("chen", 200, False),
        ("sun", 200, False),
        ("town", 404, False),
        ("wang", 403, False),
        ("guo", 403, False),
    ],
)
def test_whoever_reads_the_issue_reads_the_table_and_its_keeper_keeps_it(cast, at_desk, issue, name, reads, keeps):
    (_table, (group, *_more)), worker = table_of(cast, issue, NEAR, WORKERS), at_desk(name)
    base = f"/desk/interests/issue/{issue.pk}/"
    assert worker.get(base).status_code == reads
    for path in ("question/", "public/", "groups/new/", f"groups/{group.pk}/", f"groups/{group.pk}/out/"):
        refused = 403 if reads == 200 else reads
        assert worker.get(base + path).status_code == (200 if keeps else refused), path
        if not keeps:
            assert worker.post(base + path).status_code == refused


def test_what_is_not_there_is_not_found(cast, at_desk, issue):
    zhou = at_desk("zhou")
    table_of(cast, issue, NEAR)
    group = f"issue/{issue.pk}/groups/999999999/"
    for path in ("issue/999999999/", "nothing/1/", group, f"{group}out/"):
        assert zhou.get(f"/desk/interests/{path}").status_code == 404


def test_words_of_people_stand_there_for_the_keeper_alone(cast, language, at_desk, issue):
    granted(cast, "sun", "dispatcher", "hotline")
    table, (near,) = table_of(cast, issue, NEAR)
    case = issue.members.first().case
    says(case, table, near, "loss", WIND)
    path = f"/desk/interests/issue/{issue.pk}/"
    page = at_desk("zhou", language).read(path)
    assert WIND in page
    assert f"/desk/cases/{case.pk}/" in page
    assert ("坏处多" if language == "zh-hans" else "Mostly bad") in page
    for name in ("sun", "chen", "qian"):
        assert WIND not in at_desk(name).read(path)
    assert ("还没有数" if language == "zh-hans" else "no number yet") in page


def test_chinese_on_english_pages_says_so(cast, at_desk, issue):
    table, (near,) = table_of(cast, issue, replace(NEAR, situation_en=""))
    says(issue.members.first().case, table, near, "loss", WIND)
    zhou, base = at_desk("zhou", "en"), f"/desk/interests/issue/{issue.pk}/"
    for path in ("", "question/", "public/", "groups/new/", f"groups/{near.pk}/", f"groups/{near.pk}/out/"):
        assert unmarked_chinese(zhou.read(base + path)) == [], path
    assert unmarked_chinese(zhou.read(f"/desk/issues/{issue.pk}/")) == []
