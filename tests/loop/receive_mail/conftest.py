"""Liuxi with a mailbox and a mail server; what goes out is kept by a real SMTP server of the test."""

import pytest

from huiying.loop.receive_mail.answering import forget_answers
from huiying.loop.receive_mail.arriving import take_in
from tests.cast import NOW, open_liuxi
from tests.foundation.outbox.conftest import _guards_back, certificate, committing, in_threads, mail_server
from tests.mailbox import dovecot, mailbox

__all__ = ["_guards_back", "certificate", "committing", "dovecot", "in_threads", "mail_server", "mailbox"]

OFFICE = "office@huiying.example"


@pytest.fixture(autouse=True)
def _nobody_answered():
    forget_answers()


@pytest.fixture
def cast(db):
    return open_liuxi()


@pytest.fixture
def post(mail_server):
    """The mails that the office sent."""
    return mail_server()


@pytest.fixture
def taken(cast, post):
    """`taken(raw)`: what became of this mail."""
    return lambda raw, at=NOW, now=NOW: take_in(raw, received_at=at, now=now)
