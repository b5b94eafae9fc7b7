"""What people, pastes and machines send that nobody expected: a clear sentence, nothing lost, nothing broken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from huiying.listen.voices.models import Voice
from tests.faces.public.conftest import LAMPS, Speaker


def test_a_megabyte_is_refused_and_given_back(reader: Speaker, language: str) -> None:
    reader.answer("kind", kind="request")
    words = "很长。" * 350_000
    response = reader.answer("words", words=words)
    page = response.content.decode()
    assert response.status_code == 422
    assert {"zh-hans": "您写了 1050000 个字，一次最多 20000 个字", "en": "1050000 characters; 20000 fit at once"}[
        language
    ] in page
    assert words in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("路灯\x00不亮", "路灯不亮"),
        ("路灯\u202e不亮\u2066", "路灯不亮"),
        ("<b>路灯</b> & '不亮'; DROP TABLE voices_voice; --", "<b>路灯</b> & '不亮'; DROP TABLE voices_voice; --"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("😀 路灯不亮 🕯️", "😀 路灯不亮 🕯️"),
        ("{{ 7|add:7 }} {% csrf_token %}", "{{ 7|add:7 }} {% csrf_token %}"),
    ],
)
def test_words_arrive_as_they_were_said_and_harm_nothing(li: Speaker, typed: str, kept: str) -> None:
    number, code = li.speak(words=typed)
    assert Voice.objects.get(number=number).text == kept
    li.open(number, code)
    page = li.read("/follow/voice")
    assert "<b>路灯</b>" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("blank", ["", " ", "\u3000\n\t", "\u200b\u2060", "\x00", "\u202e\u202c"])
def test_blanks_of_every_kind_are_not_words(li: Speaker, blank: str) -> None:
    li.answer("kind", kind="request")
    response = li.answer("words", words=blank)
    assert response.status_code == 422
    assert "请写下您要说的事，一句话也行。" in response.content.decode()


def test_a_file_instead_of_words_is_not_taken(reader: Speaker, language: str) -> None:
    reader.answer("kind", kind="request")
    file = SimpleUploadedFile("words.txt", LAMPS.encode())
    response = reader.client.post("/speak/words", {"words": file})
    assert response.status_code == 422
    said = {"zh-hans": "这里只收文字，文件没有收下", "en": "Only words can be taken here"}
    assert said[language] in response.content.decode()


def test_a_file_beside_the_words_is_refused_and_the_words_stay(li: Speaker) -> None:
    li.answer("kind", kind="request")
    response = li.client.post("/speak/words", {"words": LAMPS, "photo": SimpleUploadedFile("a.png", b"\x89PNG")})
    assert response.status_code == 422
    assert LAMPS in response.content.decode()


def test_a_file_with_the_check_page_sends_nothing(li: Speaker) -> None:
    li.go_through()
    response = li.client.post("/speak/check", {"extra": SimpleUploadedFile("a.exe", b"MZ")})
    assert response.status_code == 422
    assert "文件没有收下" in response.content.decode()
    assert not Voice.objects.exists()


def test_the_same_field_many_times_and_fields_that_nobody_asked_for_change_nothing(li: Speaker) -> None:
    li.go_through()
    li.client.post("/speak/words", {"words": ["first", "second"], "kind": "report", "may_publish": "on", "done": "x"})
    li.client.post("/speak/check", {"naming": "anonymous"})
    voice = Voice.objects.get()
    assert (voice.text, voice.kind, voice.naming, voice.may_publish) == ("second", "request", "shielded", False)


@pytest.mark.parametrize("path", ["/speak/kind", "/speak/check", "/speak/new", "/follow/code", "/follow/leave"])
def test_without_the_token_of_the_form_nothing_is_done(path: str) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "zh-hans"})
    response = browser.post(path, {"kind": "request"})
    assert response.status_code == 403
    assert "您写的还在" in response.content.decode()


def test_the_box_on_the_front_page_needs_no_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/follow", {"number": ""}).status_code == 422


@pytest.mark.parametrize("path", ["/", "/speak", "/speak/sent", "/follow/voice"])
def test_pages_that_only_show_take_no_posts(li: Speaker, path: str) -> None:
    assert li.client.post(path, {"x": "y"}).status_code == 405


@pytest.mark.parametrize("path", ["/speak/words", "/speak/check", "/follow", "/follow/code", "/follow/voice/add"])
def test_other_ways_of_asking_are_refused(li: Speaker, path: str) -> None:
    li.go_through()
    assert li.client.put(path, "words=x").status_code == 405


@pytest.mark.parametrize("path", ["/speak/new", "/speak/leave", "/follow/leave", "/follow/voice/rate"])
def test_what_changes_something_is_not_done_by_looking(li: Speaker, path: str) -> None:
    assert li.get(path).status_code == 405


def test_a_token_of_a_link_may_be_anything(li: Speaker) -> None:
    assert li.get("/r/" + "%F0%9F%98%80" * 50).status_code == 410
