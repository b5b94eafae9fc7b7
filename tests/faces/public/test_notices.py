"""Public notices on the site: what is open and until when, how to object, what changed, the feed and the archive."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from huiying.faces.public.follow.page import page_of
from huiying.foundation.keys import clock
from huiying.listen.voices.models import Voice
from huiying.serve.notices.enums import Outcome
from huiying.serve.notices.models import NoticeObjection
from huiying.serve.notices.services.publishing import ask_check, publish_notice
from huiying.serve.notices.services.results import publish_result, write_result
from huiying.serve.notices.services.writing import begin_change
from tests.serve.notices.noticed import AGAINST, BIDS, drafted, objected, published, who

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
ZH = {"accept-language": "zh-hans"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def tuesday(time):
    time.pass_by(days=1)


def read(client, path, headers=ZH):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client, notice, headers=ZH, **fields):
    form = client.get(f"/notices/{notice.pk}/object", headers=headers).context["form"]
    key = form["key"].field.widget.get_context("key", None, {})["widget"]["value"]
    sent = {"words": AGAINST, "about": "no", "name": "", "phone": "", "key": key} | fields
    return client.post(f"/notices/{notice.pk}/object", sent, headers=headers)


def test_it_says_what_it_is_until_when_and_how_to_object(client, cast):
    notice, draft = published(cast), drafted(cast, wording=replace(BIDS, title="还没公布的公示"))
    shown = read(client, f"/notices/{notice.pk}/")
    missing = [
        word for word in (BIDS.title, "还有 2 天，到2026年11月26日为止", "第五十四条", "我有异议") if word not in shown
    ]
    assert missing == []
    english = read(client, f"/notices/{notice.pk}/", EN)
    assert all(word in english for word in (BIDS.title_en, "2 more days, through 26 November 2026", "Object to it"))
    assert draft.versions.get().title not in read(client, "/notices/")
    assert client.get(f"/notices/{draft.pk}/").status_code == 404
    sheet = read(client, f"/notices/{notice.pk}/paper")
    assert all(word in sheet for word in ("<svg", "最后一天", f"/notices/{notice.pk}/", "柳溪县自然资源局"))


def test_who_objects_takes_a_receipt_away_and_reads_there_until_when_it_is_answered(client, cast):
    notice = published(cast)
    answer = posted(client, notice, name="李海燕", phone="li@example.org", about="yes")
    assert "最迟2026年11月27日书面答复您" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    voice = Voice.objects.get()
    assert voice.number in answer.content.decode().replace(" ", "")
    assert NoticeObjection.objects.get().about_unit
    part = page_of(voice, now=clock.now()).objection
    assert (part.waits, part.found.notice) == (True, notice)
    stopped = read(client, f"/notices/{notice.pk}/")
    assert "公示的事先停下来" in stopped
    assert "李海燕" not in stopped + read(client, "/notices/")


def test_what_is_missing_is_said_and_nothing_is_lost(client, cast):
    notice = published(cast)
    answer = posted(client, notice, EN, words=" ", name="Li Haiyan")
    assert answer.status_code == 422
    assert all(said in answer.content.decode() for said in ("one sentence is enough", "Li Haiyan"))
    assert not Voice.objects.exists()


def test_after_its_days_nobody_objects_here(client, cast, time):
    notice = published(cast)
    time.pass_by(days=4)
    assert client.get(f"/notices/{notice.pk}/object").status_code == 302
    assert "公示期已满" in read(client, f"/notices/{notice.pk}/")


def test_a_change_shows_what_went_and_what_came(client, cast):
    notice = published(cast)
    changed = replace(BIDS, words=BIDS.words.replace("86.5", "85.9"))
    begin_change(notice.pk, changed, why="报价录入有误", slip=True, **who(cast, "zhao", days=1))
    ask_check(notice.pk, **who(cast, "zhao", days=1))
    publish_notice(notice.pk, **who(cast, "qian", days=1))
    shown = read(client, f"/notices/{notice.pk}/")
    assert "<del>86</del><ins>85</ins>.<del>5</del><ins>9</ins>" in shown
    assert all(word in shown for word in ("报价录入有误", "公示期重新算起"))


def test_its_result_stands_in_the_archive_and_in_the_feed(client, cast, time):
    notice = published(cast)
    objected(notice)
    NoticeObjection.objects.all().delete()
    write_result(notice.pk, Outcome.CONFIRMED, "按公示的结果签订合同。", **who(cast, "zhao", days=4))
    publish_result(notice.pk, **who(cast, "qian", days=4))
    time.pass_by(days=4)
    assert BIDS.title not in read(client, "/notices/")
    assert BIDS.title in read(client, "/notices/archive/?kind=bids")
    assert BIDS.title not in read(client, "/notices/archive/?kind=pay&unit=x&page=9")
    assert "按公示的结果签订合同。" in read(client, f"/notices/{notice.pk}/")
    for path, title in (("feed.atom", BIDS.title), ("feed.en.atom", BIDS.title_en)):
        answer = client.get(f"/notices/{path}")
        assert answer["Content-Type"].startswith("application/atom+xml")
        entry = ElementTree.fromstring(answer.content).find(f"{ATOM}entry")
        assert entry.find(f"{ATOM}title").text == title
