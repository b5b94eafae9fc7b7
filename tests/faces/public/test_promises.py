"""Promises on the public site and on the receipt: late ones say so, hidden ones are not there, speakers judge."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.core.disclosure import FEWEST
from huiying.foundation.files.services import keep_file
from huiying.judge.ratings.models import Verdict
from huiying.loop.keep_promise import say_verdict
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import (
    drop_commitment,
    finish_part,
    keep_commitment,
    move_due,
    report_progress,
)
from huiying.serve.commitments.services.making import PartOf
from huiying.serve.matters.selectors.years import matter_of
from tests.cast import NOW
from tests.faces.public.conftest import Speaker
from tests.serve.commitments.promises import WORDS, promised, who
from tests.serve.coordination.issues import PLANT, TITLE, opened, speak, speak_all
from tests.serve.matters.year import on_list

PARTS = (PartOf("装围挡", 40), PartOf("装喷淋", 60))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def by(cast, name="zhou", days=0.0):
    return who(cast, name, days=days, at=NOW)


@pytest.fixture
def promise(cast):
    return promised(cast, at=NOW, parts=PARTS, words_en="Fence the plant in", evidence_wanted="围挡的照片")


def test_the_list_and_the_page_say_who_does_what_by_when(reader, language, promise):
    unit, day = (
        ("柳溪县住房和城乡建设局", "2026年12月10日")
        if language == "zh-hans"
        else ("Liuxi Housing Bureau", "10 December")
    )
    words = WORDS if language == "zh-hans" else "Fence the plant in"
    assert all(said in reader.read("/promises/") for said in (words, unit))
    page = reader.read(f"/promises/{promise.pk}/")
    assert all(said in page for said in (words, unit, day, "围挡的照片", "装围挡"))


def test_a_late_one_stands_first_and_says_so_by_itself(cast, reader, language, time, promise):
    late = promised(cast, at=NOW, due_on=date(2026, 11, 25), words="修好青石巷的路灯")
    time.pass_by(days=14)
    page = reader.read("/promises/")
    assert page.index(str(late)) < page.index("/promises/" + str(promise.pk))
    said = "超 12 天，没有说明原因" if language == "zh-hans" else "12 days late, and no reason was given"
    assert said in page
    assert said in reader.read(f"/promises/{late.pk}/")
    assert "围挡" not in reader.read("/promises/?only=late")


def test_the_first_day_stays_beside_the_new_one(cast, reader, language, promise):
    move_due(promise.pk, date(2026, 12, 30), "设备要从外地运来", **by(cast))
    page = reader.read(f"/promises/{promise.pk}/")
    first = (
        "最早答应2026年12月10日做到，后来改到2026年12月30日"
        if language == "zh-hans"
        else "First promised for 10 December 2026"
    )
    assert first in page
    assert first in reader.read("/promises/")
    assert "设备要从外地运来" in page


def test_progress_stands_in_words_with_evidence_to_open(cast, reader, language, promise):
    files = [keep_file(PNG, "围挡.png", now=NOW).pk, keep_file(PNG, "合同.png", now=NOW).pk]
    finish_part(promise.pk, promise.parts.first().pk, "围挡装好了", files=files[:1], show_files=True, **by(cast))
    report_progress(promise.pk, "合同在内部", files=files[1:], public=False, **by(cast))
    page = reader.read(f"/promises/{promise.pk}/")
    far = "2 个分项做完 1 个，算下来做了 40%" if language == "zh-hans" else "1 of 2 parts done, 40% of the work"
    assert all(said in page for said in (far, "围挡装好了", "围挡.png", '<progress max="100" value="40"'))
    assert "合同" not in page
    shown, closed = (f"/promises/{promise.pk}/files/{file}" for file in files)
    assert reader.get(shown).headers["Content-Disposition"].startswith("attachment")
    assert reader.get(f"{shown}/small").status_code == 200
    assert reader.get(closed).status_code == reader.get(f"{closed}/small").status_code == 404


def test_what_was_dropped_says_why(cast, reader, promise):
    drop_commitment(promise.pk, "搅拌站要搬走", **by(cast))
    assert "搅拌站要搬走" in reader.read(f"/promises/{promise.pk}/")
    assert WORDS in reader.read("/promises/?only=dropped") or "Fence" in reader.read("/promises/?only=dropped")


def test_what_is_not_public_is_counted_and_nothing_else(cast, reader, language):
    hidden = promised(cast, at=NOW, public=False, hidden_reason="关系到一户人家的难处")
    files = [keep_file(PNG, "围挡.png", now=NOW).pk]
    report_progress(hidden.pk, "围挡订好了", files=files, show_files=True, **by(cast))
    page = reader.read("/promises/")
    assert WORDS not in page
    assert "难处" not in page
    assert ("另有 1 项承诺没有公开" if language == "zh-hans" else "1 further promise is not public") in page
    for path in ("", f"files/{files[0]}", f"files/{files[0]}/small"):
        assert reader.get(f"/promises/{hidden.pk}/{path}").status_code == 404
    assert reader.get("/promises/999999999/").status_code == 404


def test_the_road_back_counts_voices_from_five_on(cast, reader, language):
    few, many = speak_all(PLANT[:2]), speak_all(PLANT[2:])
    issue = opened(cast, many, public=True)
    small = promised(cast, at=NOW, case_ids=[case.pk for case in few])
    big = promised(cast, at=NOW, source=Source.ISSUE, issue_id=issue.pk)
    page = reader.read(f"/promises/{big.pk}/")
    assert ("有 5 件诉求说到这件事" if language == "zh-hans" else "5 voices led to it") in page
    assert TITLE in page
    assert f"/issues/{issue.pk}/" in page
    assert not re.search(r"2 件|2 voices", reader.read(f"/promises/{small.pk}/"))
    assert f"/promises/{big.pk}/" in reader.read(f"/issues/{issue.pk}/")


def test_the_road_leads_to_the_yearly_list(cast, reader):
    on_list(cast)
    one = Commitment.objects.get(source=Source.MATTER)
    matter = matter_of(one.pk)
    assert f"/matters/{matter.year.year}/{matter.position}/" in reader.read(f"/promises/{one.pk}/")


@pytest.mark.parametrize("asked", ["?only=x&unit=y&page=z", "?unit=999999999999999", "?page=99"])
def test_an_address_that_nobody_gave_shows_all(reader, promise, asked):
    assert f"/promises/{promise.pk}/" in reader.read(f"/promises/{asked}")


def test_each_unit_and_the_pledges_are_shown_apart(cast, li, promise):
    pledge = promised(cast, at=NOW, owner="land", source=Source.PLEDGE, words="窗口十五分钟办完", post="户籍窗口")
    assert "户籍窗口" in li.read("/promises/?only=pledges")
    assert f"/promises/{promise.pk}/" not in li.read("/promises/?only=pledges")
    page = li.read(f"/promises/?unit={cast.units['land'].pk}")
    assert f"/promises/{pledge.pk}/" in page
    assert f"/promises/{promise.pk}/" not in page


def test_last_month_is_told_by_the_first_day_promised(cast, li, time):
    for number, day in enumerate((24, 25, 26)):
        one = promised(cast, at=NOW, due_on=date(2026, 11, day), words=f"修好第 {number} 盏灯")
        if number:
            keep_commitment(one.pk, "三盏灯都亮了", **by(cast, days=1))
    time.pass_by(days=14)
    assert "2026年11月到期的 3 项承诺，2 项按最早答应的日子做到了" in li.read("/promises/")


def test_a_thousand_promises_ask_no_more_than_three(cast, li, promise):
    li.read("/promises/")

    def asked():
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            li.read("/promises/?only=open")
        return len(found)

    few = asked()
    columns = {field.attname: getattr(promise, field.attname) for field in Commitment._meta.concrete_fields}
    rows = [Commitment(**columns | {"id": None}) for _ in range(1_000)]
    Commitment.objects.bulk_create(rows)
    assert asked() == few


@pytest.fixture
def spoken(cast, reader):
    """The reader's own voice, and the receipt opened."""
    number, code = reader.speak()
    reader.open(number, code)
    return Case.objects.get(voice__number=number)


