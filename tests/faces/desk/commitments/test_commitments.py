"""Promises at the desk: listed, made, told, moved, kept and dropped, and who is let in."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.loop.keep_promise import say_verdict
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment, CommitmentCase, Report, ReportFile
from huiying.serve.commitments.services.making import PartOf
from tests.cast import NOW
from tests.faces.desk.tongues import unmarked_chinese
from tests.serve.commitments.promises import DUE, WORDS, promised
from tests.serve.coordination.issues import PLANT, TITLE, opened, speak, speak_all

PARTS = (PartOf("装围挡", 40), PartOf("装喷淋", 60))
LIST = "/desk/commitments/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


@pytest.fixture
def promise(cast):
    """Of the housing bureau, in two parts, looked after by Zhou."""
    return promised(cast, at=NOW, parts=PARTS)


@pytest.fixture
def of_land(cast):
    """Of the Natural Resources Bureau, which Qian heads and Zhao works in."""
    return promised(cast, at=NOW, owner="land", parts=PARTS, words="把占道的围墙拆掉", evidence_wanted="拆后的照片")


def pass_days(monkeypatch, days):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def test_the_list_shows_who_does_what_by_when(cast, language, at_desk, promise, of_land):
    page = at_desk("zhou", language).read(LIST)
    unit = "柳溪县住房和城乡建设局" if language == "zh-hans" else "Liuxi Housing Bureau"
    far = "2 个分项做完 0 个" if language == "zh-hans" else "0 of 2 parts"
    assert all(word in page for word in (WORDS, unit, far, "把占道的围墙拆掉"))


def test_a_late_one_says_so_by_itself_and_stands_first(cast, language, at_desk, promise, monkeypatch):
    soon = promised(cast, at=NOW, due_on=date(2026, 11, 25), words="修好青石巷的路灯")
    pass_days(monkeypatch, 4)
    page = at_desk("zhou", language).read(LIST)
    said = ("超 2 天", "没有说明原因") if language == "zh-hans" else ("2 days late", "no reason was given")
    assert all(word in page for word in said)
    assert page.index(str(soon)) < page.index(WORDS)
    late = at_desk("zhou", language).read(f"{LIST}?only=late")
    assert str(soon) in late
    assert WORDS not in late


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {WORDS, "把占道的围墙拆掉"}),
        ("?unit={land}", {"把占道的围墙拆掉"}),
        ("?source=resolution", {WORDS, "把占道的围墙拆掉"}),
        ("?source=pledge&only=all", set()),
        ("?only=kept", set()),
        ("?only=nonsense&unit=x&source=y&page=99", {WORDS, "把占道的围墙拆掉"}),
    ],
)
def test_what_is_asked_for_stands_in_the_address(cast, at_desk, promise, of_land, asked, shown):
    page = at_desk("zhou").read(LIST + asked.format(land=cast.units["land"].pk))
    assert {words for words in (WORDS, "把占道的围墙拆掉") if words in page} == shown


def test_a_thousand_promises_are_listed_with_as_many_questions_as_three(cast, at_desk, promise):
    zhou = at_desk("zhou")
    zhou.read(LIST)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            zhou.read(f"{LIST}?only=all")
        return len(found)

    few = asked()
    same = {f.name: getattr(promise, f.attname if f.is_relation else f.name) for f in Commitment._meta.fields}
    copied = {name: value for name, value in same.items() if name not in {"id", "resolution"}}
    relations = {f.name: f.attname for f in Commitment._meta.fields if f.is_relation}
    rows = [Commitment(**{relations.get(name, name): value for name, value in copied.items()}) for _ in range(1_000)]
    Commitment.objects.bulk_create(rows)
    assert asked() == few
    assert "1001" in zhou.read(f"{LIST}?only=all")


def test_its_page_tells_its_parts_its_road_and_what_happened(cast, language, at_desk):
    issue = opened(cast, speak_all(PLANT[:6]))
    one = promised(cast, source=Source.ISSUE, issue_id=issue.pk, parts=PARTS, evidence_wanted="喷淋的照片")
    page = at_desk("zhou", language).read(f"{LIST}{one.pk}/")
    assert all(word in page for word in (WORDS, "装围挡", "喷淋的照片", TITLE, f"/desk/issues/{issue.pk}/"))
    assert page.count('class="desk-beside__about"') >= 6
    assert ("作出承诺" if language == "zh-hans" else "Promised") in page
    assert f"/promises/{one.pk}/" in page


def test_progress_is_told_with_evidence_that_everybody_may_open(cast, at_desk, of_land):
    zhao = at_desk("zhao")
    path = f"{LIST}{of_land.pk}/progress/"
    key = key_of(zhao.read(path))
    photo = SimpleUploadedFile("围墙.png", PNG, "image/png")
    filled = {"words": "已经拆了一半", "key": key, "papers": photo, "show_files": "on"}
    assert zhao.post(path, **filled).status_code == 302
    photo.seek(0)
    assert zhao.post(path, **filled).status_code == 302
    assert Report.objects.filter(kind="progress").count() == 1
    kept = ReportFile.objects.get()
    assert kept.public
    page = zhao.read(f"{LIST}{of_land.pk}/")
    assert all(word in page for word in ("已经拆了一半", "围墙.png", f"files/{kept.file_id}/"))
    assert zhao.get(f"{LIST}{of_land.pk}/files/{kept.file_id}/").status_code == 200
    assert zhao.get(f"{LIST}{of_land.pk}/files/{kept.file_id}/small/").status_code == 200
    assert zhao.get(f"{LIST}{of_land.pk}/files/999999999/").status_code == 404


def test_what_is_for_staff_alone_is_marked_so(cast, at_desk, of_land):
    zhao = at_desk("zhao", "en")
    path = f"{LIST}{of_land.pk}/progress/"
    assert zhao.post(path, words="正在和业主谈", staff_alone="on").status_code == 302
    assert not Report.objects.get(kind="progress").public
    assert "For staff alone" in zhao.read(f"{LIST}{of_land.pk}/")


def test_a_file_stays_on_the_page_while_words_are_put_right(cast, at_desk, of_land):
    zhao = at_desk("zhao")
    path = f"{LIST}{of_land.pk}/progress/"
    photo = SimpleUploadedFile("围墙.png", PNG, "image/png")
    answer = zhao.post(path, words="拆", papers=photo)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "围墙.png" in page
    kept = re.search(r'name="kept" value="([^"]+)"', page)[1]
    assert zhao.post(path, words="已经拆了一半", kept=kept).status_code == 302
    assert ReportFile.objects.count() == 1


def test_a_part_is_told_done_and_the_progress_follows_its_weight(cast, language, at_desk, of_land):
    zhao = at_desk("zhao", language)
    first = of_land.parts.first()
    path = f"{LIST}{of_land.pk}/parts/{first.pk}/"
    assert "装围挡" in zhao.read(path)
    assert zhao.post(path, words="围挡都装好了").status_code == 302
    page = zhao.read(f"{LIST}{of_land.pk}/")
    assert '<progress max="100" value="40"' in page
    assert ("2 个分项做完 1 个" if language == "zh-hans" else "1 of 2 parts") in page
    assert zhao.get(f"{LIST}{of_land.pk}/parts/999999999/").status_code == 404


def test_the_head_moves_the_day_gives_a_reason_and_says_that_it_is_done(cast, at_desk, monkeypatch):
    one = promised(cast, at=NOW, owner="land", words="把占道的围墙拆掉")
    qian = at_desk("qian")
    path = f"{LIST}{one.pk}/"
    answer = qian.post(f"{path}move/", words="等拆除队", due_on="2026-12-10")
    assert answer.status_code == 422  # the day that stands
    assert "等拆除队" in answer.content.decode()
    assert qian.post(f"{path}move/", words="等拆除队", due_on="2026-12-20").status_code == 302
    assert "2026年12月10日" in qian.read(path)
    pass_days(monkeypatch, 30)
    qian = at_desk("qian")
    assert qian.post(f"{path}reason/", words="拆除队坏了机器").status_code == 302
    assert "说明的原因：拆除队坏了机器" in qian.read(path)
    assert qian.get(f"{path}drop/").status_code == 403
    assert qian.post(f"{path}keep/", words="墙都拆了，路通了").status_code == 302
    one.refresh_from_db()
    assert one.state == "kept"
    assert "墙都拆了，路通了" in qian.read(path)


def test_it_is_dropped_and_taken_up_again_by_who_looks_after_it(cast, at_desk, promise):
    zhou = at_desk("zhou")
    path = f"{LIST}{promise.pk}/"
    assert zhou.post(f"{path}drop/", words="").status_code == 422
    assert zhou.post(f"{path}drop/", words="搅拌站要搬走").status_code == 302
    assert "搅拌站要搬走" in zhou.read(path)
    assert zhou.get(f"{path}drop/").status_code == 403
    assert zhou.post(f"{path}reopen/", words="搬迁推迟了", due_on="2027-01-10").status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.due_on) == ("open", date(2027, 1, 10))


def test_voices_are_named_by_their_receipt_numbers(cast, at_desk, promise):
    case = speak(PLANT[0])
    zhou = at_desk("zhou")
    path = f"{LIST}{promise.pk}/voices/"
    answer = zhou.post(path, numbers=f"{case.voice.number}\n123")
    assert answer.status_code == 422
    assert case.voice.number in answer.content.decode()
    assert zhou.post(path, numbers=case.voice.number).status_code == 302
    assert CommitmentCase.objects.get().case_id == case.pk
    assert WORDS in zhou.read(f"/desk/cases/{case.pk}/")


PLEDGE = {"words": "户籍窗口十五分钟内办完", "due_on": "2026-12-31", "post": "户籍窗口"}


def test_a_head_pledges_for_the_own_unit_and_no_other(cast, language, at_desk):
    qian = at_desk("qian", language)
    page = qian.read(f"{LIST}new/")
    assert str(cast.units["housing"]) not in page
    own = str(cast.units["land"].pk)
    filled = {**PLEDGE, "owner": own, "parts": "40 装围挡\n装喷淋", "key": key_of(page)}
    for _ in range(2):
        answer = qian.post(f"{LIST}new/", **filled)
        one = Commitment.objects.get()
        assert answer.headers["Location"] == f"{LIST}{one.pk}/"
    assert (one.source, one.post, one.public) == ("pledge", "户籍窗口", True)
    assert list(one.parts.values_list("words", "weight")) == [("装围挡", 40), ("装喷淋", 1)]
    assert qian.post(f"{LIST}new/", **PLEDGE, owner=cast.units["housing"].pk).status_code == 422


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [
        ({"words": ""}, "words"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "2026-13-45"}, "due_on"),
        ({"due_on": "2026-01-01"}, "due_on"),
        ({"owner": ""}, "owner"),
        ({"parts": "101 太重"}, "parts"),
        ({"parts": "长" * 201}, "parts"),
        ({"words": "好"}, "words"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast, at_desk, filled, wrong):
    zhou = at_desk("zhou")
    given = {**PLEDGE, "owner": cast.units["land"].pk, "evidence_wanted": "一张照片", **filled}
    answer = zhou.post(f"{LIST}new/", **given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{wrong}"' in page
    assert "一张照片" in page
    assert not Commitment.objects.exists()


def test_what_is_not_public_needs_a_reason_and_says_it(cast, at_desk):
    zhou = at_desk("zhou")
    given = {**PLEDGE, "owner": cast.units["land"].pk, "hidden_reason": "关系到一户人家的难处"}
    assert zhou.post(f"{LIST}new/", **given).status_code == 302
    one = Commitment.objects.get()
    page = zhou.read(f"{LIST}{one.pk}/")
    assert not one.public
    assert "关系到一户人家的难处" in page
    assert f"/promises/{one.pk}/" not in page


def test_an_issue_and_a_case_lead_to_a_promise_and_show_it(cast, at_desk):
    cases = speak_all(PLANT[:2])
    issue = opened(cast, cases, owner_id=cast.units["land"].pk)
    qian, zhou = at_desk("qian"), at_desk("zhou")
    assert f"{LIST}new/?issue={issue.pk}" in qian.read(f"/desk/issues/{issue.pk}/")
    assert qian.post(f"{LIST}new/?issue={issue.pk}", **PLEDGE, owner=cast.units["land"].pk).status_code == 302
    one = Commitment.objects.get()
    assert (one.source, one.issue_id) == ("issue", issue.pk)
    assert PLEDGE["words"] in zhou.read(f"/desk/issues/{issue.pk}/")
    assert PLEDGE["words"] in zhou.read(f"/desk/cases/{cases[0].pk}/")
    assert f"{LIST}new/?case={cases[0].pk}" in zhou.read(f"/desk/cases/{cases[0].pk}/")
    given = {**PLEDGE, "words": "在村口装一盏灯", "owner": cast.units["land"].pk}
    assert zhou.post(f"{LIST}new/?case={cases[1].pk}", **given).status_code == 302
    assert CommitmentCase.objects.get().case_id == cases[1].pk
    assert zhou.get(f"{LIST}new/?case=999").status_code == 404
    assert qian.get(f"{LIST}new/?issue=x").status_code == 404


@pytest.mark.parametrize(
    ("channel", "source"), [("reception", "reception"), ("home_visit", "visit"), ("counter", "pledge")]
)
def test_a_promise_says_where_the_voice_was_taken(cast, at_desk, channel, source):
    case = speak(PLANT[0], channel=channel)
    given = {**PLEDGE, "owner": cast.units["land"].pk}
    assert at_desk("zhou").post(f"{LIST}new/?case={case.pk}", **given).status_code == 302
    assert Commitment.objects.get().source == source


EVERYBODY = "zhou hotline qian zhao outsider town chen sun wang hu feng guo".split()
READERS = {"zhou", "hotline", "qian", "zhao", "outsider", "town", "chen", "sun"}


@pytest.mark.parametrize(
    ("path", "open_to"),
    [
        ("", READERS),
        ("new/", {"zhou", "hotline", "qian", "town"}),
        ("{public}/", READERS),
        ("{hidden}/", {"zhou", "qian", "zhao", "chen", "sun"}),
        ("{hidden}/progress/", {"zhou", "qian", "zhao"}),
        ("{hidden}/keep/", {"zhou", "qian"}),
        ("{hidden}/move/", {"zhou", "qian"}),
        ("{hidden}/drop/", {"zhou"}),
        ("{hidden}/voices/", {"zhou"}),
        ("{hidden}/reason/", set()),
        ("{hidden}/reopen/", set()),
    ],
)
def test_each_page_opens_to_those_alone_whose_it_is(cast, at_desk, promise, path, open_to):
    hidden = promised(cast, at=NOW, owner="land", public=False, hidden_reason="关系到一户人家的难处")
    address = LIST + path.format(public=promise.pk, hidden=hidden.pk)
    assert {name for name in EVERYBODY if at_desk(name).get(address).status_code == 200} == open_to


def test_what_is_typed_is_shown_as_it_was_typed(cast, at_desk):
    wild = "<script>alert(1)</script> 100% {cause} %(count)s"
    one = promised(cast, at=NOW, words=wild, parts=(PartOf(wild, 1),), evidence_wanted=wild, post=wild[:80])
    zhou = at_desk("zhou", "en")
    zhou.post(f"{LIST}{one.pk}/progress/", words=wild)
    for path in (LIST, f"{LIST}{one.pk}/", f"{LIST}{one.pk}/keep/", "/promises/", f"/promises/{one.pk}/"):
        page = zhou.client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; 100% {cause} %(count)s" in page


def test_a_form_that_is_sent_twice_tells_nobody_twice(cast, at_desk, promise):
    zhou = at_desk("zhou")
    path = f"{LIST}{promise.pk}/drop/"
    key = key_of(zhou.read(path))
    for _ in range(2):
        assert zhou.post(path, words="搅拌站要搬走", key=key).status_code == 302
    assert Event.objects.filter(type="commitment.dropped").count() == 1
    assert promise.due_on == DUE


def test_chinese_words_on_an_english_page_are_said_to_be_chinese(cast, at_desk):
    one = promised(cast, case_ids=[speak(PLANT[0]).pk], parts=PARTS, evidence_wanted="围挡的照片", post="户籍窗口")
    zhou = at_desk("zhou", "en")
    zhou.post(f"{LIST}{one.pk}/move/", words="设备要从外地运来", due_on="2027-02-01")
    zhou.post(f"{LIST}{one.pk}/parts/{one.parts.first().pk}/", words="围挡都装好了")
    for path in (LIST, f"{LIST}{one.pk}/", f"{LIST}{one.pk}/keep/", f"{LIST}{one.pk}/parts/{one.parts.last().pk}/"):
        assert unmarked_chinese(zhou.read(path)) == []
    for path in ("/promises/", f"/promises/{one.pk}/"):
        assert set(unmarked_chinese(zhou.client.get(path).content.decode())) <= {"中文"}


def test_the_case_page_says_what_the_person_judged(cast, language, at_desk):
    case = speak(PLANT[0])
    one = promised(cast, at=NOW, case_ids=[case.pk])
    zhou = at_desk("zhou", language)
    assert zhou.post(f"{LIST}{one.pk}/keep/", words="围挡都装好了").status_code == 302
    say_verdict(case.voice, one.pk, kept="partly", words="只装了朝街的一面", now=NOW)
    page = zhou.read(f"/desk/cases/{case.pk}/")
    assert ("本人说： 做到一部分" if language == "zh-hans" else "The person says: Kept in part") in page
    assert "只装了朝街的一面" in page
    assert "只装了朝街的一面" not in zhou.read(f"{LIST}{one.pk}/")
