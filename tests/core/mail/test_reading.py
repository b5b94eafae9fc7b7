"""Mails of the programs that people use, and of those who would break us."""

import time

import pytest

from huiying.core.mail.letter import Automatic
from huiying.core.mail.reading import MOST_DEPTH, MOST_PARTS, MailUnreadable, mail_key, read_mail
from tests.mails import (
    LAMPS,
    attached,
    exchange_bounce,
    head,
    lines,
    mail,
    multipart,
    part,
    plain,
    png,
    postfix_bounce,
    qq_bounce,
    text_part,
    word,
)

OURS = "<message-7-20261123014000@voice.example>"
GBK = LAMPS.encode("gb18030")
BROKEN_SIGN = "=?gb2312?B?wrfJ9Q==?=\r\n =?gb2312?B?srs=?="


def said(raw):
    return read_mail(raw).text


@pytest.mark.parametrize(
    "charset", ["utf-8", "gb2312", "gbk", "gb18030", "GB18030", "big5", "utf-16", "utf-7", "hz-gb-2312", "iso-2022-jp"]
)
def test_the_words_come_out_whatever_charset_they_are_in(charset):
    text = "道路灯不亮" if charset not in ("big5", "iso-2022-jp") else "道路不明"
    assert said(plain(text, charset=charset)) == text


def test_a_label_that_is_too_small_for_its_text_is_read_as_the_larger_set():
    body = b'Content-Type: text/plain; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n' + "朱镕基路".encode(
        "gb18030"
    )
    assert said(mail(body)) == "朱镕基路"


@pytest.mark.parametrize(
    "label", ["", "; charset=us-ascii", "; charset=x-unknown", '; charset="no such set"', "; charset="]
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_text_that_does_not_say_or_lies_about_its_charset_is_read(label, charset):
    body = f"Content-Type: text/plain{label}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode() + LAMPS.encode(
        charset
    )
    assert said(mail(body)) == LAMPS


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        (word("路灯不亮", "gb18030"), "路灯不亮"),
        (word("路灯") + "\r\n " + word("不亮"), "路灯不亮"),
        ("=?utf-8?Q?=E8=B7=AF=E7=81?=\r\n =?utf-8?Q?=AF?=", "路灯"),
        ("Re: " + word("路灯") + " again", "Re: 路灯 again"),
        ("=?gbk?q?=C2=B7_x?=", "路 x"),
        ("=?utf-8*zh?B?6Lev?=", "路"),
        ("=?utf-8?B?6Lev!!?=", "路"),
        ("=?nix?B?6Lev?=", "路"),
        ("a\0b", "ab"),
    ],
)
def test_a_subject_is_read_however_it_was_wrapped(subject, read):
    raw = lines("From: li@example.org", f"Subject: {subject}", "", "x").encode()
    assert read_mail(raw).subject == read


def test_a_subject_in_raw_bytes_is_read():
    raw = b"From: li@example.org\r\nSubject: " + "路灯不亮".encode("gb18030") + b"\r\n\r\nx"
    assert read_mail(raw).subject == "路灯不亮"


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        (f"{word('李桂英')} <li@example.org>", "李桂英", "li@example.org"),
        ("li@example.org", "", "li@example.org"),
        ('"li@example.org" <li@example.org>', "", "li@example.org"),
        ("Li Guiying li@example.org", "Li Guiying li@example.org", ""),
        ("李 <<li@example.org>>", "李", "li@example.org"),
        ("undisclosed", "", ""),
        ("", "", ""),
        ("<a@b.org>, <c@d.org>", "", "a@b.org"),
    ],
)
def test_the_sender_is_a_name_and_an_address(sender, name, address):
    letter = read_mail(lines(f"From: {sender}", "Subject: x", "", "x").encode())
    if address:
        assert (letter.sender_name, letter.sender) == (name, address)
    else:
        assert letter.sender in ("", "li@example.org")


def test_of_two_forms_of_the_same_words_the_plain_one_is_taken():
    both = multipart("alternative", [text_part(LAMPS), text_part(f"<p>{LAMPS}<br>再说一遍</p>", "html")])
    assert said(mail(both)) == LAMPS


