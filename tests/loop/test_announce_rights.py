"""A right that is about to lapse: told ten and three days before, once each, to whoever can be reached; never twice."""

from datetime import UTC, datetime

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.models import Message
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop import speaker_acts
from huiying.loop.announce_rights import announce_rights
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import NOW, open_liuxi
from tests.faces.public.handling import petition_only, write_opinion
from tests.reviewers import with_reviewers

pytestmark = pytest.mark.django_db


def at(day, hour=4):
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@pytest.fixture
def cast():
    return with_reviewers(open_liuxi())


@pytest.fixture
def voice(cast):
    """Opinion opened on 27 November 2026: the time to ask ends on Monday 28 December."""
    petition_only(cast)
    spoken = Spoken("web", "request", "named", "三盏路灯都不亮。", "zh-hans", NOW, may_contact=True)
    identity = {"name": "李桂英", "phone": "13812342041"}
    voice = receive_voice(spoken, identity=identity, actor=SPEAKER, now=NOW).voice
    write_opinion(cast, voice, now=NOW)
    speaker_acts.read_opinion(voice, now=at("2026-11-27"))
    return voice


def told(voice):
    return Event.objects.filter(type="appeal.review_ending", subject_id=voice.pk).count()


def messages():
    return Message.objects.filter(key__contains="appeal.ending").count()


def test_it_is_told_ten_and_three_days_before_and_once_each(voice):
    assert announce_rights(now=at("2026-12-17")) == 0
    assert announce_rights(now=at("2026-12-18")) == 1
    assert announce_rights(now=at("2026-12-19")) == 0
    assert announce_rights(now=at("2026-12-25")) == 1
    assert announce_rights(now=at("2026-12-28")) == 0
    assert (told(voice), messages()) == (2, 2)
    lines = [line.said.zh for line in receipt_facts(voice, now=at("2026-12-28")).lines]
    assert lines.count("提醒您：申请复查到2026年12月28日为止") == 2


def test_after_an_outage_the_nearest_alone_is_told_and_nothing_once_it_is_over(voice):
    assert announce_rights(now=at("2026-12-27")) == 1
    assert announce_rights(now=at("2027-01-02")) == 0
    assert told(voice) == 1


def test_whoever_has_asked_already_hears_nothing(cast, voice):
    body = cast.units["office"].pk
    speaker_acts.ask_review(voice, body_id=body, words="不服", now=at("2026-12-01"))
    assert announce_rights(now=at("2026-12-20")) == 0


def test_of_what_is_sealed_or_erased_nothing_is_told(voice):
    Case.objects.update(sealed=True)
    assert announce_rights(now=at("2026-12-20")) == 0
    Case.objects.update(sealed=False)
    Voice.objects.update(erased_at=NOW)
    assert announce_rights(now=at("2026-12-20")) == 0


def test_without_a_way_to_reach_the_person_the_line_stands_on_the_receipt(voice):
    Voice.objects.update(may_contact=False)
    assert announce_rights(now=at("2026-12-20")) == 1
    assert (told(voice), messages()) == (1, 0)
