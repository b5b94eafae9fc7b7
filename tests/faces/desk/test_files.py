"""Files on the desk: shown with the case, saved and never opened inside, put there by whoever works on it."""

import io
import re
from datetime import date
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiying.foundation.files.enums import Scan
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Attachment
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW
from tests.foundation.files import making
from tests.journeys_of_rows import Li


def upload(data=b"", name="现场.jpg"):
    return SimpleUploadedFile(name, data or making.photo((60, 40)))


@pytest.fixture
def li(cast):
    return Li(cast)


@pytest.fixture
def voice(li):
    files = [keep_file(making.photo((90, 60)), "路灯.jpg", now=NOW).pk, keep_file(b"x", "说明.txt", now=NOW).pk]
    return receive_voice(li.said("counter"), identity=li.identity, actor=SPEAKER, now=NOW, files=files).voice


def addresses(page):
    return re.findall(r'href="(/desk/cases/\d+/files/\d+/)"', page)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_the_case_page_lists_files_with_small_pictures_and_how_they_were_scanned(voice, at_desk, language):
    page = at_desk("zhou", language).read(f"/desk/cases/{voice.pk}/")
    assert "路灯.jpg" in page
    assert "说明.txt" in page
    assert page.count("/small/") == 1
    assert {"zh-hans": "还没有查毒", "en": "not scanned for viruses"}[language] in page
    StoredFile.objects.update(scan=Scan.CLEAN)
    assert "查毒" not in at_desk("zhou").read(f"/desk/cases/{voice.pk}/")


def test_a_file_is_saved_and_never_opened_inside(voice, at_desk):
    zhou = at_desk("zhou")
    first, second = addresses(zhou.read(f"/desk/cases/{voice.pk}/"))
    response = zhou.get(first)
    from PIL import Image

    assert not Image.open(io.BytesIO(response.content)).getexif()
    assert re.search(r"^attachment; .*周强 .* 20261123-\d{4} 路灯\.jpg$", unquote(response["Content-Disposition"]))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert zhou.get(second).content == b"x"
    assert zhou.get(f"{first}small/")["Content-Type"] == "image/webp"
    assert zhou.get(f"{second}small/").status_code == 404


@pytest.mark.parametrize("name", ["outsider", "zhao", "guo"])
def test_who_may_not_see_the_case_gets_no_file_of_it(voice, at_desk, name):
    worker, file = at_desk(name), Attachment.objects.first()
    for path in (f"/desk/cases/{voice.pk}/files/{file.pk}/", f"/desk/cases/{voice.pk}/files/{file.pk}/small/"):
        assert worker.get(path).status_code in {403, 404}
    assert worker.get(f"/desk/cases/{voice.pk}/files/").status_code in {403, 404}


def test_a_file_of_another_case_is_not_found_under_this_one(voice, li, at_desk):
    other = receive_voice(li.said("counter"), identity={}, actor=SPEAKER, now=NOW).voice
    file = Attachment.objects.first()
    assert at_desk("zhou").get(f"/desk/cases/{other.pk}/files/{file.pk}/").status_code == 404


def test_a_sealed_report_shows_its_files_to_its_officer_alone(li, at_desk):
    files = [keep_file(making.photo(), "证据.jpg", now=NOW).pk]
    report = li.said("web", "report")
    voice = receive_voice(report, identity={}, actor=SPEAKER, now=NOW, files=files).voice
    path = f"/desk/cases/{voice.pk}/files/{Attachment.objects.get().pk}/"
    assert at_desk("feng").get(path).status_code == 200
    for name in ("wang", "zhou", "chen", "sun"):
        assert at_desk(name).get(path).status_code == 404
        assert at_desk(name).get(f"{path}small/").status_code == 404