def test_html_alone_becomes_text_without_its_scripts():
    html = (
        f"<html><head><title>t</title><style>p{{}}</style></head><body><script>alert(1)</script><p>{LAMPS}</p></body>"
    )
    assert said(mail(text_part(html, "html"))) == LAMPS
    assert said(mail(multipart("alternative", [text_part("  "), text_part(html, "html")]))) == LAMPS


def test_an_iphone_sends_a_picture_between_two_texts():
    inline = part("image/png", png(), more={"Content-Disposition": "inline; filename=IMG_1.png", "Content-ID": "<1>"})
    letter = read_mail(mail(multipart("mixed", [text_part("上面"), inline, text_part("下面")])))
    assert letter.text == "上面\n\n下面"
    assert [(one.name, one.media_type, one.data) for one in letter.enclosed] == [("IMG_1.png", "image/png", png())]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (f'attachment; filename="{word("灯.png")}"', "灯.png"),
        (f'attachment; filename="{word("灯.png", "gb18030")}"', "灯.png"),
        ("attachment; filename*=utf-8''%E7%81%AF.png", "灯.png"),
        ("attachment; filename*=gbk''%B5%C6.png", "灯.png"),
        ('attachment; filename="../../etc/passwd.png"', "passwd.png"),
        ('attachment; filename="C:\\\\a\\\\b.png"', "b.png"),
        ("attachment", "1.png"),
    ],
)
def test_a_file_keeps_its_name_and_no_folder(given, name):
    letter = read_mail(mail(part("image/png", b"x", more={"Content-Disposition": given})))
    assert [one.name for one in letter.enclosed] == [name]


def test_a_text_file_is_a_file_and_no_words():
    letter = read_mail(mail(multipart("mixed", [text_part(LAMPS), attached("list.txt", b"a,b", "text/plain")])))
    assert letter.text == LAMPS
    assert [one.name for one in letter.enclosed] == ["list.txt"]


def test_outlook_hides_everything_in_one_file():
    letter = read_mail(
        mail(multipart("mixed", [text_part(""), attached("winmail.dat", b"\x78\x9f\x3e", "application/ms-tnef")]))
    )
    assert letter.text == ""
    assert [one.name for one in letter.enclosed] == ["winmail.dat"]


def test_the_signature_of_a_machine_is_no_file():
    signed = multipart("signed", [text_part(LAMPS), part("application/pgp-signature", b"sig")])
    assert read_mail(mail(signed)).enclosed == ()


def test_a_mail_in_a_mail_is_read_too():
    inner = b"Content-Type: message/rfc822\r\n\r\n" + plain("里面的话", 2)
    assert said(mail(multipart("mixed", [text_part("外面的话"), inner]))) == "外面的话\n\n里面的话"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"\xff" * 300,
        b"no headers at all",
        b"Subject: =?utf-7?Q?+2AA-?=\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA- +3AA-",
        b"From:\r\nSubject:\r\n\r\n",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n',
        b"Content-Type: text/plain; charset*=x''%ff\r\nContent-Disposition: attachment; filename*0*=%\r\n\r\nx",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Content-Type: message/rfc822\r\n\r\n",
        b"Content-Type: message/delivery-status\r\n\r\n\r\n\r\n",
        b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin\r\nxx",
        b"Message-ID: <" + b"a" * 5000 + b">\r\nReferences: " + b"<a@b> " * 5000 + b"\r\n\r\nx",
        b"Subject: " + b"=?utf-8?B?" * 3000 + b"\r\n\r\nx",
        b"From: " + b"(" * 5000 + b"\r\n\r\nx",
        b"From: " + b'"' * 5001 + b" <a@b>\r\n\r\nx",
        b"To: \r\n" + b" \r\n" * 3000 + b"\r\nx",
    ],
)
def test_nothing_that_comes_makes_reading_fail_or_last(raw):
    begun = time.monotonic()
    letter = read_mail(raw)
    assert time.monotonic() - begun < 5
    assert "\0" not in letter.text + letter.subject
    (letter.text + letter.subject + letter.sender + letter.sender_name).encode()
    assert len(letter.answers) <= 50
    mail_key(raw)


