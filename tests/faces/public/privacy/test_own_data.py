"""What people do with their own data through the receipt: consents, a copy, the request that it be deleted."""

import io
import json
import zipfile

import pytest

from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Consent, ErasureRequest, Voice
from huiying.listen.voices.services.consents import refuse_erasure
from tests.cast import NOW
from tests.faces.public.conftest import Speaker

DATA = "/follow/voice/data"


@pytest.fixture
def li(cast, language):
    """Li at her opened receipt, everything agreed to."""
    speaker = Speaker(cast, language)
    number, code = speaker.speak(naming="named", may_publish="on", sensitive="on", guardian="on")
    speaker.client.post("/follow", {"number": number})
    speaker.client.post("/follow/code", {"code": code})
    return speaker


def voice():
    return Voice.objects.get()


def test_what_was_ticked_while_speaking_is_kept_as_consents(li):
    rows = set(Consent.objects.values_list("purpose", "by_guardian"))
    assert rows == {("publish", True), ("sensitive", True)}


def test_the_page_leads_from_the_voice_and_says_how_long_what_is_kept(li, language):
    assert f'href="{DATA}"' in li.read("/follow/voice")
    html = li.read(DATA)
    for words in {
        "zh-hans": ("36 个月", "您同意过的", "请求删除", "监护人同意"),
        "en": ("36 months", "What you agreed to", "Ask for it to be deleted", "guardian agreed"),
    }[language]:
        assert words in html


def test_a_consent_is_taken_back_once(li, language):
    done = li.client.post(f"{DATA}/consent", {"purpose": "publish"})
    assert done["Location"] == f"{DATA}?done=taken_back"
    assert not voice().may_publish
    li.client.post(f"{DATA}/consent", {"purpose": "publish"})
    li.client.post(f"{DATA}/consent", {"purpose": "everything"})
    assert Event.objects.filter(type="voice.publication_withdrawn").count() == 1
    assert {"zh-hans": "收回", "en": "taken back on"}[language] in li.read(DATA)


def test_a_copy_holds_the_words_and_only_so_much_of_who_it_is(li):
    answer = li.client.post(f"{DATA}/copy")
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        said = json.loads(archive.read("data.json"))
        html = archive.read("data.html").decode()
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert said["words"] == voice().text
    assert voice().text[:20] in html
    assert "13812342041" not in whole
    assert "李秀英" not in whole
    assert len(said["identity"]) == 2
    assert {row["notice"] for row in said["consents"]} == {Consent.objects.first().text_version}
    assert Event.objects.filter(type="voice.data_given", actor_kind="speaker").count() == 1


def test_deletion_is_asked_once_and_answered_on_the_page(li, cast, language):
    assert li.client.post(f"{DATA}/erase")["Location"] == f"{DATA}?done=asked"
    li.client.post(f"{DATA}/erase")
    request = ErasureRequest.objects.get()
    assert {"zh-hans": "保管身份的人", "en": "The keeper of identities decides"}[language] in li.read(DATA)
    refuse_erasure(request, reason="按档案法还在保存期", actor=cast.actor("sun"), now=NOW)
    html = li.read(DATA)
    assert "按档案法还在保存期" in html
    line = {"zh-hans": "现在还不能删除", "en": "It cannot be erased now"}[language]
    assert line in li.read("/follow/voice")


def test_without_a_receipt_nothing_is_shown_or_done(cast):
    stranger = Speaker(cast)
    answers = [stranger.get(DATA), *(stranger.client.post(f"{DATA}/{each}") for each in ("copy", "erase", "consent"))]
    for answer in answers:
        assert (answer.status_code, answer["Location"]) == (302, "/follow")


def test_of_a_report_nothing_is_asked_and_no_words_are_given(cast, language):
    speaker = Speaker(cast, language)
    number, code = speaker.speak(kind="report", naming="named")
    speaker.client.post("/follow", {"number": number})
    speaker.client.post("/follow/code", {"code": code})
    assert "/erase" not in speaker.read(DATA)
    speaker.client.post(f"{DATA}/erase")
    assert not ErasureRequest.objects.exists()
    answer = speaker.client.post(f"{DATA}/copy")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert voice().text[:12] not in whole


def test_the_notice_says_its_articles_its_times_and_its_version(cast, language, settings):
    settings.ROOT_URLCONF = "huiying.config.urls"
    html = Speaker(cast, language).read("/privacy")
    for words in {
        "zh-hans": ("不满十四周岁", "第 31 条", "36 个月", "2026-11"),
        "en": ("Under fourteen", "Art 31", "36 months", "2026-11"),
    }[language]:
        assert words in html
