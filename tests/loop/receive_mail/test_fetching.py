"""Against a real Dovecot: nothing is lost, nothing comes twice, and a server that is down is a quiet thing."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError

from huiying.core.mail.address import imap_address
from huiying.listen.mail.enums import Became
from huiying.listen.mail.models import IncomingMail, Mailbox
from huiying.listen.mail.services import mailbox as imap
from huiying.listen.voices.models import Voice
from huiying.loop import fetch_mail as fetching
from huiying.loop.fetch_mail import fetch_mail
from tests.cast import NOW
from tests.mails import LAMPS, plain

NOW_REALLY = NOW + timedelta(days=3650)
"""Later than the clock of the mail server, so that what it received is never in the future."""


def fetch(**more):
    return fetch_mail(now=NOW_REALLY, **more)


def texts():
    return list(Voice.objects.order_by("pk").values_list("text", flat=True))


def test_a_mail_in_the_box_becomes_a_voice_and_is_marked_read(mailbox, cast, post):
    raw = plain()
    mailbox.deliver(raw)
    assert mailbox.read() == [False]
    assert fetch() == 1
    kept = IncomingMail.objects.get()
    assert (kept.became, kept.voice.text) == (Became.VOICE, LAMPS)
    assert kept.voice.received_at == kept.received_at < NOW_REALLY
    assert mailbox.read() == [True]
    assert fetch() == 0


def test_what_somebody_read_in_their_mail_program_is_taken_in_all_the_same(mailbox, cast, post):
    fetch()
    mailbox.deliver(plain())
    with mailbox.inbox() as box:
        assert [mail.subject for mail in box.fetch(mark_seen=True)] == ["路灯不亮"]
    assert fetch() == 1


def test_what_lay_there_read_before_we_came_is_left_alone(mailbox, cast, post):
    mailbox.deliver(plain("旧的，看过了。", 1))
    with mailbox.inbox() as box:
        list(box.fetch(mark_seen=True))
    mailbox.deliver(plain("旧的，没看过。", 2))
    Mailbox.objects.all().delete()
    assert fetch() == 1
    assert texts() == ["旧的，没看过。"]


def test_a_mail_marked_unread_again_is_no_second_voice(mailbox, cast, post):
    mailbox.deliver(plain())
    fetch()
    with mailbox.inbox() as box:
        box.flag(box.uids("ALL", None), "\\Seen", False)
    assert fetch() == 0
    assert mailbox.read() == [True]
    assert len(texts()) == 1


def test_many_mails_come_in_turns_the_oldest_first(mailbox, cast, post):
    for number in range(5):
        mailbox.deliver(plain(f"第 {number} 件事。", number))
    assert [fetch(most=2), fetch(most=2), fetch(most=2)] == [2, 2, 1]
    assert texts() == [f"第 {number} 件事。" for number in range(5)]


def test_what_is_done_is_moved_where_the_office_says_so(mailbox, cast, post, settings):
    settings.MAILBOX_DONE = "Done"
    mailbox.deliver(plain())
    assert fetch() == 1
    assert (mailbox.read(), mailbox.read("Done")) == ([], [True])
    assert fetch() == 0


def test_a_folder_that_is_not_there_holds_back_no_mail(mailbox, cast, post, settings):
    settings.MAILBOX_DONE = "Nowhere"
    for number in range(3):
        mailbox.deliver(plain(f"第 {number} 件事。", number))
    assert [fetch(), fetch(), fetch()] == [0, 0, 0]
    assert Mailbox.objects.get().trouble == "answer"
    assert texts() == [f"第 {number} 件事。" for number in range(3)]


def test_a_mail_that_cannot_be_taken_in_holds_up_nobody_and_is_tried_again(mailbox, cast, post, monkeypatch):
    for number in range(4):
        mailbox.deliver(plain(f"第 {number} 件事。", number))
    whole, poison = fetching.take_in, {b"<mail-0@example.org>"}

    def take_in(raw, **more):
        if any(one in raw for one in poison):
            raise DatabaseError
        return whole(raw, **more)

    monkeypatch.setattr(fetching, "take_in", take_in)
    for _ in range(3):
        with pytest.raises(DatabaseError):
            fetch(most=2)
    assert texts() == ["第 1 件事。", "第 2 件事。", "第 3 件事。"]
    assert mailbox.read() == [False, True, True, True]
    poison.clear()
    assert fetch() == 1
    assert texts()[-1] == "第 0 件事。"


def test_where_several_fail_all_wait(mailbox, cast, post, monkeypatch):
    tried = []

    def full(raw, **_more):
        tried.append(raw)
        raise OSError(28, "No space left on device")

    for number in range(5):
        mailbox.deliver(plain(f"第 {number} 件事。", number))
    monkeypatch.setattr(fetching, "take_in", full)
    with pytest.raises(RuntimeError):
        fetch()
    assert len(tried) == fetching.MOST_FAILED


def test_a_mail_whose_day_the_server_does_not_say_came_now(mailbox, cast, post, monkeypatch):
    monkeypatch.setattr(imap.imaplib, "Internaldate2tuple", lambda _line: None)
    mailbox.deliver(plain())
    assert fetch() == 1
    assert Voice.objects.get().received_at == NOW_REALLY


def test_a_folder_numbered_anew_brings_nothing_twice(mailbox, cast, post):
    mailbox.deliver(plain())
    fetch()
    Mailbox.objects.update(uid_validity=1, last_uid=4000)
    mailbox.deliver(plain("新的事。", 2))
    assert fetch() == 1
    assert texts() == [LAMPS, "新的事。"]


def test_of_a_mail_that_is_too_large_the_head_comes_and_the_rest_stays(mailbox, cast, post, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    mailbox.deliver(plain("灯" * 1000))
    mailbox.deliver(plain("短的。", 2))
    assert fetch() == 2
    large, small = IncomingMail.objects.order_by("pk")
    assert (large.became, large.why, small.became) == ("unreadable", "too_large", "voice")
    assert large.size > 3000
    assert len(mailbox.read()) == 2


@pytest.mark.parametrize("moment", ["before_commit", "after_commit", "after_mark"])
def test_a_kill_at_any_moment_loses_nothing_and_doubles_nothing(mailbox, cast, post, monkeypatch, moment):
    """Each moment by an exception that nothing catches."""

    class Killed(BaseException):
        pass

    def kill(*_args, **_more):
        raise Killed

    mailbox.deliver(plain())
    with monkeypatch.context() as patch:
        if moment == "before_commit":
            patch.setattr("huiying.loop.receive_mail.judging.keep_mail", kill)
        elif moment == "after_commit":
            patch.setattr(imap.Folder, "done", kill)
        else:
            patch.setattr(fetching, "move_on", kill)
        with pytest.raises(Killed):
            fetch()
    assert len(texts()) == (moment != "before_commit")
    fetch()
    assert texts() == [LAMPS]
    assert mailbox.read() == [True]


@pytest.mark.parametrize("trouble", ["connection", "log_in", "folder"])
def test_a_mailbox_that_cannot_be_read_is_said_once_and_again_when_it_can(mailbox, cast, settings, caplog, trouble):
    caplog.set_level(logging.INFO, logger="huiying")
    good = settings.MAILBOX
    wrong = {"connection": imap_address("imap://a@127.0.0.1:9"), "folder": imap_address(f"{mailbox.url}/Nowhere")}
    settings.MAILBOX = wrong.get(trouble, good)
    settings.MAILBOX_PASSWORD = "wrong" if trouble == "log_in" else "lamp"
    assert [fetch(), fetch(), fetch()] == [0, 0, 0]
    said = [record for record in caplog.records if "mailbox" in record.message]
    assert [record.levelname for record in said] == ["WARNING"]
    assert trouble in said[0].message
    assert "liuxi.example" not in caplog.text
    box = Mailbox.objects.get()
    assert (box.trouble, box.troubled_since) == (trouble, NOW_REALLY)
    if trouble == "log_in":
        settings.MAILBOX_PASSWORD = "lamp"
        fetch()
        assert "again" in caplog.records[-1].message
        box.refresh_from_db()
        assert (box.trouble, box.troubled_since, box.looked_at) == ("", None, NOW_REALLY)


def test_without_a_mailbox_nobody_looks(cast, settings):
    settings.MAILBOX = None
    assert fetch() == 0
    assert Mailbox.objects.count() == 0


def test_two_workers_at_once_take_each_mail_in_once(mailbox, committing, post, in_threads):
    from tests.cast import open_liuxi

    open_liuxi()
    for number in range(4):
        mailbox.deliver(plain(f"第 {number} 件事。", number))
    assert sum(in_threads(fetch, fetch)) == 4
    assert sorted(in_threads(texts)[0]) == [f"第 {number} 件事。" for number in range(4)]


def test_nothing_in_the_box_was_ever_deleted(mailbox, cast, post):
    for number in range(3):
        mailbox.deliver(plain(f"第 {number} 件事。", number))
    with mailbox.inbox() as box:
        first = box.uids("ALL", None)[0]
        box.client.uid("STORE", first, "+FLAGS", "(\\Deleted)")
    fetch()
    with mailbox.inbox() as box:
        assert len(box.uids("ALL", None)) == 3
