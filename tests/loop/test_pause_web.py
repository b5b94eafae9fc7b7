"""网上暂停: only the web is closed, for some hours, with a reason; drafts outlive it."""

import uuid
from datetime import timedelta

import pytest

from huiying.foundation.files.services import keep_file
from huiying.foundation.files.sweeping import sweep_files
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.errors import PauseReasonNeeded, PauseTooLong, WebPaused
from huiying.foundation.office.selectors import web_pause
from huiying.foundation.office.services import resume_web
from huiying.listen.voices.models import Draft
from huiying.listen.voices.services.drafts import draft_answers, forget_drafts, save_draft
from huiying.listen.voices.services.register import Spoken
from huiying.loop.pause_web import pause_web
from huiying.loop.receive_voice import SPEAKER, receive_draft, receive_voice
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
WHY = "网上收到大量机器发来的内容"
HOUR = timedelta(hours=1)


@pytest.fixture
def admin():
    return open_liuxi().actor("guo")


@pytest.fixture
def pause(admin):
    return lambda hours=6, now=NOW, **more: pause_web(actor=admin, now=now, hours=hours, reason=WHY, **more)


def said(channel, now):
    return Spoken(channel, "request", "anonymous", "路灯不亮。", "zh-hans", now)


def speak(channel, now=NOW):
    return receive_voice(said(channel, now), identity={}, actor=SPEAKER, now=now)


@pytest.mark.parametrize("channel", ["web", "api", "open311"])
def test_what_comes_by_the_web_is_refused_with_until_when_and_where_to_go(pause, channel):
    pause()
    with pytest.raises(WebPaused) as refused:
        speak(channel)
    assert refused.value.code == "office.web_paused"
    for language in ("zh-hans", "en"):
        assert "12345" in refused.value.say(language)
        assert "2026-11-2" in refused.value.say(language)


@pytest.mark.parametrize(
    "channel", ["counter", "phone", "letter", "home_visit", "reception", "email", "suggestion_box", "field_office"]
)
def test_no_other_channel_is_ever_limited(pause, channel):
    pause()
    assert speak(channel).code


def test_it_ends_by_itself(pause):
    pause(hours=6)
    assert web_pause(NOW + 6 * HOUR - timedelta(seconds=1)) is not None
    assert web_pause(NOW + 6 * HOUR) is None
    assert speak("web", NOW + 6 * HOUR).code


@pytest.mark.parametrize("hours", [0, -1, 73, 1_000])
def test_it_lasts_three_days_at_most(pause, hours):
    with pytest.raises(PauseTooLong):
        pause(hours=hours)
    assert web_pause(NOW) is None


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_it_needs_a_reason(admin, reason):
    with pytest.raises(PauseReasonNeeded):
        pause_web(actor=admin, now=NOW, hours=6, reason=reason)


def test_a_further_pause_is_a_new_one_with_its_own_event(pause):
    pause(hours=72)
    later = pause(hours=72, now=NOW + 70 * HOUR)
    assert web_pause(NOW + 80 * HOUR) == later
    assert later.until == NOW + 142 * HOUR
    acts = [event.public["act"] for event in Event.objects.filter(subject_kind="web_pause").order_by("pk")]
    assert acts == ["web.paused", "web.paused"]


def test_it_is_ended_before_its_time(admin, pause):
    pause(hours=72)
    resume_web(actor=admin, now=NOW + HOUR)
    assert web_pause(NOW + HOUR) is None
    assert speak("web", NOW + HOUR).code
    resume_web(actor=admin, now=NOW + HOUR)
    assert Event.objects.filter(public__act="web.resumed").count() == 1


def test_photos_of_a_draft_outlive_the_longest_pause_with_it(pause):
    keep_file(b"words", "photo.txt", now=NOW)
    pause(72)
    assert sweep_files(now=NOW + 95 * HOUR) == 0
    assert sweep_files(now=NOW + 120 * HOUR) == 1


def test_what_was_being_written_outlives_the_longest_pause(pause):
    before, during = uuid.uuid4(), uuid.uuid4()
    save_draft(before, {"words": "写了一半"}, now=NOW - 23 * HOUR)
    pause(hours=72)
    save_draft(during, {"words": "停的时候写的"}, now=NOW + HOUR)
    after = NOW + 80 * HOUR
    assert forget_drafts(now=after) == 0
    assert draft_answers(before, now=after) == {"words": "写了一半"}
    assert draft_answers(during, now=after) == {"words": "停的时候写的"}
    assert receive_draft(before, said("web", after), identity={}, actor=SPEAKER, now=after).code


def test_a_refused_voice_leaves_nothing_and_its_draft_open(pause):
    draft = uuid.uuid4()
    save_draft(draft, {"words": "x"}, now=NOW)
    pause()
    events = Event.objects.count()
    with pytest.raises(WebPaused):
        receive_draft(draft, said("web", NOW), identity={}, actor=SPEAKER, now=NOW)
    assert Event.objects.count() == events
    assert Draft.objects.get(pk=draft).voice_id is None
