"""The draft: nothing typed is lost, nothing is sent twice, and nobody reads somebody else's."""

from collections.abc import Callable

import pytest

from huiying.core.errors import HuiyingError
from huiying.listen.voices.models import Draft, Voice
from huiying.serve.casework.models import Case
from tests.faces.public.conftest import LAMPS, Speaker, Time


def test_the_cookie_is_signed_hidden_from_scripts_and_bound_to_speaking(li: Speaker) -> None:
    li.answer("kind", kind="request")
    cookie = li.client.cookies["hy_draft"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/speak"
    assert int(cookie["max-age"]) == 24 * 3600
    assert ":" in cookie.value


def test_asking_the_first_question_keeps_nothing_yet(li: Speaker) -> None:
    li.get("/speak/kind")
    assert not Draft.objects.exists()
    assert "hy_draft" not in li.client.cookies


def test_what_lies_in_the_draft_is_sealed(li: Speaker) -> None:
    li.go_through()
    draft = Draft.objects.get()
    assert LAMPS.encode() not in bytes(draft.sealed)
    assert b"13812342041" not in bytes(draft.sealed)


def test_sending_twice_gives_the_same_receipt(li: Speaker) -> None:
    li.go_through()
    cookies = li.client.cookies.copy()
    li.client.post("/speak/check")
    first = li.receipt()
    li.client.cookies = cookies
    li.client.post("/speak/check")
    assert li.receipt() == first
    assert Voice.objects.count() == Case.objects.count() == 1


def test_a_post_that_lost_its_answer_still_finds_its_receipt(li: Speaker) -> None:
    """The line drops after the server has everything: the browser never saw the answer and asks again."""
    li.go_through()
    cookies = li.client.cookies.copy()
    li.client.post("/speak/check")
    li.client.cookies = cookies
    assert li.get("/speak/check")["Location"] == "/speak/sent"
    assert len(li.receipt()[1]) == 16


def test_after_sending_the_back_button_leads_to_the_receipt(li: Speaker) -> None:
    li.speak()
    assert li.get("/speak/words")["Location"] == "/speak/sent"
    assert li.answer("words", words="anders")["Location"] == "/speak/sent"
    assert Voice.objects.get().text == LAMPS


def test_an_expired_draft_says_so_and_keeps_what_was_just_written(reader: Speaker, language: str, time: Time) -> None:
    reader.answer("kind", kind="request")
    time.pass_by(hours=25)
    response = reader.answer("words", words=LAMPS)
    assert response["Location"] == "/speak/kind?lost"
    said = {"zh-hans": "草稿只存 24 小时", "en": "A draft is kept for 24 hours"}[language]
    assert said in reader.read("/speak/kind?lost")
    reader.answer("kind", kind="request")
    assert LAMPS in reader.read("/speak/words")


def test_an_expired_draft_that_is_only_looked_at_says_so_too(li: Speaker, time: Time) -> None:
    li.go_through()
    time.pass_by(hours=25)
    assert li.get("/speak/check")["Location"] == "/speak/kind"
    assert "草稿没有了" in li.read("/speak/kind")


def test_a_refusal_and_the_lost_draft_are_not_said_at_once(li: Speaker, time: Time) -> None:
    li.answer("kind", kind="request")
    time.pass_by(hours=25)
    page = li.answer("words", words="").content.decode()
    assert "hy-errsum" in page
    assert "hy-banner" not in page


MADE_UP = "3ee2db3418a549c8976ea954f841fbf9"


@pytest.mark.parametrize("forged", ["", "x", MADE_UP, f"{MADE_UP}:1x:AAAA", "é:1:2"])
def test_a_forged_cookie_opens_nothing(li: Speaker, another: Callable[[], Speaker], forged: str) -> None:
    li.go_through()
    stranger = another()
    stranger.client.cookies["hy_draft"] = forged
    assert LAMPS not in stranger.read("/speak/kind")
    assert stranger.get("/speak/words")["Location"] == "/speak/kind"
    assert stranger.client.post("/speak/check")["Location"] == "/speak/kind?lost"
    assert not Voice.objects.exists()


def test_a_draft_of_one_browser_is_not_open_to_another(li: Speaker, another: Callable[[], Speaker]) -> None:
    li.go_through()
    assert another().get("/speak/words")["Location"] == "/speak/kind"


def test_an_open_draft_is_offered_to_go_on_or_to_begin_another(reader: Speaker, language: str) -> None:
    reader.answer("kind", kind="request")
    page = reader.read("/speak")
    assert {"zh-hans": "接着写", "en": "Go on writing"}[language] in page
    assert 'href="/speak/words"' in page
    reader.client.post("/speak/new")
    assert {"zh-hans": "接着写", "en": "Go on writing"}[language] not in reader.read("/speak")


def test_beginning_another_does_not_show_the_receipt_before(li: Speaker) -> None:
    number, code = li.speak()
    page = li.read("/speak")
    assert code not in page
    assert number not in page
    li.client.post("/speak/new")
    second, _ = li.speak(words="井盖不见了。")
    assert second != number


def test_nothing_is_sent_when_the_case_cannot_be_opened(li: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    li.go_through()

    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("huiying.loop.receive_voice.open_cases", refuse)
        with pytest.raises(OSError, match="disk full"):
            li.client.post("/speak/check")
    assert not Voice.objects.exists()
    assert LAMPS in li.read("/speak/check"), "the answers are still there"
    li.client.post("/speak/check")
    assert Voice.objects.count() == 1


def test_errors_of_the_house_have_sentences_in_both_languages() -> None:
    def below(kind: type[HuiyingError]) -> list[type[HuiyingError]]:
        return [kind, *(found for sub in kind.__subclasses__() for found in below(sub))]

    for kind in below(HuiyingError)[1:]:
        if kind.__subclasses__() and "code" not in vars(kind):
            continue  # what several kinds share: nobody ever reads it
        assert kind.sentence.zh
        assert kind.sentence.en
