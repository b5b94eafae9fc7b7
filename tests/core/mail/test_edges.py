"""The corners of a mail where the library itself gives up, and what is read then."""

from email.message import Message
from time import perf_counter

import inscriptis
import pytest

from huiying.core.mail.bodies import as_text, language_of
from huiying.core.mail.decoding import decoded, decoded_header
from huiying.core.mail.reading import MOST_DEPTH, MailUnreadable, read_mail
from tests.mails import LAMPS, attached, mail, multipart, part, plain, png, text_part, word


def raising(*_args, **_more):
    raise RuntimeError


def test_bytes_of_no_charset_at_all_are_marked_where_they_are():
    assert decoded(b"a\xff\x81") == "a\ufffd\ufffd"


def test_words_of_two_charsets_stand_beside_each_other():
    assert decoded_header(f"{word('路')} {word('灯', 'gb18030')} {word('亮')} x") == "路灯亮 x"


def test_a_word_that_is_no_base64_stays_as_it_was_written():
    assert decoded_header("=?utf-8?B?a?=") == "a"


@pytest.mark.parametrize(
    ("words", "language"), [("路灯", "zh-hans"), ("The lamp", "en"), ("Lamp 路灯", "zh-hans"), ("123", "zh-hans")]
)
def test_the_language_of_words(words, language):
    assert language_of(words) == language


def test_html_that_breaks_its_parser_is_freed_of_its_tags(monkeypatch):
    monkeypatch.setattr(inscriptis, "get_text", raising)
    assert as_text("<p>路灯 &amp; 桥</p>").split() == ["路灯", "&", "桥"]


def test_a_charset_or_a_name_that_breaks_the_library_costs_only_itself(monkeypatch):
    body = multipart("mixed", [text_part("路灯"), part("image/png", png(), more={"Content-Disposition": "inline"})])
    monkeypatch.setattr(Message, "get_content_charset", raising)
    monkeypatch.setattr(Message, "get_filename", raising)
    letter = read_mail(mail(body))
    assert letter.text == "路灯"
    assert [one.name for one in letter.enclosed] == ["2.png"]


def test_an_empty_file_is_no_file():
    assert read_mail(mail(multipart("mixed", [text_part("路灯"), attached("a.bin", b"")]))).enclosed == ()


def test_nesting_hidden_in_the_form_that_is_not_read_is_found_too():
    body = text_part("x", "html")
    for depth in range(MOST_DEPTH + 2):
        body = multipart("mixed", [body], f"b{depth}")
    with pytest.raises(MailUnreadable):
        read_mail(mail(multipart("alternative", [text_part("路灯"), body], "a")))


HOSTILE = {
    "blanks": plain("路灯" + " " * 1_000_000 + "亮"),
    "scripts": mail(text_part("<p>路灯</p>" + "<script" * 150_000, "html")),
    "headers": b"".join(b"x%d: 1\r\n" % number for number in range(40_000)) + plain(),
    "letters of hosts": mail(b"Content-Type: text/plain; charset=-Idna-\r\n\r\nxn--" + b"a" * 900_000),
    "parameters": mail(b"Content-Type: text/plain" + b";" * 3_900 + b"\r\n\r\n" + LAMPS.encode()),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_mail_takes_no_longer_than_its_length(raw):
    """Each took minutes or hours: the worker reads one mail after the other."""
    begun = perf_counter()
    assert read_mail(raw).subject == "路灯不亮"
    assert perf_counter() - begun < 5


def test_a_mail_with_an_endless_content_header_waits_for_a_person():
    with pytest.raises(MailUnreadable):
        read_mail(mail(b"Content-Type: text/plain" + b";a=b\r\n " * 2_000 + b"\r\n\r\nx"))


def test_what_stands_in_scripts_and_styles_is_no_word_of_the_speaker():
    html = "<head><title>x</title></head><style>p {}</style><p>路灯</p><SCRIPT>a()</SCRIPT ><script>b()"
    assert as_text(html).split() == ["路灯"]
