"""Messages leave after the commit, are retried, and their words do not stay."""

import logging
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection, transaction

from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import NotInTransaction
from huiying.foundation.outbox import delivery
from huiying.foundation.outbox.delivery import CLAIM, MOST_TRIES, WAITS, deliver_due
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.selectors import mail_by_id, standing_for
from huiying.foundation.outbox.services import mark_returned, queue
from huiying.foundation.outbox.troubles import SAYS, says

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
VOICE = About("voice", 7)
LI = "li@example.org"
WORDS = "李女士，您反映的路灯已受理。"

pytestmark = pytest.mark.usefixtures("committing")


def put(key="voice:7:received", way=Way.EMAIL, to=LI, subject="回执", text=WORDS, now=NOW):
    with transaction.atomic():
        return queue(key=key, way=way, to=to, subject=subject, text=text, about=VOICE, actor=SYSTEM, now=now)


def events():
    return list(Event.objects.order_by("pk").values_list("type", flat=True))


def raw(column="sealed"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM outbox_message ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_a_message_waits_until_the_worker_sends_it(mail_server):
    post = mail_server()
    message = put()
    assert (message.standing, post.mails) == (Standing.WAITING, [])
    assert str(message) == f"message #{message.pk}"
    assert deliver_due(now=NOW) == 1
    message.refresh_from_db()
    assert message.standing == Standing.SENT
    assert NOW <= message.sent_at < NOW + timedelta(minutes=1)
    assert len(post.mails) == 1
    assert deliver_due(now=NOW) == 0
    assert events() == ["message.queued", "message.sent"]


def test_the_words_lie_sealed_and_are_gone_after_sending(mail_server):
    mail_server()
    put()
    (sealed,) = raw()
    assert sealed
    assert LI.encode() not in bytes(sealed)
    assert WORDS.encode() not in bytes(sealed)
    deliver_due(now=NOW)
    assert raw() == [None]
    assert raw("key_version") == [None]


def test_events_and_logs_carry_numbers_and_no_words(mail_server, caplog):
    caplog.set_level(logging.DEBUG)
    post = mail_server()
    post.data_answers = ["451 later"]
    message = put()
    deliver_due(now=NOW)
    deliver_due(now=NOW + WAITS[0] + timedelta(minutes=1))
    sent = Event.objects.get(type="message.sent")
    assert sent.public == {"message": message.pk, "way": "email"}
    assert (sent.subject_kind, sent.subject_id) == ("voice", 7)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("huiying")]
    assert any(str(message.pk) in line for line in ours)
    assert not any(word in line for line in ours for word in (LI, "li@", "李", "路灯"))


def test_the_same_key_again_is_the_same_message(mail_server):
    mail_server()
    assert put().pk == put(text="something else").pk
    assert Message.objects.count() == 1
    assert events() == ["message.queued"]


def test_the_same_key_at_the_same_time_is_one_message_and_one_event(mail_server, in_threads):
    mail_server()
    first, second = in_threads(put, put)
    assert first.pk == second.pk
    assert in_threads(events) == [["message.queued"]]


def test_what_is_rolled_back_is_never_sent(mail_server):
    post = mail_server()
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert deliver_due(now=NOW) == 0
    assert post.mails == []


def test_a_message_is_queued_in_a_transaction_or_not_at_all(mail_server):
    mail_server()
    with pytest.raises(NotInTransaction):
        queue(key="k", way=Way.EMAIL, to=LI, subject="", text="", about=VOICE, actor=SYSTEM, now=NOW)


def test_sending_happens_outside_any_transaction(mail_server, monkeypatch):
    mail_server()
    seen = []
    monkeypatch.setitem(delivery.SEND, Way.EMAIL, lambda parcel: seen.append(connection.in_atomic_block))
    put()
    deliver_due(now=NOW)
    assert seen == [False]


@pytest.mark.parametrize("way", [Way.EMAIL, Way.SMS])
def test_a_way_that_is_not_configured_fails_at_once_and_says_so(way):
    message = put(way=way, to=LI if way == Way.EMAIL else "13800000000")
    assert (message.standing, message.trouble, raw()) == (Standing.FAILED, "not_configured", [None])
    assert events() == ["message.failed"]
    (standing,) = standing_for(VOICE)
    assert standing.standing == Standing.FAILED
    assert "回执" in standing.why.say("zh-hans")
    assert "receipt" in standing.why.say("en")
    assert deliver_due(now=NOW) == 0


