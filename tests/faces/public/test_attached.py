"""Photos and papers of a speaker: several at once, each refusal a sentence, nothing lost, given out to nobody else."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import MOST_BYTES, MOST_FILES
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import name_of, read_file
from huiying.foundation.files.services import keep_file
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.models import Attachment, Voice
from huiying.listen.voices.services.attachments import attach
from huiying.loop.receive_voice import SPEAKER
from tests.cast import NOW
from tests.faces.public.conftest import LAMPS
from tests.foundation.files import making


def upload(data=b"", name="photo.jpg"):
    return SimpleUploadedFile(name, data or making.photo((60, 40)))


def send(speaker, *files, path="/speak/files", **more):
    return speaker.client.post(path, {"papers": list(files), **more})


@pytest.fixture
def writing(reader):
    reader.answer("kind", kind="request")
    reader.answer("words", words=LAMPS)
    return reader


def kept_names():
    return [name_of(file) for file in StoredFile.objects.order_by("pk")]


def test_the_question_comes_after_the_words_and_may_be_passed(reader):
    reader.answer("kind", kind="request")
    assert reader.answer("words", words=LAMPS)["Location"] == "/speak/files"
    page = reader.read("/speak/files")
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert "multiple" in page
    assert send(reader)["Location"] == "/speak/town"
    assert not StoredFile.objects.exists()


def test_several_files_come_at_once_and_go_with_the_voice(writing, language):
    assert send(writing, upload(name="一.jpg"), upload(making.pdf(), "二.pdf"))["Location"] == "/speak/town"
    assert kept_names() == ["一.jpg", "二.pdf"]
    number, _code = writing.speak()
    voice = Voice.objects.get(number=number)
    assert [a.attached_as for a in voice.attachments.all()] == ["voice", "voice"]
    assert not StoredFile.objects.filter(held_until__isnull=False).exists()
    assert "一.jpg" in writing.read("/speak/sent")


def test_what_was_kept_stands_on_the_page_and_the_check_page(writing):
    send(writing, upload(name="灯杆.jpg"))
    page = writing.read("/speak/files?change")
    assert "灯杆.jpg" in page
    assert "data:image/webp;base64," in page
    writing.go_through()
    assert "灯杆.jpg" in writing.read("/speak/check")


def test_each_refusal_is_a_sentence_with_the_name_and_costs_the_others_nothing(writing, language):
    response = send(
        writing,
        upload(b"MZ\x90\0" + b"\0" * 99, "setup.exe"),
        upload(name="good.jpg"),
        upload(b"\xff\xd8\xff" + b"0" * MOST_BYTES, "large.jpg"),
        SimpleUploadedFile("empty.txt", b""),
        upload(b"%PDF-1.7 nothing", "broken.pdf"),
    )
    assert response.status_code == 422
    page = response.content.decode()
    for name in ("setup.exe", "large.jpg", "broken.pdf", "empty.txt"):
        assert name in page
    assert {"zh-hans": "超过 10 MB", "en": "larger than 10 MB"}[language] in page
    assert {"zh-hans": "这种文件收不了", "en": "This kind of file cannot be taken"}[language] in page
    assert {"zh-hans": "打不开", "en": "does not open"}[language] in page
    assert "good.jpg" in page
    assert kept_names() == ["good.jpg"]
    assert "<title>" + {"zh-hans": "出错了：", "en": "Error:"}[language] in page


def test_no_more_than_ten_are_kept_and_the_rest_is_said(writing):
    response = send(writing, *(upload(f"{at}".encode(), f"{at}.txt") for at in range(MOST_FILES + 2)))
    assert response.status_code == 422
    assert StoredFile.objects.count() == MOST_FILES
    assert "10.txt" in response.content.decode()


def test_one_is_removed_again_and_more_are_chosen(writing):
    assert send(writing, upload(b"a", "a.txt"), upload(b"b", "b.txt"), more_files="1")["Location"] == "/speak/files"
    first = StoredFile.objects.order_by("pk").first()
    assert writing.client.post("/speak/files?change", {"remove_file": first.pk})["Location"] == "/speak/files?change"
    assert kept_names() == ["b.txt"]
    send(writing, upload(b"c", "c.txt"))
    assert kept_names() == ["b.txt", "c.txt"]


def test_files_of_somebody_else_are_not_removed(writing, another):
    stranger = another()
    stranger.answer("kind", kind="request")
    send(stranger, upload(b"a", "a.txt"))
    writing.client.post("/speak/files", {"remove_file": StoredFile.objects.get().pk})
    for nothing in ("٣x", "²", "1" * 5_000):
        writing.client.post("/speak/files", {"remove_file": nothing})
    assert StoredFile.objects.count() == 1


def test_a_file_that_is_gone_is_said_at_the_end_and_nothing_else_is_lost(writing):
    send(writing, upload(b"a", "a.txt"), upload(b"b", "b.txt"))
    writing.go_through()
    StoredFile.objects.order_by("pk").first().delete()
    response = writing.client.post("/speak/check")
    assert response.status_code == 422
    assert not Voice.objects.exists()
    assert LAMPS in response.content.decode()
    assert writing.client.post("/speak/check").status_code == 302
    assert kept_names() == ["b.txt"]
    assert Attachment.objects.count() == 1


def test_where_only_words_are_asked_a_file_is_still_refused(writing):
    response = writing.client.post("/speak/words", {"words": LAMPS, "papers": upload()})
    assert response.status_code == 422
    assert not StoredFile.objects.exists()


def test_a_photo_is_found_on_the_follow_page_without_its_place(reader):
    reader.answer("kind", kind="request")
    send(reader, upload(making.photo((300, 200)), "现场.jpg"))
    reader.open(*reader.speak())
    page = reader.read("/follow/voice")
    (address,) = set(re.findall(r'href="(/follow/voice/file/\d+)"', page))
    response = reader.get(address)
    from PIL import Image

    assert not Image.open(io.BytesIO(response.content)).getexif()
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    small = reader.get(f"{address}/small")
    assert small["Content-Type"] == "image/webp"
    assert reader.get("/follow/voice/file/999999").status_code == 404


def test_nobody_else_gets_the_file(li, another):
    li.answer("kind", kind="request")
    send(li, upload())
    li.speak()
    file = Attachment.objects.get()
    stranger = another()
    assert stranger.get(f"/follow/voice/file/{file.pk}")["Location"] == "/follow"
    stranger.open(*stranger.speak(words="另一件事"))
    assert stranger.get(f"/follow/voice/file/{file.pk}").status_code == 404
    assert stranger.get(f"/follow/voice/file/{file.pk}/small").status_code == 404


def test_the_speaker_sees_what_the_office_gives_and_not_what_it_files(li):
    number, code = li.speak()
    voice = Voice.objects.get(number=number)
    for as_, name in ((AttachedAs.REPLY, "换灯记录.txt"), (AttachedAs.OFFICE, "内部清单.txt")):
        attach(voice, [keep_file(b"x", name, now=NOW).pk], of=as_, actor=SPEAKER, now=NOW)
    li.open(number, code)
    page = li.read("/follow/voice")
    assert "换灯记录.txt" in page
    assert "单位给您的" in page
    assert "内部清单.txt" not in page
    inside = Attachment.objects.get(attached_as=AttachedAs.OFFICE)
    assert li.get(f"/follow/voice/file/{inside.pk}").status_code == 404


def test_the_speaker_of_a_sealed_report_reads_no_files_on_a_page_others_may_see(li):
    li.answer("kind", kind="report")
    send(li, upload(name="证据.jpg"))
    li.open(*li.speak(kind="report", naming="anonymous"))
    assert "证据.jpg" not in li.read("/follow/voice")
    assert li.get(f"/follow/voice/file/{Attachment.objects.get().pk}").status_code == 404


def test_an_infected_file_is_locked_and_says_so(reader, language):
    reader.answer("kind", kind="request")
    send(reader, upload(b"x", "a.txt"))
    reader.open(*reader.speak())
    StoredFile.objects.update(scan=Scan.REFUSED)
    page = reader.read("/follow/voice")
    assert {"zh-hans": "查出病毒", "en": "a virus was found"}[language] in page
    assert "/follow/voice/file/" not in page
    response = reader.get(f"/follow/voice/file/{Attachment.objects.get().pk}")
    assert response.status_code == 409


@pytest.fixture
def opened(reader):
    reader.open(*reader.speak())
    return reader


ADD = "/follow/voice/add"


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_words_and_files_are_added_together(opened):
    key = hidden(opened.read(ADD), "key")
    response = send(opened, upload(name="灯杆.jpg"), path=ADD, words="灯杆编号 17", key=key)
    assert response["Location"] == "/follow/voice?done=added"
    assert "灯杆.jpg" in opened.read("/follow/voice")
    send(opened, upload(name="灯杆.jpg"), path=ADD, words="灯杆编号 17", key=key)
    assert Attachment.objects.count() == 1


def test_files_alone_are_enough_and_nothing_at_all_is_not(opened, language):
    key = hidden(opened.read(ADD), "key")
    response = send(opened, path=ADD, words="", key=key)
    assert response.status_code == 422
    assert {"zh-hans": "一句话也行", "en": "one sentence is enough"}[language] in response.content.decode()
    assert send(opened, upload(), path=ADD, words="", key=key).status_code == 302
    assert Attachment.objects.get().attached_as == "added"


def test_what_was_kept_waits_on_the_page_while_the_rest_is_put_right(opened):
    key = hidden(opened.read(ADD), "key")
    response = send(opened, upload(b"a", "a.txt"), upload(b"MZ", "b.exe"), path=ADD, words="见附件", key=key)
    page = response.content.decode()
    assert response.status_code == 422
    assert "见附件" in page
    kept = hidden(page, "kept")
    again = send(
        opened, upload(b"c", "c.txt"), path=ADD, words="见附件", key=hidden(page, "key"), kept=kept, more_files=1
    )
    assert again.status_code == 200
    page = again.content.decode()
    assert "a.txt" in page
    assert "c.txt" in page
    more = {"words": "", "key": hidden(page, "key"), "kept": hidden(page, "kept")}
    gone = StoredFile.objects.order_by("pk").first().pk
    page = send(opened, path=ADD, **more, remove_file=gone).content.decode()
    assert "a.txt" not in page
    more = {"words": "", "key": hidden(page, "key"), "kept": hidden(page, "kept")}
    for _ in range(2):
        assert send(opened, path=ADD, **more).status_code == 302
    assert [name_of(a.file) for a in Attachment.objects.select_related("file")] == ["c.txt"]


def test_a_basket_of_another_page_or_an_altered_one_holds_nothing(opened):
    send(opened, upload(b"a", "a.txt"), path=ADD, words="", key="forged")
    key = hidden(opened.read(ADD), "key")
    for kept in ("x", "WzFd:abc", ""):
        assert send(opened, path=ADD, words="", key=key, kept=kept).status_code == 422
    assert not Attachment.objects.exists()


def test_what_is_far_too_much_at_once_gets_a_sentence(opened, monkeypatch):
    from huiying.faces.look import uploads

    monkeypatch.setattr(uploads, "MOST_BODY_BYTES", 1000)
    key = hidden(opened.read(ADD), "key")
    response = opened.client.post(ADD, {"words": "见附件", "key": key, "papers": [upload()]})
    assert response.status_code == 422
    assert "见附件" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_a_large_file_is_sealed_and_its_plain_bytes_were_never_on_the_disk(writing, tmp_path, settings):
    settings.DATA = tmp_path
    line = "这一行足够独特，能在盘上找出来。\n".encode()
    send(writing, upload(line * 60_000, "长.txt"))
    file = StoredFile.objects.get()
    assert read_file(file) == line * 60_000
    assert all(line not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
