"""Consents are kept and taken back; deletion can be asked for; one's own data can be taken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from huiying.core.privacy import VERSION
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.listen.voices.errors import VoiceIsErased
from huiying.listen.voices.models import Consent, ErasureRequest, Voice
from huiying.listen.voices.selectors import erasure_request_of
from huiying.listen.voices.services.consents import ask_erasure, withdraw_consent
from huiying.loop.erase_voice import erase_voice
from huiying.loop.errors import MayNotErase, RefusalNeedsReason, RequestGone
from huiying.loop.own_rights import refuse_request, take_own_data
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.selectors.erasure_requests import requests_in_reach
from huiying.serve.casework.selectors.published import Wanted, published
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, Li, play

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def cast():
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    return cast


def said(cast, **more):
    li = Li(cast)
    return receive_voice(replace(li.said("counter"), **more), identity=li.identity, actor=SPEAKER, now=NOW).voice


def test_each_consent_is_written_down_with_the_notice_that_was_read(cast):
    voice = said(cast, may_publish=True, consents=("sensitive",), by_guardian=True)
    rows = Consent.objects.filter(voice=voice).order_by("purpose")
    assert [(row.purpose, row.by_guardian, row.text_version, row.given_at) for row in rows] == [
        ("publish", True, VERSION, NOW),
        ("sensitive", True, VERSION, NOW),
    ]
    assert not Consent.objects.filter(voice=said(cast)).exists()


def test_publication_ends_with_the_consent_at_once_and_is_told(cast):
    voice = said(cast, may_publish=True)
    assert [each.voice.pk for each in published(Wanted())] == [voice.pk]
    assert withdraw_consent(voice.pk, "publish", actor=speaker(voice), now=LATER, key="w")
    assert published(Wanted()) == []
    assert Consent.objects.get(voice=voice).withdrawn_at == LATER
    assert not withdraw_consent(voice.pk, "publish", actor=speaker(voice), now=LATER, key="w2")
    event = Event.objects.get(type="voice.publication_withdrawn")
    assert (event.actor_kind, event.subject_id) == ("speaker", voice.pk)


def test_what_was_agreed_to_before_consents_were_rows_is_taken_back_too(cast):
    voice = said(cast, may_publish=True)
    Consent.objects.all().delete()
    assert withdraw_consent(voice.pk, "publish", actor=speaker(voice), now=LATER)
    assert not Voice.objects.get(pk=voice.pk).may_publish


def test_another_consent_leaves_publication_alone(cast):
    voice = said(cast, may_publish=True, consents=("sensitive",))
    assert withdraw_consent(voice.pk, "sensitive", actor=speaker(voice), now=LATER)
    assert Voice.objects.get(pk=voice.pk).may_publish
    assert not withdraw_consent(voice.pk, "changes", actor=speaker(voice), now=LATER)


def test_a_request_to_erase_waits_for_the_keeper_and_is_asked_once(cast):
    voice = said(cast)
    first = ask_erasure(voice.pk, actor=speaker(voice), now=LATER, key="a")
    assert ask_erasure(voice.pk, actor=speaker(voice), now=LATER, key="b").pk == first.pk
    keeper = list(Grant.objects.filter(staff=cast.staff["sun"]))
    assert [each.pk for each in requests_in_reach(keeper)] == [first.pk]
    assert not requests_in_reach(Grant.objects.filter(staff=cast.staff["zhou"])).exists()
    assert Event.objects.filter(type="voice.erasure_asked").count() == 1


def test_a_refusal_has_a_reason_that_the_person_reads(cast):
    voice = said(cast)
    request = ask_erasure(voice.pk, actor=speaker(voice), now=LATER)
    with pytest.raises(RefusalNeedsReason):
        refuse_request(request.pk, reason=" 不 ", actor=cast.actor("sun"), now=LATER)
    with pytest.raises(MayNotErase):
        refuse_request(request.pk, reason="还没有办完", actor=cast.actor("zhou"), now=LATER)
    refuse_request(request.pk, reason="还没有办完，办完再删", actor=cast.actor("sun"), now=LATER, key="r")
    refuse_request(request.pk, reason="还没有办完，办完再删", actor=cast.actor("sun"), now=LATER, key="r")
    with pytest.raises(RequestGone):
        refuse_request(request.pk, reason="再说一次不行", actor=cast.actor("sun"), now=LATER, key="r2")
    event = Event.objects.get(type="voice.erasure_refused")
    assert private_fields([event])[event.pk] == {"reason": "还没有办完，办完再删"}
    assert erasure_request_of(voice).answer == "还没有办完，办完再删"
    assert ask_erasure(voice.pk, actor=speaker(voice), now=LATER).pk != request.pk


def test_erasing_answers_the_request_and_empties_what_was_answered_before(cast):
    voice = said(cast)
    request = ask_erasure(voice.pk, actor=speaker(voice), now=LATER)
    refuse_request(request.pk, reason="还没有办完，办完再删", actor=cast.actor("sun"), now=LATER)
    ask_erasure(voice.pk, actor=speaker(voice), now=LATER)
    erase_voice(voice.pk, basis="order", actor=cast.actor("sun"), now=LATER, reason="法院裁定")
    assert sorted(ErasureRequest.objects.values_list("state", "answer")) == [("done", ""), ("refused", "")]
    with pytest.raises(VoiceIsErased):
        ask_erasure(voice.pk, actor=speaker(voice), now=LATER)


def test_ones_own_data_shows_only_so_much_of_the_identity_that_one_knows_it_again(cast):
    voice = said(cast, may_publish=True)
    own = take_own_data(voice, now=LATER)
    assert own.identity["name"].startswith("李")
    assert "桂英" not in repr(own)
    assert [consent.purpose for consent in own.consents] == ["publish"]
    assert Event.objects.get(type="voice.data_given").subject_id == voice.pk


def test_a_report_gives_no_files(cast):
    assert take_own_data(play(JOURNEYS["report"](Li(cast))), now=LATER).files == ()