def key_of(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_the_receipt_shows_what_the_voice_led_to_and_asks_when_it_is_time(cast, reader, language, spoken):
    one = promised(cast, at=NOW, by="hotline", case_ids=[spoken.pk], words_en="Fence the plant in")
    ask = f"/follow/voice/promises/{one.pk}"
    page = reader.read("/follow/voice")
    assert ("您的话引出的承诺" if language == "zh-hans" else "What was promised because of it") in page
    assert f'href="/promises/{one.pk}/"' in page
    assert ask not in page
    assert reader.get(ask).status_code == 404
    keep_commitment(one.pk, "围挡都装好了", **by(cast, "hotline"))
    assert ask in reader.read("/follow/voice")
    question = reader.read(ask)
    assert "围挡都装好了" in question
    assert reader.client.post(ask, {"kept": "", "words": "只装了一半"}).status_code == 422
    wrong = reader.client.post(ask, {"kept": "", "words": "只装了一半", "key": key_of(question)})
    assert wrong.status_code == 422
    assert "只装了一半" in wrong.content.decode()
    filled = {"kept": "partly", "words": "只装了一半", "key": key_of(question)}
    for _ in range(2):
        assert reader.client.post(ask, filled)["Location"] == "/follow/voice?done=judged#promises"
    assert Verdict.objects.get().kept == "partly"
    page = reader.read("/follow/voice?done=judged")
    assert ("您说：做到一部分" if language == "zh-hans" else "Kept in part") in page
    assert "只装了一半" in reader.read(ask)
    changed = {"kept": "no", "key": key_of(reader.read(ask))}
    assert reader.client.post(ask, changed).status_code == 302
    assert Verdict.objects.get().kept == "no"


def test_a_late_one_is_asked_about_too_and_says_so_on_the_receipt(cast, li, time):
    li.open(*li.speak())
    case = Case.objects.get()
    one = promised(cast, at=NOW, by="hotline", case_ids=[case.pk], due_on=date(2026, 11, 25))
    time.pass_by(days=3)
    page = li.read("/follow/voice")
    assert "超 1 天，没有说明原因" in page
    assert f"/follow/voice/promises/{one.pk}" in page


def test_what_an_opinion_promises_is_read_by_its_speaker_alone(cast, reader, language, spoken):
    hidden = promised(
        cast,
        at=NOW,
        by="hotline",
        case_ids=[spoken.pk],
        source=Source.REPLY,
        public=False,
        hidden_reason="写给一个人的处理意见",
    )
    other = promised(
        cast, at=NOW, by="hotline", case_ids=[spoken.pk], public=False, hidden_reason="关系到一户人家", words="别的承诺"
    )
    page = reader.read("/follow/voice")
    assert WORDS in page
    assert f"/promises/{hidden.pk}/" not in page
    assert ("只有您和办理的人看得到" if language == "zh-hans" else "Only you and those who handle it") in page
    assert str(other) not in page
    assert reader.get(f"/promises/{hidden.pk}/").status_code == 404


def test_days_on_the_receipt_are_said_as_people_say_them(cast, reader, language, spoken):
    one = promised(cast, at=NOW, by="hotline", case_ids=[spoken.pk])
    report_progress(one.pk, "2026-02-31", **by(cast, "hotline"))
    page = reader.read("/follow/voice")
    assert ("承诺在 2026年12月10日 前做到" if language == "zh-hans" else "promises by 10 December 2026") in page
    assert "2026-02-31" in page


def test_nobody_judges_a_promise_of_others(cast, reader, spoken, another):
    one = promised(cast, at=NOW, case_ids=[speak(PLANT[0]).pk])
    keep_commitment(one.pk, "围挡都装好了", **by(cast))
    assert reader.get(f"/follow/voice/promises/{one.pk}").status_code == 404
    assert another().get(f"/follow/voice/promises/{one.pk}").status_code == 302


def test_what_they_say_is_counted_from_five_on_and_no_smaller_number_can_be_worked_out(cast, reader, language):
    cases = [*speak_all(PLANT), *speak_all(PLANT[:5])]
    one = promised(cast, at=NOW, case_ids=[case.pk for case in cases])
    keep_commitment(one.pk, "围挡都装好了", **by(cast))
    few = "说的人还太少" if language == "zh-hans" else "Too few have said so far"
    said = {"now": NOW + timedelta(days=1)}
    for case in cases[:4]:
        say_verdict(case.voice, one.pk, kept="yes", **said)
    assert few in reader.read(f"/promises/{one.pk}/")
    say_verdict(cases[4].voice, one.pk, kept="yes", **said)
    say_verdict(cases[5].voice, one.pk, kept="no", **said)
    page = reader.read(f"/promises/{one.pk}/")
    told = page[page.index('id="kept"') : page.index('id="say"')]
    assert re.findall(r">(\d+)<", told) == [str(FEWEST)]
    assert ("的 12 件诉求里" if language == "zh-hans" else "Of the 12 voices") in told


def test_the_files_of_a_promise_are_never_public_by_themselves(cast, li, promise):
    file = keep_file(PNG, "围挡.png", now=NOW).pk
    report_progress(promise.pk, "围挡订好了", files=[file], **by(cast))
    assert "围挡.png" not in li.read(f"/promises/{promise.pk}/")
    assert li.get(f"/promises/{promise.pk}/files/{file}").status_code == 404


def test_an_outsider_without_a_receipt_reads_all_that_is_public(cast, promise):
    assert WORDS in Speaker(cast).read(f"/promises/{promise.pk}/")
