"""Mails that came in, and clerks who look at them."""

import pytest

from huiying.loop.receive_mail.answering import forget_answers
from huiying.loop.receive_mail.arriving import take_in
from tests.cast import NOW


@pytest.fixture
def came(cast, settings):
    """`came(raw)`: the mail that was taken in."""
    settings.MAIL_URL, settings.DEFAULT_FROM_EMAIL = "smtp://127.0.0.1:9", "office@huiying.example"
    forget_answers()
    return lambda raw: take_in(raw, received_at=NOW, now=NOW)
