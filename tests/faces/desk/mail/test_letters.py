"""A letter: scanned, typed beside its picture, registered once, its receipt printed for the post."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image

from huiying.foundation.files.models import StoredFile
from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.listen.mail.models import LetterPage
from huiying.listen.voices.models import Voice
from tests.cast import NOW
from tests.faces.desk.tongues import unmarked_chinese

PAGE = "/desk/mail/letter/"
WORDS = "尊敬的领导：村口的桥栏杆断了一个月，老人过桥害怕。请派人修。此致敬礼"
TYPED = {
    "words": WORDS,
    "kind": "request",
    "naming": "named",
    "name": "李桂英",
    "address": "柳溪县柳河镇柳河村 3 号",
    "received_at": "2026-11-23T09:00",
    "postmarked_on": "2026-11-19",
}


def scan(name="page.png", color="white"):
    out = BytesIO()
    Image.new("RGB", (400, 560), color).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def wang(at_desk):
    return at_desk("wang")


@pytest.fixture
def scanned(wang):
    """The address of a letter of two pages with one enclosure."""
    files = {"pages": [scan("1.png"), scan("envelope.png", "beige")], "enclosed": [scan("bridge.png", "gray")]}
    return wang.post(PAGE, **files)["Location"]


def test_the_pictures_come_first_then_the_words_beside_them(at_desk, scanned, language):
    page = at_desk("wang", language).get(scanned)
    html = page.content.decode()
    assert page.context["rows"] == [(0, True), (1, True)]
    assert f'src="{scanned}pages/0/"' in html
    assert html.index("mail-scans") < html.index('name="words"')
    for name in ("channel", "people_count", "unit"):
        assert f'name="{name}"' not in html
    if language == "en":
        assert unmarked_chinese(html) == []


def test_a_page_is_a_picture_for_the_clerk_who_scanned_it_alone(wang, scanned, at_desk):
    picture = wang.get(f"{scanned}pages/1/")
    assert (picture.status_code, picture["Content-Type"], picture["Content-Disposition"]) == (
        200,
        "image/svg+xml",
        "inline",
    )
    assert "王芳 · " in picture.content.decode(), "the mark of who looks"
    assert "no-store" in picture["Cache-Control"]
    assert "sandbox" in picture["Content-Security-Policy"]
    assert wang.get(f"{scanned}pages/2/").status_code == 404
    for path in (scanned, f"{scanned}pages/0/"):
        assert at_desk("hotline").get(path).status_code == 404
        assert at_desk("zhou").get(path).status_code == 403


def test_a_letter_becomes_a_voice_with_its_scans_closed_and_its_enclosure_open(wang, scanned, cast):
    done = wang.post(scanned, **TYPED)
    assert done["Location"] == f"{scanned}done/"
    voice = Voice.objects.get()
    assert (voice.channel, voice.text, voice.taken_by) == ("letter", WORDS, cast.staff["wang"])
    assert voice.received_at == NOW - timedelta(minutes=40)
    assert vault.opened(voice.person_id) == {"name": "李桂英", "address": TYPED["address"]}
    pages = list(LetterPage.objects.order_by("position"))
    assert [(page.position, page.postmarked_on) for page in pages] == [(1, date(2026, 11, 19)), (2, date(2026, 11, 19))]
    assert voice.attachments.count() == 1
    assert not StoredFile.objects.exclude(held_until=None).exists()
    event = Event.objects.get(type="letter.kept")
    assert event.public == {"pages": 2, "postmarked_on": "2026-11-19"}


def test_the_same_letter_posted_twice_is_one_voice_and_shows_the_same_receipt(wang, scanned):
    wang.post(scanned, **TYPED)
    first = wang.get(f"{scanned}done/").context["code"]
    again = wang.post(scanned, **TYPED)
    assert (again.status_code, again["Location"]) == (302, f"{scanned}done/")
    assert wang.get(scanned)["Location"] == f"{scanned}done/"
    assert wang.get(f"{scanned}done/").context["code"] == first
    assert Voice.objects.count() == LetterPage.objects.count() - 1 == 1


def test_the_receipt_is_printed_with_the_address_in_the_window(at_desk, scanned, language):
    wang = at_desk("wang", language)
    wang.post(scanned, **TYPED)
    voice = Voice.objects.get()
    assert wang.get(f"{scanned}sheet/").status_code == 405
    assert not Event.objects.filter(type="identity.viewed").exists()
    sheet = wang.post(f"{scanned}sheet/").content.decode()
    window = re.search(r"(?s)<address.*?</address>", sheet)[0]
    assert TYPED["address"] in window
    assert "李桂英" in window
    assert voice.number[:4] in sheet
    assert "<svg" in sheet
    assert WORDS not in sheet
    assert Event.objects.filter(type="identity.viewed").count() == 1
    with override(language):
        assert {"zh-hans": "您的来信收到了", "en": "We have your letter"}[language] in sheet


def test_nobody_else_sees_the_code_and_nobody_after_an_hour(wang, scanned, at_desk, monkeypatch):
    from huiying.foundation.keys import clock

    wang.post(scanned, **TYPED)
    assert at_desk("hotline").get(f"{scanned}done/").status_code == 404
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=61))
    assert at_desk("wang").get(f"{scanned}done/").status_code == 404
    assert at_desk("wang").post(f"{scanned}sheet/").status_code == 404


def test_a_letter_without_a_name_has_no_address_to_look_at(wang, scanned):
    wang.post(scanned, **TYPED | {"naming": "anonymous", "name": "", "address": ""})
    sheet = wang.post(f"{scanned}sheet/").content.decode()
    assert "李桂英" not in sheet
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_a_report_of_wrongdoing_goes_to_the_sealed_officer_and_its_receipt_back_without_a_look(wang, scanned, at_desk):
    wang.post(scanned, **TYPED | {"kind": "report"})
    voice = Voice.objects.get()
    sheet = wang.post(f"{scanned}sheet/").content.decode()
    assert TYPED["address"] not in sheet
    assert wang.get(f"/desk/cases/{voice.pk}/originals/").status_code == 404
    assert at_desk("feng").get(f"/desk/cases/{voice.pk}/originals/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"kind": ""}, "kind"),
        ({"postmarked_on": "2026-12-01"}, "postmarked_on"),
        ({"postmarked_on": "x"}, "postmarked_on"),
        ({"received_at": "2027-01-01T00:00"}, "received_at"),
        ({"address": ""}, "phone"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(wang, scanned, changed, field):
    answer = wang.post(scanned, **TYPED | changed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["rows"] == [(0, True), (1, True)]
    assert Voice.objects.count() == 0


def test_a_file_that_cannot_be_kept_is_named(wang):
    bad = SimpleUploadedFile("信.exe", b"MZ\x90", "application/octet-stream")
    answer = wang.post(PAGE, pages=[bad])
    assert answer.status_code == 422
    assert "信.exe" in answer.content.decode()


def test_the_other_pages_are_kept_when_one_is_refused(at_desk, language):
    wang, bad = at_desk("wang", language), SimpleUploadedFile("2.exe", b"MZ", "application/octet-stream")
    page = wang.post(PAGE, pages=[scan("1.png"), bad], enclosed=[scan("bridge.png", "gray")]).content.decode()
    assert "1.png" in page
    assert ("已经收下的" if language == "zh-hans" else "Kept so far") in page
    kept = dict(re.findall(r'name="(kept_\w+)" value="([^"]+)"', page))
    address = wang.post(PAGE, **kept, pages=[scan("2.png", "beige")])["Location"]
    assert wang.get(address).context["rows"] == [(0, True), (1, True)]
    assert wang.get(address).context["enclosed"] == 1
    stolen = at_desk("hotline").post(PAGE, **kept)["Location"]
    assert at_desk("hotline").get(stolen).context["rows"] == []


def test_a_letter_can_be_typed_from_the_paper(wang):
    address = wang.post(PAGE)["Location"]
    assert wang.get(address).context["rows"] == []
    wang.post(address, **TYPED)
    assert Voice.objects.get().channel == "letter"
    assert not Event.objects.filter(type="letter.kept").exists()


def test_a_letter_that_is_not_there(wang):
    assert wang.get(f"{PAGE}4c1d6a2e-5b1f-4f0e-9c53-9d3c1a2b7f10/").status_code == 404


def test_the_pages_open_later_for_who_may_know_the_writer(wang, scanned, at_desk, cast):
    wang.post(scanned, **TYPED)
    voice = Voice.objects.get()
    page = f"/desk/cases/{voice.pk}/originals/"
    first = LetterPage.objects.first()
    given = at_desk("zhou").post(page, page=first.pk, reason="核对信上的门牌")
    assert "hy-watermark" in (html := given.content.decode())
    assert "data:image/svg+xml;base64," in html
    assert Event.objects.filter(type="identity.viewed").count() == 1


def test_scans_go_with_the_voice(wang, scanned, cast):
    from huiying.foundation.people.models import Grant
    from huiying.loop.erase_voice import erase_voice

    wang.post(scanned, **TYPED)
    voice = Voice.objects.get()
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    erase_voice(voice.pk, basis="order", actor=cast.actor("sun"), now=NOW, reason="法院决定删除")
    assert (LetterPage.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_before_eight_in_the_morning_the_postmark_may_say_today(wang, scanned, monkeypatch):
    """In Liuxi it is the 24th already, in Greenwich not yet."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert wang.post(scanned, **TYPED | {"postmarked_on": "2026-11-24"}).status_code == 302


def test_the_way_to_a_new_letter_is_shown_to_who_may_go_it(at_desk):
    for name, open_ in (("wang", True), ("zhou", False)):
        worker = at_desk(name)
        assert (f'href="{PAGE}"' in worker.read("/desk/mail/")) is open_
        assert (worker.get(PAGE).status_code == 200) is open_
