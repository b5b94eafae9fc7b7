"""The whole way: by SMTP to the mail server, by IMAP into the house, and its answers back in the thread."""

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from huiying.core.codes import grouped_number
from huiying.foundation.outbox.delivery import deliver_due
from huiying.listen.mail.enums import Became
from huiying.listen.mail.models import IncomingMail
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.fetch_mail import fetch_mail
from tests.cast import NOW
from tests.mails import LAMPS, postfix_bounce

LATER = NOW + timedelta(days=3650)
VOICE, LI = "voice@liuxi.example", "li@example.org"
REPLY = {
    "public_text": "三盏灯都换好了。",
    "basis": "柳溪县城乡照明管理办法第九条",
    "evidence": "照片两张",
    "looked": True,
}


class Town:
    """The mail server of the town: what is for the office goes into Dovecot, what is for Li into her hands."""

    def __init__(self, mailbox):
        self.mailbox, self.li = mailbox, []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        for to in envelope.rcpt_tos:
            if to == VOICE:
                self.mailbox.deliver(envelope.content, sender=(envelope.mail_from or "").strip("<>"))
            else:
                self.li.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 ok"


@pytest.fixture
def town(mailbox, settings):
    keeper = Town(mailbox)

    class OwnController(Controller):
        def _trigger_server(self):
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = OwnController(keeper, hostname="127.0.0.1", port=0)
    controller.start()
    settings.MAIL_URL = f"smtp://127.0.0.1:{controller.port}"
    settings.DEFAULT_FROM_EMAIL = VOICE
    settings.ADDRESS = "https://voice.example"
    keeper.port = controller.port
    yield keeper
    controller.stop()


def send(town, text, *, answers=None, subject="去小学的路灯不亮"):
    """Li writes with her mail program."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"李桂英 <{LI}>", VOICE, subject
    mail["Message-ID"] = f"<{abs(hash(text))}.A1B2C3D4E5F60718293A4B5C6D7E8F90@TYZPR04MB5678.apcprd04.prod.outlook.com>"
    if answers is not None:
        mail["In-Reply-To"], mail["References"] = answers["Message-ID"], answers["Message-ID"]
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", town.port, timeout=20) as server:
        server.send_message(mail)
    return mail["Message-ID"]


def turn(town, at=LATER):
    """What the worker does in a minute; the mails that Li has got since."""
    before = len(town.li)
    fetch_mail(now=at)
    deliver_due(now=at)
    return town.li[before:]


def test_a_mail_comes_in_as_a_voice_and_its_reply_goes_back_in_the_thread(town, cast):
    sent = send(town, LAMPS)
    (receipt,) = turn(town)
    voice = Voice.objects.get()
    number = grouped_number(voice.number)
    assert (voice.channel, voice.text) == ("email", LAMPS)
    assert receipt["In-Reply-To"] == sent
    assert receipt["Subject"] == f"Re: 去小学的路灯不亮（回执号 {number}）"

    again = send(town, f"第四盏也坏了。\n\n在 2026-11-23 写道：\n> {receipt.get_content()}", answers=receipt)
    (thanks,) = turn(town)
    assert IncomingMail.objects.get(became=Became.ADDED).voice == voice
    assert thanks["In-Reply-To"] == again

    def act(name, act_id, **data):
        act_on_case(voice.pk, act_id, actor=cast.actor(name), now=LATER, data=data)

    act("hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的灯")
    act("town", "sign_for")
    act("town", "contact", form="phone", record="约好明天看现场")
    act("town", "reply", **REPLY)
    act("hotline", "check_reply", verdict="calling_back", reason="内容属实")
    news = turn(town, LATER + timedelta(minutes=1))
    assert news
    for one in news:
        assert one["In-Reply-To"] == again
        assert sent in one["References"] or thanks["Message-ID"] in one["References"] or again in one["References"]
        assert one["Subject"] == receipt["Subject"]
        assert one["To"] == LI
        assert "https://voice.example/r/" in one.get_content()
        assert not any(words in one.get_content() for words in (LAMPS, REPLY["public_text"], "李桂英"))
    assert Voice.objects.count() == 1


def test_a_mail_that_comes_back_is_seen_and_two_servers_never_talk_to_each_other(town, cast):
    send(town, LAMPS)
    (receipt,) = turn(town)
    town.mailbox.deliver(postfix_bounce(receipt["Message-ID"]), sender="")
    assert turn(town) == []
    assert list(IncomingMail.objects.order_by("pk").values_list("became", flat=True)) == ["voice", "bounce"]
    with smtplib.SMTP("127.0.0.1", town.port, timeout=20) as server:
        server.sendmail("", [VOICE], "Subject: Re: auto\r\nFrom: robot@example.org\r\n\r\nI am away\r\n")
    assert turn(town) == []
    assert IncomingMail.objects.latest("pk").became == Became.AUTOMATIC
