"""Who may see who spoke, and that every look is recorded first."""

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.foundation.people.errors import MayNotReveal, ReasonNeeded
from huiying.foundation.people.models import Grant
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
REASON = "约她到现场指灯的位置"


@pytest.fixture
def cast():
    return open_liuxi()


def spoken(naming="named", kind="request", taken_by=None):
    said = Spoken("counter", kind, naming, "三盏路灯都不亮。", "zh-hans", NOW, taken_by_id=taken_by)
    identity = {} if naming == "anonymous" else {"name": "李桂英", "phone": "00001234567"}
    return receive_voice(said, identity=identity, actor=SPEAKER, now=NOW).voice


def look(cast, name, voice, reason=REASON):
    return look_at_identity(voice.pk, actor=cast.actor(name), reason=reason, now=NOW)


def test_a_dispatcher_sees_a_named_speaker_and_the_speaker_sees_the_look(cast):
    voice = spoken()
    assert look(cast, "zhou", voice)["name"] == "李桂英"
    (view,) = vault.views_of(voice.person)
    assert (view.unit_id, view.reason) == (cast.units["petition"].pk, REASON)
    assert "dispatcher" in view.roles


@pytest.mark.parametrize("name", ["zhao", "qian", "outsider", "guo", "sun", "hotline"])
def test_who_handles_or_is_elsewhere_never_sees_it(cast, name):
    voice = spoken()
    act_on_case(
        voice.pk,
        "forward",
        actor=cast.actor("zhou"),
        now=NOW,
        data={"unit": cast.units["land"].pk, "reason": "职责目录"},
    )
    with pytest.raises(MayNotReveal):
        look(cast, name, voice)
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_a_shielded_speaker_is_seen_by_the_keeper_and_who_took_the_voice_down(cast):
    voice = spoken("shielded", taken_by=cast.staff["wang"].pk)
    with pytest.raises(MayNotReveal):
        look(cast, "zhou", voice)
    assert look(cast, "wang", voice)["phone"] == "00001234567"
    Grant.objects.create(
        staff=cast.staff["chen"], role="identity_keeper", unit=cast.units["office"], starts_on="2026-01-01"
    )
    assert look(cast, "chen", voice)["name"] == "李桂英"


def test_a_report_of_wrongdoing_shows_to_the_sealed_officer_alone(cast):
    voice = spoken(kind="report")
    with pytest.raises(MayNotReveal):
        look(cast, "zhou", voice)
    assert look(cast, "feng", voice)["name"] == "李桂英"


def test_a_look_needs_a_reason(cast):
    with pytest.raises(ReasonNeeded):
        look(cast, "zhou", spoken(), reason="  看 ")


def test_nobody_can_be_looked_at_who_left_no_name(cast):
    with pytest.raises(MayNotReveal):
        look(cast, "zhou", spoken("anonymous"))


def test_when_the_look_cannot_be_recorded_nothing_is_shown(cast, monkeypatch):
    voice = spoken()

    def broken(*_args, **_more):
        raise RuntimeError("disk full")

    monkeypatch.setattr("huiying.foundation.people.vault.record", broken)
    with pytest.raises(RuntimeError, match="disk full"):
        look(cast, "zhou", voice)
