"""Finding one's own receipts again: the numbers go to the contact that was left, and nobody learns anything else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.models import Message
from huiying.foundation.people import vault
from huiying.foundation.people.blind_index import contact_digest, people_with
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import BlindIndex, FindRequest
from huiying.foundation.people.services.find_requests import ONCE_IN, ask_to_find
from huiying.foundation.people.services.indexing import index_older
from huiying.listen.voices.enums import LinkPurpose
from huiying.listen.voices.errors import LinkExpired, SayHowChecked
from huiying.listen.voices.models import LinkToken
from huiying.listen.voices.services.receipts import make_link, open_link
from huiying.listen.voices.services.register import Spoken
from huiying.loop.find_again import answer_finds, find_at_counter
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
PHONE = "13900001234"


@pytest.fixture
def cast():
    return open_liuxi()


def spoken(kind="request", naming="named", may_contact=True, **identity):
    said = Spoken("counter", kind, naming, "三盏路灯都不亮。", "zh-hans", NOW, may_contact=may_contact)
    return receive_voice(said, identity={"name": "李桂英"} | identity, actor=SPEAKER, now=NOW).voice


def found(message):
    return message.about_id


def asked(contact=PHONE, field=IdentityField.PHONE, now=NOW):
    before = Message.objects.count()
    answer_finds(now=now)  # the worker, as every ten seconds
    ask_to_find(field, contact, now=now)
    answer_finds(now=now)
    return Message.objects.order_by("pk")[before:]


def test_the_index_holds_an_hmac_of_phone_and_mail_and_nothing_that_can_be_read(cast):
    voice = spoken(phone=PHONE, email="Li@Example.com", address="某街1号")
    rows = {row.field: bytes(row.digest) for row in BlindIndex.objects.all()}
    assert set(rows) == {"phone", "email"}
    assert rows["phone"] == contact_digest(IdentityField.PHONE, "+86 139-0000-1234")
    assert rows["email"] == contact_digest(IdentityField.EMAIL, " li@example.com ")
    assert people_with(IdentityField.PHONE, "0086" + PHONE) == [voice.person_id]
    assert people_with(IdentityField.EMAIL, PHONE) == []


def test_what_was_left_with_the_contact_goes_there_once_in_a_quarter_of_an_hour(cast):
    voice = spoken(phone=PHONE)
    (message,) = asked(" +86 139 0000 1234 ")
    assert found(message) == voice.pk
    assert list(asked()) == []
    assert len(asked(now=NOW + ONCE_IN)) == 1
    assert Event.objects.filter(type="voice.found_again", subject_id=voice.pk).count() == 2


@pytest.mark.parametrize("kept", ["report", "refused", "unknown"])
def test_a_sealed_report_a_refused_contact_and_an_unknown_one_send_nothing(cast, kept):
    if kept == "report":
        spoken(kind="report", phone=PHONE)
    elif kept == "refused":
        spoken(phone=PHONE, may_contact=False)
    assert list(asked()) == []
    assert not Event.objects.filter(type="voice.found_again").exists()


def test_asking_does_the_same_work_whoever_is_known(cast):
    """Nobody can measure whether a number was left here: one row of one length, found or not, asked before or not."""
    spoken(phone=PHONE)
    spoken(phone="13900001235", may_contact=False)
    spoken(kind="report", phone="13900001236")
    messages, shapes = Message.objects.count(), set()
    for contact in (PHONE, "13900001235", "13900001236", "13900009999", PHONE):
        with CaptureQueriesContext(connection) as said:
            ask_to_find(IdentityField.PHONE, contact, now=NOW)
        shapes.add(tuple(one["sql"].split("VALUES")[0] for one in said))
    sizes = {len(bytes(row.sealed)) for row in FindRequest.objects.all()}
    assert (len(shapes), len(sizes), FindRequest.objects.count()) == (1, 1, 4)
    assert Message.objects.count() == messages


def test_a_request_is_answered_once_and_then_holds_no_contact(cast):
    spoken(phone=PHONE)
    ask_to_find(IdentityField.PHONE, PHONE, now=NOW)
    assert (answer_finds(now=NOW), answer_finds(now=NOW)) == (1, 0)
    assert bytes(FindRequest.objects.get().sealed) == b""
    answer_finds(now=NOW + ONCE_IN)
    assert not FindRequest.objects.exists()


def test_forgetting_the_identity_forgets_the_index(cast):
    voice = spoken(phone=PHONE)
    vault.forget_identity(voice.person)
    assert not BlindIndex.objects.exists()
    assert list(asked()) == []


def test_who_spoke_before_the_index_was_there_is_put_into_it(cast):
    voice = spoken(phone=PHONE, email="li@example.com")
    spoken(phone="无")
    BlindIndex.objects.all().delete()
    assert list(asked()) == []
    assert (index_older(), index_older()) == (2, 0)
    assert [found(one) for one in asked(now=NOW + ONCE_IN)] == [voice.pk]
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_the_link_opens_once_and_for_a_day(cast):
    voice = spoken(phone=PHONE)
    token = make_link(voice, now=NOW, purpose=LinkPurpose.FOUND)
    assert open_link(token, now=NOW) == voice
    with pytest.raises(LinkExpired):
        open_link(token, now=NOW)
    late = make_link(voice, now=NOW, purpose=LinkPurpose.FOUND)
    with pytest.raises(LinkExpired):
        open_link(late, now=NOW + timedelta(days=1))
    assert LinkToken.objects.filter(purpose=LinkPurpose.FOLLOW, voice=voice).count() == 0


def test_a_clerk_finds_what_their_office_serves_after_a_check_and_the_person_reads_it(cast):
    voice, _report = spoken(phone=PHONE), spoken(kind="report", phone=PHONE)
    wang = cast.actor("wang")
    with pytest.raises(SayHowChecked):
        find_at_counter(IdentityField.PHONE, PHONE, how="", actor=wang, now=NOW)
    assert find_at_counter(IdentityField.PHONE, PHONE, how="papers", actor=wang, now=NOW) == [voice]
    assert find_at_counter(IdentityField.PHONE, PHONE, how="papers", actor=cast.actor("zhao"), now=NOW) == []
    assert Event.objects.filter(type="voice.found_at_counter").count() == 1
