"""Mail through a real SMTP server."""

import smtplib
import socket
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from huiying.foundation.outbox.transports import email
from huiying.foundation.outbox.transports.parcel import Parcel, Thread
from huiying.foundation.outbox.troubles import Undelivered

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def parcel(**other):
    given = {
        "id": "message-1-20260302010000",
        "to": "li@example.org",
        "subject": "回执 HY-1",
        "text": "您好。\n.\n已受理。",
    }
    return Parcel(**{**given, "now": NOW, **other})


def received(post):
    ((sender, recipients, content),) = post.mails
    return sender, recipients, message_from_bytes(content, policy=policy.SMTP)


def refused(**other):
    with pytest.raises(Undelivered) as trouble:
        email.send(parcel(**other))
    return trouble.value.code, trouble.value.for_good


def test_a_mail_arrives_as_plain_text_with_proper_headers(mail_server):
    post = mail_server()
    email.send(parcel())
    sender, recipients, mail = received(post)
    assert (sender, recipients) == ("office@huiying.example", ["li@example.org"])
    assert mail["Subject"] == "回执 HY-1"
    assert mail["From"] == "回应 <office@huiying.example>"
    assert mail["Message-ID"] == "<message-1-20260302010000@voice.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content().splitlines() == ["您好。", ".", "已受理。"]
    assert post.mails[0][2].isascii()


def test_an_invitation_is_another_way_to_read_the_mail_and_a_file(mail_server):
    post, ics = mail_server(), "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:联席会议\r\nEND:VCALENDAR\r\n"
    email.send(parcel(calendar=ics))
    _, _, mail = received(post)
    text, shown, file = [part for part in mail.walk() if not part.is_multipart()]
    assert mail.get_body(("plain",)).get_content() == text.get_content()
    assert [part.get_param("method") for part in (shown, file)] == ["REQUEST", "REQUEST"]
    assert shown.get_content() == ics
    assert file.get_filename() == "meeting.ics"
    assert post.mails[0][2].isascii()


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\x00", "\u2028", "\x85"])
def test_no_header_can_be_slipped_into_the_subject(mail_server, break_):
    post = mail_server()
    email.send(parcel(subject=f"回执{break_}Bcc: spy@example.org{break_}{break_}Hello"))
    _, recipients, mail = received(post)
    assert recipients == ["li@example.org"]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "回执 Bcc: spy@example.org Hello"


def test_a_long_subject_is_folded_and_comes_out_whole(mail_server):
    post = mail_server()
    email.send(parcel(subject="关于路灯" * 60))
    assert received(post)[2]["Subject"] == "关于路灯" * 60


def test_a_chinese_domain_is_written_in_its_ascii_form(mail_server):
    post = mail_server()
    email.send(parcel(to="li@例子.中国"))
    assert received(post)[1] == ["li@xn--fsqu00a.xn--fiqs8s"]


def test_what_is_no_address_never_reaches_the_server(mail_server):
    post = mail_server()
    assert refused(to="a@b.org\r\nBcc: x@y.org") == ("bad_address", True)
    assert post.mails == []


def test_it_logs_in_with_the_password_of_the_settings(mail_server):
    post = mail_server(user="office%40huiying.example", password="lamp")
    email.send(parcel())
    assert len(post.mails) == 1
    assert post.log_ins == [(b"office@huiying.example", b"lamp", False)]


@pytest.mark.parametrize("tls", ["starttls", "smtps"])
def test_mail_and_password_go_encrypted_where_the_server_can(mail_server, certificate, monkeypatch, tls):
    context, trusted = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    monkeypatch.setattr(email, "LOOPBACK", ())
    post = mail_server(user="office", password="lamp", tls=tls, certificate=context)
    email.send(parcel())
    assert len(post.mails) == 1
    assert post.log_ins == [(b"office", b"lamp", True)]


@pytest.mark.parametrize("tls", ["starttls", "smtps"])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(mail_server, certificate, tls):
    post = mail_server(user="office", password="lamp", tls=tls, certificate=certificate[0])
    assert refused() == ("connection", False)
    assert (post.mails, post.log_ins) == ([], [])


def test_a_wrong_password_is_a_setting_to_mend_and_not_the_end(mail_server):
    mail_server(user="office%40huiying.example", password="dark")
    assert refused() == ("wrong_setting:535", False)


def test_a_refused_sender_is_a_setting_to_mend(mail_server):
    mail_server().sender_answer = "553 not yours"
    assert refused() == ("wrong_setting:553", False)