def test_a_way_that_was_switched_off_meanwhile_fails_at_the_next_try(mail_server, settings):
    mail_server()
    message = put()
    settings.MAIL_URL = ""
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.standing, message.trouble, raw()) == (Standing.FAILED, "not_configured", [None])


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b\r\nBcc: x@y.org", "a@b.org, c@d.org", "李@example.org", '"ab"@x.org']
)
def test_what_is_no_address_fails_at_once_and_costs_nothing_else(mail_server, to):
    mail_server()
    message = put(to=to)
    assert (message.standing, message.trouble, raw()) == (Standing.FAILED, "bad_address", [None])


def test_a_temporary_refusal_is_tried_again_after_a_minute(mail_server):
    post = mail_server()
    post.data_answers = ["451 greylisted"]
    message = put()
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.standing, message.trouble, message.tries) == (Standing.WAITING, "refused:451", 1)
    assert message.next_try_at >= NOW + WAITS[0]
    assert standing_for(VOICE)[0].why == says("refused:451")
    assert deliver_due(now=NOW + timedelta(seconds=59)) == 0
    assert deliver_due(now=message.next_try_at) == 1
    message.refresh_from_db()
    assert (message.standing, message.trouble, len(post.mails)) == (Standing.SENT, "", 1)
    assert standing_for(VOICE)[0].why is None


@pytest.mark.parametrize("at", ["recipient", "data"])
def test_a_permanent_refusal_ends_it_and_empties_the_words(mail_server, at):
    post = mail_server()
    if at == "recipient":
        post.recipient_answer = "550 no such user"
    else:
        post.data_answers = ["554 spam"]
    message = put()
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert message.standing == Standing.FAILED
    assert message.trouble == ("refused:550" if at == "recipient" else "refused:554")
    assert raw() == [None]
    failed = Event.objects.get(type="message.failed")
    assert failed.public == {"message": message.pk, "way": "email", "trouble": message.trouble}


def test_it_is_given_up_after_the_last_wait(mail_server):
    post = mail_server()
    post.recipient_answer = "450 busy"
    message = put()
    moment, waited = NOW, []
    for _ in range(MOST_TRIES):
        assert deliver_due(now=moment) == 1
        message.refresh_from_db()
        waited.append(message.next_try_at - moment)
        moment = message.next_try_at
    assert [round(wait.total_seconds() / 60) for wait in waited[:-1]] == [1, 5, 15, 60, 360]
    assert (message.standing, message.trouble, raw()) == (Standing.FAILED, "refused:450", [None])
    assert events() == ["message.queued", "message.failed"]
    assert deliver_due(now=NOW + timedelta(days=9)) == 0


def test_a_connection_lost_after_the_text_is_tried_again_with_the_same_id(mail_server):
    post = mail_server()
    post.hang_up = True
    message = put()
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.standing, message.trouble) == (Standing.WAITING, "connection")
    deliver_due(now=message.next_try_at)
    ids = [message_from_bytes(content, policy=policy.SMTP)["Message-ID"] for _, _, content in post.mails]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_no_server_at_all_is_tried_again(mail_server, settings):
    mail_server()
    message = put()
    settings.MAIL_URL = "smtp://127.0.0.1:1"
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.standing, message.trouble) == (Standing.WAITING, "connection")


def test_a_worker_killed_after_sending_sends_again_when_its_claim_runs_out(mail_server, monkeypatch):
    post = mail_server()
    message = put()
    with monkeypatch.context() as killed:
        killed.setattr(delivery, "_write_sent", lambda message, now: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.standing, len(post.mails)) == (Standing.SENDING, 1)
    assert deliver_due(now=NOW + CLAIM - timedelta(minutes=1)) == 0
    assert deliver_due(now=NOW + CLAIM + timedelta(minutes=1)) == 1
    message.refresh_from_db()
    assert (message.standing, len(post.mails)) == (Standing.SENT, 2)
    assert events() == ["message.queued", "message.sent"]


def test_a_message_that_kills_every_worker_ends(mail_server, monkeypatch):
    mail_server()
    message = put()
    monkeypatch.setitem(delivery.SEND, Way.EMAIL, lambda parcel: (_ for _ in ()).throw(SystemExit))
    moment = NOW
    for _ in range(MOST_TRIES):
        with pytest.raises(SystemExit):
            deliver_due(now=moment)
        moment += CLAIM + timedelta(minutes=1)
    assert deliver_due(now=moment) == 1
    message.refresh_from_db()
    assert (message.standing, message.trouble, raw()) == (Standing.FAILED, "interrupted", [None])


def test_a_second_worker_finds_nothing_while_the_first_is_sending(mail_server, monkeypatch):
    mail_server()
    put()
    sent = []

    def send(parcel):
        sent.append(parcel.id)
        assert deliver_due(now=NOW) == 0

    monkeypatch.setitem(delivery.SEND, Way.EMAIL, send)
    assert deliver_due(now=NOW) == 1
    assert len(sent) == 1


