"""A mail comes to the running office, its receipt goes back in the thread; kill -9 in between costs nothing."""

import pytest

from tests.journeys.browser import PHONE
from tests.journeys.conftest import serving
from tests.journeys.office import link_in, wait_until
from tests.mailbox import PASSWORD, dovecot
from tests.mails import LAMPS, plain

__all__ = ["dovecot"]
MAILS = 3


@pytest.fixture
def office(dovecot, tmp_path):
    """An office whose mailbox is Dovecot's; mails lie in it before it starts."""
    dovecot.empty()
    secret = tmp_path / "mailbox"
    secret.write_text(PASSWORD + "\n", "utf-8")
    dovecot.deliver(plain(LAMPS, 1))
    more = {"HUIYING_IMAP": dovecot.url, "HUIYING_IMAP_PASSWORD_FILE": str(secret)}
    with serving(apart=True, **more) as running:
        yield running


def receipts(office):
    return {mail["In-Reply-To"]: mail for mail in office.mailbox.mails}


def test_a_mail_is_answered_in_its_thread_and_no_power_cut_loses_or_doubles_one(office, dovecot, somebody):
    wait_until(lambda: "<mail-1@example.org>" in receipts(office), "the receipt of the first mail")
    receipt = receipts(office)["<mail-1@example.org>"]
    assert receipt["Subject"].startswith("Re: 路灯不亮")
    assert LAMPS not in receipt.get_content()
    li = somebody(language="zh-hans", size=PHONE)
    li.page.goto(link_in(receipt.get_content()))
    li.reads(LAMPS)
    for number in range(2, 2 + MAILS):
        dovecot.deliver(plain(f"第 {number} 件事：桥栏杆断了。", number))
    office.kill()
    office.start_again()
    wait_until(lambda: len(receipts(office)) == 1 + MAILS, "a receipt for every mail")
    assert [office.count(f"第 {number} 件事：桥栏杆断了。") for number in range(2, 2 + MAILS)] == [1] * MAILS
    assert office.count(LAMPS) == 1
    wait_until(lambda: dovecot.read() == [True] * (1 + MAILS), "every mail marked read")
