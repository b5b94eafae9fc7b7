"""Hostile text while speaking up: accepted as it is or refused with a sentence, never slow, and the worker reads on."""

import pytest

from huiying.foundation.likeness.selectors import count_waiting
from huiying.listen.voices.models import Voice
from huiying.loop.understanding.reading import read_waiting
from tests.cast import NOW
from tests.faces.public.conftest import Speaker
from tests.hostile import ACCEPTED, LONE_SURROGATE, NORMAL, REFUSED, Stopwatch


@pytest.fixture
def say(cast):
    """Says a text in a browser of its own; the page after the question."""

    def said(text):
        speaker = Speaker(cast)
        speaker.answer("kind", kind="request")
        return speaker.answer("words", words=text)

    return said


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_fits_is_taken_shown_sent_and_read_in_time(cast, say, name):
    def whole(text):
        speaker = Speaker(cast)
        speaker.go_through(words=text)
        assert speaker.get("/speak/check").status_code == 200
        assert speaker.client.post("/speak/check")["Location"] == "/speak/sent"
        assert speaker.get("/speak/sent").status_code == 200
        read_waiting(now=NOW)

    watch = Stopwatch(whole)
    watch.within_bounds(ACCEPTED[name])
    assert count_waiting() == 0
    assert Voice.objects.latest("pk").text


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_with_a_sentence(say, name):
    answer = Stopwatch(say).within_bounds(REFUSED[name])
    assert answer.status_code in (400, 413, 422)
    assert "<html" in answer.content.decode()[:200]
    assert not Voice.objects.exists()


def test_broken_bytes_are_taken_as_signs_that_cannot_be_shown(cast):
    speaker = Speaker(cast)
    speaker.answer("kind", kind="request")
    form = "application/x-www-form-urlencoded"
    answer = speaker.client.post("/speak/words", b"words=" + LONE_SURROGATE + b"ok", content_type=form)
    assert answer.status_code == 302
    assert "�" in speaker.read("/speak/words")


@pytest.mark.parametrize("name", [*ACCEPTED, *REFUSED])
def test_the_other_boxes_refuse_what_is_too_long_and_keep_the_page(cast, name):
    speaker = Speaker(cast)
    speaker.answer("kind", kind="request")
    speaker.answer("words", words=NORMAL)

    def spot(text):
        return speaker.answer("town", town=cast.places["liuhe"].pk, place_words=text)

    assert Stopwatch(spot).within_bounds((ACCEPTED | REFUSED)[name]).status_code in (302, 400, 413, 422)
