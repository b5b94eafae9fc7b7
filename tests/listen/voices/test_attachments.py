"""Files are given to a voice once, bound by their hash, shown to whom they are for, and to nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from huiying.core.procedures.errors import NotFromHere, NotYourAct
from huiying.foundation.files.errors import MOST_FILES, FileGone, TooManyFiles
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import HELD_FOR, keep_original
from huiying.foundation.files.sweeping import sweep_files
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.errors import TooManyAttachments
from huiying.listen.voices.models import Attachment
from huiying.listen.voices.selectors import attachment_of, attachments_of
from huiying.listen.voices.services import attachments
from huiying.listen.voices.services.attachments import attach
from huiying.loop.attach_files import attach_to_case, may_attach
from huiying.loop.receive_voice import SPEAKER, receive_draft, receive_voice
from huiying.loop.speaker_acts import add_words, withdraw
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, Li, play

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def li():
    return Li(open_liuxi())


def kept(count=1):
    """Ids of waiting files; what is in them is nothing to these tests."""
    return [keep_original(b"x%d" % at, f"{at}.txt", "text/plain", now=NOW).pk for at in range(count)]


def received(li, files=(), kind="request"):
    return receive_voice(li.said("counter", kind), identity={}, actor=SPEAKER, now=NOW, files=files).voice


def by(li, name):
    return {"actor": li.cast.actor(name), "grants": grants_in_force(li.cast.staff[name].pk, today=NOW.date())}


def test_files_come_with_a_voice_in_the_order_given_and_are_swept_no_more(li):
    one, two = kept(2)
    voice = received(li, [two, one])
    assert [a.file_id for a in attachments_of(voice)] == [two, one]
    assert list(voice.attachments.order_by("pk").values_list("position", "attached_as", "staff")) == [
        (1, "voice", None),
        (2, "voice", None),
    ]
    assert sweep_files(now=NOW + 2 * HELD_FOR) == 0


def test_the_event_binds_what_was_in_the_files_and_says_only_how_many(li):
    voice = received(li, kept(2))
    event = Event.objects.get(type="voice.files_added", subject_id=voice.pk)
    hashes = [bytes(a.file.sha256).hex() for a in attachments_of(voice)]
    assert event.public == {"files": 2}
    assert private_fields([event])[event.pk] == {"sha256": " ".join(hashes)}


def test_a_voice_without_files_costs_no_event_and_no_question_to_the_database(li, django_assert_num_queries):
    voice = received(li)
    assert not Event.objects.filter(type="voice.files_added").exists()
    with django_assert_num_queries(0):
        assert attach(voice, [], of=AttachedAs.VOICE, actor=SPEAKER, now=NOW) == []


def test_a_draft_posted_twice_attaches_once(li):
    import uuid

    draft, files = uuid.uuid4(), kept()
    more = {"identity": {}, "now": NOW, "files": files}
    first = receive_draft(draft, li.said("web"), **more)
    assert receive_draft(draft, li.said("web"), **more).voice == first.voice
    assert Attachment.objects.count() == 1


def test_a_file_that_is_gone_keeps_the_voice_back_with_a_sentence(li):
    with pytest.raises(FileGone):
        received(li, [999_999])
    assert not Case.objects.exists()


def test_a_file_goes_to_one_voice_alone(li):
    files = kept()
    received(li, files)
    with pytest.raises(FileGone):
        received(li, files)


def test_no_more_than_ten_at_once_and_sixty_in_all(li, monkeypatch):
    with pytest.raises(TooManyFiles):
        received(li, kept(MOST_FILES + 1))
    monkeypatch.setattr(attachments, "MOST_OF_A_VOICE", 3)
    voice = received(li, kept(2))
    with pytest.raises(TooManyAttachments):
        add_words(voice, text="", files=kept(2), now=LATER, key="k")
    assert Attachment.objects.count() == 2


def test_the_speaker_adds_words_and_files_together_and_once(li):
    voice, files = received(li), kept()
    for _ in range(2):
        add_words(voice, text="灯杆编号 17", files=files, now=LATER, key="form:1")
    add_words(voice, text="", files=kept(), now=LATER, key="form:2")
    types = list(Event.objects.filter(at=LATER).order_by("pk").values_list("type", flat=True))
    assert types == ["xinfang.add", "voice.files_added", "voice.files_added"]


def test_who_may_not_add_words_adds_no_files(li):
    voice = received(li)
    Case.objects.filter(pk=voice.pk).update(state="archived")
    files = kept()
    with pytest.raises(NotFromHere):
        add_words(voice, text="", files=files, now=LATER, key="k")
    assert StoredFile.objects.get().held_until is not None


def test_staff_give_files_to_the_person_or_file_them_inside(li):
    voice = play(JOURNEYS["with_files"](li))
    assert [a.attached_as for a in attachments_of(voice)] == ["voice", "added", "reply", "office"]
    assert [a.attached_as for a in attachments_of(voice, for_speaker=True)] == ["voice", "added", "reply"]
    inside = attachments_of(voice)[-1]
    assert inside.staff == li.cast.staff["zhou"]
    assert attachment_of(voice, inside.pk) == inside
    assert attachment_of(voice, inside.pk, for_speaker=True) is None
    assert attachment_of(received(li), inside.pk) is None


@pytest.mark.parametrize(("name", "error"), [("outsider", CaseNotFound), ("sun", NotYourAct), ("guo", CaseNotFound)])
def test_who_does_not_work_on_a_case_puts_nothing_to_it(li, name, error):
    voice, files = received(li), kept()
    with pytest.raises(error):
        attach_to_case(voice.pk, files, of=AttachedAs.OFFICE, **by(li, name), now=NOW)
    assert not Attachment.objects.exists()


def test_files_of_a_sealed_report_are_as_sealed_as_the_report(li):
    voice = received(li, kept(), kind="report")
    with pytest.raises(CaseNotFound):
        attach_to_case(voice.pk, kept(), of=AttachedAs.OFFICE, **by(li, "zhou"), now=NOW)
    feng = by(li, "feng")
    assert may_attach(case_for_viewer(voice.pk, feng["grants"]), **feng)


def test_a_ticket_that_becomes_a_petition_brings_its_files(li):
    voice = receive_voice(li.said("phone"), identity={}, actor=SPEAKER, now=NOW, files=kept()).voice
    li.act("hotline", voice.pk, "to_petition", consent="电话里同意")()
    (split,) = voice.splits.all()
    assert [a.file_id for a in attachments_of(split)] == [a.file_id for a in attachments_of(voice)]


def test_after_a_withdrawal_files_can_be_added_as_words_can(li):
    voice = received(li)
    withdraw(voice, now=LATER)
    add_words(voice, text="", files=kept(), now=LATER, key="k")
    assert len(attachments_of(voice)) == 1


def test_the_same_key_twice_is_refused_by_the_spine(li):
    voice = received(li)
    attach(voice, kept(), of=AttachedAs.VOICE, actor=SPEAKER, now=NOW, key="mail:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        attach(voice, kept(), of=AttachedAs.VOICE, actor=SPEAKER, now=NOW, key="mail:1")