def test_a_mail_nested_without_end_cannot_be_read():
    body = text_part("x")
    for depth in range(MOST_DEPTH + 2):
        body = multipart("mixed", [body], f"b{depth}")
    with pytest.raises(MailUnreadable):
        read_mail(mail(body))


def test_a_mail_nested_beyond_what_the_library_bears_cannot_be_read():
    raw = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
    with pytest.raises(MailUnreadable):
        read_mail(raw)


def test_of_too_many_parts_the_rest_is_counted():
    letter = read_mail(
        mail(multipart("mixed", [attached(f"{n}.txt", b"x", "text/plain") for n in range(MOST_PARTS + 5)]))
    )
    assert (len(letter.enclosed), letter.parts_left) == (MOST_PARTS, 5)


def test_a_text_of_a_megabyte_is_read_at_once():
    begun = time.monotonic()
    assert len(said(plain("灯" * 400_000))) == 400_000
    assert said(mail(text_part("<div>" * 3000 + LAMPS, "html")))
    assert time.monotonic() - begun < 8


def test_the_ids_it_answers_come_nearest_first():
    letter = read_mail(plain(In_Reply_To="<c@x>", References="<a@x>\r\n <b@x> <c@x>"))
    assert letter.answers == ("<c@x>", "<b@x>", "<a@x>")
    assert letter.message_id == "<mail-1@example.org>"


def test_the_same_mail_has_the_same_key_by_whichever_way_it_came():
    raw = plain()
    again = b"Return-Path: <x@y>\r\nReceived: from a by b;\r\n\tMon\r\nX-Spam: 1\r\n" + raw
    assert mail_key(raw) == mail_key(again) == mail_key(raw.replace(b"\r\n", b"\n")) == mail_key(raw + b"\r\n")
    assert len({mail_key(raw), mail_key(plain(number=2)), mail_key(plain("别的话")), mail_key(plain(subject="x"))}) == 4


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"Auto_Submitted": "auto-replied"}, Automatic.SUBMITTED),
        ({"Auto_Submitted": "auto-generated; owner=x"}, Automatic.SUBMITTED),
        ({"Auto_Submitted": "no"}, None),
        ({"Return_Path": "<>"}, Automatic.NO_SENDER),
        ({"Return_Path": "<li@example.org>"}, None),
        ({"subject": "自动回复：我在休假"}, Automatic.VACATION),
        ({"subject": "Automatic reply: away"}, Automatic.VACATION),
        ({"subject": "自动回复太慢了"}, None),
        ({"X_Autoreply": "yes"}, Automatic.VACATION),
        ({"Precedence": "bulk"}, Automatic.LIST),
        ({"List_Id": "<a.b>"}, Automatic.LIST),
        ({"Precedence": "first-class"}, None),
        ({"X_Auto_Response_Suppress": "All"}, None),
    ],
)
def test_a_mail_of_a_machine_is_known_by_what_it_says(more, why):
    assert read_mail(plain(**more)).automatic == why


@pytest.mark.parametrize(
    ("raw", "status"), [(postfix_bounce(OURS), "5.1.1"), (exchange_bounce(OURS), "5.2.2"), (qq_bounce(OURS), "5.1.1")]
)
def test_a_notice_names_the_mail_that_came_back(raw, status):
    letter = read_mail(raw)
    assert letter.returned is not None
    assert OURS in letter.returned.ids
    assert letter.returned.status == status
    assert letter.automatic is None


def test_a_notice_of_a_delay_is_only_a_machine_talking():
    letter = read_mail(postfix_bounce(OURS, action="delayed", status="4.4.1"))
    assert letter.returned is None
    assert letter.automatic is Automatic.SUBMITTED


def test_a_person_who_writes_of_a_returned_mail_is_a_person():
    letter = read_mail(plain(subject="你们的退信是怎么回事", number=3))
    assert (letter.returned, letter.automatic) == (None, None)
    assert head(1)
