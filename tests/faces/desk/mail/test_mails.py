"""What came by mail: who sees it, what a person can do about it, and whose originals open for whom."""

import io
import zipfile

import pytest
from django.utils.translation import override

from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.selectors import parcel_id
from huiying.listen.mail.enums import Became
from huiying.listen.mail.models import IncomingMail, Mailbox
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from tests.cast import NOW
from tests.faces.desk.tongues import unmarked_chinese
from tests.mails import LAMPS, attached, mail, multipart, plain, postfix_bounce, text_part

PAGE = "/desk/mail/"
AWAY = plain("我在休假。", 7, subject="自动回复：休假")


def deep():
    """A mail that nobody can read."""
    body = text_part("x")
    for depth in range(30):
        body = multipart("mixed", [body], f"b{depth}")
    return mail(body, 8)


@pytest.fixture
def desk(at_desk, language):
    """He Jing receives and dispatches where mails come in."""
    return at_desk("hotline", language)


def rows(page):
    return [(row.mail.became, bool(row.url)) for row in page.context["rows"]]


def test_what_waits_for_a_person_stands_first(desk, came, language):
    for raw in (plain(), AWAY, deep(), postfix_bounce("<x@y>")):
        came(raw)
    page = desk.get(PAGE)
    assert sorted(rows(page)) == [("bounce", False), ("unreadable", False)]
    assert sorted(rows(desk.get(f"{PAGE}?became=all"))) == [
        ("automatic", False),
        ("bounce", False),
        ("unreadable", False),
        ("voice", True),
    ]
    assert rows(desk.get(f"{PAGE}?became=voice")) == [("voice", True)]
    assert len(rows(desk.get(f"{PAGE}?became=nothing"))) == 2
    if language == "en":
        assert unmarked_chinese(desk.read(f"{PAGE}?became=all")) == []


def test_neither_sender_nor_words_stand_in_the_list(desk, came):
    came(plain(f"{LAMPS}"))
    came(AWAY)
    html = desk.read(f"{PAGE}?became=all")
    for words in ("李桂英", "li@example.org", LAMPS, "休假"):
        assert words not in html.replace("休假自动回复", "")


@pytest.mark.parametrize("name", ["zhao", "chen", "sun", "guo", "feng"])
def test_the_list_is_open_to_no_other_role(at_desk, name):
    assert at_desk(name).get(PAGE).status_code == 403


def test_who_receives_elsewhere_sees_letters_and_no_mail(at_desk, came):
    kept = came(AWAY)
    page = at_desk("wang").get(PAGE)
    assert page.status_code == 200
    assert page.context["rows"] == []
    assert at_desk("wang").get(f"{PAGE}{kept.pk}/").status_code == 404
    assert at_desk("wang").post(f"{PAGE}{kept.pk}/original/", reason="看看是谁").status_code == 404


def test_a_mailbox_that_cannot_be_read_is_said(desk, settings, language):
    from huiying.core.mail.address import imap_address

    settings.MAILBOX = imap_address("imap://a@127.0.0.1:9")
    Mailbox.objects.create(name="a@127.0.0.1/INBOX", trouble="connection", troubled_since=NOW)
    with override(language):
        assert {"zh-hans": "读不了邮箱", "en": "cannot be read"}[language] in desk.read(PAGE)


def test_a_mail_taken_for_a_machines_becomes_a_voice_by_a_person(desk, came, cast):
    kept = came(AWAY)
    page = desk.get(f"{PAGE}{kept.pk}/")
    assert page.context["take_up"].initial["words"] == "我在休假。"
    done = desk.post(f"{PAGE}{kept.pk}/", do="take_up", words="我在休假时路灯坏了。")
    assert done.status_code == 302
    kept.refresh_from_db()
    voice = Voice.objects.get()
    assert (kept.became, kept.voice) == (Became.VOICE, voice)
    assert (voice.text, voice.channel, voice.received_at) == ("我在休假时路灯坏了。", "email", NOW)
    assert voice.taken_by == cast.staff["hotline"]
    assert Event.objects.filter(type="mail.taken_up").count() == 1
    assert Message.objects.count() == 1
    assert desk.get(f"{PAGE}{kept.pk}/").context["case_url"]


def test_files_come_along_when_a_person_takes_a_mail_up(desk, came):
    body = multipart("mixed", [text_part(LAMPS), attached("a.txt", b"x", "text/plain")])
    kept = came(mail(body, 5, Precedence="bulk"))
    desk.post(f"{PAGE}{kept.pk}/", do="take_up", words=LAMPS)
    assert Voice.objects.get().attachments.count() == 1


def test_what_could_not_be_read_is_typed_from_the_original(desk, came):
    kept = came(deep())
    assert desk.get(f"{PAGE}{kept.pk}/").context["letter"] is None
    desk.post(f"{PAGE}{kept.pk}/", do="take_up", words=LAMPS)
    voice = Voice.objects.get()
    assert (voice.text, voice.naming, voice.person) == (LAMPS, "anonymous", None)


def test_a_mail_is_taken_up_once(desk, came):
    kept = came(AWAY)
    first = desk.post(f"{PAGE}{kept.pk}/", do="take_up", words=LAMPS)
    second = desk.post(f"{PAGE}{kept.pk}/", do="take_up", words=LAMPS)
    assert (first.status_code, second.status_code) == (302, 422)
    assert Voice.objects.count() == 1


