"""The written documents on the receipt page: read, taken along, and never those of another voice."""

from collections.abc import Callable

import pytest

from huiying.listen.voices.models import Voice
from huiying.loop.speaker_acts import read_opinion
from huiying.serve.casework.models import Document
from tests.cast import NOW
from tests.faces.public.conftest import Speaker, Time
from tests.faces.public.handling import petition_only, write_opinion


@pytest.fixture
def opinion(reader: Speaker, time: Time) -> Document:
    """The opinion on a voice that is open in its speaker's browser; signed, not opened yet."""
    petition_only(reader.cast)
    number, code = reader.speak()
    write_opinion(reader.cast, Voice.objects.get(number=number), now=NOW)
    time.pass_by(days=4)
    reader.open(number, code)
    return Document.objects.get(code="D11")


def test_an_opinion_is_read_on_the_page_and_as_a_word_file(
    reader: Speaker, language: str, opinion: Document, time: Time
) -> None:
    read_opinion(opinion.case.voice, now=time.now)
    assert f'href="/follow/voice/paper/{opinion.pk}"' in reader.read("/follow/voice")
    page = reader.read(f"/follow/voice/paper/{opinion.pk}")
    assert "已修好，每月查一遍。" in page
    assert {"zh-hans": "信访处理意见书", "en": "the Chinese document is the one that counts"}[language] in page
    file = reader.get(f"/follow/voice/paper/{opinion.pk}.docx")
    assert file.content.startswith(b"PK")
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Cache-Control"] == "no-store"


def test_an_opinion_that_was_not_opened_is_not_there_yet(reader: Speaker, opinion: Document) -> None:
    assert f"/paper/{opinion.pk}" not in reader.read("/follow/voice")
    assert reader.get(f"/follow/voice/paper/{opinion.pk}").status_code == 404


def test_letters_between_units_are_not_for_the_speaker(reader: Speaker, opinion: Document) -> None:
    between = Document.objects.get(code="D02")
    assert reader.get(f"/follow/voice/paper/{between.pk}").status_code == 404
    assert reader.get(f"/follow/voice/paper/{between.pk}.docx").status_code == 404


def test_the_documents_of_another_voice_are_not_there(
    reader: Speaker, opinion: Document, another: Callable[[], Speaker], time: Time
) -> None:
    read_opinion(opinion.case.voice, now=time.now)
    stranger = another()
    stranger.open(*stranger.speak())
    assert stranger.get(f"/follow/voice/paper/{opinion.pk}").status_code == 404
    assert another().get(f"/follow/voice/paper/{opinion.pk}")["Location"] == "/follow"
