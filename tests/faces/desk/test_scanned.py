"""Scanned paper is put to the case whose number its code carries; what has no code asks for the number."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from huiying.core.codes import grouped_number
from huiying.listen.voices.models import Attachment
from tests.foundation.documents.test_codes import noisy, sheet, stored

SCAN = "/desk/papers/scan/"


def scan_of(*numbers, name="scan.jpg", degrees=9):
    texts = [f"https://old.example/follow?n={number}" for number in numbers]
    return SimpleUploadedFile(name, stored(noisy(sheet(*texts), degrees), "JPEG", quality=70), "image/jpeg")


@pytest.fixture
def voice(speak):
    return speak()


def test_a_scan_finds_its_case_and_lies_there_once(cast, language, at_desk, voice):
    wang, key = at_desk("wang", language), uuid.uuid4()
    for _ in range(2):
        page = wang.client.post(SCAN, {"key": key, "upload": [scan_of(voice.number)]})
    assert page.status_code == 200
    (one,) = Attachment.objects.filter(voice=voice)
    assert (one.attached_as, one.staff) == ("office", cast.staff["wang"])
    said = page.content.decode()
    assert f"/desk/cases/{voice.pk}/" in said
    assert grouped_number(voice.number) in said


def test_another_scan_sent_with_a_form_that_was_gone_back_to_is_kept(cast, at_desk, voice):
    wang, key = at_desk("wang"), uuid.uuid4()
    for degrees in (9, 180):
        wang.client.post(SCAN, {"key": key, "upload": [scan_of(voice.number, degrees=degrees)]})
    assert voice.attachments.count() == 2


def test_several_pages_go_each_to_their_own(cast, at_desk, speak):
    first, second = speak(), speak()
    pages = [scan_of(first.number), scan_of(second.number, degrees=180)]
    at_desk("wang").client.post(SCAN, {"key": uuid.uuid4(), "upload": pages})
    assert [one.attachments.count() for one in (first, second)] == [1, 1]


def test_a_page_without_code_asks_and_the_number_before_it_is_proposed(cast, language, at_desk, voice):
    wang = at_desk("wang", language)
    pages = [scan_of(voice.number), scan_of(name="第二页.jpg")]
    page = wang.client.post(SCAN, {"key": uuid.uuid4(), "upload": pages})
    said = page.content.decode()
    assert voice.attachments.count() == 1
    token = re.search(r'name="file" value="([^"]+)"', said)[1]
    assert f'name="number-0" value="{grouped_number(voice.number)}"' in said
    wrong = wang.client.post(SCAN, {"key": uuid.uuid4(), "file": [token], "number-0": "7304 2916 50"})
    assert wrong.status_code == 422
    assert "7304 2916 50" in wrong.content.decode()
    key = re.search(r'name="key" value="([^"]+)"', said)[1]
    for _ in range(2):
        wang.client.post(SCAN, {"key": key, "file": [token], "number-0": voice.number})
    assert voice.attachments.count() == 2


def test_on_the_page_of_a_receipt_all_belongs_to_it(cast, at_desk, voice):
    sent = {"key": uuid.uuid4(), "number": voice.number, "of": "added", "upload": [scan_of()]}
    at_desk("wang").client.post(SCAN, sent)
    assert [one.attached_as for one in voice.attachments.all()] == ["added"]


def test_paper_of_a_case_of_others_is_not_put_there(cast, language, at_desk, voice):
    page = at_desk("hotline", language).client.post(SCAN, {"key": uuid.uuid4(), "upload": [scan_of(voice.number)]})
    assert page.status_code == 422
    assert not Attachment.objects.exists()
    assert f"/desk/cases/{voice.pk}/" not in page.content.decode()


def test_a_sealed_report_takes_paper_from_its_officer_alone(cast, at_desk, speak):
    report = speak(kind="report", text="所长收钱办证。")
    for name, count in (("wang", 0), ("zhou", 0), ("feng", 1)):
        at_desk(name).client.post(SCAN, {"key": uuid.uuid4(), "upload": [scan_of(report.number)]})
        assert report.attachments.count() == count


@pytest.mark.parametrize(("name", "data"), [("x.exe", b"MZ" + b"\0" * 99), ("x.jpg", b"no picture"), ("x.pdf", b"")])
def test_a_bad_file_is_said_and_the_others_go_on(cast, language, at_desk, voice, name, data):
    pages = [SimpleUploadedFile(name, data), scan_of(voice.number)]
    page = at_desk("wang", language).client.post(SCAN, {"key": uuid.uuid4(), "upload": pages})
    assert voice.attachments.count() == 1
    assert page.status_code in {200, 422}


def test_nothing_sent_leads_back_and_forged_tokens_are_passed_over(cast, at_desk, voice):
    wang = at_desk("wang")
    assert wang.client.post(SCAN, {"key": "x"}).status_code == 302
    assert wang.client.post(SCAN, {"file": ["forged", "1:2:3"], "number-0": voice.number}).status_code == 302
    assert wang.get(SCAN).status_code in {404, 405}


def test_the_code_on_our_slip_finds_its_case(cast, at_desk, voice):
    """The very drawing that is printed, as a camera sees it."""
    import segno

    from huiying.core.paper import paper_address

    buffer = io.BytesIO()
    segno.make_qr(paper_address("http://testserver/follow", voice.number), error="m").save(buffer, "png", scale=6)
    photo = noisy(Image.open(io.BytesIO(buffer.getvalue())).convert("L").resize((500, 500)), 14)
    upload = SimpleUploadedFile("photo.jpg", stored(photo, "JPEG"), "image/jpeg")
    at_desk("wang").client.post(SCAN, {"key": uuid.uuid4(), "upload": [upload]})
    assert voice.attachments.count() == 1
