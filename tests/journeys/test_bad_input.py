"""What people, and programs, send that nobody expects: a sentence, nothing lost, nothing broken."""

import pytest
from playwright.sync_api import Error

from tests.journeys.browser import PHONE

UNFIT = [" \u3000 ", "\u200b\u200b", "\n\n\t", "", "\u202e"]
KEPT = [
    ("null\x00byte", "nullbyte"),
    ("turned \u202earound", "turned around"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("'; drop table voices_voice; --", "'; drop table voices_voice; --"),
    ("=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")"),
    ("灯又不亮了😀👨‍👩‍👧", "灯又不亮了😀👨‍👩‍👧"),
]  # fmt: skip


@pytest.fixture
def writing(somebody):
    """Somebody at the page for words."""

    def begin(language="en"):
        person = somebody(language=language, size=PHONE)
        person.go("/speak/kind")
        person.answer(kind="request")
        return person

    return begin


def posted(person, path, *, form=None, multipart=None):
    """Post to a page with the cookies of the browser and the token of the page it shows."""
    token = {"csrfmiddlewaretoken": person.page.locator("[name=csrfmiddlewaretoken]").first.input_value()}
    kind = {"form": token | form} if form is not None else {"multipart": token | multipart}
    return person.context.request.post(
        path, headers={"Referer": person.page.url, "Accept-Language": person.language}, **kind
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_blanks_are_answered_with_a_sentence(writing, language):
    person = writing(language)
    for words in UNFIT:
        person.fill(words=words)
        person.press("Continue")
        assert person.path() == "/speak/words"
        assert person.page.title().startswith(person.says("Error:"))
    person.answer(words="One lamp is out.")
    assert person.path() == "/speak/files"


def test_odd_signs_are_kept_as_words_and_run_nothing(writing):
    person = writing()
    for said, kept in KEPT:
        answer = posted(person, "/speak/words", form={"words": said})
        assert answer.status == 200
        person.go("/speak/words")
        assert person.page.locator("[name=words]").input_value() == kept


def test_a_megabyte_is_too_much_and_is_told(writing):
    person = writing()
    person.fill(words="灯" * 350_000)
    person.press("Continue")
    person.reads("350,000")
    assert person.page.locator("[name=words]").input_value() == "灯" * 350_000, "nothing typed is lost"
    person.answer(words="Three lamps are out.")
    assert person.path() == "/speak/files"


def test_nine_megabytes_are_refused_with_a_sentence(writing):
    person = writing()
    words = "x" * 9_000_000
    try:
        answer = posted(person, "/speak/words", form={"words": words})
    except Error:  # refused before all of it was sent: the line was cut while the browser still wrote
        answer = posted(person, "/speak/words", form={"words": words})
    assert answer.status in {400, 413}
    assert person.says("Not sent: too long") in answer.text()


def test_a_file_instead_of_words_is_refused_with_a_sentence(writing):
    person = writing()
    upload = {"name": "words.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x00\x01"}
    answer = posted(person, "/speak/words", multipart={"words": upload})
    assert answer.status == 422
    text = answer.text()
    assert person.says("Only words can be taken here; the file was not kept.") in text


@pytest.mark.parametrize("kind", ["nonsense", "", "0", "report' or 1=1", "x" * 5_000])
def test_a_choice_that_was_not_on_offer_is_refused(somebody, kind):
    person = somebody(language="en")
    person.go("/speak/kind")
    answer = posted(person, "/speak/kind", form={"kind": kind})
    assert answer.status == 422


def test_wrong_places_are_refused(writing):
    person = writing()
    person.answer(words="One lamp is out.")
    for town in ("999999", "-1", "abc", "9" * 40, "\x00"):
        assert posted(person, "/speak/town", form={"town": town}).status == 422


def test_a_forged_key_does_nothing_and_keeps_the_words(somebody):
    person = somebody(language="en")
    person.speak("One lamp is out; the key is forged.")
    person.open_voice()
    person.press("Add to what you said")
    person.page.locator("[name=key]").evaluate("(e) => { e.value = 'forged' }")
    person.answer_add("These words stay.")
    assert person.path() == "/follow/voice/add"
    assert person.page.locator("[name=words]").input_value() == "These words stay."
    person.press("Add it")
    person.sees("Added. The unit sees it.")


def test_the_same_words_posted_twice_are_added_once(somebody):
    person = somebody(language="en")
    person.speak("One lamp is out; added once.")
    person.open_voice()
    person.press("Add to what you said")
    key = person.page.locator("[name=key]").input_value()
    for _ in range(2):
        assert posted(person, "/follow/voice/add", form={"words": "Pole 17.", "key": key}).status == 200
    person.go("/follow/voice")
    assert person.page.locator("body").inner_text().count("Pole 17.") <= 1


def test_a_missing_cookie_is_a_sentence(somebody):
    person = somebody(language="en")
    person.go("/speak/kind")
    person.fill(kind="request")
    person.context.clear_cookies()
    person.press("Continue")
    person.sees("Not sent. Go back, your words are safe; load the page again and send it once more.")


@pytest.mark.parametrize(
    "path",
    [
        "/speak/nothing",
        "/follow/voice/paper/999999",
        "/follow/voice",
        "/r/not-a-token",
        "/nowhere",
        "/speak/receipt.txt",
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_addresses_that_lead_nowhere_say_what_to_do(somebody, path, language):
    person = somebody(language=language)
    person.go(path)
    assert person.page.locator("h1").is_visible()
    assert person.page.locator("main a[href], main form").count() >= 1
