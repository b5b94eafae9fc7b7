"""Mails that answer ours: added for whoever spoke, a new voice for anybody else; and mails that came back."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from huiying.core.codes import grouped_number
from huiying.core.erasure import Ground
from huiying.foundation.files.models import StoredFile
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.delivery import deliver_due
from huiying.foundation.outbox.enums import Standing
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.models import Grant
from huiying.listen.mail.enums import Became, Why
from huiying.listen.mail.models import IncomingMail
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import withdraw
from tests.cast import NOW
from tests.mails import LAMPS, exchange_bounce, mail, multipart, part, plain, png, postfix_bounce, qq_bounce, text_part
from tests.words_of_people import rows

NEW = "还有两盏也不亮。"
QUOTED = f"{NEW}\n\n2026年11月23日 09:41，柳溪县 <office@huiying.example>写道：\n> 收到了您的邮件"


def sent(post, at=NOW):
    """The mails that went out, read."""
    deliver_due(now=at)
    return [message_from_bytes(content, policy=policy.SMTP) for _sender, _to, content in post.mails]


@pytest.fixture
def first(taken, post):
    """Li's mail and our receipt for it."""
    kept = taken(plain(References="<before@example.org>"))
    (receipt,) = sent(post)
    return kept, receipt


def test_the_receipt_goes_back_in_the_thread(first, settings):
    kept, receipt = first
    number = grouped_number(kept.voice.number)
    assert receipt["To"] == "li@example.org"
    assert receipt["In-Reply-To"] == "<mail-1@example.org>"
    assert receipt["References"].split() == ["<before@example.org>", "<mail-1@example.org>"]
    assert receipt["Subject"] == f"Re: 路灯不亮（回执号 {number}）"
    assert receipt["Auto-Submitted"] == "auto-replied"
    text = receipt.get_content()
    assert number in text
    assert f"{settings.ADDRESS}/r/" in text
    assert LAMPS not in text


def test_no_code_is_mailed(first):
    kept, receipt = first
    digits = "".join(sign for sign in receipt.get_content() if sign.isdigit())
    assert len(digits.replace(kept.voice.number, "")) < 16


def test_what_the_speaker_answers_is_added_without_what_is_quoted(first, taken, post):
    kept, receipt = first
    again = taken(plain(QUOTED, 2, subject=f"回复：{receipt['Subject']}", In_Reply_To=receipt["Message-ID"]))
    assert (again.became, again.voice) == (Became.ADDED, kept.voice)
    added = Event.objects.get(type__endswith=".add")
    assert (added.actor_kind, added.actor_id) == ("speaker", kept.voice.pk)
    from huiying.foundation.ledger.recording import private_fields

    assert private_fields([added])[added.pk]["words"] == NEW
    assert Voice.objects.count() == 1
    told = sent(post)[-1]
    assert told["In-Reply-To"] == "<mail-2@example.org>"
    assert "补充" in told.get_content()


def test_the_number_in_the_subject_is_enough_for_whoever_spoke(first, taken):
    kept, _receipt = first
    subject = f"关于回执 {kept.voice.number}"
    again = taken(plain(NEW, 2, subject=subject, sender="LI@Example.ORG"))
    assert (again.became, again.voice) == (Became.ADDED, kept.voice)


def test_files_of_an_answer_are_added_too(first, taken):
    kept, receipt = first
    body = multipart("mixed", [part("image/png", png())])
    again = taken(mail(body, 2, In_Reply_To=receipt["Message-ID"], subject="Re"))
    assert again.became == Became.ADDED
    (added,) = kept.voice.attachments.all()
    assert added.attached_as == "added"


@pytest.mark.parametrize("how", ["thread", "number"])
def test_from_any_other_address_it_is_a_new_voice_and_the_dispatcher_is_told(first, taken, how):
    kept, receipt = first
    more = {"In_Reply_To": receipt["Message-ID"]} if how == "thread" else {"subject": f"回执 {kept.voice.number}"}
    other = taken(plain(NEW, 2, sender="someone@else.example", **more))
    assert (other.became, other.why, other.names) == (Became.VOICE, Why.OTHER_SENDER, kept.voice)
    assert other.voice != kept.voice
    assert not Event.objects.filter(type__endswith=".add").exists()
    note = Event.objects.get(type="mail.names_other")
    assert (note.subject_kind, note.subject_id) == ("voice", other.voice.pk)
    assert note.public == {"number": grouped_number(kept.voice.number)}


def test_a_voice_without_a_mail_address_is_nobodys_to_add_to(taken, cast):
    spoken = Spoken("counter", "request", "anonymous", LAMPS, "zh-hans", NOW)
    voice = receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice
    other = taken(plain(NEW, 2, subject=f"回执 {voice.number}"))
    assert (other.became, other.why, other.names) == (Became.VOICE, Why.OTHER_SENDER, voice)


