"""Every mail becomes what it is: a voice, or something that a person at the desk sees."""

import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import read_file
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.delivery import deliver_due
from huiying.foundation.outbox.models import Message
from huiying.foundation.people import vault
from huiying.foundation.people.models import Person
from huiying.listen.mail.enums import Became, Why
from huiying.listen.mail.models import IncomingMail
from huiying.listen.voices.models import Voice
from huiying.loop.receive_mail import arriving
from huiying.loop.receive_mail.answering import MOST_ANSWERS
from huiying.loop.receive_mail.arriving import take_in
from tests.cast import NOW
from tests.mails import LAMPS, attached, mail, multipart, part, plain, png, text_part, word

WORDS = ("李桂英", "li@example.org", "路灯", "去小学")


def test_a_mail_becomes_a_voice_in_the_name_of_its_sender(taken):
    kept = taken(plain(), at=NOW - timedelta(hours=2))
    voice = kept.voice
    assert (kept.became, kept.why) == (Became.VOICE, "")
    assert (voice.channel, voice.kind, voice.naming) == ("email", "request", "named")
    assert (voice.title, voice.text, voice.language) == ("路灯不亮", LAMPS, "zh-hans")
    assert voice.received_at == kept.received_at == NOW - timedelta(hours=2)
    assert vault.opened(voice.person_id) == {"name": "李桂英", "email": "li@example.org"}
    assert voice.case.state


def test_the_original_stays_byte_for_byte_and_sealed(taken):
    raw = plain()
    kept = taken(raw)
    assert read_file(kept.original) == raw
    assert kept.original.held_until is None
    assert b"example.org" not in bytes(kept.sealed)
    assert kept.size == len(raw)


def test_events_and_logs_of_a_mail_carry_no_words(taken, caplog):
    caplog.set_level(logging.DEBUG)
    taken(plain())
    assert Event.objects.filter(type="mail.received", subject_kind="mail").count() == 1
    assert Event.objects.filter(type="voice.received").count() == 1
    public = str(list(Event.objects.values_list("public", "key")))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("huiying")]
    assert not any(word in text for word in WORDS for text in (public, *ours))


def test_the_same_mail_again_changes_nothing(taken):
    assert taken(plain()) is not None
    before = Event.objects.count(), StoredFile.objects.count()
    assert taken(b"Return-Path: <li@example.org>\r\n" + plain()) is None
    assert (Event.objects.count(), StoredFile.objects.count()) == before
    assert Voice.objects.count() == 1


def test_another_mail_with_a_known_message_id_is_not_lost(taken):
    taken(plain())
    assert taken(plain("另外一件事。")).became == Became.VOICE
    assert Voice.objects.count() == 2


def test_a_mail_from_the_future_came_now(taken):
    assert taken(plain(), at=NOW + timedelta(days=3)).received_at == NOW


CASES = {
    "outlook": (
        multipart("alternative", [text_part(LAMPS), text_part(f"<p>{LAMPS}</p>", "html")]),
        {},
        Became.VOICE,
        "",
    ),
    "html_only": (text_part(f"<p>{LAMPS}</p>", "html"), {}, Became.VOICE, ""),
    "gb18030": (text_part(LAMPS, charset="gb18030"), {"subject": "路灯"}, Became.VOICE, ""),
    "no_subject": (text_part(LAMPS), {"subject": ""}, Became.VOICE, ""),
    "subject_only": (text_part(""), {"subject": LAMPS}, Became.VOICE, ""),
    "nothing": (text_part(" \u200b\n"), {"subject": ""}, Became.UNREADABLE, Why.EMPTY),
    "vacation": (text_part("我在休假"), {"subject": "自动回复：休假"}, Became.AUTOMATIC, Why.VACATION),
    "auto": (text_part("x"), {"Auto_Submitted": "auto-replied"}, Became.AUTOMATIC, Why.SUBMITTED),
    "list": (text_part("打折"), {"List_Unsubscribe": "<https://x>"}, Became.AUTOMATIC, Why.LIST),
    "no_sender": (text_part("x"), {"Return_Path": "<>"}, Became.AUTOMATIC, Why.NO_SENDER),
    "own": (text_part("x"), {"sender": "回应 <office@huiying.example>"}, Became.AUTOMATIC, Why.OWN),
    "nul": (text_part(f"\0{LAMPS}\0"), {}, Became.VOICE, ""),
}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_mail_becomes_what_it_is(taken, name):
    body, more, became, why = CASES[name]
    kept = taken(mail(body, **more))
    assert (kept.became, kept.why) == (became, why)
    assert read_file(kept.original) == mail(body, **more)
    assert (kept.voice is not None) == (became == Became.VOICE)
    if kept.voice is not None:
        assert kept.voice.text == LAMPS
    assert Message.objects.count() == (became == Became.VOICE)


def test_a_mail_whose_parts_cannot_be_told_apart_waits_for_a_person(taken):
    body = text_part("x")
    for depth in range(30):
        body = multipart("mixed", [body], f"b{depth}")
    kept = taken(mail(body))
    assert (kept.became, kept.why, kept.voice, kept.sealed) == (Became.UNREADABLE, Why.DAMAGED, None, None)
    assert read_file(kept.original) == mail(body)


def test_of_a_mail_that_is_too_large_only_the_head_is_kept(cast, post):
    kept = take_in(b"From: li@example.org\r\nSubject: x\r\n\r\n", received_at=NOW, now=NOW, size=60_000_000)
    assert (kept.became, kept.why, kept.size) == (Became.UNREADABLE, Why.TOO_LARGE, 60_000_000)


