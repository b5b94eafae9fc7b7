"""Somebody is here with a receipt number: found by the number alone, served with the code or after a check."""

import re
import uuid

import pytest

from huiying.core.codes import grouped_number
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.loop.receive_voice import Spoken, receive_draft
from tests.cast import NOW
from tests.faces.desk.conftest import LAMPS

LI = {"name": "李桂英", "phone": "00001234567"}


@pytest.fixture
def given(cast):
    """A voice of the petition office with its code."""
    return receive_draft(
        uuid.uuid4(), Spoken("counter", "request", "named", LAMPS, "zh-hans", NOW), identity=LI, now=NOW
    )


@pytest.fixture
def path(given):
    return f"/desk/papers/{given.voice.number}/"


@pytest.mark.parametrize("typed", ["{grouped}", "https://old.example/follow?n={plain}", " {plain}\r\n"])
def test_the_number_is_typed_or_scanned(cast, at_desk, given, path, typed):
    number = given.voice.number
    said = typed.format(grouped=grouped_number(number), plain=number)
    page = at_desk("wang").client.post("/desk/papers/", {"number": said})
    assert (page.status_code, page.url) == (302, path)


@pytest.mark.parametrize("typed", ["", "李桂英", "7304291650", "123", "https://pay.example/?x=1"])
def test_what_is_no_number_of_ours_is_said_and_kept(cast, language, at_desk, typed):
    page = at_desk("wang", language).client.post("/desk/papers/", {"number": typed})
    assert page.status_code == 422
    assert "number" in page.context["form"].errors
    assert f'value="{typed}"' in page.content.decode() or not typed


def test_who_sees_the_case_reads_how_it_stands(cast, language, at_desk, given, path):
    said = at_desk("wang", language).read(path)
    assert LAMPS[:8] in said
    assert f"/desk/cases/{given.voice.pk}/" in said
    assert "李桂英" not in said
    assert given.code not in said


def test_another_desk_sees_what_the_slip_shows_and_no_more(cast, language, at_desk, given, path):
    said = at_desk("hotline", language).read(path)
    for hidden in (LAMPS[:8], "李桂英", f"/desk/cases/{given.voice.pk}/", "/reissue/", "/compare/"):
        assert hidden not in said
    assert ("已收到" if language == "zh-hans" else "Received") in said


def test_with_the_code_any_desk_reads_it_and_adds_in_their_name(cast, at_desk, given, path):
    worker = at_desk("hotline")
    assert worker.post(f"{path}code/", code="1111 2222 3333 4444").status_code == 422
    assert LAMPS[:8] not in worker.read(path)
    assert worker.post(f"{path}code/", code=given.code).status_code == 302
    assert LAMPS[:8] in worker.read(path)
    key = uuid.uuid4()
    for _ in range(2):
        assert worker.post(f"{path}add/", words="昨晚又有人摔了。", key=key).status_code == 302
    assert Event.objects.filter(type="xinfang.add").count() == 1
    assert Event.objects.get(type="voice.words_taken_down").public == {"how": "code"}
    assert LAMPS[:8] not in at_desk("hotline").read(path), "it was opened at that desk alone"


def test_words_are_added_only_when_it_is_said_how_the_person_was_known(cast, at_desk, given, path):
    worker = at_desk("wang")
    page = worker.post(f"{path}add/", words="昨晚又有人摔了。", key=uuid.uuid4())
    assert page.status_code == 422
    assert "昨晚又有人摔了。" in page.content.decode()
    assert worker.post(f"{path}add/", words="昨晚又有人摔了。", key=uuid.uuid4(), how="call_back").status_code == 302
    assert Event.objects.get(type="voice.words_taken_down").public == {"how": "call_back"}


def test_a_comparison_says_yes_or_no_and_shows_nothing(cast, language, at_desk, given, path):
    worker = at_desk("wang", language)
    for phone, said in (("0000 1234567", ("一致", "agrees with")), ("123", ("不一致", "does not agree"))):
        page = worker.client.post(f"{path}compare/", {"phone": phone, "key": uuid.uuid4()}, follow=True)
        assert said[language == "en"] in page.content.decode()
        assert "00001234567" not in page.content.decode()
    page = worker.post(f"{path}compare/", name="", phone="", key=uuid.uuid4())
    assert page.status_code == 422