def test_a_server_that_is_full_is_tried_later(mail_server):
    mail_server().sender_answer = "452 full"
    assert refused() == ("connection:452", False)


def test_a_password_for_a_server_that_knows_no_log_in_is_a_wrong_setting(mail_server, monkeypatch):
    mail_server(user="office", password="lamp")
    monkeypatch.setattr(smtplib.SMTP, "has_extn", lambda self, name: False)
    assert refused() == ("wrong_setting", False)


def test_a_password_never_leaves_the_machine_in_the_clear(mail_server, monkeypatch, settings):
    mail_server(user="office%40huiying.example", password="lamp")
    monkeypatch.setattr(email, "LOOPBACK", ())
    assert refused() == ("no_tls", False)


def test_a_mail_that_was_taken_is_sent_however_the_server_says_good_bye(mail_server):
    post = mail_server(rude=True)
    email.send(parcel())
    assert len(post.mails) == 1


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "smtp://mail.example:many", "ftp://mail.example:25"])
def test_an_address_that_is_no_mail_server_is_a_wrong_setting(settings, url):
    settings.MAIL_URL = url
    assert refused() == ("wrong_setting", False)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_server_that_offers_tls_and_speaks_none_gets_no_mail(settings, scheme):
    settings.ADDRESS = "https://voice.example"
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.MAIL_URL = f"{scheme}://127.0.0.1:{server.getsockname()[1]}"

        def answer():
            client, _ = server.accept()
            with client, client.makefile("rb") as lines:
                if scheme == "smtp":
                    client.sendall(b"220 mail.test\r\n")
                    heard.append(lines.readline())
                    client.sendall(b"250-mail.test\r\n250 STARTTLS\r\n")
                    heard.append(lines.readline())
                    client.sendall(b"220 go ahead\r\n")
                heard.append(client.recv(5))
                client.sendall(b"no tls here\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        assert refused() == ("connection", False)
        thread.join()
    if scheme == "smtp":
        assert heard[0].startswith(b"ehlo voice.example")
        assert heard[1] == b"STARTTLS\r\n"
    assert heard[-1].startswith(b"\x16\x03")


def test_the_port_is_the_usual_one_when_none_is_named():
    assert email._server("smtp://a@mail.example") == email.Server("mail.example", 25, "a", implicit_tls=False)
    assert email._server("smtps://mail.example") == email.Server("mail.example", 465, "", implicit_tls=True)


def test_without_an_address_of_the_office_the_senders_host_is_ours(settings):
    settings.ADDRESS, settings.DEFAULT_FROM_EMAIL = "", "回应 <office@huiying.example>"
    assert email.own_host() == "huiying.example"


LONG = "<TYZPR04MB5678ABCDEF0123456789ABCDEF0123456789@TYZPR04MB5678.apcprd04.prod.outlook.com>"


def test_a_reply_names_the_mail_that_it_answers_letter_by_letter(mail_server):
    post = mail_server()
    email.send(parcel(thread=Thread(LONG, ("<first@example.org>", LONG))))
    raw = post.mails[0][2]
    assert b"In-Reply-To: " + LONG.encode() + b"\r\n" in raw
    assert received(post)[2]["References"].split() == ["<first@example.org>", LONG]
    assert received(post)[2]["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize("bad", ["", "a@b", "<a b>", "<a@b>\r\nBcc: x@y.org", "<李@b>", f"<{'a' * 300}@b>"])
def test_an_id_that_is_none_is_left_out_and_the_mail_goes_all_the_same(mail_server, bad):
    post = mail_server()
    email.send(parcel(thread=Thread(bad, ("<first@example.org>",))))
    email.send(parcel(thread=Thread("<last@example.org>", (bad,))))
    first, second = (message_from_bytes(mail[2], policy=policy.SMTP) for mail in post.mails)
    assert first["In-Reply-To"] is None
    assert second["References"] == "<last@example.org>"
    assert not any(b"x@y.org" in content for _sender, _to, content in post.mails)


def test_of_a_long_conversation_the_first_and_the_last_ids_are_named():
    ids = tuple(f"<{n}@example.org>" for n in range(60))
    named = email.compose(parcel(thread=Thread("<last@example.org>", ids)))["References"].split()
    assert len(named) == email.MOST_REFERENCES
    assert (named[0], named[-2], named[-1]) == (ids[0], ids[-1], "<last@example.org>")