def test_a_mail_that_breaks_the_house_stops_no_other(taken, monkeypatch, caplog):
    def broken(*_args, **_more):
        raise RuntimeError("李桂英")

    with monkeypatch.context() as patch:
        patch.setattr(arriving, "decide", broken)
        kept = taken(plain())
    assert (kept.became, kept.why) == (Became.UNREADABLE, Why.DAMAGED)
    assert "RuntimeError" in caplog.text
    assert "李桂英" not in caplog.text


def test_without_a_ledger_nothing_is_taken_in_and_the_mail_waits(taken, monkeypatch):
    def fails(*_args, **_more):
        raise IntegrityError

    with monkeypatch.context() as patch:
        patch.setattr(arriving, "decide", fails)
        with pytest.raises(IntegrityError):
            taken(plain())
    assert IncomingMail.objects.count() == 0
    assert taken(plain()).became == Became.VOICE


@pytest.mark.parametrize("at", ["decide", "keep_file"])
def test_a_mail_that_is_tried_again_leaves_nothing_on_the_disk_meanwhile(taken, monkeypatch, at):
    raw = mail(multipart("mixed", [text_part(LAMPS), attached("灯.png", png()), attached("桥.png", png())]))
    files = [arriving.keep_file]

    def full(*what, **more):
        if at == "keep_file" and files:
            return files.pop()(*what, **more)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(arriving, at, full)
        with pytest.raises(OSError, match="No space"):
            taken(raw)
    assert StoredFile.objects.count() == 0
    assert taken(raw).became == Became.VOICE
    assert StoredFile.objects.count() == 3


def test_files_come_along_and_bad_ones_are_refused_alone(taken):
    files = [
        part("image/png", png(), more={"Content-Disposition": f'attachment; filename="{word("灯.png")}"'}),
        attached("winmail.dat", b"\x78\x9f\x3e\x22", "application/ms-tnef"),
        attached("virus.exe", b"MZ\x90"),
        attached("broken.pdf", b"%PDF-nothing"),
    ]
    kept = taken(mail(multipart("mixed", [text_part(LAMPS), *files])))
    assert kept.voice.attachments.count() == 1
    assert kept.files_refused == 3
    assert kept.voice.text == LAMPS


def test_a_picture_alone_is_a_voice_that_says_so(taken):
    kept = taken(mail(multipart("mixed", [part("image/png", png())]), subject=""))
    assert kept.voice.text == "（没有写字，见附件）"
    assert kept.voice.attachments.count() == 1


def test_of_too_many_files_the_rest_is_refused(taken):
    many = [attached(f"{n}.txt", f"{n}".encode(), "text/plain") for n in range(13)]
    kept = taken(mail(multipart("mixed", [text_part(LAMPS), *many])))
    assert (kept.voice.attachments.count(), kept.files_refused) == (10, 3)


def test_a_text_too_long_for_a_voice_goes_along_whole_as_a_file(taken):
    text = "灯" * 350_000
    kept = taken(plain(text))
    assert len(kept.voice.text) == 20_000
    (whole,) = kept.voice.attachments.all()
    assert read_file(whole.file).decode() == text


def test_a_mail_without_a_sender_to_answer_to_is_nameless(taken):
    kept = taken(plain(sender="undisclosed"))
    assert (kept.became, kept.voice.naming, kept.voice.person) == (Became.VOICE, "anonymous", None)
    assert Person.objects.count() == Message.objects.count() == 0


def test_a_virus_found_costs_the_files_and_not_the_words(taken, monkeypatch):
    from huiying.foundation.files import services
    from huiying.foundation.files.scanning import Verdict

    monkeypatch.setattr(services, "scan", lambda _data: Verdict.INFECTED)
    kept = taken(mail(multipart("mixed", [text_part(LAMPS), attached("a.txt", b"x", "text/plain")])))
    assert (kept.became, kept.voice.text, kept.original, kept.files_refused) == (Became.VOICE, LAMPS, None, 1)
    assert kept.why == Why.NOT_KEPT


def test_two_machines_that_answer_each_other_come_to_an_end(taken, post):
    kept = [taken(plain(f"第 {n} 次自动来信。", n)) for n in range(MOST_ANSWERS + 3)]
    deliver_due(now=NOW)
    assert len(post.mails) == MOST_ANSWERS
    assert [one.why for one in kept] == [""] * MOST_ANSWERS + [Why.MANY_MAILS] * 3
    assert Voice.objects.count() == MOST_ANSWERS + 3
    later = taken(plain("过了一会儿。", 50), now=NOW + timedelta(hours=1))
    assert later.why == ""


def test_a_mail_of_two_workers_at_once_is_one_voice(committing, post, in_threads):
    from tests.cast import open_liuxi

    open_liuxi()

    def take():
        kept = take_in(plain(), received_at=NOW, now=NOW)
        return kept and kept.pk

    first, second = in_threads(take, take)
    assert sorted([first is None, second is None]) == [False, True]
    counted = in_threads(lambda: (Voice.objects.count(), IncomingMail.objects.count(), Message.objects.count()))
    assert counted == [(1, 1, 1)]


def test_a_mail_of_forty_thousand_parts_is_taken_in(taken):
    parts = [text_part(LAMPS), *[b"\r\nx"] * 40_000]
    kept = taken(mail(multipart("mixed", parts)))
    assert kept.became == Became.VOICE
    assert kept.files_refused == arriving.MOST_COUNTED