def test_a_voice_that_came_another_way_is_answered_in_the_thread_once_its_speaker_mails(taken, cast, post):
    spoken = Spoken("web", "request", "named", LAMPS, "zh-hans", NOW)
    identity = {"name": "李桂英", "email": "li@example.org"}
    voice = receive_voice(spoken, identity=identity, actor=SPEAKER, now=NOW).voice
    (receipt,) = sent(post)
    assert receipt["In-Reply-To"] is None
    assert taken(plain(NEW, 2, In_Reply_To=receipt["Message-ID"], subject="Re: 进展")).became == Became.ADDED
    act_on_case(
        voice.pk,
        "dispatch",
        actor=cast.actor("hotline"),
        now=NOW,
        data={"unit": cast.units["liuhe"].pk, "reason": "镇里的灯"},
    )
    told = [one for one in sent(post, NOW + timedelta(minutes=2)) if one["In-Reply-To"] == "<mail-2@example.org>"]
    assert len(told) >= 1
    assert all(LAMPS not in one.get_content() and NEW not in one.get_content() for one in told)


def test_what_can_take_nothing_more_is_a_new_voice(first, taken, monkeypatch):
    from huiying.core.procedures.errors import NotFromHere
    from huiying.loop.receive_mail import judging

    def refused(*_args, **_more):
        raise NotFromHere

    kept, receipt = first
    with monkeypatch.context() as patch:
        patch.setattr(judging, "perform", refused)
        again = taken(plain(NEW, 2, In_Reply_To=receipt["Message-ID"]))
    assert (again.became, again.why, again.names) == (Became.VOICE, Why.NOT_ADDED, kept.voice)


def test_a_matter_taken_back_still_takes_words(first, taken):
    kept, receipt = first
    withdraw(kept.voice, now=NOW)
    assert taken(plain(NEW, 2, In_Reply_To=receipt["Message-ID"])).became == Became.ADDED


def test_a_sealed_report_is_never_mailed_about(first, taken, post, cast):
    kept, receipt = first
    act_on_case(kept.voice.pk, "seal", actor=cast.actor("hotline"), now=NOW, data={"reason": "举报公职人员"})
    before = len(sent(post))
    again = taken(plain(NEW, 2, In_Reply_To=receipt["Message-ID"]))
    assert again.became in (Became.ADDED, Became.VOICE)
    assert len(sent(post, NOW + timedelta(minutes=5))) == before + (again.became == Became.VOICE)


@pytest.mark.parametrize("shape", [postfix_bounce, exchange_bounce, qq_bounce])
def test_a_mail_that_came_back_shows_on_its_case(first, taken, shape):
    kept, receipt = first
    notice = taken(shape(receipt["Message-ID"]))
    assert (notice.became, notice.why, notice.voice) == (Became.BOUNCE, "", kept.voice)
    notice.message.refresh_from_db()
    assert notice.message.standing == Standing.RETURNED
    told = Event.objects.get(type="message.returned")
    assert (told.subject_kind, told.subject_id) == ("voice", kept.voice.pk)
    assert Voice.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_second_notice_of_the_same_mail_is_kept_and_changes_nothing(first, taken):
    _kept, receipt = first
    taken(postfix_bounce(receipt["Message-ID"]))
    assert taken(exchange_bounce(receipt["Message-ID"])).became == Became.BOUNCE
    assert Event.objects.filter(type="message.returned").count() == 1


def test_a_notice_of_a_mail_that_is_not_ours_is_kept_for_the_desk(taken):
    notice = taken(postfix_bounce("<message-999-20260101000000@voice.example>"))
    assert (notice.became, notice.why, notice.voice) == (Became.BOUNCE, Why.UNKNOWN_MAIL, None)


def test_everything_of_it_goes_with_its_voice(first, taken, cast):
    kept, receipt = first
    taken(plain(QUOTED, 2, In_Reply_To=receipt["Message-ID"]))
    taken(postfix_bounce(receipt["Message-ID"]))
    other = taken(plain("别人的事。", 9, sender="other@example.org", subject="别的"))
    withdraw(kept.voice, now=NOW)
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=NOW.date()
    )
    later = NOW + timedelta(days=3)
    erase_voice(kept.voice.pk, basis=Ground.CONSENT, actor=cast.actor("sun"), now=later, reason="本人申请删除")
    after = rows()
    assert not [word for word in (LAMPS, NEW, "路灯不亮", "li@example.org", "李桂英") if word.encode() in after]
    assert "别人的事".encode() in after
    erased = IncomingMail.objects.filter(voice=kept.voice)
    assert list(erased.values_list("original", "sealed", "key_version")) == [(None, None, None)] * 3
    assert list(StoredFile.objects.values_list("pk", flat=True)) == [other.original_id]
    other.refresh_from_db()
    assert other.sealed is not None


def test_an_erased_voice_is_answered_by_a_new_one(first, taken, cast):
    kept, receipt = first
    Voice.objects.filter(pk=kept.voice.pk).update(erased_at=NOW)
    again = taken(plain(NEW, 2, In_Reply_To=receipt["Message-ID"], subject=f"回执 {kept.voice.number}"))
    assert (again.became, again.names) == (Became.VOICE, None)
    assert again.voice != kept.voice


def test_words_alone_in_html_are_added_as_text(first, taken):
    _kept, receipt = first
    again = taken(mail(text_part(f"<p>{NEW}</p>", "html"), 2, In_Reply_To=receipt["Message-ID"]))
    assert again.became == Became.ADDED