def test_staff_attach_files_for_staff_or_for_the_person(voice, at_desk, language):
    zhou, path = at_desk("zhou", language), f"/desk/cases/{voice.pk}/files/"
    page = zhou.read(path)
    assert 'enctype="multipart/form-data"' in page
    response = zhou.post(path, papers=[upload(), upload(b"y", "单.txt")], of="office", kept=hidden(page, "kept"))
    assert response["Location"] == f"/desk/cases/{voice.pk}/"
    zhou.post(path, papers=[upload(name="答复.jpg")], of="reply")
    zhou.post(path, papers=[upload(name="送来.jpg")], of="added")
    assert [a.attached_as for a in voice.attachments.order_by("pk")] == [
        *("voice", "voice", "office", "office", "reply", "added")
    ]
    assert {a.staff for a in voice.attachments.filter(position__gt=2)} == {zhou.staff}
    page = zhou.read(f"/desk/cases/{voice.pk}/")
    assert {"zh-hans": "给诉求人的", "en": "given to the person"}[language] in page
    assert {e.type for e in Event.objects.filter(actor_id=zhou.staff.pk)} == {
        *("voice.files_filed", "voice.files_given", "voice.files_added")
    }


def test_a_form_posted_twice_attaches_its_files_once(voice, at_desk):
    zhou, path = at_desk("zhou"), f"/desk/cases/{voice.pk}/files/"
    key = hidden(zhou.read(path), "key")
    for _ in range(2):
        assert zhou.post(path, papers=[upload(name="答复.jpg")], of="reply", key=key).status_code == 302
    key = hidden(zhou.read(path), "key")
    page = zhou.post(path, papers=[upload(b"c", "c.txt")], more_files=1, key=key).content.decode()
    again = {"kept": hidden(page, "kept"), "key": hidden(page, "key"), "of": "reply"}
    assert [zhou.post(path, **again).status_code for _ in range(2)] == [302, 302]
    assert voice.attachments.filter(attached_as="reply").count() == 2


def test_what_was_kept_waits_until_the_rest_is_put_right(voice, at_desk):
    zhou, path = at_desk("zhou"), f"/desk/cases/{voice.pk}/files/"
    response = zhou.post(path, papers=[upload(), upload(b"MZ", "b.exe")], of="office")
    page = response.content.decode()
    assert response.status_code == 422
    assert "b.exe" in page
    assert "现场.jpg" in page
    page = zhou.post(path, kept=hidden(page, "kept"), papers=[upload(b"c", "c.txt")], more_files=1).content.decode()
    assert "出错了" not in page
    assert zhou.post(path, kept=hidden(page, "kept")).status_code == 422
    assert zhou.post(path, kept=hidden(page, "kept"), of="office").status_code == 302
    assert voice.attachments.count() == 4
    assert zhou.post(path, of="office").status_code == 422


def test_who_only_reads_a_case_is_offered_nothing(voice, at_desk):
    chief = at_desk("sun")
    assert f'/desk/cases/{voice.pk}/files/"' not in chief.read(f"/desk/cases/{voice.pk}/")
    assert chief.get(f"/desk/cases/{voice.pk}/files/").status_code == 403


def test_an_infected_file_is_locked_away(voice, at_desk):
    zhou = at_desk("zhou")
    StoredFile.objects.update(scan=Scan.REFUSED)
    page = zhou.read(f"/desk/cases/{voice.pk}/")
    assert "查出病毒" in page
    assert addresses(page) == []
    file = Attachment.objects.first()
    response = zhou.get(f"/desk/cases/{voice.pk}/files/{file.pk}/")
    assert response.status_code == 409
    assert "病毒" in response.content.decode()
    assert zhou.get(f"/desk/cases/{voice.pk}/files/{file.pk}/small/").status_code == 404


def test_a_file_that_is_damaged_on_the_disk_says_whom_to_ask(voice, at_desk):
    from huiying.foundation.files import disk

    file = Attachment.objects.select_related("file").first()
    disk.remove(file.file.place)
    response = at_desk("zhou").get(f"/desk/cases/{voice.pk}/files/{file.pk}/")
    assert response.status_code == 409
    assert "huiying check" in response.content.decode()
    assert at_desk("zhou").get(f"/desk/cases/{voice.pk}/files/{file.pk}/small/").status_code == 404


def test_an_erased_voice_takes_no_files(voice, cast, li, at_desk):
    from huiying.loop.erase_voice import erase_voice

    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    erase_voice(voice.pk, basis="order", actor=cast.actor("sun"), now=NOW, reason="法院的命令")
    assert at_desk("zhou").get(f"/desk/cases/{voice.pk}/files/").status_code == 403
    assert "路灯.jpg" not in at_desk("zhou").read(f"/desk/cases/{voice.pk}/")
