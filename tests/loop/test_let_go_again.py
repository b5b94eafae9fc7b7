"""What was erased after a backup was made goes again when that backup is restored, and nothing else does."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection

from huiying.foundation.ledger.log import let_go
from huiying.foundation.ledger.log.let_go import LetGo, What, all_let_go, keep_let_go
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.consents import withdraw_consent
from huiying.loop import erase_voice
from huiying.loop.erase_voice import finish_erasures
from huiying.loop.let_go_again import come_back, let_go_again
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import withdraw
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import Li

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture
def cast(tmp_path, monkeypatch):
    monkeypatch.setattr(let_go, "FILE", f"let-go-{tmp_path.name}")
    monkeypatch.setattr(erase_voice, "leave_the_file", lambda: True)
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    yield cast
    (settings.KEYS / let_go.FILE).unlink(missing_ok=True)


def spoken(cast, **more):
    li = Li(cast)
    voice = receive_voice(li.said("counter"), identity=li.identity, actor=SPEAKER, now=NOW).voice
    Voice.objects.filter(pk=voice.pk).update(**more)
    connection.finish_waiting()
    return voice


def listed(*rows):
    keep_let_go([LetGo(*row) for row in rows])


def test_an_erasure_is_written_down_beside_the_keys_before_the_receipt_says_done(cast):
    voice = spoken(cast)
    withdraw(voice, reason="自己修好了", now=NOW + timedelta(days=2))
    erase_voice.erase_voice(voice.pk, basis="consent", actor=cast.actor("sun"), now=LATER, reason="本人申请")
    assert list(all_let_go()) == []
    finish_erasures(now=LATER)
    finish_erasures(now=LATER)
    assert list(all_let_go()) == [LetGo(What.ERASED, voice.pk, LATER, "consent")]
    assert voice.number not in (settings.KEYS / let_go.FILE).read_text()
    assert (settings.KEYS / let_go.FILE).stat().st_mode & 0o077 == 0
    assert let_go_again(now=LATER) == 0


def test_what_a_backup_brings_back_goes_again_on_its_old_ground_even_of_an_open_case(cast):
    voice, other = spoken(cast), spoken(cast)
    listed((What.ERASED, voice.pk, NOW, "unlawful"))
    assert [one.voice_id for one in come_back()] == [voice.pk]
    assert let_go_again(now=LATER) == 1
    voice.refresh_from_db()
    other.refresh_from_db()
    assert (voice.text, voice.erased_at) == ("", LATER)
    assert other.text
    event = Event.objects.get(type="voice.erased")
    assert (event.public["basis"], event.public["role"]) == ("unlawful", "system")
    assert let_go_again(now=LATER) == 0


def test_who_spoke_and_a_consent_that_was_taken_back_go_again_too(cast):
    voice = spoken(cast, may_publish=True)
    listed((What.NAMELESS, voice.pk, NOW), (What.WITHDRAWN, voice.pk, NOW, "publish"))
    assert let_go_again(now=LATER) == 2
    voice.refresh_from_db()
    assert vault.opened(voice.person_id) == {}
    assert (voice.may_publish, voice.may_contact, bool(voice.text)) == (False, False, True)
    assert list(come_back()) == []


def test_a_consent_taken_back_is_written_down_once_it_lasts(cast, django_capture_on_commit_callbacks):
    voice = spoken(cast, may_publish=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert withdraw_consent(voice.pk, "publish", actor=SPEAKER, now=LATER)
    assert list(all_let_go()) == [LetGo(What.WITHDRAWN, voice.pk, LATER, "publish")]


def test_a_line_that_a_power_cut_left_unfinished_is_none_and_the_next_stands_on_its_own(cast):
    voice, other = spoken(cast), spoken(cast)
    listed((What.ERASED, voice.pk, NOW, "time"))
    path = settings.KEYS / let_go.FILE
    path.write_bytes(path.read_bytes()[:-3])
    assert list(all_let_go()) == []
    listed((What.ERASED, other.pk, NOW, "time"), (What.ERASED, 999_999_999, NOW, "time"))
    assert [one.voice_id for one in all_let_go()] == [other.pk]