def test_after_several_wrong_ones_it_has_to_wait(cast, language, at_desk, given, path):
    worker = at_desk("wang", language)
    for _ in range(3):
        worker.post(f"{path}compare/", name="张三", key=uuid.uuid4())
    page = worker.post(f"{path}compare/", name="李桂英", key=uuid.uuid4())
    assert page.status_code == 422
    assert ("请等" if language == "zh-hans" else "Please wait") in page.content.decode()


def test_a_lost_slip_is_issued_again_and_printed(cast, language, at_desk, given, path):
    worker, key = at_desk("wang", language), uuid.uuid4()
    assert worker.post(f"{path}reissue/", key=key).status_code == 422
    pages = [worker.client.post(f"{path}reissue/", {"how": "papers", "key": key}, follow=True) for _ in range(2)]
    code = pages[0].context["code"]
    assert pages[1].context["code"] == code != given.code
    assert ("补发好了" if language == "zh-hans" else "Issued again") in pages[0].content.decode()
    assert open_receipt(number=given.voice.number, code=code, now=NOW) == given.voice
    slip = worker.read(f"/desk/intake/{key}/slip/")
    assert f"{code[:4]} {code[4:8]}" in slip
    assert at_desk("zhou").get(f"/desk/intake/{key}/").status_code == 404


def test_one_more_signs_days_later(cast, at_desk, given, path):
    key = uuid.uuid4()
    page = at_desk("wang").client.post(f"{path}sign/", {"name": "王大山", "as_draft": key}, follow=True)
    signed = Voice.objects.get(signed_with=given.voice)
    assert page.context["voice"] == signed
    assert signed.case.lead_case_id == given.voice.pk


def test_a_sealed_report_is_served_by_its_officer_alone(cast, at_desk):
    spoken = Spoken("counter", "report", "named", "所长收钱办证，给我小鞋穿。", "zh-hans", NOW)
    report = receive_draft(uuid.uuid4(), spoken, identity=LI, now=NOW)
    path = f"/desk/papers/{report.voice.number}/"
    for name in ("wang", "zhou"):
        said = at_desk(name).read(path)
        assert "所长" not in said
        assert "检举" not in said
        assert "/reissue/" not in said
        posted = at_desk(name).post(f"{path}reissue/", how="papers", key=uuid.uuid4())
        assert posted.status_code == 422
    assert "/reissue/" in at_desk("feng").read(path)
    assert at_desk("feng").post(f"{path}reissue/", how="papers", key=uuid.uuid4()).status_code == 302


@pytest.mark.parametrize("name", ["zhao", "qian", "hu", "chen", "sun", "guo", "outsider", "town"])
def test_nobody_else_comes_in(cast, at_desk, given, path, name):
    worker = at_desk(name)
    for page in ("/desk/papers/", path):
        assert worker.get(page).status_code == 403
    for act in ("code", "add", "compare", "reissue", "sign"):
        assert worker.post(f"{path}{act}/").status_code == 403
    assert worker.post("/desk/papers/scan/").status_code == 403


@pytest.mark.parametrize("number", ["7304291658", "1234567890", "x", "0" * 10])
def test_a_number_that_is_nobodys_is_not_there(cast, at_desk, number):
    worker = at_desk("wang")
    assert worker.get(f"/desk/papers/{number}/").status_code == 404
    for act in ("code", "add", "compare", "reissue", "sign"):
        assert worker.post(f"/desk/papers/{number}/{act}/").status_code == 404


def test_a_look_changes_nothing(cast, at_desk, path):
    for act in ("code", "add", "compare", "reissue", "sign"):
        assert at_desk("wang").get(f"{path}{act}/").status_code == 405


def test_an_erased_voice_says_so_and_offers_nothing(cast, at_desk, given, path):
    Voice.objects.filter(pk=given.voice.pk).update(erased_at=NOW, text="", title="", person=None)
    said = at_desk("wang").read(path)
    assert re.search("都已经删除", said)
    for act in ("/add/", "/reissue/", "/compare/", "/sign/", "/code/"):
        assert act not in said