def test_words_are_needed_and_nothing_typed_is_lost(desk, came):
    kept = came(AWAY)
    assert desk.post(f"{PAGE}{kept.pk}/", do="take_up", words=" ").status_code == 422
    assert desk.post(f"{PAGE}{kept.pk}/", do="set_aside", reason="").status_code == 422
    assert desk.post(f"{PAGE}{kept.pk}/", do="set_aside", reason="x").status_code == 422
    assert desk.post(f"{PAGE}{kept.pk}/").status_code == 200
    kept.refresh_from_db()
    assert kept.became == Became.AUTOMATIC


def test_what_is_no_voice_is_set_aside_and_stays(desk, came):
    kept = came(AWAY)
    assert desk.post(f"{PAGE}{kept.pk}/", do="set_aside", reason="广告").status_code == 422
    assert desk.post(f"{PAGE}{kept.pk}/", do="set_aside", reason="卖家具的广告").status_code == 302
    assert rows(desk.get(f"{PAGE}?became=set_aside")) == [("set_aside", False)]
    event = Event.objects.get(type="mail.set_aside")
    assert "广告" not in str(event.public)
    assert desk.post(f"{PAGE}{kept.pk}/", do="take_up", words=LAMPS).status_code == 302


def inside(given):
    """The original as it came, out of the ZIP where it lies beside who took it out."""
    with zipfile.ZipFile(io.BytesIO(given.content)) as box:
        sheet, original = box.namelist()
        assert " · " in box.read(sheet).decode("utf-8-sig")
        return box.read(original)


def test_an_original_without_a_voice_is_saved_after_a_reason(desk, came):
    raw = AWAY
    kept = came(raw)
    refused = desk.post(f"{PAGE}{kept.pk}/original/", reason="")
    assert refused.status_code == 422
    given = desk.post(f"{PAGE}{kept.pk}/original/", reason="看看是不是诉求")
    assert inside(given) == raw
    assert given["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(type="mail.opened").count() == 1


def test_the_original_of_a_voice_is_a_look_at_the_identity(desk, came):
    kept = came(plain())
    page = f"/desk/cases/{kept.voice.pk}/originals/"
    assert desk.post(f"{PAGE}{kept.pk}/original/", reason="看看是不是诉求").status_code == 404
    assert page in desk.read(f"/desk/cases/{kept.voice.pk}/")
    assert desk.get(page).status_code == 200
    assert desk.post(page, mail=kept.pk, reason="").status_code == 422
    assert not Event.objects.filter(type="identity.viewed").exists()
    given = desk.post(page, mail=kept.pk, reason="核对邮件原文")
    assert inside(given) == plain()
    assert Event.objects.filter(type="identity.viewed").count() == 1


def test_a_handling_unit_never_opens_an_original(desk, came, at_desk, cast):
    kept = came(plain())
    unit = {"unit": cast.units["liuhe"].pk, "reason": "镇里的灯"}
    act_on_case(kept.voice.pk, "dispatch", actor=cast.actor("hotline"), now=NOW, data=unit)
    page = f"/desk/cases/{kept.voice.pk}/originals/"
    assert at_desk("town").get(f"/desk/cases/{kept.voice.pk}/").status_code == 200
    assert page not in at_desk("town").read(f"/desk/cases/{kept.voice.pk}/")
    assert at_desk("town").post(page, mail=kept.pk, reason="想知道是谁").status_code == 403
    assert at_desk("outsider").get(page).status_code == 404


def test_the_original_of_another_case_does_not_open_here(desk, came):
    first, second = came(plain()), came(plain("别的事。", 2))
    page = f"/desk/cases/{first.voice.pk}/originals/"
    given = desk.post(page, mail=second.pk, reason="核对邮件原文")
    assert given.status_code == 422
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_a_case_without_originals_has_no_such_page(desk, speak):
    voice = speak(channel="phone")
    assert desk.get(f"/desk/cases/{voice.pk}/originals/").status_code == 302


def test_a_hostile_mail_is_shown_as_bare_text(desk, came):
    kept = came(
        mail(text_part("<script>alert(1)</script><img src=x onerror=alert(1)><b>休假</b>"), subject="自动回复: <b>x")
    )
    html = desk.read(f"{PAGE}{kept.pk}/")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;b&gt;" in html


def test_a_mail_that_is_not_there(desk):
    assert desk.get(f"{PAGE}999/").status_code == 404
    assert IncomingMail.objects.count() == 0


def test_a_bounce_tells_to_call(desk, came, settings, language):
    settings.ADDRESS = "https://voice.example"
    kept = came(plain())
    sent = Message.objects.get()
    Message.objects.update(standing="sent")
    came(postfix_bounce(f"<{parcel_id(sent)}@voice.example>"))
    with override(language):
        said = {"zh-hans": "请改打电话", "en": "call instead"}[language]
    assert said in desk.read(PAGE)
    assert said in desk.read(f"/desk/cases/{kept.voice.pk}/")


def test_the_dispatcher_reads_which_receipt_a_mail_of_somebody_else_names(desk, came, language):
    first = came(plain())
    number = first.voice.number
    other = came(plain("冒名来信。", 2, subject=f"回执 {number}", sender="other@example.org"))
    html = desk.read(f"/desk/cases/{other.voice.pk}/")
    grouped = f"{number[:4]} {number[4:8]} {number[8:]}"
    assert grouped in html
    with override(language):
        said = {"zh-hans": "但不是从那件留的地址发来的", "en": "does not come from the address given there"}[language]
    assert said in html
    assert grouped in desk.read(f"{PAGE}?became=voice")