def test_two_workers_that_saw_the_same_row_send_it_once(mail_server, monkeypatch):
    post = mail_server()
    put()
    seen_by_both = delivery._due(NOW, 50, [Way.EMAIL])
    monkeypatch.setattr(delivery, "_due", lambda now, limit, ways: [Message.objects.get(pk=seen_by_both[0].pk)])
    late = seen_by_both[0]
    assert deliver_due(now=NOW) == 1
    monkeypatch.setattr(delivery, "_due", lambda now, limit, ways: [late])
    assert deliver_due(now=NOW) == 0
    assert len(post.mails) == 1


def test_two_workers_at_once_deliver_each_message_once(mail_server, in_threads):
    post = mail_server()
    for number in range(12):
        put(key=f"k{number}", text=f"第{number}封")

    def work():
        return deliver_due(now=NOW + timedelta(seconds=1))

    def standings():
        return set(Message.objects.values_list("standing", flat=True)), len(events())

    assert sum(in_threads(work, work)) == 12
    assert len(post.mails) == len({content for _, _, content in post.mails}) == 12
    assert in_threads(standings) == [({Standing.SENT}, 24)]


def test_a_slow_worker_whose_claim_ran_out_does_not_undo_what_the_next_one_did(mail_server, monkeypatch):
    from huiying.foundation.outbox.troubles import Undelivered

    mail_server()
    message = put()
    inner = {"done": False}

    def slow_then_lost(parcel):
        if not inner["done"]:
            inner["done"] = True
            deliver_due(now=NOW + CLAIM + timedelta(minutes=1))
            raise Undelivered("connection", for_good=True)

    monkeypatch.setitem(delivery.SEND, Way.EMAIL, slow_then_lost)
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.standing, message.tries) == (Standing.SENT, 2)
    assert events() == ["message.queued", "message.sent"]


def test_two_slow_workers_that_both_sent_write_it_down_once(mail_server, monkeypatch):
    mail_server()
    put()
    inner = {"done": False}

    def slow(parcel):
        if not inner["done"]:
            inner["done"] = True
            deliver_due(now=NOW + CLAIM + timedelta(minutes=1))

    monkeypatch.setitem(delivery.SEND, Way.EMAIL, slow)
    deliver_due(now=NOW)
    assert events() == ["message.queued", "message.sent"]


def test_the_longest_due_go_first_and_no_more_than_the_limit(mail_server):
    mail_server()
    late, early = put(key="a", now=NOW), put(key="b", now=NOW - timedelta(hours=1))
    assert deliver_due(now=NOW, limit=1) == 1
    late.refresh_from_db()
    early.refresh_from_db()
    assert (late.standing, early.standing) == (Standing.WAITING, Standing.SENT)


def test_the_standing_names_the_messages_of_one_thing_alone(mail_server):
    mail_server()
    put(key="a", now=NOW - timedelta(hours=1))
    last = put(key="b")
    assert standing_for(VOICE)[0].message == last.pk
    assert len(standing_for(VOICE)) == 2
    assert standing_for(About("voice", 8)) == []
    assert standing_for(About("staff", 7)) == []


def test_every_trouble_has_words_in_both_languages():
    for code in SAYS:
        assert says(f"{code}:1").zh != says(code).en


def returned(message, code="5.1.1"):
    with transaction.atomic():
        return mark_returned(message.pk, code=code, now=NOW)


def test_a_mail_that_came_back_says_so_once(mail_server):
    mail_server()
    message = put()
    deliver_due(now=NOW)
    assert returned(message)
    assert not returned(message, code="")
    (standing,) = standing_for(VOICE)
    assert standing.standing == Standing.RETURNED
    assert standing.why == SAYS["returned"]
    assert events() == ["message.queued", "message.sent", "message.returned"]
    event = Event.objects.get(type="message.returned")
    assert event.public == {"message": message.pk, "way": "email", "trouble": "returned:5.1.1"}


def test_a_mail_that_was_never_sent_cannot_come_back(mail_server):
    mail_server()
    message = put()
    assert not returned(message)
    assert events() == ["message.queued"]


def test_our_mail_is_found_by_its_message_id_and_no_other_is(mail_server):
    post = mail_server()
    message = put()
    deliver_due(now=NOW)
    ours = message_from_bytes(post.mails[0][2], policy=policy.default)["Message-ID"]
    assert mail_by_id(ours).pk == message.pk
    for other in (ours.replace("voice.example", "other.example"), ours.replace("message-", "message-9"), "<a@b>", ""):
        assert mail_by_id(other) is None
    assert mail_by_id(f"<message-{message.pk}-{message.queued_at:%Y%m%d%H%M%S}@voice.example>") is None
    assert mail_by_id(f"<message-{message.pk}-{'0' * 24}@voice.example>") is None
