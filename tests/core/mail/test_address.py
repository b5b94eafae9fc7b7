"""The address of a mailbox: encrypted, or on this machine."""

import pytest

from huiying.core.mail.address import ImapAddress, imap_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("imaps://li@example.org", ImapAddress("example.org", 993, "li", "INBOX", True)),
        ("imaps://a@qq.com@imap.qq.com:9993/In", ImapAddress("imap.qq.com", 9993, "a@qq.com", "In", True)),
        ("imaps://a%40b@h/%E6%9D%A5%E4%BF%A1", ImapAddress("h", 993, "a@b", "来信", True)),
        ("imap://a@127.0.0.1:1143", ImapAddress("127.0.0.1", 1143, "a", "INBOX", False)),
        ("imap://a@[::1]", ImapAddress("::1", 143, "a", "INBOX", False)),
        ("", None),
    ],
)
def test_an_address_is_read(url, address):
    assert imap_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "imap://a@example.org",
        "imaps://example.org",
        "imaps://a:secret@example.org",
        "pop3://a@b",
        "imaps://a@b:0",
        "imaps://a@b:70000",
        "imaps://a@b/%00",
        "imaps://a@b/%ff",
        "imaps://a@b/x?y",
        "mail.example.org",
    ],
)
def test_what_is_no_address_or_sends_a_password_in_the_clear_is_refused(url):
    with pytest.raises(ValueError):
        imap_address(url)


def test_a_mailbox_has_a_name_of_its_own():
    assert imap_address("imaps://a@b/In").name == "a@b/In"
